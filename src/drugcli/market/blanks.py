"""Parts that an estimate names and gives no figure for."""

from collections.abc import Iterator

from drugcli.market.dimensions import dimensions
from drugcli.market.figures import listed
from drugcli.market.finding import Finding, finding
from drugcli.records.markets import Market


def parts_without_figures(market: Market) -> Iterator[Finding]:
    """Find regions and segments without a share, a value, a growth or any other figure."""
    for dimension in dimensions(market):
        blank = [part for part in dimension.parts if not part.has_figure]
        if blank:
            names = listed([part.name for part in blank])
            text = f"{dimension.estimate.publisher}: no figure is given by {dimension.by} for {names}."
            arithmetic = f"{len(blank)} of {len(dimension.parts)} without a figure"
            yield finding("parts-without-figures", dimension.subject, text, arithmetic, blank)
