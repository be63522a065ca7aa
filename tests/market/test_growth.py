"""Growth follows the formulas of spreadsheets."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drugcli.market.growth import annual_growth, fits, implied_growth, periods_needed, value_after, whole_periods
from drugcli.records.markets import Point

RATES = st.decimals(min_value=-50, max_value=100, places=2)
VALUES = st.decimals(min_value=1, max_value=1_000_000, places=2)
YEARS = st.integers(min_value=1, max_value=40)


def point(year: int, value: str | Decimal) -> Point:
    """Return a made-up point."""
    return Point(year=year, value=Decimal(value), cites=("report",))


def test_a_value_that_doubles_in_ten_years_grows_by_seven_percent_a_year() -> None:
    assert round(implied_growth(point(2020, "100"), point(2030, "200")), 3) == Decimal("7.177")


def test_the_example_of_the_rri_function_comes_out() -> None:
    """As documented for DAX: 10,000 to 21,000 in 48 months."""
    rate = implied_growth(point(2000, "10000"), point(2048, "21000"))

    assert round(rate / 100, 9) == Decimal("0.015577106")


@given(start=VALUES, rate=RATES, years=YEARS)
def test_growing_at_a_rate_implies_that_rate(start: Decimal, rate: Decimal, years: int) -> None:
    end = value_after(start, rate, years)

    assert abs(annual_growth(start, end, years) - rate) < Decimal("1e-15")


@given(start=VALUES, rate=RATES, years=YEARS)
def test_the_value_before_is_the_way_back(start: Decimal, rate: Decimal, years: int) -> None:
    there_and_back = value_after(value_after(start, rate, years), rate, -years)

    assert abs(there_and_back / start - 1) < Decimal("1e-15")


@given(start=VALUES, rate=RATES.filter(bool), years=YEARS)
def test_the_periods_needed_are_those_that_it_grew(start: Decimal, rate: Decimal, years: int) -> None:
    needed = periods_needed(start, value_after(start, rate, years), rate)

    assert needed is not None
    assert abs(needed - years) < Decimal("1e-9")


@pytest.mark.parametrize(("last", "percent"), [("200", "0"), ("50", "5"), ("200", "-5"), ("200", "-100")])
def test_a_rate_that_never_leads_there_needs_no_number_of_periods(last: str, percent: str) -> None:
    assert periods_needed(Decimal(100), Decimal(last), Decimal(percent)) is None
    assert whole_periods(point(2020, "100"), point(2025, last), Decimal(percent)) is None


@pytest.mark.parametrize(
    ("first", "last"),
    [(point(2020, "1"), point(2020, "2")), (point(2021, "1"), point(2020, "2"))],
)
def test_growth_in_no_time_is_refused(first: Point, last: Point) -> None:
    with pytest.raises(ValueError, match="growth needs"):
        implied_growth(first, last)


def test_a_rate_given_to_the_whole_percent_fits_more_than_one_given_to_the_tenth() -> None:
    first, last = point(2020, "1000"), point(2030, "1967")

    assert fits(first, last, Decimal(7))
    assert not fits(first, last, Decimal("7.1"))
