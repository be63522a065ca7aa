"""Structured Product Labeling: labels as the FDA keeps them, in HL7's XML."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from drugcli.readers.cleaning import spaced
from drugcli.readers.label_tables import local, parser, table, words
from drugcli.readers.openfda import SET_ID, entitled, read_date, read_version
from drugcli.readers.refused import RefusedError
from drugcli.readers.spl_products import Stated, read_products
from drugcli.records.label_sections import BY_CODE, PRODUCT_ELEMENTS, UNCLASSIFIED
from drugcli.records.labels import Block, Bullets, Label, LabelName, Paragraph, Section, Substance

HL7 = "{urn:hl7-org:v3}"
HEADING = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=\S)")
HUGE_TREES = re.compile(", (use|try) XML_PARSE_HUGE( option)?")
"""What libxml2 advises where a document is too deep: nobody who imports labels can follow it."""
HIGHEST = 17
"""The last section of a label: 21 CFR 201.56(d)."""
DEEPEST = 12
"""Sections within one another; real ones have 5 levels."""
MOST_SECTIONS = 5_000
LIMITATION = "These highlights do not include"
"""How titles of today's labels begin, with a statement that says nothing of the drug."""
LONGEST_TITLE = 150
HIGHLIGHTS = "Highlights of prescribing information"


def read_document(content: bytes) -> Label:
    """Turn an SPL document into a label, or raise RefusedError."""
    if b"<!DOCTYPE" in content[:4_096] or b"<!ENTITY" in content:
        raise RefusedError("it has a document type definition, which no label has")
    try:
        root = etree.fromstring(content, parser())
    except etree.XMLSyntaxError as error:
        raise RefusedError(f"no XML, or too deep: {_reason(error)}") from None
    except ValueError as error:
        raise RefusedError(f"no XML: {_reason(error)}") from None
    if root.getroottree().docinfo.doctype:
        raise RefusedError("it has a document type definition, which no label has")
    if root.tag != f"{HL7}document":
        raise RefusedError("XML, but no SPL document (HL7 v3)")
    return _label(root)


def _reason(error: Exception) -> str:
    said = getattr(error, "msg", None) or str(error)
    return spaced(HUGE_TREES.sub("", said))[:160] or type(error).__name__


def _label(root: Any) -> Label:  # noqa: ANN401  lxml gives its elements no public type
    set_id = _attribute(root, "setId", "root").lower()
    if not SET_ID.fullmatch(set_id):
        raise RefusedError("setId: missing, or no set id")
    version = read_version(_attribute(root, "versionNumber", "value"), "versionNumber")
    date = read_date(_attribute(root, "effectiveTime", "value"), "effectiveTime")
    stated = read_products(root)
    names, substances = _names(stated), _substances(stated)
    if not names and not substances:
        names, substances = _indexed(root)
    written = root.find(f"{HL7}title")
    title = words(written) if written is not None else ""
    code = root.find(f"{HL7}code")
    sections = (*_highlights(root), *_sections(root))
    if not sections:
        raise RefusedError("it has no section")
    marks = [] if names else ["no name in the text"]
    marks += [] if date else ["no date"]
    return Label(
        set_id=set_id,
        version=version,
        origin="SPL",
        date=date,
        document=_attribute(root, "id", "root") or None,
        kind=spaced(code.get("displayName", "")) if code is not None else "",
        title=title if _says_which(title) else entitled(names),
        labeler=next((words(one) for one in root.iterfind(f"{HL7}author//{HL7}representedOrganization/{HL7}name")), ""),
        names=names,
        substances=substances,
        applications=stated.applications,
        routes=stated.routes,
        classes=_classes(root),
        ndcs=stated.ndcs,
        products=stated.products,
        marks=tuple(marks),  # type: ignore[arg-type]
        sections=sections,
    )


def _says_which(title: str) -> bool:
    """Tell whether a title may name its drug."""
    is_empty = title.casefold().strip(" :*") in {"", "drug facts"}
    return not is_empty and not title.startswith(LIMITATION) and len(title) <= LONGEST_TITLE


def _attribute(parent: Any, name: str, attribute: str) -> str:  # noqa: ANN401
    element = parent.find(f"{HL7}{name}")
    return spaced(element.get(attribute, "")) if element is not None else ""


def _names(stated: Stated) -> tuple[LabelName, ...]:
    whole = [one for one in stated.products if not one.is_part] or stated.products
    names = [LabelName(text=one.name, kind="brand") for one in whole if one.name]
    names += [LabelName(text=one.generic, kind="generic") for one in whole if one.generic]
    names += [LabelName(text=one, kind="substance") for one in stated.moieties]
    return tuple({(name.text.casefold(), name.kind): name for name in reversed(names)}.values())[::-1]


