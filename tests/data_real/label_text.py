"""A label as an SPL document, made from its plain text: for labels that were read as PDF or page alone."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, tostring

WHOLE = "FULL PRESCRIBING INFORMATION"
NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})?")
HEADING = re.compile(rf"^({NUMBER.pattern}) +([A-Z].*)$", re.MULTILINE)
SET_ID = re.compile(r"set id (?:starting )?([0-9a-f-]{8,36})")
REVISED = re.compile(r"[Rr]evised:? (?P<month>\d{1,2})/(?P<year>\d{4})")
DATED = re.compile(r"version (?P<version>\d+), (?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
VERSION = "999"
"""A PDF has none; it is newer than the versions that are here."""


class Part(NamedTuple):
    """A section: its number, its title, its lines."""

    number: str
    title: str
    lines: list[str]


class Stamp(NamedTuple):
    """What the first lines of a text say of the label: its set id, or how it begins, its version and its day."""

    set_id: str
    version: str
    day: str


def stamp(text: str) -> Stamp:
    """Return it; raises ValueError for a text that does not say its set id or its month."""
    set_id, said = SET_ID.search(text), DATED.search(text) or REVISED.search(text)
    if set_id is None or said is None:
        raise ValueError("the text says no set id, or no month")
    given = said.groupdict()
    day = f"{given['year']}{int(given['month']):02}{given.get('day', '01')}"
    return Stamp(set_id[1], given.get("version", VERSION), day)


def as_spl(text: str, name: str, set_id: str) -> bytes:
    """Return the document; raises ValueError for a text of another set id, and for one that does not say which."""
    said = stamp(text)
    if not set_id.startswith(said.set_id):
        raise ValueError(f"the text is of {said.set_id}, not of {set_id}")
    document = Element("document", xmlns="urn:hl7-org:v3")
    SubElement(document, "id", root=set_id)
    SubElement(document, "code", code="34391-3", displayName="HUMAN PRESCRIPTION DRUG LABEL")
    SubElement(document, "title").text = name
    SubElement(document, "effectiveTime", value=said.day)
    SubElement(document, "setId", root=set_id)
    SubElement(document, "versionNumber", value=said.version)
    body = SubElement(SubElement(document, "component"), "structuredBody")
    _product(body, name)
    head, whole = _halves(text)
    above = _section(body, "Highlights", head.splitlines())
    for part in parts(whole):
        inner = "." in part.number
        made = _section(above if inner else body, f"{part.number} {part.title}", part.lines)
        above = above if inner else made
    return tostring(document)


def _halves(text: str) -> tuple[str, str]:
    """Split the highlights from the sections; a text without highlights has its headings in one line each."""
    head, mark, whole = text.rpartition(f"{WHOLE} \n")
    if mark:
        return head, whole
    head, _, whole = text.partition("\n")
    return head, HEADING.sub(r"\1\n\2", whole)


def parts(whole: str) -> Iterator[Part]:
    """Yield the sections of a text that has each number and each title in a line of its own.

    A number within a table is none: what follows it is no title, or its place is not below the last section.
    """
    lines = [line.strip() for line in whole.splitlines()]
    part = Part("", "", [])
    for at, line in enumerate(lines):
        title = lines[at + 1] if at + 1 < len(lines) else ""
        if NUMBER.fullmatch(line) and _is_heading(line, title, part.number):
            if part.number:
                yield part
            part = Part(line, title, [])
        elif line != part.title:
            part.lines.append(line)
    yield part


def _is_heading(number: str, title: str, before: str) -> bool:
    top, _, sub = number.partition(".")
    if not sub:
        return title.isupper() and int(top) > int(before.partition(".")[0] or 0)
    return title[:1].isupper() and before.partition(".")[0] == top


def _product(body: Element, name: str) -> None:
    section = SubElement(SubElement(body, "component"), "section")
    SubElement(section, "code", code="48780-1")
    outer = SubElement(SubElement(section, "subject"), "manufacturedProduct")
    product = SubElement(outer, "manufacturedProduct")
    SubElement(product, "name").text = name
    generic = SubElement(SubElement(product, "asEntityWithGeneric"), "genericMedicine")
    SubElement(generic, "name").text = name
    substance = SubElement(SubElement(product, "ingredient", classCode="ACTIB"), "ingredientSubstance")
    SubElement(substance, "name").text = name


def _section(above: Element, title: str, lines: list[str]) -> Element:
    section = SubElement(SubElement(above, "component"), "section")
    SubElement(section, "title").text = title
    text = SubElement(section, "text")
    SubElement(text, "paragraph").text = " ".join(lines).replace("- ", "-")
    return section
