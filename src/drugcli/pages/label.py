"""One label: who, which version, how old; the boxed warning, the dosage; then its sections by their numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from drugcli.errors import UsageError
from drugcli.library.labels import Heading, Held, LabelLibrary
from drugcli.lookup.answers import Answer
from drugcli.pages.page import CitedSource, Notice, Page, Reply, Row, Section
from drugcli.records.folding import fold
from drugcli.records.labels import Bullets, Label, Mark, Table
from drugcli.records.labels import Section as LabelSection
from drugcli.records.sources import Source

SOURCE = "label"
BOXED, DOSAGE, ELEMENTS = "boxed_warning", "dosage_and_administration", "spl_product_data_elements"
OLD_AFTER = 3
"""Years; an older text says so as a warning."""
MOST_CODES = 12
"""NDCs in one line of a page; --section label has all."""
TOLD: dict[Mark, str] = {
    "no openfda block": "openFDA gives no names for this label: they are taken from its own list of ingredients.",
    "openfda block contradicts the text": (
        "The names that openFDA gives for this label are not in its own list of ingredients, which is believed here."
    ),
    "no name in the text": "No name of a drug was found in this label: it goes by its set id.",
    "no date": "This label does not say from when on it is in effect.",
}


class Wanted(NamedTuple):
    """What to show of a label: some sections, all, or what is needed first."""

    section: str | None
    everything: bool


def for_label(answer: Answer, library: LabelLibrary, held: Held, wanted: Wanted, today: dt.date) -> Reply:
    """Return the page of one version of a label; raises UsageError for a section that it does not have."""
    label = library.facts(held)
    headings = [one for one in library.headings(held) if one.field != ELEMENTS]
    if wanted.section is not None:
        shown = [_text(one, library) for named in _named(wanted.section) for one in _asked(named, headings)]
    elif wanted.everything:
        shown = [_about(label, held, today), *(_text(one, library) for one in _tops(headings))]
    else:
        shown = [
            _about(label, held, today),
            _first(headings, library, BOXED, "Boxed warning"),
            _first(headings, library, DOSAGE, "Dosage and administration"),
            _contents(headings),
        ]
    page = Page(
        title=label.title or label.name,
        subtitle=" · ".join(part for part in (label.labeler, label.kind.lower()) if part),
        notices=tuple(_notices(label, held, library, today)),
        sections=tuple(shown),
    )
    source = CitedSource(number=1, id=SOURCE, source=source_of(label))
    return Reply(query=answer.query, answer=answer, page=page, sources=(source,))


def newer_labels(sources: Iterable[Source], library: LabelLibrary) -> Iterator[Notice]:
    """Tell which labels here are newer than those that a monograph was read in."""
    read: dict[str, dt.date] = {}
    for source in sources:
        if source.set_id and source.latest:
            read[source.set_id] = max(source.latest, read.get(source.set_id, source.latest))
    for set_id, until in read.items():
        held = next((one for one in library.versions(set_id) if one.date and one.date > until.isoformat()), None)
        if held is not None:
            text = (
                f"A newer label than the one read here is in your label library: version {held.version} of "
                f"{held.date}. See it: drugcli show {set_id}"
            )
            yield Notice(kind="warning", text=text)


def source_of(label: Label) -> Source:
    """Return a label as the source of what is shown of it."""
    return Source(
        kind="regulator label",
        standing="primary",
        title=f"{label.title or label.name}, US label, set id {label.set_id}",
        publisher=label.labeler or label.regulator,
        version=str(label.version),
        date=label.date,
        dated=None if label.date else "undated",
        set_id=label.set_id,
    )


def _notices(label: Label, held: Held, library: LabelLibrary, today: dt.date) -> Iterator[Notice]:
    for mark in label.marks:
        yield Notice(kind="warning", text=TOLD[mark])
    if library.conflicting(held):
        text = (
            f"Another text is here under the same set id and version {held.version}: drugcli labels info {held.set_id}"
        )
        yield Notice(kind="warning", text=text)
    newest = library.versions(held.set_id)[0]
    if newest.version > held.version:
        text = f"This is version {held.version}; version {newest.version} of {newest.date or 'no date'} is here, too."
        yield Notice(kind="warning", text=text)
    elif label.date and age(label.date, today)[0] >= OLD_AFTER:
        text = f"This text is of {label.date.isoformat()}, {aged(label.date, today)}: look for a newer one."
        yield Notice(kind="warning", text=text)
    others = len(library.of_drug(held.drug)) - 1
    if others > 0:
        which = "Another label" if others == 1 else f"{others:,} other labels"
        verb = "is" if others == 1 else "are"
        yield Notice(kind="note", text=f"{which} of this drug {verb} here: drugcli labels list {held.drug}")


def _about(label: Label, held: Held, today: dt.date) -> Section:
    rows = [
        ("labeler", "Labeler", label.labeler),
        ("version", "Version", str(label.version)),
        ("date", "In effect since", f"{label.date.isoformat()}, {aged(label.date, today)}" if label.date else ""),
        ("substances", "Active", ", ".join(one.name.lower() for one in label.substances)),
        ("route", "Route", ", ".join(label.routes)),
        ("class", "Class", ", ".join(label.classes)),
        ("applications", "Application", ", ".join(label.applications)),
        ("ndcs", "NDC", _listed(label.ndcs)),
        ("set-id", "Set id", label.set_id),
        ("origin", "Read from", held.origin),
    ]
    return Section(key="label", title="Label", rows=tuple(Row(key=k, label=l, text=t) for k, l, t in rows if t))  # noqa: E741


def _listed(codes: Sequence[str]) -> str:
    more = f" and {len(codes) - MOST_CODES:,} more" if len(codes) > MOST_CODES else ""
    return ", ".join(codes[:MOST_CODES]) + more


def age(since: dt.date, today: dt.date) -> tuple[int, int]:
    """Return whole years, and whole months beyond them."""
    months = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
    return divmod(max(months, 0), 12)


def aged(since: dt.date, today: dt.date) -> str:
    """Word an age: '2 years 10 months old'."""
    if since > today:
        return "not yet in effect"
    years, months = age(since, today)
    parts = [
        f"{count} {word}{'' if count == 1 else 's'}" for count, word in ((years, "year"), (months, "month")) if count
    ]
    return f"{' '.join(parts) or 'less than a month'} old"


def _first(headings: Sequence[Heading], library: LabelLibrary, field: str, title: str) -> Section:
    """Return the sections of one kind as one, or that the label has none."""
    found = [one for one in _tops(headings) if one.field == field]
    key = field.replace("_", "-")
    if not found:
        none = Row(key="absent", label="", text=f"the label has no section of this kind ({title.lower()})")
        return Section(key=key, title=title, rows=(none,))
    rows = [row for one in found for row in _text(one, library).rows]
    return Section(key=key, title=_heading_of(found[0].heading), rows=_numbered(rows))


class _Top:
    """A section, and those within it."""

    def __init__(self, heading: Heading) -> None:
        self.heading = heading
        self.within: list[Heading] = []

    @property
    def field(self) -> str | None:
        return self.heading.field


def _tops(headings: Sequence[Heading]) -> list[_Top]:
    tops: list[_Top] = []
    for heading in headings:
        if tops and heading.level > tops[-1].heading.level:
            tops[-1].within.append(heading)
        else:
            tops.append(_Top(heading))
    return tops


def _heading_of(heading: Heading) -> str:
    return " ".join(part for part in (heading.number, heading.title) if part) or "Without a title"


def _key(heading: Heading) -> str:
    return heading.number or (heading.field or fold(heading.title) or str(heading.id)).replace("_", "-")


def _text(top: _Top, library: LabelLibrary) -> Section:
    """Return a section with all within it, word for word."""
    rows = list(_rows(library.section(top.heading)))
    for heading in top.within:
        rows.append(Row(key=_key(heading), label=_heading_of(heading), text="", cites=_cites(heading), is_heading=True))
        rows += _rows(library.section(heading))
    return Section(key=_key(top.heading), title=_heading_of(top.heading), rows=_numbered(rows))


def _cites(heading: Heading) -> tuple[str, ...]:
    return (f"{SOURCE}#{heading.number}" if heading.number else SOURCE,)


def _rows(section: LabelSection) -> Iterator[Row]:
    """Yield the blocks of a section; its heading, which stands above them, is not said twice."""
    heading = " ".join(part for part in (section.number, section.title) if part)
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
            text = said[len(heading) :].strip() if at == 0 and said.startswith(heading) else said
            if text:
                yield Row(key="text", label="", text=text, cites=cites if at == 0 else ())


def _numbered(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Give rows keys of their own: a key names one row of its section."""
    from msgspec.structs import replace

    return tuple(
        row if row.is_heading else replace(row, key=f"{row.key}-{number}") for number, row in enumerate(rows, 1)
    )


