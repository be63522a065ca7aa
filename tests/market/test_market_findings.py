"""All checks together: silent on a good market, complete on a bad one."""

from collections.abc import Callable
from itertools import pairwise
from typing import get_args

from drugcli.market.finding import Kind
from drugcli.market.findings import find
from drugcli.records.markets import Market

Read = Callable[[str], Market]

GOOD = """
point = [{ year = 2024, value = 189.17, cites = ["report"] }, { year = 2032, value = 468.58, cites = ["report"] }]
growth = [{ percent = 12.0, first = 2024, last = 2032, cites = ["report"] }]

[[estimate]]
id = "second"
publisher = "Second Research"
covers = "exampline, worldwide"
unit = "USD billion"
point = [{ year = 2024, value = 0.19, precision = "about", cites = ["report"] }]
growth = [{ percent = 11.4, first = 2025, last = 2032, cites = ["report"] }]

[[region]]
estimate = "example"
name = "North America"
share = 54
share_precision = "about"
point = [{ year = 2024, value = 102.15, cites = ["report"] }]
growth = [{ percent = 11, last = 2032, cites = ["report"] }]
countries = [{ printed = "United States", code = "US" }, { printed = "Canada", code = "CA" }]
cites = ["report"]

[[region]]
estimate = "example"
name = "Rest of the world"
share = 46
point = [{ year = 2024, value = 87.02, cites = ["report"] }]
countries = [{ printed = "Japan", code = "JP" }, { printed = "Others" }]
cites = ["report"]

[[segment]]
estimate = "example"
by = "prevalence"
name = "rare"
band = { at_least = "0.1 per mille" }
share = 70.5
cites = ["report"]

[[segment]]
estimate = "example"
by = "prevalence"
name = "very rare"
band = { less_than = "0.1 per mille" }
share = 29.5
cites = ["report"]

[[player]]
name = "Example Pharma"
claimed = [{ year = 2024, value = 1.2, unit = "USD billion", precision = "about", cites = ["report"] }]
cites = ["report"]

[[actual]]
company = "Example Pharma"
of = "all products"
place = "worldwide"
year = 2024
value = 1217
unit = "USD million"
cites = ["filing"]

[[actual]]
company = "Example Pharma"
of = "Examplex"
place = "worldwide"
year = 2023
value = 160
unit = "USD million"
cites = ["filing"]

[[actual]]
company = "Example Pharma"
of = "Examplex"
place = "worldwide"
year = 2024
value = 189.4
unit = "USD million"
cites = ["filing"]

[[actual]]
company = "Example Pharma"
of = "Examplex"
place = "United States"
country = "US"
year = 2024
value = 95
unit = "USD million"
cites = ["filing"]
"""

BAD = """
point = [{ year = 2024, value = 1000, cites = ["report"] }, { year = 2032, value = 1374.8, cites = ["report"] }]
growth = [{ percent = 3.6, first = 2025, last = 2032, cites = ["report"] }]

[[estimate]]
id = "second"
publisher = "Second Research"
covers = "exampline, worldwide"
unit = "USD million"
point = [
    { year = 2024, value = 2000, precision = "more than", cites = ["report"] },
    { year = 2027, value = 2000, precision = "more than", cites = ["report"] },
    { year = 2028, value = 2000, precision = "more than", cites = ["report"] },
]
growth = [{ percent = 14.2, first = 2026, last = 2032, cites = ["report"] }]

[[region]]
estimate = "example"
name = "North"
share = 101
point = [{ year = 2024, value = 900, cites = ["report"] }]
growth = [{ percent = 12, last = 2032, cites = ["report"] }]
countries = [{ printed = "Aland", code = "AA" }, { printed = "New" }]
cites = ["report"]

[[region]]
estimate = "example"
name = "South"
share = 10
point = [{ year = 2024, value = 400, cites = ["report"] }]
countries = [{ printed = "A-land", code = "AA" }]
cites = ["report"]

[[region]]
estimate = "second"
name = "North"
share = 40
cites = ["report"]

[[segment]]
estimate = "example"
by = "type"
name = "vial"
point = [{ year = 2024, value = 1100, cites = ["report"] }]
cites = ["report"]

[[segment]]
estimate = "example"
by = "weight"
name = "light"
band = { at_most = "5 kg" }
cites = ["report"]

[[segment]]
estimate = "example"
by = "weight"
name = "middling"
band = { at_least = "5 kg", less_than = "10 kg" }
cites = ["report"]

[[segment]]
estimate = "example"
by = "weight"
name = "heavy"
band = { more_than = "10 kg" }
cites = ["report"]

[[player]]
name = "Example Pharma"
claimed = [
    { year = 2023, value = 26, unit = "USD billion", cites = ["report"] },
    { year = 2024, value = 5.12, unit = "USD billion", cites = ["report"] },
]
cites = ["report"]
"""
SALES = {
    ("Examplex", "worldwide"): {2022: 1210, 2023: 1100, 2024: 950, 2025: 800},
    ("Examplex", "Aland"): {2024: 990},
    ("all products", "worldwide"): {2023: 5121, 2024: 4000},
}


def sales() -> str:
    """Return the reported sales of the bad market."""
    return "".join(
        f"\n[[actual]]\ncompany = 'Example Pharma'\nof = '{of}'\nplace = '{place}'\nyear = {year}\nvalue = {value}\n"
        f"unit = 'USD million'\ncites = ['filing']\n" + ("country = 'AA'\n" if place == "Aland" else "")
        for (of, place), years in SALES.items()
        for year, value in years.items()
    )


def test_a_market_that_adds_up_has_no_findings(market: Read) -> None:
    assert find(market(GOOD)) == ()


def test_a_market_without_figures_has_no_findings(market: Read) -> None:
    assert find(market("")) == ()


def test_every_kind_of_finding_is_found_in_one_bad_market(market: Read) -> None:
    assert {found.kind for found in find(market(BAD + sales()))} == set(get_args(Kind))


def test_findings_stand_in_the_order_of_their_kinds(market: Read) -> None:
    kinds = get_args(Kind)
    places = [kinds.index(found.kind) for found in find(market(BAD + sales()))]

    assert all(a <= b for a, b in pairwise(places))


def test_every_finding_is_a_sentence_with_a_calculation_and_a_document(market: Read) -> None:
    for found in find(market(BAD + sales())):
        assert found.text.endswith(".")
        assert found.arithmetic
        assert found.cites
        assert not set("<>&@") & set(found.text + found.arithmetic)