def _substances(stated: Stated) -> tuple[Substance, ...]:
    return tuple(dict.fromkeys(stated.substances))


def _indexed(root: Any) -> tuple[tuple[LabelName, ...], tuple[Substance, ...]]:  # noqa: ANN401
    """Return the substances that an index of the FDA is of; it has no products."""
    found = []
    for one in root.iter(f"{HL7}identifiedSubstance"):
        code, name = one.find(f"{HL7}code"), one.find(f"{HL7}name")
        if code is not None and name is not None and words(name):
            found.append(Substance(name=words(name), unii=spaced(code.get("code", "")) or None))
    return tuple(LabelName(text=one.name, kind="substance") for one in found), tuple(dict.fromkeys(found))


def _classes(root: Any) -> tuple[str, ...]:  # noqa: ANN401
    shown = (spaced(one.get("displayName", "")) for one in root.iterfind(f".//{HL7}generalizedMaterialKind/{HL7}code"))
    return tuple(dict.fromkeys(one for one in shown if one.endswith("]")))


def _highlights(root: Any) -> Iterator[Section]:  # noqa: ANN401
    """Yield the highlights as a section of their own; SPL keeps a piece of them in each section that they are of."""
    pieces = root.iterfind(f".//{HL7}excerpt/{HL7}highlight/{HL7}text")
    blocks = tuple(block for piece in pieces for block in _blocks(piece))
    if blocks:
        yield Section(title=HIGHLIGHTS, blocks=blocks)


def _sections(root: Any) -> Iterator[Section]:  # noqa: ANN401
    """Yield sections in their order, each before those within it."""
    tops = root.findall(f"{HL7}component/{HL7}structuredBody/{HL7}component/{HL7}section")
    waiting: list[tuple[Any, int, str | None]] = [(one, 1, None) for one in reversed(tops)]
    read = 0
    while waiting:
        element, level, around = waiting.pop()
        read += 1
        if read > MOST_SECTIONS or level > DEEPEST:
            raise RefusedError(f"more than {MOST_SECTIONS:,} sections, or {DEEPEST} levels of them")
        section = _section(element, level, around)
        if section.blocks or section.code != PRODUCT_ELEMENTS.code:
            yield section
        inner = reversed(element.findall(f"{HL7}component/{HL7}section"))
        waiting += [(one, level + 1, section.field) for one in inner]


def _section(element: Any, level: int, around: str | None) -> Section:  # noqa: ANN401
    """Return a section; one without a kind of its own, such as most subsections, is of the kind around it."""
    title, text = element.find(f"{HL7}title"), element.find(f"{HL7}text")
    said = words(title) if title is not None else ""
    code = _attribute(element, "code", "code") or None
    kind = BY_CODE.get(code or "")
    match = HEADING.match(said)
    number = match[1] if match and int(match[1].partition(".")[0]) <= HIGHEST else None
    blocks = [*([Paragraph(text=said)] if said else []), *(_blocks(text) if text is not None else ())]
    shown = said[match.end() :] if match and number else said
    return Section(
        title=shown or (kind.title if kind and kind is not UNCLASSIFIED else ""),
        level=level,
        number=number,
        code=code,
        field=around if around and kind in {None, UNCLASSIFIED} else kind.field if kind else None,
        blocks=tuple(blocks),
    )


def _blocks(text: Any) -> Iterator[Block]:  # noqa: ANN401
    """Yield the paragraphs, lists and tables of a text; words outside of them are paragraphs of their own."""
    loose: list[str] = [text.text or ""]
    for element in text:
        name = local(element)
        if name in {"paragraph", "list", "table"}:
            yield from _paragraph(loose)
            loose = []
            yield from _block(name, element)
        elif name:
            loose.append(words(element))
        loose.append(element.tail or "")
    yield from _paragraph(loose)


def _block(name: str, element: Any) -> Iterator[Block]:  # noqa: ANN401
    said = words(element)
    if not said:
        return
    if name == "table":
        yield table(element)
    elif name == "list":
        yield Bullets(items=tuple(_items(element)))
    elif any(local(one) in {"list", "table"} for one in element):
        yield from _blocks(element)
    else:
        yield Paragraph(text=said)


def _items(element: Any) -> Iterator[str]:  # noqa: ANN401
    for item in element:
        said = words(item)
        if said:
            yield said


def _paragraph(loose: list[str]) -> Iterator[Paragraph]:
    said = spaced(" ".join(loose))
    if said:
        yield Paragraph(text=said)
