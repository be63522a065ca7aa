"""Every line of every page of a record, for full-text search."""

from collections.abc import Iterator

from drugcli.library.compiled import Passage
from drugcli.pages import market, monograph
from drugcli.pages.layout import sections
from drugcli.records.markets import Market
from drugcli.records.monographs import Monograph


def passages(record: Monograph | Market) -> Iterator[Passage]:
    """Yield each row of each section; search finds what a page shows."""
    if isinstance(record, Monograph):
        shown = sections(monograph.LAYOUT, record, list(monograph.LAYOUT.sections))
    else:
        shown = sections(market.LAYOUT, record, list(market.LAYOUT.sections))
    for section in shown:
        label = ""
        for row in section.rows:
            label = row.label or label
            yield Passage(section.key, label, f"{label}: {row.text}" if label else row.text, row.cites)
