"""Replies about the label library: what an import did, what is in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from drugcli.library.labels import Counts, Held
from drugcli.pages.page import Notice, Page, Reply, Row, Section
from drugcli.readers.limits import MB
from drugcli.readers.refused import Refused
from drugcli.records.labels import Label

OUTCOMES = {
    "imported": "of sets that were not here, or another form of one that was",
    "newer": "newer versions of sets that were here",
    "older": "older versions of sets that were here",
    "unchanged": "already here, word for word",
    "amended": "already here, with other names or codes, which now hold",
    "conflicting": "another text under a set id and version that was here; both are kept",
    "refused": "no label, or a damaged one",
}
MARKS = {
    "no openfda block": "their names are from their own list of ingredients",
    "openfda block contradicts the text": "its names were put aside; theirs are from their own list of ingredients",
    "no name in the text": "they go by their set ids alone",
    "no date": "nobody can tell how old they are",
}
MOST_REFUSED = 1_000
"""Refused records that are told one by one."""
Marks = Mapping[int, Sequence[str]]
"""What labels are marked with, by their ids."""


class Summary:
    """Counts what became of labels as they come."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.marks: Counter[str] = Counter()
        self.is_unread = False
        """Whether a file could not be opened at all."""
        self.is_whole = True
        """Whether all was read; else somebody stopped it."""
        self.refused: list[Refused] = []
        self.conflicting: list[Label] = []

    def add_refused(self, one: Refused) -> None:
        """Count what was refused."""
        self.counts["refused"] += 1
        self.is_unread = self.is_unread or one.is_unread
        if len(self.refused) < MOST_REFUSED:
            self.refused.append(one)

    def add(self, label: Label, outcome: str) -> None:
        """Count a label."""
        self.counts[outcome] += 1
        self.marks.update(label.marks)
        if outcome == "conflicting" and len(self.conflicting) < MOST_REFUSED:
            self.conflicting.append(label)


def for_import(summary: Summary) -> Reply:
    """Return what an import did, and what it refused with the reason of each."""
    every = summary.counts["refused"]
    note = f"the first {MOST_REFUSED:,} of {every:,}" if every > MOST_REFUSED else ""
    told = {"imported", "refused", *summary.counts}
    sections = (
        Section(key="summary", title="Import", rows=tuple(_counted(OUTCOMES, summary.counts, told))),
        Section(key="marked", title="Marked", rows=tuple(_counted(MARKS, summary.marks, summary.marks))),
        Section(key="conflicting", title="Two texts of one version", rows=tuple(_conflicting(summary.conflicting))),
        Section(key="refused", title="Refused", note=note, rows=tuple(_refused(summary.refused))),
    )
    stopped = Notice(kind="warning", text="Stopped before the end; this is kept. Run it again, and it goes on.")
    notices = () if summary.is_whole else (stopped,)
    held = tuple(one for one in sections if one.rows)
    return Reply(query="", answer=None, page=Page(title="labels import", notices=notices, sections=held))


def _counted(meanings: Mapping[str, str], counts: Counter[str], told: Collection[str]) -> Iterator[Row]:
    for key, what in meanings.items():
        if key in told:
            count = counts[key]
            yield Row(key=key, label=f"{count:,}", text=f"{key}: {what}", value=Decimal(count))


def _conflicting(labels: Sequence[Label]) -> Iterator[Row]:
    for number, one in enumerate(labels, 1):
        yield Row(key=f"conflicting-{number}", label=one.name, text=f"set id {one.set_id}, version {one.version}")


def _refused(several: Sequence[Refused]) -> Iterator[Row]:
    for number, one in enumerate(several, 1):
        yield Row(key=f"refused-{number}", label=one.where, text=one.why)


def for_list(labels: Iterable[Held], query: str) -> Reply:
    """Return the labels that are here, of all drugs or of one."""
    rows = tuple(_listed(labels))
    empty = Notice(kind="note", text="No label is here. Import some, or ask openFDA: drugcli labels --help")
    sections = (Section(key="labels", title="Labels", rows=rows),) if rows else ()
    page = Page(title=query or "Label library", notices=() if rows else (empty,), sections=sections)
    return Reply(query=query, answer=None, page=page)


def _listed(labels: Iterable[Held]) -> Iterator[Row]:
    for one in labels:
        said = [one.title, one.labeler, f"version {one.version}", one.date or "no date", one.set_id]
        yield Row(
            key=f"{one.set_id}.{one.version}.{one.id}", label=_as_words(one.drug), text=" · ".join(filter(None, said))
        )


def _as_words(drug: str) -> str:
    """Return a drug's id in words, which can stand on several lines: 'exampline sodium + othine'."""
    return drug.replace("+", " + ").replace("-", " ")


def other_labels(count: int, *, were: bool) -> str:
    """Say how many other labels there are, up to the verb: 'Another label of this drug is'."""
    if count == 1:
        return f"Another label of this drug {'was' if were else 'is'}"
    return f"{count:,} other labels of this drug {'were' if were else 'are'}"


def for_counts(counts: Counts, place: str) -> Reply:
    """Return how much is in the library, and where it lies."""
    told = [
        ("labels", "Labels", counts.labels), ("sets", "Sets", counts.sets), ("drugs", "Drugs", counts.drugs),
        ("sections", "Sections", counts.sections),
    ]  # fmt: skip
    rows = [Row(key=key, label=label, text=f"{count:,}", value=Decimal(count)) for key, label, count in told]
    rows += [
        Row(key="newest", label="Newest label", text=counts.newest or "no date"),
        Row(key="bytes", label="Size", text=_megabytes(counts.bytes), value=Decimal(counts.bytes), unit="bytes"),
        Row(key="file", label="File", text=place),
    ]
    rows += [
        Row(key=f"backup-{number}", label="Backup", text=f"{backup}: from before an update; delete it when all is well")
        for number, backup in enumerate(counts.backups, 1)
    ]
    section = Section(key="library", title="Label library", rows=tuple(rows))
    return Reply(query="", answer=None, page=Page(title="labels info", sections=(section,)))


def _megabytes(count: int) -> str:
    return f"{count / MB:,.1f} MB"


def for_versions(query: str, sets: Sequence[Sequence[Held]], marks: Marks | None = None) -> Reply:
    """Return the versions of some sets that are here, each set's newest first, and their marks by their ids."""
    sections = tuple(
        Section(
            key=several[0].set_id,
            title=f"{several[0].title} · {several[0].set_id}",
            rows=tuple(_versions(several, marks or {})),
        )
        for several in sets
    )
    return Reply(query=query, answer=None, page=Page(title=query, sections=sections))


def _versions(several: Sequence[Held], marks: Marks) -> Iterator[Row]:
    texts = Counter((one.version, one.origin) for one in several)
    for one in several:
        several_texts = texts[one.version, one.origin] > 1
        said = [one.date or "no date", one.labeler, one.origin, "one of several texts" if several_texts else ""]
        said += marks.get(one.id, ())
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
        Row(key=key, label=label, text=_megabytes(count), value=Decimal(count), unit="bytes")
        for key, label, count in (("before", "Before", before), ("after", "After", after))
    )
    section = Section(key="room", title="Label library", rows=rows)
    return Reply(query="", answer=None, page=Page(title="labels vacuum", sections=(section,)))
