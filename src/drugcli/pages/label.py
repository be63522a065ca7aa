"""One label: who, which version, how old; the boxed warning, the dosage; then its sections by their numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from drugcli.library.labels import Held, LabelLibrary
from drugcli.lookup.answers import Answer
from drugcli.pages.label_text import BOXED, DOSAGE, SOURCE, asked_for, contents, first, named, text, tops
from drugcli.pages.labels import other_labels
from drugcli.pages.one_product import of_one_product
from drugcli.pages.page import CitedSource, Notice, Page, Reply, Row, Section
from drugcli.records.folding import fold
from drugcli.records.labels import Label, Mark
from drugcli.records.sources import Source

OLD_AFTER = 3
"""Years; an older text says so as a warning."""
MOST_CODES = 12
"""NDCs in one line of a page; --section identifiers has all."""
LABEL, IDENTIFIERS = "label", "identifiers"
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
    headings = library.text_headings(held)
    if wanted.section is not None:
        shown = [one for name in named(wanted.section) for one in _asked(name, label, held, library, today)]
    elif wanted.everything:
        shown = [_about(label, today), *(text(one, library) for one in tops(headings)), _identifiers(label, held)]
    else:
        shown = [
            _about(label, today),
            first(headings, library, BOXED, "Boxed warning"),
            first(headings, library, DOSAGE, "Dosage and administration"),
            contents(headings),
            _identifiers(label, held, MOST_CODES),
        ]
    page = Page(
        title=label.title or label.name,
        subtitle=" · ".join(part for part in (label.labeler, label.kind.lower()) if part),
        notices=(*of_one_product(answer, label), *_notices(label, held, library, today)),
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
            told = (
                f"A newer label than the one read here is in your label library: version {held.version} of "
                f"{held.date}. See it: drugcli show {set_id} --version {held.version}"
            )
            yield Notice(kind="warning", text=told)


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
        text = f"{other_labels(others, were=False)} here: drugcli labels list {held.drug}"
        yield Notice(kind="note", text=text)


def _asked(name: str, label: Label, held: Held, library: LabelLibrary, today: dt.date) -> list[Section]:
    """Return the sections that a name means: those of the label, or what is told of it."""
    if fold(name) == LABEL:
        return [_about(label, today)]
    if fold(name) == IDENTIFIERS:
        return [_identifiers(label, held)]
    return [text(one, library) for one in asked_for(name, library.text_headings(held))]


def _about(label: Label, today: dt.date) -> Section:
    return _told(
        LABEL,
        "Label",
        [
            ("labeler", "Labeler", label.labeler),
            ("version", "Version", str(label.version)),
            ("date", "In effect since", f"{label.date.isoformat()}, {aged(label.date, today)}" if label.date else ""),
            ("substances", "Active", ", ".join(one.name.lower() for one in label.substances)),
            ("route", "Route", ", ".join(label.routes)),
        ],
    )


def _identifiers(label: Label, held: Held, most: int | None = None) -> Section:
    return _told(
        IDENTIFIERS,
        "Identifiers",
        [
            ("class", "Class", ", ".join(label.classes)),
            ("applications", "Application", ", ".join(label.applications)),
            ("ndcs", "NDC", _listed(label.ndcs, most or len(label.ndcs))),
            ("set-id", "Set id", label.set_id),
            ("origin", "Read from", held.origin),
        ],
    )


def _told(key: str, title: str, rows: Iterable[tuple[str, str, str]]) -> Section:
    return Section(
        key=key, title=title, rows=tuple(Row(key=k, label=what, text=said) for k, what, said in rows if said)
    )


def _listed(codes: Sequence[str], most: int) -> str:
    more = f" and {len(codes) - most:,} more (--section identifiers)" if len(codes) > most else ""
    return ", ".join(codes[:most]) + more


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
