"""Regions against the sales that are reported for their own countries."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from drugcli.market.dimensions import codes
from drugcli.market.figures import exact, listed
from drugcli.market.finding import Finding, finding
from drugcli.market.money import money, worded
from drugcli.market.product import estimates, sales
from drugcli.market.rounding import span_of, total
from drugcli.market.series import plain
from drugcli.records.markets import Actual, Estimate, Market, Point, Region


class Reported(NamedTuple):
    """A region in one year, and what is reported for countries in it."""

    estimate: Estimate
    region: Region
    point: Point
    actuals: list[Actual]


def region_below_country(market: Market) -> Iterator[Finding]:
    """Find regions that are smaller than what is reported for their own countries."""
    for one in _reported(market):
        if total(map(span_of, one.actuals)).is_above(span_of(one.point)):
            subject = f"{one.estimate.id}: {one.region.name}"
            yield finding("region-below-country", subject, _words(one), _steps(one), [one.point, *one.actuals])


def _reported(market: Market) -> Iterator[Reported]:
    for estimate in estimates(market):
        for region in market.regions:
            for point in plain(region.points) if region.estimate == estimate.id else ():
                yield Reported(estimate, region, point, _in_countries(market, estimate, region, point.year))


def _in_countries(market: Market, estimate: Estimate, region: Region, year: int) -> list[Actual]:
    """Return one figure for each company and country: the first, where one was restated."""
    found: dict[tuple[str, str | None], Actual] = {}
    for one in sales(market, estimate.unit):
        if one.year == year and one.country in codes(region):
            found.setdefault((one.company, one.country), one)
    return list(found.values())


def _words(one: Reported) -> str:
    unit, places = one.estimate.unit, listed(list(dict.fromkeys(actual.place for actual in one.actuals)))
    return (
        f"{one.estimate.publisher}: {one.region.name} has {worded(one.point, unit)} in {one.point.year},"
        f" but {money(_sum(one), unit)} is reported for {places} alone."
    )


def _steps(one: Reported) -> str:
    values = " + ".join(exact(actual.value) for actual in one.actuals)
    return f"{values} - {exact(one.point.value)} = {exact(_sum(one) - one.point.value)}"


def _sum(one: Reported) -> Decimal:
    return sum((actual.value for actual in one.actuals), Decimal(0))
