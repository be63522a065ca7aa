"""Forecasts of growth after reported sales that fell."""

from collections.abc import Iterator
from decimal import Decimal

from drugcli.market.figures import exact, percent
from drugcli.market.finding import Finding, finding
from drugcli.market.growth import annual_growth
from drugcli.market.product import estimates, worldwide
from drugcli.market.rounding import span_of
from drugcli.market.series import path
from drugcli.records.markets import Actual, Market

LEAST_YEARS = 3
"""Fewer falling years in a row are no trend."""


def growth_against_decline(market: Market) -> Iterator[Finding]:
    """Find forecasts of growth after sales that fell every year up to the base year."""
    for estimate in estimates(market):
        way = path(estimate)
        falling = _falling(worldwide(market, estimate.unit), way.base.year) if way else []
        if way and way.percent > 0 and len(falling) >= LEAST_YEARS:
            text = (
                f"{estimate.publisher}: growth of {percent(way.percent)} a year is forecast from {way.base.year},"
                f" but reported sales fell every year from {_years(falling)}, by {percent(-_rate(falling))} a year."
            )
            yield finding("growth-against-decline", estimate.id, text, _root(falling), [way.base, way.end, *falling])


def _falling(reported: list[Actual], until: int) -> list[Actual]:
    """Return the longest run of years that ends with the base year and falls each time."""
    run: list[Actual] = []
    for one in reversed([one for one in reported if one.year <= until]):
        if run and not span_of(one).is_above(span_of(run[0])):
            break
        run.insert(0, one)
    return run


def _rate(falling: list[Actual]) -> Decimal:
    first, last = falling[0], falling[-1]
    return annual_growth(first.value, last.value, last.year - first.year)


def _years(falling: list[Actual]) -> str:
    return f"{falling[0].year} to {falling[-1].year}"


def _root(falling: list[Actual]) -> str:
    first, last = falling[0], falling[-1]
    return f"({exact(last.value)} / {exact(first.value)})^(1/{last.year - first.year}) - 1 = {percent(_rate(falling))}"
