"""One threshold that a publisher dates twice, such as 'more than 300 billion' by two years."""

from collections.abc import Iterator
from itertools import pairwise

from drugcli.market.figures import exact, figure, listed
from drugcli.market.finding import Finding, finding
from drugcli.market.growth import factor, value_after
from drugcli.market.money import money
from drugcli.records.markets import Estimate, Growth, Market, Point


def threshold_twice(market: Market) -> Iterator[Finding]:
    """Find thresholds that one estimate passes in two different years."""
    for estimate in market.estimates:
        for points in _repeated(estimate):
            sum_ = money(points[0].value, estimate.unit, "more than")
            years = listed([str(point.year) for point in points])
            text = f"{estimate.publisher}: {sum_} is given for {years} alike."
            yield finding(
                "threshold-twice", estimate.id, text, _arithmetic(estimate, points), [*points, *_rate(estimate)]
            )


def _repeated(estimate: Estimate) -> Iterator[list[Point]]:
    thresholds = [point for point in estimate.points if point.precision == "more than"]
    for value in dict.fromkeys(point.value for point in thresholds):
        by_year = {point.year: point for point in thresholds if point.value == value}
        if len(by_year) > 1:
            yield [by_year[year] for year in sorted(by_year)]


def _rate(estimate: Estimate) -> tuple[Growth, ...]:
    return estimate.growth[:1]


def _arithmetic(estimate: Estimate, points: list[Point]) -> str:
    """Return the base that each year implies at the stated rate, and their ratios.

    The base year is the one before the first that the rate covers.
    """
    for rate in _rate(estimate):
        first = points[0].year if rate.first is None else rate.first - 1
        bases = [_base(point, rate, first) for point in points]
        ratio = exact(factor(rate.percent))
        steps = [
            f"{ratio}^{b.year - a.year} = {figure(factor(rate.percent) ** (b.year - a.year))} between them"
            for a, b in pairwise(points)
        ]
        return "; ".join([*bases, *steps])
    return " and ".join(f"{exact(point.value)} in {point.year}" for point in points)


def _base(point: Point, rate: Growth, year: int) -> str:
    years = point.year - year
    value = figure(value_after(point.value, rate.percent, -years))
    return f"{exact(point.value)} / {exact(factor(rate.percent))}^{years} = {value} in {year}"
