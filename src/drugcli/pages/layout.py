"""How the page of one kind of record is put together."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from msgspec.structs import replace

from drugcli.errors import UsageError
from drugcli.pages.figures import NO_DATA
from drugcli.pages.page import Notice, Page, Row, Section

if TYPE_CHECKING:
    from drugcli.records.markets import Market
    from drugcli.records.monographs import Monograph

AnyRecord = TypeVar("AnyRecord", bound="Monograph | Market")

ABSENT = (Row(key="absent", label="", text=NO_DATA),)


class Layout(NamedTuple, Generic[AnyRecord]):
    """The sections of a kind of record, in their order, and what stands above them."""

    sections: dict[str, tuple[str, Callable[[AnyRecord], Iterator[Row]]]]
    first: tuple[str, ...]
    """What is shown unless more is asked for."""
    vital: tuple[str, ...]
    """Sections that say so when nothing is known, for their silence could be read as 'none'."""
    title: Callable[[AnyRecord], str]
    subtitle: Callable[[AnyRecord], str]
    notices: Callable[[AnyRecord, dt.date], Iterator[Notice]]


class Wanted(NamedTuple):
    """The keys of the sections to show, and whether each was asked for by name."""

    keys: tuple[str, ...]
    by_name: bool


def wanted(layout: Layout[AnyRecord], asked: str | None, *, everything: bool) -> Wanted:
    """Return the sections to show, or raise UsageError for one that does not exist."""
    if asked is None:
        return Wanted(tuple(layout.sections) if everything else layout.first, by_name=False)
    keys = tuple(dict.fromkeys(key.strip().lower() for key in asked.split(",") if key.strip()))
    known = ", ".join(layout.sections)
    for key in keys:
        if key not in layout.sections:
            raise UsageError(f"There is no section {key!r}. Sections: {known}.")
    if not keys:
        raise UsageError(f"No section was named. Sections: {known}.")
    return Wanted(keys, by_name=True)


def sections(layout: Layout[AnyRecord], record: AnyRecord, keys: Sequence[str]) -> Iterator[Section]:
    """Yield the sections that have something to say, in the order of the keys."""
    for key in keys:
        title, rows_of = layout.sections[key]
        rows = _told_apart(rows_of(record)) or (ABSENT if key in layout.vital else ())
        if rows:
            yield Section(key=key, title=title, rows=rows)


def asked_for(layout: Layout[AnyRecord], record: AnyRecord, keys: Sequence[str]) -> Iterator[Section]:
    """Yield the sections that were asked for by name; an empty one says that it is not in our data."""
    for key in keys:
        title, rows_of = layout.sections[key]
        yield Section(key=key, title=title, rows=_told_apart(rows_of(record)) or ABSENT)


def page(
    layout: Layout[AnyRecord], record: AnyRecord, shown: Sequence[Section], keys: Sequence[str], today: dt.date
) -> Page:
    """Lay out a record: what must be known first, the sections shown, the names of the others."""
    others = [key for key in layout.sections if key not in keys]
    return Page(
        title=layout.title(record),
        subtitle=layout.subtitle(record),
        notices=tuple(layout.notices(record, today)),
        sections=tuple(shown),
        more=tuple(key for key in others if _has_rows(layout, record, key)),
    )


def _told_apart(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Give the second row of one key the suffix '.2', the third '.3': a key names one row of its section."""
    seen: Counter[str] = Counter()
    apart = []
    for row in rows:
        seen[row.key] += 1
        apart.append(row if seen[row.key] == 1 else replace(row, key=f"{row.key}.{seen[row.key]}"))
    return tuple(apart)


def _has_rows(layout: Layout[AnyRecord], record: AnyRecord, key: str) -> bool:
    _title, rows_of = layout.sections[key]
    return next(rows_of(record), None) is not None
