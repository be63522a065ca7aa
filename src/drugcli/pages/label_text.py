"""Sections of a label: word for word, by the FDA's own numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from drugcli.errors import UsageError
from drugcli.library.labels import Heading, LabelLibrary
from drugcli.pages.keys import told_apart
from drugcli.pages.page import Row, Section
from drugcli.records.folding import fold, words
from drugcli.records.labels import Bullets, Table
from drugcli.records.labels import Section as LabelSection

SOURCE = "label"
BOXED, DOSAGE = "boxed_warning", "dosage_and_administration"
ALIASES = dict.fromkeys(("dose", "doses", "dosage", "dosing"), DOSAGE)
"""What one asks for who wants the dose, as in monographs."""
MOST_TITLE = 12
"""Words of a title that stands once more at the beginning of its text."""
NUMBER = r"\s*\d+(?:\.\d+)*\s*"
REFERENCE = re.compile(rf"(\({NUMBER}(?:,{NUMBER})*\)\.?) (?=[A-Z])")
"""The end of a sentence of a summary: '( 2.1 , 2.3 )'."""
STEP = re.compile(r"(?<=[.;:)\]]) (?=\d{1,2}\. [A-Z])| (?=[\u2022\u25aa\u25cf\u25a0] )")
"""Before the number of a step, 'Shake it. 3. Wait', or before a bullet."""
SHORT_FORM = re.compile(r"WARNING(?:(?!WARNING).){0,300}?See full prescribing information for complete boxed warning")


class Top:
    """A section, and those within it."""

    def __init__(self, heading: Heading) -> None:
        self.heading = heading
        self.within: list[Heading] = []

    @property
    def field(self) -> str | None:
        """Which kind of section it is, as openFDA names it."""
        return self.heading.field


def tops(headings: Sequence[Heading]) -> list[Top]:
    """Return the sections of the first level in the order of their numbers, which not every copy keeps."""
    found: list[Top] = []
    for heading in headings:
        if found and heading.level > found[-1].heading.level:
            found[-1].within.append(heading)
        else:
            found.append(Top(heading))
    numbers = [_number(one.heading) for one in found if one.heading.number]
    return found if numbers == sorted(numbers) else sorted(found, key=_place)


def _place(one: Top) -> tuple[int, tuple[int, ...]]:
    """Order sections: the boxed warning, those with numbers, the rest."""
    if one.field == BOXED:
        return (0, ())
    return (1, _number(one.heading)) if one.heading.number else (2, ())


def _number(heading: Heading) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", heading.number or ""))


def first(headings: Sequence[Heading], library: LabelLibrary, field: str, title: str) -> Section:
    """Return the sections of one kind as one, or that the label has none."""
    found = [one for one in tops(headings) if one.field == field]
    found = found or [one for one in tops(headings) if fold(one.heading.title) == fold(title)]
    key = field.replace("_", "-")
    if not found:
        none = Row(key="absent", label="", text=f"this copy of the label has no section of this kind ({title.lower()})")
        return Section(key=key, title=title, rows=(none,))
    rows = [row for one in found for row in _once(one, library)]
    heading = _heading_of(found[0].heading)
    is_named = field != BOXED or title.casefold() in heading.casefold()
    return Section(key=key, title=heading if is_named else f"{title}: {heading}", rows=_numbered(rows))


def _once(one: Top, library: LabelLibrary) -> Iterator[Row]:
    """Yield the rows of a section; of a boxed warning without the short form that repeats it."""
    rows = text(one, library).rows
    said = " ".join(row.text for row in rows)
    found = SHORT_FORM.search(said) if one.field == BOXED else None
    if found is None or found.start() < len(said) - found.start():
        yield from rows
        return
    yield from _until(rows, found.start())
    yield Row(key="short-form", label="", text="(Its short form is left out here; all of it: --section boxed-warning)")


def _until(rows: Sequence[Row], end: int) -> Iterator[Row]:
    """Yield rows up to a letter of their text, joined by spaces."""
    from msgspec.structs import replace

    start = 0
    for row in rows:
        kept = row.text[: max(end - start, 0)].rstrip()
        if kept:
            yield replace(row, text=kept)
        start += len(row.text) + 1


def text(top: Top, library: LabelLibrary) -> Section:
    """Return a section with all within it, word for word."""
    rows = list(_rows(library.section(top.heading)))
    for heading in top.within:
        rows.append(Row(key=_key(heading), label=_heading_of(heading), text="", cites=_cites(heading), is_heading=True))
        rows += _rows(library.section(heading))
    return Section(key=_key(top.heading), title=_heading_of(top.heading), rows=_numbered(rows))


def _heading_of(heading: Heading) -> str:
    return " ".join(part for part in (heading.number, heading.title) if part) or "Without a title"


def _key(heading: Heading) -> str:
    return heading.number or (heading.field or fold(heading.title) or str(heading.id)).replace("_", "-")


def _cites(heading: Heading) -> tuple[str, ...]:
    return (f"{SOURCE}#{heading.number}" if heading.number else SOURCE,)


def _rows(section: LabelSection) -> Iterator[Row]:
    """Yield the blocks of a section; its heading, which stands above them, is not said twice."""
    cites = (f"{SOURCE}#{section.number}" if section.number else SOURCE,)
    for at, block in enumerate(section.blocks):
        if isinstance(block, Table):
            if block.caption:
                yield Row(key="caption", label="", text=block.caption, is_lead=True)
            for cells in block.rows:
                yield Row(key="row", label="", text=" | ".join(cell for cell in cells if cell), cells=cells)
            for note in block.notes:
                yield Row(key="note", label="", text=note)
        elif isinstance(block, Bullets):
            for item in block.items:
                yield Row(key="item", label="", text=item)
        else:
            said = " ".join(block.text.split())
            for part, line in enumerate(_lines(_without_heading(said, section) if at == 0 else said, section)):
                yield Row(key="text", label="", text=line, cites=cites if at == part == 0 else ())


def _without_heading(said: str, section: LabelSection) -> str:
    heading = " ".join(part for part in (section.number, section.title) if part)
    rest = said[len(heading) :].strip()
    if said.startswith(heading) and (section.number or not rest[:1].islower() or heading.isupper()):
        return rest
    parts = said.split(" ", MOST_TITLE)
    for count in range(1, len(parts)):
        start = " ".join(parts[:count])
        if (section.number or start.isupper()) and fold(start.replace("&", "and")) == fold(heading):
            return " ".join(parts[count:])
    return said


def _lines(said: str, section: LabelSection) -> list[str]:
    """Return a text in lines: a step each, and in the summary of a numbered section a sentence with its references."""
    is_summary = section.level == 1 and section.number
    lines = (REFERENCE.sub(r"\1\n", said) if is_summary else said).split("\n")
    return [part for line in lines for part in STEP.split(line) if part]


def _numbered(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Give rows keys of their own: a key names one row of its section."""
    from msgspec.structs import replace

    return tuple(
        row if row.is_heading else replace(row, key=f"{row.key}-{number}") for number, row in enumerate(rows, 1)
    )


