"""Estimates are held against what the maker reports."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from drugcli.market.decline import growth_against_decline
from drugcli.market.misses import forecast_missed
from drugcli.market.region_sales import region_below_country
from drugcli.market.totals import total_off_reported
from drugcli.records.markets import Market

Read = Callable[[str], Market]

FORECAST = """
point = [{ year = 2024, value = 1000, cites = ["report#base"] }, { year = 2026, value = 1210, cites = ["report#end"] }]
"""
AMERICA = """
[[region]]
estimate = "example"
name = "North America"
point = [{ year = 2024, value = 400, cites = ["report#america"] }]
countries = [{ printed = "United States", code = "US" }, { printed = "Canada", code = "CA" }]
cites = ["report#regions"]
"""


def sold(year: int, value: str, **other: str) -> str:
    """Return made-up sales, of Examplex worldwide unless something else is said."""
    default = {"company": "Example Pharma", "of": "Examplex", "place": "worldwide", "unit": "USD million"}
    fields = "\n".join(f'{key} = "{text}"' for key, text in (default | other).items())
    return f'\n[[actual]]\nyear = {year}\nvalue = {value}\ncites = ["filing#{year}"]\n{fields}\n'


def test_a_base_that_differs_from_reported_sales_is_found(market: Read) -> None:
    (found,) = total_off_reported(market(FORECAST + sold(2024, "0.96", unit="USD billion")))

    assert "but Example Pharma, alone in reporting sales of Examplex, has USD 960 million worldwide" in found.text
    assert found.arithmetic == "1,000 / 960 - 1 = 4.17%"
    assert found.cites == ("report#base", "filing#2024")


@pytest.mark.parametrize(
    "sales",
    [
        sold(2024, "995"),
        sold(2023, "900"),
        sold(2024, "900", unit="CHF million"),
        sold(2024, "900", of="all products"),
        sold(2024, "900", of="Otherex") + sold(2024, "800", of="Thirdex"),
        sold(2024, "900", period="fourth quarter"),
        sold(2024, "900", place="Europe"),
        sold(2024, "900") + sold(2024, "80", company="Example Partner"),
    ],
    ids=["close", "year", "currency", "all products", "other products", "quarter", "place", "two makers"],
)
def test_sales_that_do_not_compare_are_left_alone(market: Read, sales: str) -> None:
    assert not list(total_off_reported(market(FORECAST + sales)))


def test_an_estimate_of_more_than_the_product_is_not_held_against_it(market: Read) -> None:
    text = (
        FORECAST
        + sold(2024, "500")
        + AMERICA.replace('"example"', '"wide"')
        + """
