"""Findings on stated growth that the stated values do not bear out."""

from collections.abc import Iterator

from drugcli.market.figures import exact, figure, percent
from drugcli.market.finding import Finding, finding
from drugcli.market.growth import factor, implied_growth, value_after
from drugcli.market.mismatches import Mismatch, mismatches, steps
from drugcli.market.money import worded
from drugcli.records.markets import Growth, Market, Point


def growth_mismatch(market: Market) -> Iterator[Finding]:
    """Find rates that do not lead from the first value to the last, even if all were rounded."""
    for one in mismatches(market):
        implied = percent(implied_growth(one.first, one.last))
        text = (
            f"{one.series.speaker}: {_rate(one)} a year is stated, but {_value(one, one.first)}"
            f" and {_value(one, one.last)} imply {implied}{_fit(one)}."
        )
        yield finding("growth-mismatch", one.series.subject, text, steps(one), _cited(one))


def growth_period(market: Market) -> Iterator[Finding]:
    """Find rates that do not fit and are said to start in a year for which there is no value.

    A period that starts a year after the base is usual, and no finding where the rate fits.
    """
    for one in mismatches(market):
        begins = one.growth.first
        if begins not in {None, one.first.year}:
            text = (
                f"{one.series.speaker}: the stated {_rate(one)} a year is for {begins} to {one.last.year},"
                f" but the value that it starts from is for {one.first.year}."
            )
            yield finding("growth-period", one.series.subject, text, _first_year(one), _cited(one))


def _rate(one: Mismatch) -> str:
    return f"{exact(one.growth.percent)}%"


def _value(one: Mismatch, point: Point) -> str:
    return f"{worded(point, one.series.unit)} in {point.year}"


def _fit(one: Mismatch) -> str:
    return "" if one.fitting_years is None else f"; the rate fits {one.fitting_years} periods, not {one.years}"


def _first_year(one: Mismatch) -> str:
    """Write out what the first year of the period would need, and how far that is from the base."""
    years = one.years - 1
    end, rate, start = one.last.value, one.growth.percent, one.first.value
    needed = value_after(end, rate, -years)
    value = f"{exact(end)} / {exact(factor(rate))}^{years} = {figure(needed)} in {one.first.year + 1}"
    return f"{value}; {figure(needed)} / {exact(start)} - 1 = {percent((needed / start - 1) * 100)} in the first year"


def _cited(one: Mismatch) -> list[Growth | Point]:
    return [one.growth, one.first, one.last]
