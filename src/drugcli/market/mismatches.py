"""Stated growth that does not lead from the first value to the last, and the steps that show it."""

from collections.abc import Iterator
from typing import NamedTuple

from drugcli.market.figures import exact, figure, percent
from drugcli.market.growth import factor, fits, implied_growth, periods_needed, value_after, whole_periods
from drugcli.market.series import Series, all_series, readings
from drugcli.records.markets import Growth, Market, Point


class Mismatch(NamedTuple):
    """A stated growth that fits no pair of points, with the pair that it is most likely meant for."""

    series: Series
    growth: Growth
    first: Point
    last: Point

    @property
    def years(self) -> int:
        """How many years lie between the two values."""
        return self.last.year - self.first.year

    @property
    def fitting_years(self) -> int | None:
        """How many years would make the rate fit, if a whole number does."""
        return whole_periods(self.first, self.last, self.growth.percent)


def mismatches(market: Market) -> Iterator[Mismatch]:
    """Yield the rates that fit no pair of points, even if all figures were rounded."""
    for series in all_series(market):
        for growth in series.growth:
            pairs = readings(series.points, growth)
            if pairs and not any(fits(first, last, growth.percent) for first, last in pairs):
                yield Mismatch(series, growth, *pairs[0])


def steps(one: Mismatch) -> str:
    """Write out the implied rate, the periods that would fit, and the end value at the stated rate."""
    return "; ".join([_root(one, one.years), *_fitting(one), _end(one)])


def _root(one: Mismatch, years: int) -> str:
    rate = implied_growth(one.first, one.last, years)
    return f"{_ratio(one)}^(1/{years}) - 1 = {percent(rate)}"


def _fitting(one: Mismatch) -> Iterator[str]:
    needed = periods_needed(one.first.value, one.last.value, one.growth.percent)
    if one.fitting_years is not None:
        yield _root(one, one.fitting_years)
    elif needed is not None:
        yield f"ln{_ratio(one)} / ln({exact(factor(one.growth.percent))}) = {figure(needed)} periods"


def _end(one: Mismatch) -> str:
    start, rate = one.first.value, one.growth.percent
    return f"{exact(start)} x {exact(factor(rate))}^{one.years} = {figure(value_after(start, rate, one.years))}"


def _ratio(one: Mismatch) -> str:
    return f"({exact(one.last.value)} / {exact(one.first.value)})"
