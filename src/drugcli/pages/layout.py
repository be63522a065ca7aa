"""How the page of one kind of record is put together."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from msgspec.structs import replace

from drugcli.pages.page import Laid, Notice, Row, Section
from drugcli.records.markets import Market
from drugcli.records.monographs import Monograph

AnyRecord = TypeVar("AnyRecord", bound=Monograph | Market)


class Layout(NamedTuple, Generic[AnyRecord]):
    """The sections of a kind of record, in their order, and what stands above them."""

    sections: dict[str, tuple[str, Callable[[AnyRecord], Iterator[Row]]]]
    first: tuple[str, ...]
    """What is shown unless more is asked for."""
    vital: tuple[str, ...]
    """Sections that say so when nothing is known, for their silence could be read as 'none'."""
    title: Callable[[AnyRecord], str]
    subtitle: Callable[[AnyRecord], str]
    notices: Callable[[AnyRecord], Iterator[Notice]]
    newest: Callable[[AnyRecord], dt.date | None]
    """The last day that the newest regulator's text can be of."""


def lay_out(layout: Layout[AnyRecord], record: AnyRecord) -> Laid:
    """Lay out a record whole."""
    rows = {key: _told_apart(rows_of(record)) for key, (_title, rows_of) in layout.sections.items()}
    titles = {key: title for key, (title, _rows_of) in layout.sections.items()}
    return Laid(
        title=layout.title(record),
        subtitle=layout.subtitle(record),
        notices=tuple(layout.notices(record)),
        newest=layout.newest(record),
        titles=titles,
        first=layout.first,
        vital=layout.vital,
        sections={key: Section(key=key, title=titles[key], rows=some) for key, some in rows.items() if some},
        sources=record.sources,
    )


def _told_apart(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Give the second row of one key the suffix '.2', the third '.3': a key names one row of its section."""
    seen: Counter[str] = Counter()
    apart = []
    for row in rows:
        seen[row.key] += 1
        apart.append(row if seen[row.key] == 1 else replace(row, key=f"{row.key}.{seen[row.key]}"))
    return tuple(apart)
