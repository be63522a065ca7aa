"""What a compiled formulary keeps of a record for its page, and for full-text search."""

from collections.abc import Iterator

from msgspec import json

from drugcli.library.compiled import LaidOut, Passage
from drugcli.pages import market, monograph
from drugcli.pages.layout import lay_out
from drugcli.pages.page import Laid
from drugcli.records.markets import Market
from drugcli.records.monographs import Monograph


def laid_out(record: Monograph | Market) -> LaidOut:
    """Lay out a record whole; search finds what its page shows."""
    laid = lay_out(monograph.LAYOUT, record) if isinstance(record, Monograph) else lay_out(market.LAYOUT, record)
    return LaidOut(json.encode(laid), tuple(_passages(laid)))


def _passages(laid: Laid) -> Iterator[Passage]:
    """Yield the rows that say something, each under its heading: FDA's rule must not pass for EMA's."""
    for section in laid.sections.values():
        heading = label = ""
        for row in section.rows:
            if row.is_heading:
                heading, label = row.label, ""
                continue
            label = row.label or label
            said = [part for part in (heading, label, row.text) if part]
            yield Passage(section.key, label, ": ".join(said), row.cites)
