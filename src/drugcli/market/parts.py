"""Values of regions and segments against the value of the whole in the same year."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from drugcli.market.dimensions import Dimension, Part, dimensions
from drugcli.market.figures import exact
from drugcli.market.finding import Finding, finding
from drugcli.market.money import money, worded
from drugcli.market.rounding import span_of, total
from drugcli.market.series import plain
from drugcli.records.markets import Market, Point


class Year(NamedTuple):
    """The whole and those parts that have a value in its year."""

    dimension: Dimension
    whole: Point
    parts: list[tuple[Part, Point]]


def part_above_total(market: Market) -> Iterator[Finding]:
    """Find parts that are larger than the whole in the same year."""
    for year in _years(market):
        for part, point in _larger(year):
            value = worded(point, year.dimension.estimate.unit)
            subject = f"{year.dimension.estimate.id}: {part.name}"
            arithmetic = _difference(point.value, year.whole)
            yield finding("part-above-total", subject, _words(year, part.name, value), arithmetic, [point, year.whole])


def parts_off_total(market: Market) -> Iterator[Finding]:
    """Find parts that add up to more than the whole, or to less although every part has its value."""
    for year in _years(market):
        if len(year.parts) > 1 and not _larger(year) and _is_off(year):
            points = [point for _part, point in year.parts]
            sum_ = sum((point.value for point in points), Decimal(0))
            text = _words(year, f"the sum by {year.dimension.by}", money(sum_, year.dimension.estimate.unit))
            steps = f"{' + '.join(exact(point.value) for point in points)} = {exact(sum_)}"
            arithmetic = f"{steps}; {_difference(sum_, year.whole)}"
            yield finding("parts-sum", year.dimension.subject, text, arithmetic, [*points, year.whole])


def _years(market: Market) -> Iterator[Year]:
    for dimension in dimensions(market):
        for whole in plain(dimension.estimate.points):
            yield Year(dimension, whole, [pair for part in dimension.parts for pair in _in_year(part, whole.year)])


def _in_year(part: Part, year: int) -> list[tuple[Part, Point]]:
    """Return the part with its first value of a year, or nothing."""
    return [(part, point) for point in part.points if point.year == year][:1]


def _larger(year: Year) -> list[tuple[Part, Point]]:
    return [(part, point) for part, point in year.parts if span_of(point).is_above(span_of(year.whole))]


def _is_off(year: Year) -> bool:
    sum_, whole = total(span_of(point) for _part, point in year.parts), span_of(year.whole)
    return sum_.is_above(whole) or (len(year.parts) == len(year.dimension.parts) and whole.is_above(sum_))


def _words(year: Year, what: str, value: str) -> str:
    estimate = year.dimension.estimate
    whole = worded(year.whole, estimate.unit)
    return f"{estimate.publisher}: {what} is {value} in {year.whole.year}, the whole market {whole}."


def _difference(part: Decimal, whole: Point) -> str:
    return f"{exact(part)} - {exact(whole.value)} = {exact(part - whole.value)}"
