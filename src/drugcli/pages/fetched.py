"""Replies about labels that were fetched from openFDA."""

from collections.abc import Iterator, Mapping, Sequence

from drugcli.lookup.fetching import Fetched
from drugcli.pages.page import Notice, Page, Reply, Row, Section
from drugcli.records.labels import Label

BECAME = {
    "imported": "now here",
    "newer": "newer than what was here",
    "older": "older than what was here",
    "unchanged": "was here already",
    "amended": "was here already, now with other names or codes",
    "conflicting": "another text under this set id and version was here; both are kept",
}
Versions = Mapping[tuple[str, int], str]
"""What became of labels, by set id and version."""


def for_fetched(query: str, several: Sequence[Fetched], outcomes: Versions) -> Reply:
    """Return what was fetched, what is of another drug and was refused, and what there is not."""
    sections = (
        Section(key="fetched", title="Labels", rows=tuple(_fetched(several, outcomes))),
        Section(key="other", title="Of another drug, refused", rows=tuple(_others(several))),
        Section(key="refused", title="Damaged, refused", rows=tuple(_refused(several))),
        Section(key="failed", title="Not fetched", rows=tuple(_failed(several))),
    )
    notices = tuple(notice for one in several for notice in _notices(one))
    held = tuple(one for one in sections if one.rows)
    return Reply(query=query, answer=None, page=Page(title="labels fetch", notices=notices, sections=held))


def _notices(one: Fetched) -> Iterator[Notice]:
    if not one.received and not one.failure:
        yield Notice(kind="note", text=f"openFDA has no label by the name {one.query!r}.")
    elif one.total > one.received:
        text = (
            f"openFDA has {one.total:,} labels for {one.query!r}; the newest {one.received:,} were asked for (--count)."
        )
        yield Notice(kind="note", text=text)
    if one.received and not one.labels and not one.refused:
        yield Notice(kind="warning", text=f"openFDA answered for {one.query!r} with another drug; it was not imported.")


def _fetched(several: Sequence[Fetched], outcomes: Versions) -> Iterator[Row]:
    labels = {(label.set_id, label.version): label for one in several for label in one.labels}
    for (set_id, version), label in labels.items():
        said = [
            label.labeler,
            f"version {version}",
            _date(label),
            set_id,
            BECAME[outcomes[set_id, version]],
            *label.marks,
        ]
        yield Row(key=f"{set_id}.{version}", label=label.title or label.name, text=" · ".join(filter(None, said)))


def _others(several: Sequence[Fetched]) -> Iterator[Row]:
    for one in several:
        for number, label in enumerate(one.others, 1):
            text = (
                f"is not what this label is of: {label.title or label.name} · {label.set_id}, version {label.version}"
            )
            yield Row(key=f"{one.query}.{number}", label=one.query, text=text)


def _refused(several: Sequence[Fetched]) -> Iterator[Row]:
    for one in several:
        for number, refused in enumerate(one.refused, 1):
            yield Row(key=f"{one.query}.{number}", label=f"{one.query}: {refused.where}", text=refused.why)


def _failed(several: Sequence[Fetched]) -> Iterator[Row]:
    for one in several:
        if one.failure:
            yield Row(key=one.query, label=one.query, text=one.failure)


def _date(label: Label) -> str:
    return label.date.isoformat() if label.date else "no date"
