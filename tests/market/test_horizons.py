"""A forecast needs an amount at one end of it."""

from collections.abc import Callable

import pytest

from drugcli.market.horizons import growth_without_values, horizon_beyond_values
from drugcli.records.markets import Market

Read = Callable[[str], Market]

GROWTH = "growth = [{ percent = 14.2, first = 2025, last = 2032, cites = ['report#growth'] }]\n"


def points(*years: int, precision: str = "exactly") -> str:
    """Return made-up points of an estimate."""
    given = (f"{{ year = {year}, value = 300, precision = '{precision}', cites = ['report'] }}" for year in years)
    return f"point = [{', '.join(given)}]\n"


def test_a_rate_alone_is_found(market: Read) -> None:
    (found,) = growth_without_values(market(GROWTH))

    assert "14.2% a year is stated with neither a base nor a value for 2032" in found.text
    assert "base x 1.142^7" in found.arithmetic


def test_a_rate_without_years_has_no_end_value_either(market: Read) -> None:
    (found,) = growth_without_values(market("growth = [{ percent = 5, cites = ['report'] }]\n"))

    assert "nor an end value" in found.text


def test_thresholds_are_no_base(market: Read) -> None:
    assert list(growth_without_values(market(points(2027, 2028, precision="more than") + GROWTH)))


@pytest.mark.parametrize("year", [2024, 2025, 2032])
def test_one_value_at_either_end_is_enough(market: Read, year: int) -> None:
    assert not list(growth_without_values(market(points(year) + GROWTH)))


def test_amounts_that_stop_before_the_last_year_are_found(market: Read) -> None:
    (found,) = horizon_beyond_values(market(points(2027, 2028, precision="more than") + GROWTH))

    assert "runs to 2032, but the last amount given is for 2028" in found.text
    assert found.arithmetic == "2032 - 2028 = 4 years without an amount"


@pytest.mark.parametrize("years", [(2024,), (2024, 2025), (2024, 2032), (2028, 2032), ()])
def test_a_base_is_no_amount_that_stops_early(market: Read, years: tuple[int, ...]) -> None:
    assert not list(horizon_beyond_values(market(points(*years) + GROWTH)))