[[estimate]]
id = "wide"
publisher = "Wide Research"
covers = "exampline and other exampitis drugs, worldwide"
unit = "USD million"
point = [{ year = 2024, value = 5000, cites = ["report"] }]
"""
    )

    assert [found.subject for found in total_off_reported(market(text))] == ["example"]
    assert not list(region_below_country(market(text + sold(2024, "450", place="United States", country="US"))))


def test_a_market_of_several_drugs_has_no_sales_of_its_own(market: Read) -> None:
    several = replace(market(FORECAST + sold(2024, "500")), drugs=("exampline", "otherine"))

    assert not list(total_off_reported(several))


def test_the_only_product_reported_is_the_market_s_whatever_its_name(market: Read) -> None:
    assert list(total_off_reported(market(FORECAST + sold(2024, "500", of="Nameless"))))


@pytest.mark.parametrize("covers", ["Examplex (exampline), worldwide; report of 2020", "global exampline market"])
def test_an_estimate_may_word_the_product_in_its_own_way(market: Read, covers: str) -> None:
    whole = market(FORECAST + sold(2024, "500"))
    (estimate,) = whole.estimates

    assert list(total_off_reported(replace(whole, estimates=(replace(estimate, covers=covers),))))


def test_a_region_smaller_than_its_countries_is_found(market: Read) -> None:
    sales = sold(2024, "380", place="United States", country="US") + sold(2024, "30", place="Canada", country="CA")

    (found,) = region_below_country(market(FORECAST + AMERICA + sales))

    assert "but USD 410 million is reported for United States and Canada alone" in found.text
    assert found.arithmetic == "380 + 30 - 400 = 10"


def test_a_restated_figure_counts_once(market: Read) -> None:
    sales = sold(2024, "380", place="United States", country="US") * 2

    assert not list(region_below_country(market(FORECAST + AMERICA + sales)))


@pytest.mark.parametrize(
    "sales",
    [
        sold(2024, "400.4", place="United States", country="US"),
        sold(2023, "900", place="United States", country="US"),
        sold(2024, "900", place="Germany", country="DE"),
        sold(2024, "900", place="United States", country="US", of="all products"),
    ],
    ids=["rounding", "year", "another country", "all products"],
)
def test_a_region_as_large_as_its_countries_is_fine(market: Read, sales: str) -> None:
    assert not list(region_below_country(market(FORECAST + AMERICA + sales)))


def test_growth_after_falling_sales_is_found(market: Read) -> None:
    sales = sold(2021, "900") + sold(2022, "1210") + sold(2023, "1100") + sold(2024, "1000")

    (found,) = growth_against_decline(market(FORECAST + sales))

    assert "growth of 10% a year is forecast from 2024" in found.text
    assert "fell every year from 2022 to 2024, by 9.09% a year" in found.text
    assert found.arithmetic == "(1,000 / 1,210)^(1/2) - 1 = -9.09%"


@pytest.mark.parametrize(
    ("sales", "end"),
    [
        (sold(2023, "1100") + sold(2024, "1000"), "1210"),
        (sold(2022, "1210") + sold(2023, "990") + sold(2024, "1000"), "1210"),
        (sold(2022, "1210") + sold(2023, "1100") + sold(2024, "1000"), "900"),
    ],
    ids=["two years are no trend", "the last year rose", "a fall is forecast"],
)
def test_other_courses_are_fine(market: Read, sales: str, end: str) -> None:
    assert not list(growth_against_decline(market(FORECAST.replace("1210", end) + sales)))


def test_a_forecast_far_from_what_came_is_found(market: Read) -> None:
    (found,) = forecast_missed(market(FORECAST + sold(2025, "990")))

    assert "for 2025, Example Pharma reports USD 990 million, 10% below the course from 2024 to 2026" in found.text
    assert found.arithmetic == "1,000 x (1,210 / 1,000)^(1/2) = 1,100; 990 / 1,100 - 1 = -10%"


def test_a_forecast_without_an_end_value_runs_at_its_rate(market: Read) -> None:
    text = """
point = [{ year = 2024, value = 1000, cites = ["report#base"] }]
growth = [{ percent = 10, last = 2030, cites = ["report#growth"] }]
"""

    (found,) = forecast_missed(market(text + sold(2026, "1331")))

    assert "10% above the course from 2024 to 2030" in found.text
    assert found.arithmetic == "1,000 x 1.1^2 = 1,210; 1,331 / 1,210 - 1 = 10%"


@pytest.mark.parametrize("sales", [sold(2025, "1070"), sold(2024, "500"), sold(2027, "500"), ""])
def test_a_forecast_that_came_about_or_is_not_due_is_fine(market: Read, sales: str) -> None:
    assert not list(forecast_missed(market(FORECAST + sales)))


def test_without_a_base_there_is_nothing_to_compare(market: Read) -> None:
    empty = market(sold(2024, "500"))

    assert not [*total_off_reported(empty), *growth_against_decline(empty), *forecast_missed(empty)]


def test_a_base_alone_forecasts_nothing(market: Read) -> None:
    base = "point = [{ year = 2024, value = 1000, cites = ['report'] }]\n"

    assert not list(forecast_missed(market(base + sold(2025, "500"))))
