"""One threshold that a publisher dates twice, such as 'more than 300 billion' by two years."""

from collections.abc import Iterator

from drugcli.market.figures import exact, figure, listed
from drugcli.market.finding import Finding, finding
from drugcli.market.growth import factor, value_after
from drugcli.market.money import worded
from drugcli.records.markets import Estimate, Growth, Market, Point


def threshold_twice(market: Market) -> Iterator[Finding]:
    """Find thresholds that one estimate passes in two different years."""
    for estimate in market.estimates:
        for points in _repeated(estimate):
            rate = next(iter(estimate.growth), None)
            years = listed([str(point.year) for point in points])
            text = f"{estimate.publisher}: {worded(points[0], estimate.unit)} is given for {years} alike."
            arithmetic = "; ".join(_steps(points, rate))
            yield finding("threshold-twice", estimate.id, text, arithmetic, [*points, *estimate.growth[:1]])


def _repeated(estimate: Estimate) -> Iterator[list[Point]]:
    thresholds = [point for point in estimate.points if point.precision == "more than"]
    for value in dict.fromkeys(point.value for point in thresholds):
        by_year = {point.year: point for point in thresholds if point.value == value}
        if len(by_year) > 1:
            yield [by_year[year] for year in sorted(by_year)]


def _steps(points: list[Point], rate: Growth | None) -> Iterator[str]:
    """Write out the base that each year implies at the stated rate, and the ratio of the outer two.

    The base year is the one before the first that the rate covers.
    """
    if rate is None or rate.first is None or rate.first > points[0].year:
        yield from (f"{exact(point.value)} in {point.year}" for point in points)
    else:
        yield from (_base(point, rate, rate.first - 1) for point in points)
    if rate is not None:
        years, step = points[-1].year - points[0].year, factor(rate.percent)
        yield f"ratio {exact(step)}^{years} = {figure(step**years)}"


def _base(point: Point, rate: Growth, year: int) -> str:
    years = point.year - year
    value = figure(value_after(point.value, rate.percent, -years))
    return f"{exact(point.value)} / {exact(factor(rate.percent))}^{years} = {value} in {year}"
