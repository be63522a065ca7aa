"""How the page of one kind of record is put together."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Generic, NamedTuple, TypeVar

from drugcli.pages.keys import told_apart
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
    rows = {key: tuple(told_apart(rows_of(record))) for key, (_title, rows_of) in layout.sections.items()}
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
