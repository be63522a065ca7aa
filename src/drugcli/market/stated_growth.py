"""Stated growth against the growth that the stated values imply."""

from collections.abc import Iterator
from typing import NamedTuple

from drugcli.market.figures import exact, figure, percent
from drugcli.market.finding import Finding, finding
from drugcli.market.growth import (
    annual_growth,
    factor,
    fits,
    implied_growth,
    periods_needed,
    value_after,
    whole_periods,
)
from drugcli.market.money import money
from drugcli.market.series import Series, all_series, readings
from drugcli.records.markets import Growth, Market, Point


class Mismatch(NamedTuple):
    """A stated growth that fits no pair of points, with the pair that it is most likely meant for."""

    series: Series
    growth: Growth
    first: Point
    last: Point


def growth_mismatch(market: Market) -> Iterator[Finding]:
    """Find rates that do not lead from the first value to the last, even if all were rounded."""
    for one in _mismatches(market):
        text = (
            f"{one.series.speaker}: {exact(one.growth.percent)}% a year is stated, but {_value(one, one.first)}"
            f" and {_value(one, one.last)} imply {percent(implied_growth(one.first, one.last))}{_fit(one)}."
        )
        yield finding("growth-mismatch", one.series.subject, text, _arithmetic(one), one[1:])


def growth_period(market: Market) -> Iterator[Finding]:
    """Find rates that do not fit and are said to start in a year for which there is no value.

    A period that starts a year after the base is usual, and no finding where the rate fits.
    """
    for one in _mismatches(market):
        if one.growth.first not in {None, one.first.year}:
            text = (
                f"{one.series.speaker}: the stated {exact(one.growth.percent)}% a year is for {one.growth.first}"
                f" to {one.last.year}, but the value that it starts from is for {one.first.year}."
            )
            yield finding("growth-period", one.series.subject, text, _needed(one), one[1:])


def _mismatches(market: Market) -> Iterator[Mismatch]:
    for series in all_series(market):
        for growth in series.growth:
            pairs = readings(series.points, growth)
            if pairs and not any(fits(first, last, growth.percent) for first, last in pairs):
                yield Mismatch(series, growth, *pairs[0])


def _value(one: Mismatch, point: Point) -> str:
    return f"{money(point.value, one.series.unit, point.precision)} in {point.year}"


def _fit(one: Mismatch) -> str:
    years = whole_periods(one.first, one.last, one.growth.percent)
    return "" if years is None else f"; the stated rate fits {years} periods, not {one.last.year - one.first.year}"


def _arithmetic(one: Mismatch) -> str:
    start, rate, years = one.first.value, one.growth.percent, one.last.year - one.first.year
    end = f"{exact(start)} x {exact(factor(rate))}^{years} = {figure(value_after(start, rate, years))}"
    return "; ".join([_root(one, years), *_periods(one), end])


def _root(one: Mismatch, years: int) -> str:
    start, end = one.first.value, one.last.value
    return f"({exact(end)} / {exact(start)})^(1/{years}) - 1 = {percent(annual_growth(start, end, years))}"


def _periods(one: Mismatch) -> Iterator[str]:
    start, end, rate = one.first.value, one.last.value, one.growth.percent
    whole, needed = whole_periods(one.first, one.last, rate), periods_needed(start, end, rate)
    if whole is not None:
        yield _root(one, whole)
    elif needed is not None:
        yield f"ln({exact(end)} / {exact(start)}) / ln({exact(factor(rate))}) = {figure(needed)} periods"


def _needed(one: Mismatch) -> str:
    begins = one.growth.first or one.first.year
    years, rate, end = one.last.year - begins, one.growth.percent, one.last.value
    then = value_after(end, rate, -years)
    above = (then / one.first.value - 1) * 100
    return (
        f"{exact(end)} / {exact(factor(rate))}^{years} = {figure(then)} in {begins};"
        f" {figure(then)} / {exact(one.first.value)} - 1 = {percent(above)} in the first year"
    )
