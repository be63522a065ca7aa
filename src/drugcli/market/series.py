"""Values over the years, of a whole market or of a region: the same checks hold for both."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from drugcli.market.growth import implied_growth
from drugcli.records.markets import Estimate, Growth, Market, MoneyUnit, Point


class Series(NamedTuple):
    """What one publisher says of one market or region."""

    subject: str
    speaker: str
    """Who says it and, for a region, of what: 'Example Research on Europe'."""
    unit: MoneyUnit
    points: tuple[Point, ...]
    growth: tuple[Growth, ...]


class Path(NamedTuple):
    """A forecast that can be followed year by year from its base."""

    base: Point
    end: Point | Growth
    """The last value or, where there is none, the stated rate."""
    percent: Decimal
    until: int


def all_series(market: Market) -> Iterator[Series]:
    """Yield the series of all estimates, then those of all regions."""
    for one in market.estimates:
        yield Series(one.id, one.publisher, one.unit, one.points, one.growth)
    estimates = {one.id: one for one in market.estimates}
    for region in market.regions:
        whole = estimates[region.estimate]
        subject, speaker = f"{whole.id}: {region.name}", f"{whole.publisher} on {region.name}"
        yield Series(subject, speaker, whole.unit, region.points, region.growth)


def plain(points: Iterable[Point]) -> list[Point]:
    """Return the points that give a value and not only a threshold, by year."""
    return sorted((one for one in points if one.precision != "more than"), key=lambda one: one.year)


def readings(points: Iterable[Point], growth: Growth) -> list[tuple[Point, Point]]:
    """Return the pairs of points that a stated growth can be meant for, the likeliest first.

    The rate leads to the last year that it covers. It starts in the first, or in the year
    before: a 'forecast for 2025 to 2032' mostly has 2024 as its base year. A rate without
    years covers all points.
    """
    given = plain(points)
    ends = [one for one in given if growth.last in {None, one.year}][-1:]
    starts = [one for one in given if growth.first is None or one.year in {growth.first, growth.first - 1}]
    starts.sort(key=lambda one: one.year, reverse=growth.first is not None)
    return [(start, end) for end in ends for start in starts if start.year < end.year]


def base(estimate: Estimate) -> Point | None:
    """Return the value that a forecast starts from: the latest up to its first year, else the earliest."""
    given = plain(estimate.points)
    starts = [growth.first for growth in estimate.growth if growth.first is not None]
    before = [one for one in given if starts and one.year <= starts[0]]
    return next(iter([*before[-1:], *given]), None)


def path(estimate: Estimate) -> Path | None:
    """Return the way from the base to the last value, or at the stated rate where that is missing."""
    start, given = base(estimate), plain(estimate.points)
    if start is None:
        return None
    if given[-1].year > start.year:
        return Path(start, given[-1], implied_growth(start, given[-1]), given[-1].year)
    for rate in estimate.growth:
        if rate.last is not None and rate.last > start.year:
            return Path(start, rate, rate.percent, rate.last)
    return None