def contents(headings: Sequence[Heading]) -> Section:
    """List the sections by the FDA's own numbers; those of one title that follow each other once."""
    rows = []
    ordered = [heading for top in tops(headings) for heading in (top.heading, *top.within) if heading.title]
    for _alike, group in groupby(ordered, key=lambda one: (one.number, one.title, one.level)):
        one, *others = group
        text = f"{one.title} ({1 + len(others):,} of them)" if others else one.title
        rows.append(Row(key=_key(one), label=one.number or "", text=text, is_lead=one.level == 1))
    return Section(key="sections", title="Sections (show one with --section NUMBER)", rows=tuple(told_apart(rows)))


def named(asked: str) -> list[str]:
    """Return the names of several sections, or raise UsageError for none."""
    parts = [part.strip() for part in asked.split(",") if part.strip()]
    if not parts:
        raise UsageError("No section was named. Give its number, its title, or openFDA's name of it.")
    return parts


def asked_for(name: str, headings: Sequence[Heading]) -> list[Top]:
    """Return the sections of a number, a title, a LOINC code or openFDA's name, else those whose title has the words.

    Raises UsageError for none.
    """
    sought = fold(ALIASES.get(name.casefold(), name))
    by_number = [at for at, one in enumerate(headings) if one.number == name.rstrip(".")]
    by_name = [
        at for at, one in enumerate(headings)
        if name == one.code or sought in {fold(one.title), fold(one.field or "")} - {""}
    ]  # fmt: skip
    by_words = [at for at, one in enumerate(headings) if _has_words(one, name)]
    found = by_number or _highest(by_name, headings) or _highest(by_words, headings)
    if not found:
        numbers = ", ".join(dict.fromkeys(one.heading.number or one.heading.title for one in tops(headings)))
        raise UsageError(f"This label has no section {name!r}. It has: {numbers}.")
    return [_with_those_within(at, headings) for at in found]


def _highest(places: Sequence[int], headings: Sequence[Heading]) -> list[int]:
    return [at for at in places if headings[at].level == 1] or list(places)


def _has_words(heading: Heading, name: str) -> bool:
    """Tell whether every word begins one of the title's, or of the kind's."""
    has = words(f"{heading.title} {(heading.field or '').replace('_', ' ') if heading.level == 1 else ''}")
    sought = words(name)
    return bool(sought) and all(word.isalpha() and any(one.startswith(word) for one in has) for word in sought)


def _with_those_within(at: int, headings: Sequence[Heading]) -> Top:
    top = Top(headings[at])
    for heading in headings[at + 1 :]:
        if heading.level <= top.heading.level:
            break
        top.within.append(heading)
    return top
