"""Values of regions and segments against the value of the whole in the same year."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from drugcli.market.dimensions import Dimension, Part, dimensions
from drugcli.market.figures import exact
from drugcli.market.finding import Finding, finding
from drugcli.market.money import money
from drugcli.market.rounding import Span, span, total
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
        estimate = year.dimension.estimate
        for part, point in year.parts:
            if _span(point).is_above(_span(year.whole)):
                text = (
                    f"{estimate.publisher}: {part.name} has {money(point.value, estimate.unit, point.precision)}"
                    f" in {point.year}, the whole market {money(year.whole.value, estimate.unit, year.whole.precision)}."
                )
                arithmetic = _difference(point.value, year.whole.value)
                yield finding("part-above-total", f"{estimate.id}: {part.name}", text, arithmetic, [point, year.whole])


def parts_off_total(market: Market) -> Iterator[Finding]:
    """Find parts that add up to more than the whole, or to less although every part has its value."""
    for year in _years(market):
        if len(year.parts) > 1 and _is_off(year):
            estimate, values = year.dimension.estimate, [point.value for _part, point in year.parts]
            sum_ = sum(values, Decimal(0))
            text = (
                f"{estimate.publisher}: the values by {year.dimension.by} add up to {money(sum_, estimate.unit)}"
                f" in {year.whole.year}, the whole is {money(year.whole.value, estimate.unit, year.whole.precision)}."
            )
            arithmetic = f"{' + '.join(map(exact, values))} = {exact(sum_)}; {_difference(sum_, year.whole.value)}"
            cited = [*(point for _part, point in year.parts), year.whole]
            yield finding("parts-off-total", year.dimension.subject, text, arithmetic, cited)


def _years(market: Market) -> Iterator[Year]:
    for dimension in dimensions(market):
        for whole in plain(dimension.estimate.points):
            yield Year(dimension, whole, _in_year(dimension, whole.year))


def _in_year(dimension: Dimension, year: int) -> list[tuple[Part, Point]]:
    found = [(part, next((point for point in part.points if point.year == year), None)) for part in dimension.parts]
    return [(part, point) for part, point in found if point is not None]


def _is_off(year: Year) -> bool:
    sum_, whole = total(_span(point) for _part, point in year.parts), _span(year.whole)
    if any(_span(point).is_above(whole) for _part, point in year.parts):
        return False
    return sum_.is_above(whole) or (len(year.parts) == len(year.dimension.parts) and whole.is_above(sum_))


def _span(point: Point) -> Span:
    return span(point.value, point.precision)


def _difference(a: Decimal, b: Decimal) -> str:
    return f"{exact(a)} - {exact(b)} = {exact(a - b)}"
