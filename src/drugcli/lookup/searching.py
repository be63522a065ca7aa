"""From words to what says them here: records first, then labels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from drugcli.errors import UsageError
from drugcli.library.formulary import Hit
from drugcli.library.library import Library
from drugcli.library.passages import Filter, Found, passages
from drugcli.library.search_terms import Term, expression, loosened
from drugcli.library.with_labels import DRUGS, WithLabels
from drugcli.lookup.answers import Answer
from drugcli.lookup.labels import labels_of, opening
from drugcli.lookup.resolve import resolve


class Search(NamedTuple):
    """What is searched for, and where. What only labels have limits a search to them."""

    terms: Sequence[Term]
    drug: str | None
    """As it was typed."""
    section: str | None
    since: dt.date | None
    all_versions: bool

    @property
    def is_of_labels(self) -> bool:
        """Whether nothing but labels is searched."""
        return bool(self.section or self.since or self.all_versions)


class Hits(NamedTuple):
    """What says it: lines of records, and sections of labels."""

    records: Sequence[Hit]
    labels: Found
    opening: Mapping[int, str]
    """The arguments of 'show' that open each label that was found, by its number."""
    has_labels: bool
    """Whether any label is here."""


class _Meant(NamedTuple):
    """What a name means: a record's id, and the ids that its labels go by."""

    record: str | None
    labels: tuple[str, ...]


def search(asked: Search, library: Library, most: int) -> Hits:
    """Return what says it, with so many sections of labels at the most; raises UsageError for no drug that is here."""
    meant = None if asked.drug is None else _meant(asked.drug, library)
    records = [] if asked.is_of_labels else _in_records(asked.terms, library)
    if meant is not None:
        records = [hit for hit in records if (hit.kind, hit.id) == (DRUGS, meant.record)]
    if not isinstance(library, WithLabels) or (meant is not None and not meant.labels):
        return Hits(records, Found(), {}, isinstance(library, WithLabels))
    by = Filter(asked.section, None if meant is None else meant.labels, asked.since, asked.all_versions)
    found = passages(library.labels, asked.terms, by, most)
    return Hits(records, found, {one.label.id: opening(one.label, library) for one in found.passages}, has_labels=True)


def _in_records(wanted: Sequence[Term], library: Library) -> list[Hit]:
    """Return the lines of pages that say all terms; beginnings are enough there, for a page has few words."""
    found = library.search(expression(wanted, begin=True))
    return found or library.search(expression([*loosened(wanted)]))


def _meant(typed: str, library: Library) -> _Meant:
    """Return what is here of a drug; raises UsageError for a name that nothing here has."""
    answer = resolve(typed, library, "drugs")
    if answer.id is None:
        raise UsageError(f"--drug {typed!r}: {_told(answer)}")
    labels = labels_of(answer, library) if isinstance(library, WithLabels) else []
    return _Meant(answer.id, tuple(sorted({one.drug for one in labels})))


def _told(answer: Answer) -> str:
    names = ", ".join(one.title for one in answer.candidates if one.held)
    return f"did you mean {names}?" if names else "no drug here goes by that name; see what there is: drugcli list"
