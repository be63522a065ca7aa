"""Bands cover everything, and nothing twice."""

from collections.abc import Callable

import pytest

from drugcli.market.bands import band_hole, band_overlap
from drugcli.records.markets import Market

Read = Callable[[str], Market]


def bands(*limits: str) -> str:
    """Return segments by prevalence with the given limits."""
    return "".join(
        f"\n[[segment]]\nestimate = 'example'\nby = 'prevalence'\nname = 'band {number}'\n"
        f"band = {{ {limit} }}\ncites = ['report#{number}']\n"
        for number, limit in enumerate(limits, 1)
    )


TOP, MIDDLE, BOTTOM = (
    "more_than = '1 per mille'",
    "at_least = '0.65 per mille', at_most = '1 per mille'",
    "less_than = '0.1 per mille'",
)


def test_what_lies_between_two_bands_is_found_with_its_edge(market: Read) -> None:
    (found,) = band_hole(market(bands(TOP, MIDDLE, BOTTOM)))

    assert "between 0.1 per mille and 0.65 per mille belongs to no band, nor does exactly 0.1 per mille" in found.text
    assert found.arithmetic == "0.65 - 0.1 = 0.55 per mille"


def test_a_single_value_between_two_bands_is_found(market: Read) -> None:
    (found,) = band_hole(market(bands("more_than = '1 kg'", "less_than = '1 kg'")))

    assert "exactly 1 kg belongs to no band" in found.text


def test_a_hole_between_two_units_of_time_has_no_width(market: Read) -> None:
    (found,) = band_hole(market(bands("less_than = '4 weeks'", "at_least = '1 year'")))

    assert found.arithmetic == "4 weeks to 1 year"


@pytest.mark.parametrize(
    ("first", "second"),
    [(TOP, "at_least = '0.65 per mille', less_than = '2 per mille'"), (MIDDLE, "at_least = '1 per mille'"), (TOP, TOP)],
    ids=["a stretch", "an edge", "all"],
)
def test_what_belongs_to_two_bands_is_found(market: Read, first: str, second: str) -> None:
    (found,) = band_overlap(market(bands(first, second)))

    assert found.text == "Example Research: by prevalence, band 1 and band 2 overlap."
    assert found.cites == ("report#1", "report#2")


@pytest.mark.parametrize(
    "limits",
    [
        (TOP, MIDDLE, "less_than = '0.65 per mille'"),
        (TOP,),
        ("less_than = '12 months'", "at_least = '1 year'"),
        ("less_than = '2 years'", "at_least = '14 kg'"),
        (),
    ],
    ids=["without a gap", "one band", "two units of time", "age and weight", "none"],
)
def test_bands_that_meet_are_fine(market: Read, limits: tuple[str, ...]) -> None:
    whole = market(bands(*limits))

    assert not [*band_hole(whole), *band_overlap(whole)]
