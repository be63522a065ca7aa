"""A stated rate has to lead from the first value to the last."""

from collections.abc import Callable

import pytest

from drugcli.market.stated_growth import growth_mismatch, growth_period
from drugcli.records.markets import Market

Read = Callable[[str], Market]

NINE_PERIODS = """
point = [
    { year = 2024, value = 1000, cites = ["report#base"] },
    { year = 2032, value = 1374.8, cites = ["report#end"] },
]
growth = [{ percent = 3.6, first = 2025, last = 2032, cites = ["report#growth"] }]
"""


def test_a_rate_that_the_values_do_not_bear_out_is_found_with_its_calculation(market: Read) -> None:
    (found,) = growth_mismatch(market(NINE_PERIODS))

    assert found.kind == "growth-mismatch"
    assert found.subject == "example"
    assert "3.6% a year is stated" in found.text
    assert "imply 4.06%; the rate fits 9 periods, not 8." in found.text
    assert found.arithmetic == (
        "(1,374.8 / 1,000)^(1/8) - 1 = 4.06%; (1,374.8 / 1,000)^(1/9) - 1 = 3.6%; 1,000 x 1.036^8 = 1,327.02"
    )
    assert found.cites == ("report#growth", "report#base", "report#end")


def test_a_rate_that_fits_no_whole_number_of_periods_says_how_many_it_needs(market: Read) -> None:
    (found,) = growth_mismatch(market(NINE_PERIODS.replace("3.6", "4.4")))

    assert "periods, not" not in found.text
    assert "ln(1,374.8 / 1,000) / ln(1.044) = 7.39 periods" in found.arithmetic


def test_a_rate_that_points_the_other_way_needs_no_periods(market: Read) -> None:
    (found,) = growth_mismatch(market(NINE_PERIODS.replace("3.6", "-3.6")))

    assert "periods" not in found.arithmetic


def test_a_period_that_starts_after_the_base_is_found_where_the_rate_does_not_fit(market: Read) -> None:
    (found,) = growth_period(market(NINE_PERIODS))

    assert "is for 2025 to 2032, but the value that it starts from is for 2024" in found.text
    assert found.arithmetic.endswith("1,073.3 / 1,000 - 1 = 7.33% in the first year")


@pytest.mark.parametrize("rate", ["4.1", "4.06", "4", "4.059"])
def test_a_rate_that_fits_within_its_rounding_is_no_finding(market: Read, rate: str) -> None:
    fitting = market(NINE_PERIODS.replace("3.6", rate))

    assert not [*growth_mismatch(fitting), *growth_period(fitting)]


@pytest.mark.parametrize(
    "figures",
    [
        "{ percent = 12.0, first = 2024, last = 2032, cites = ['report'] }",
        "{ percent = 12.0, cites = ['report'] }",
        "{ percent = 12.0, last = 2032, cites = ['report'] }",
    ],
    ids=["for the years of the values", "without years", "with its last year only"],
)
def test_the_base_may_be_any_value_that_the_rate_can_be_meant_for(market: Read, figures: str) -> None:
    """Both 2023 and 2024 are given; only from 2024 is it 12 percent."""
    points = ", ".join(
        f"{{ year = {year}, value = {value}, cites = ['report'] }}"
        for year, value in ((2023, "170.49"), (2024, "189.17"), (2032, "468.58"))
    )

    assert not list(growth_mismatch(market(f"point = [{points}]\ngrowth = [{figures}]\n")))


def test_thresholds_are_no_values_to_grow_from(market: Read) -> None:
    loose = NINE_PERIODS.replace("value = 1374.8", 'precision = "more than", value = 1374.8')

    assert not list(growth_mismatch(market(loose)))


def test_a_rate_for_other_years_is_not_held_against_the_values(market: Read) -> None:
    assert not list(growth_mismatch(market(NINE_PERIODS.replace("first = 2025", "first = 2029"))))


def test_a_rate_for_the_years_of_the_values_has_no_wrong_period(market: Read) -> None:
    labelled = market(NINE_PERIODS.replace("first = 2025", "first = 2024"))

    assert list(growth_mismatch(labelled))
    assert not list(growth_period(labelled))


def test_a_region_is_held_to_its_own_rate(market: Read) -> None:
    (found,) = growth_mismatch(
        market("""
[[region]]
estimate = "example"
name = "Europe"
point = [{ year = 2024, value = 100, cites = ["report#a"] }, { year = 2026, value = 121, cites = ["report#b"] }]
growth = [{ percent = 5.0, cites = ["report#c"] }]
cites = ["report#region"]
""")
    )

    assert found.subject == "example: Europe"
    assert found.text.startswith("Example Research on Europe: 5% a year is stated")
