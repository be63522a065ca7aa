"""Estimates against the sales that the maker reports for the same year."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from drugcli.market.dimensions import codes
from drugcli.market.figures import exact, listed, percent
from drugcli.market.finding import Finding, finding
from drugcli.market.money import money
from drugcli.market.product import estimates, is_sole, sales, worldwide
from drugcli.market.rounding import span, total
from drugcli.market.series import base, plain
from drugcli.records.markets import Actual, Estimate, Market, Point, Region

LEAST_DIFFERENCE = Decimal(1)
"""Percent by which an estimate has to differ from sales. A base year is often estimated before it is reported."""


def region_below_country(market: Market) -> Iterator[Finding]:
    """Find regions that are smaller than what is reported for their own countries."""
    for estimate in estimates(market):
        for region in market.regions:
            if region.estimate == estimate.id:
                for point in plain(region.points):
                    yield from _below(market, estimate, region, point)


def total_off_reported(market: Market) -> Iterator[Finding]:
    """Find bases that differ from the sales worldwide: below anybody's, or above the only player's."""
    for estimate in estimates(market):
        point = base(estimate)
        for actual in worldwide(market, estimate.unit):
            if point is not None and point.year == actual.year and _is_off(market, point, actual):
                text = (
                    f"{estimate.publisher}: {money(point.value, estimate.unit, point.precision)} in {point.year},"
                    f" but {actual.company} reports {money(actual.value, actual.unit, actual.precision)} worldwide."
                )
                off = percent(_difference(point, actual))
                arithmetic = f"{exact(point.value)} / {exact(actual.value)} - 1 = {off}"
                yield finding("total-off-reported", estimate.id, text, arithmetic, [point, actual])


def _below(market: Market, estimate: Estimate, region: Region, point: Point) -> Iterator[Finding]:
    reported = _in_countries(sales(market, estimate.unit), codes(region), point.year)
    if reported and total(span(one.value, one.precision) for one in reported).is_above(
        span(point.value, point.precision)
    ):
        sum_ = sum((one.value for one in reported), Decimal(0))
        text = (
            f"{estimate.publisher}: {region.name} has {money(point.value, estimate.unit, point.precision)} in {point.year},"
            f" but {money(sum_, estimate.unit)} is reported for {listed([one.place for one in reported])} alone."
        )
        arithmetic = (
            f"{' + '.join(exact(one.value) for one in reported)} - {exact(point.value)} = {exact(sum_ - point.value)}"
        )
        yield finding("region-below-country", f"{estimate.id}: {region.name}", text, arithmetic, [point, *reported])


def _in_countries(actuals: Iterable[Actual], countries: set[str], year: int) -> list[Actual]:
    """Return one figure for each company and country: the first, where one was restated."""
    found: dict[tuple[str, str | None], Actual] = {}
    for one in actuals:
        if one.year == year and one.country in countries:
            found.setdefault((one.company, one.country), one)
    return list(found.values())


def _is_off(market: Market, point: Point, actual: Actual) -> bool:
    estimated, reported = span(point.value, point.precision), span(actual.value, actual.precision)
    is_above = estimated.is_above(reported) and is_sole(market, actual.company)
    return (is_above or reported.is_above(estimated)) and abs(_difference(point, actual)) > LEAST_DIFFERENCE


def _difference(point: Point, actual: Actual) -> Decimal:
    return (point.value / actual.value - 1) * 100
