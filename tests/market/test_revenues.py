"""What is said of a company is held against what it reported."""

from collections.abc import Callable

import pytest

from drugcli.market.revenues import revenue_of_another_year, revenue_off_reported
from drugcli.records.markets import Market

Read = Callable[[str], Market]


def claim(value: str, precision: str = "exactly") -> str:
    """Return what is said of Example Pharma for 2022."""
    return f"""
[[player]]
name = "Example Pharma"
cites = ["report"]

[[player.claimed]]
year = 2022
value = {value}
unit = "USD billion"
precision = "{precision}"
cites = ["report#claim"]
"""


def reported(year: int, value: str, **other: str) -> str:
    """Return what Example Pharma reported, of all products worldwide unless something else is said."""
    default = {"company": "EXAMPLE Pharma", "of": "all products", "place": "worldwide", "unit": "USD million"}
    fields = "\n".join(f'{key} = "{text}"' for key, text in (default | other).items())
    return f'\n[[actual]]\nyear = {year}\nvalue = {value}\ncites = ["filing#{year}"]\n{fields}\n'


@pytest.mark.parametrize(
    ("value", "precision"),
    [("51.6", "about"), ("51.63", "exactly"), ("51.62", "exactly")],
    ids=["roughly", "rounded", "cut off"],
)
def test_the_figure_of_another_year_is_recognised(market: Read, value: str, precision: str) -> None:
    text = claim(value, precision) + reported(2021, "51626") + reported(2022, "50545")

    (found,) = revenue_of_another_year(market(text))

    assert found.subject == "Example Pharma"
    assert "in 2022, which is what it reported for 2021; for 2022 it reported USD 50.545 billion." in found.text
    assert found.arithmetic.endswith("; 51.626 was reported for 2021")
    assert found.cites == ("report#claim", "filing#2022", "filing#2021")
    assert not list(revenue_off_reported(market(text)))


def test_a_claim_far_from_what_was_reported_is_found(market: Read) -> None:
    (found,) = revenue_off_reported(market(claim("26", "about") + reported(2022, "46200")))

    assert found.text == (
        "Example Pharma is said to have taken about USD 26 billion in 2022, but reported USD 46.2 billion."
    )
    assert found.arithmetic == "26 / 46.2 = 56.28%"


def test_more_than_was_reported_is_found(market: Read) -> None:
    assert list(revenue_off_reported(market(claim("60", "more than") + reported(2022, "46200"))))


@pytest.mark.parametrize(
    "text",
    [
        claim("46.2") + reported(2022, "46159"),
        claim("46.2") + reported(2022, "50000") + reported(2022, "46159"),
        claim("46", "more than") + reported(2022, "50000") + reported(2021, "46000"),
        claim("26"),
        claim("26") + reported(2021, "26000"),
        claim("26") + reported(2022, "46200", unit="EUR million"),
        claim("26") + reported(2022, "46200", of="Examplex"),
        claim("26") + reported(2022, "46200", place="Europe"),
        claim("26") + reported(2022, "46200", period="first half"),
        claim("26") + reported(2022, "46200", company="Other Pharma"),
        claim("46") + reported(2022, "47500"),
    ],
    ids=[
        "rounded",
        "restated",
        "a threshold passed",
        "nothing reported",
        "no report for the year",
        "currency",
        "one product",
        "one place",
        "half a year",
        "another company",
        "close",
    ],
)
def test_claims_that_agree_or_do_not_compare_are_fine(market: Read, text: str) -> None:
    whole = market(text)

    assert not [*revenue_of_another_year(whole), *revenue_off_reported(whole)]
