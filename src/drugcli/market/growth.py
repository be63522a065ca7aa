"""Compound growth, in percent a year.

The formulas are those of OpenFormula (OASIS, ODF 1.2 part 2), as in spreadsheets:
RRI for the rate, PDURATION for the number of periods. All in Decimal, never float.
"""

from decimal import Decimal

from drugcli.market.rounding import Span, span, span_of
from drugcli.records.markets import Point

MOST_PERIODS = 100


def implied_growth(first: Point, last: Point, years: int | None = None) -> Decimal:
    """Return the growth in percent a year that leads from one point to the other.

    Compound annual growth rate: ((last / first)^(1 / years) - 1) x 100, where years is the
    difference of the two unless it is given. Raises ValueError where the last point is not
    the later one, or a value is not above zero.
    """
    return annual_growth(first.value, last.value, last.year - first.year if years is None else years)


def annual_growth(start: Decimal, end: Decimal, years: int) -> Decimal:
    """Return the percent a year that turn ``start`` into ``end``: ((end / start)^(1 / years) - 1) x 100."""
    if years < 1 or start <= 0 or end <= 0:
        raise ValueError("growth needs two values above zero and at least one year between them")
    return ((end / start) ** (1 / Decimal(years)) - 1) * 100


def value_after(start: Decimal, percent: Decimal, years: int) -> Decimal:
    """Return start x (1 + percent / 100)^years; with years below zero, the value before."""
    return start * factor(percent) ** years


def periods_needed(start: Decimal, end: Decimal, percent: Decimal) -> Decimal | None:
    """Return ln(end / start) / ln(1 + percent / 100), or None where the rate never leads there."""
    if factor(percent) in {0, 1}:
        return None
    years = (end / start).ln() / factor(percent).ln()
    return years if years > 0 else None


def factor(percent: Decimal) -> Decimal:
    """Return what one year multiplies by: 1.036 for 3.6 percent."""
    return 1 + percent / 100


def fits(first: Point, last: Point, percent: Decimal, years: int | None = None) -> bool:
    """Whether a stated rate agrees with two points, given how all three were rounded.

    ``years`` is the number of periods to try; without it, the difference of the points' years.
    """
    periods = last.year - first.year if years is None else years
    return _implied(first, last, periods).overlaps(span(percent))


def whole_periods(first: Point, last: Point, percent: Decimal) -> int | None:
    """Return the whole number of periods at which a stated rate fits two points, if there is one."""
    needed = periods_needed(first.value, last.value, percent)
    if needed is None or needed > MOST_PERIODS:
        return None
    years = max(1, round(needed))
    return years if fits(first, last, percent, years) else None


def _implied(first: Point, last: Point, years: int) -> Span:
    start, end = span_of(first), span_of(last)
    low = annual_growth(start.high, end.low, years) if start.high is not None else Decimal(-100)
    return Span(low, annual_growth(start.low, end.high, years) if end.high is not None else None)
