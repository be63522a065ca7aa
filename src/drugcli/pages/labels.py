"""Replies about the label library: what an import did, what is in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from drugcli.library.labels import Counts, Held
from drugcli.pages.page import Notice, Page, Reply, Row, Section
from drugcli.readers.refused import Refused
from drugcli.records.labels import Label

OUTCOMES = {
    "imported": "labels of sets that were not here, or another form of one that was",
    "newer": "newer versions of sets that were here",
    "older": "older versions of sets that were here",
    "unchanged": "already here, word for word",
    "amended": "already here, word for word, with other names or codes, which now hold",
    "conflicting": "another text under a set id and version that was here; both are kept",
    "refused": "no label, or a damaged one",
}
MOST_REFUSED = 1_000
"""Refused records that are told one by one."""


class Summary:
    """Counts what became of labels as they come."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.refused: list[Refused] = []
        self.conflicting: list[Label] = []

    def add_refused(self, one: Refused) -> None:
        """Count what was refused."""
        self.counts["refused"] += 1
        if len(self.refused) < MOST_REFUSED:
            self.refused.append(one)

    def add(self, label: Label, outcome: str) -> None:
        """Count a label."""
        self.counts[outcome] += 1
        if outcome == "conflicting" and len(self.conflicting) < MOST_REFUSED:
            self.conflicting.append(label)


def for_import(summary: Summary) -> Reply:
    """Return what an import did, and what it refused with the reason of each."""
    rows = tuple(
        Row(key=key, label=f"{summary.counts[key]:,}", text=f"{key}: {what}", value=Decimal(summary.counts[key]))
        for key, what in OUTCOMES.items()
        if summary.counts[key] or key in {"imported", "refused"}
    )
    sections = [Section(key="summary", title="Import", rows=rows)]
    if summary.conflicting:
        told = tuple(
            Row(key=f"conflicting-{number}", label=one.name, text=f"set id {one.set_id}, version {one.version}")
            for number, one in enumerate(summary.conflicting, 1)
        )
        sections.append(Section(key="conflicting", title="Two texts of one version", rows=told))
    if summary.refused:
        told = tuple(
            Row(key=f"refused-{number}", label=one.where, text=one.why) for number, one in enumerate(summary.refused, 1)
        )
        sections.append(Section(key="refused", title="Refused", rows=told))
    return Reply(query="", answer=None, page=Page(title="labels import", sections=tuple(sections)))


def for_list(labels: Iterable[Held], query: str) -> Reply:
    """Return the labels that are here."""
    rows = tuple(_listed(labels))
    notices = () if rows else (Notice(kind="note", text="No label is here." if not query else f"No label of {query}."),)
    sections = (Section(key="labels", title="Labels", rows=rows),) if rows else ()
    return Reply(query=query, answer=None, page=Page(title="Labels", notices=notices, sections=sections))


def _listed(labels: Iterable[Held]) -> Iterator[Row]:
    for one in labels:
        said = [one.title, one.labeler, f"version {one.version}", one.date or "no date", one.set_id]
        yield Row(key=f"{one.set_id}.{one.version}.{one.id}", label=one.drug, text=" · ".join(filter(None, said)))


def for_counts(counts: Counts, place: str) -> Reply:
    """Return how much is in the library, and where it lies."""
    told = [
        ("labels", "Labels", counts.labels), ("sets", "Sets", counts.sets), ("drugs", "Drugs", counts.drugs),
        ("sections", "Sections", counts.sections), ("bytes", "Bytes", counts.bytes),
    ]  # fmt: skip
    rows = [Row(key=key, label=label, text=f"{count:,}", value=Decimal(count)) for key, label, count in told]
    rows.append(Row(key="file", label="File", text=place))
    section = Section(key="library", title="Label library", rows=tuple(rows))
    return Reply(query="", answer=None, page=Page(title="labels info", sections=(section,)))


def for_versions(query: str, sets: Sequence[Sequence[Held]]) -> Reply:
    """Return the versions of some sets that are here, each set's newest first."""
    sections = tuple(
        Section(
            key=several[0].set_id, title=f"{several[0].title} · {several[0].set_id}", rows=tuple(_versions(several))
        )
        for several in sets
    )
    return Reply(query=query, answer=None, page=Page(title=query, sections=sections))


def _versions(several: Sequence[Held]) -> Iterator[Row]:
    texts = Counter((one.version, one.origin) for one in several)
    for one in several:
        several_texts = texts[one.version, one.origin] > 1
        said = [one.date or "no date", one.labeler, one.origin, "one of several texts" if several_texts else ""]
        key = f"{one.version}.{one.origin}.{one.id}"
        yield Row(key=key, label=f"version {one.version}", text=" · ".join(filter(None, said)))


def for_removal(query: str, removed: Sequence[Held]) -> Reply:
    """Return what was taken out."""
    rows = tuple(_listed(removed))
    return Reply(query=query, answer=None, page=Page(title="labels remove", sections=(
        Section(key="removed", title="Removed", rows=rows),
    )))  # fmt: skip


def for_vacuum(before: int, after: int) -> Reply:
    """Return how much room was given back."""
    rows = tuple(
        Row(key=key, label=label, text=f"{count:,} bytes", value=Decimal(count), unit="bytes")
        for key, label, count in (("before", "Before", before), ("after", "After", after))
    )
    section = Section(key="room", title="Label library", rows=rows)
    return Reply(query="", answer=None, page=Page(title="labels vacuum", sections=(section,)))