def _contents(headings: Sequence[Heading]) -> Section:
    """List the sections by the FDA's own numbers."""
    rows = [
        Row(key=_key(one), label=one.number or "", text=one.title, is_lead=one.level == 1)
        for one in headings
        if one.title
    ]
    return Section(key="sections", title="Sections (show one with --section NUMBER)", rows=_unique(rows))


def _unique(rows: Sequence[Row]) -> tuple[Row, ...]:
    from msgspec.structs import replace

    seen: dict[str, int] = {}
    kept = []
    for row in rows:
        seen[row.key] = seen.get(row.key, 0) + 1
        kept.append(row if seen[row.key] == 1 else replace(row, key=f"{row.key}-{seen[row.key]}"))
    return tuple(kept)


def _named(asked: str) -> list[str]:
    named = [part.strip() for part in asked.split(",") if part.strip()]
    if not named:
        raise UsageError("No section was named. Give its number, its title, or openFDA's name of it.")
    return named


def _asked(named: str, headings: Sequence[Heading]) -> list[_Top]:
    """Return the sections of a number, a title, a LOINC code or openFDA's name; raises UsageError for none."""
    sought = fold(named)
    by_number = [at for at, one in enumerate(headings) if one.number == named.rstrip(".")]
    by_name = [
        at for at, one in enumerate(headings)
        if named == one.code or sought in {fold(one.title), fold(one.field or "")} - {""}
    ]  # fmt: skip
    found = by_number or [at for at in by_name if headings[at].level == 1] or by_name
    if not found:
        numbers = ", ".join(one.number or one.title for one in headings if one.level == 1)
        raise UsageError(f"This label has no section {named!r}. It has: {numbers}.")
    return [_with_those_within(at, headings) for at in found]


def _with_those_within(at: int, headings: Sequence[Heading]) -> _Top:
    top = _Top(headings[at])
    for heading in headings[at + 1 :]:
        if heading.level <= top.heading.level:
            break
        top.within.append(heading)
    return top
