"""The parts of a market add up to the whole."""

from collections.abc import Callable

import pytest

from drugcli.market.blanks import parts_without_figures
from drugcli.market.outgrown import region_outgrows_total
from drugcli.market.parts import part_above_total, parts_off_total
from drugcli.market.shares import share_out_of_range, shares_off_hundred
from drugcli.records.markets import Market

Read = Callable[[str], Market]

WHOLE = "point = [{ year = 2024, value = 1000, cites = ['report#whole'] }]\n"


def region(name: str, **figures: str) -> str:
    """Return a made-up region with the given keys."""
    keys = "\n".join(f"{key} = {value}" for key, value in figures.items())
    return f'\n[[region]]\nestimate = "example"\nname = "{name}"\ncites = ["report#{name}"]\n{keys}\n'


def segment(name: str, **figures: str) -> str:
    """Return a made-up segment by type with the given keys."""
    return region(name, **figures).replace("[[region]]", "[[segment]]\nby = 'type'")


def value(number: str, precision: str = "exactly") -> str:
    """Return the made-up value of 2024."""
    return f"[{{ year = 2024, value = {number}, precision = '{precision}', cites = ['report#value'] }}]"


@pytest.mark.parametrize("share", ["-1", "100.1"])
def test_a_share_lies_between_nothing_and_all(market: Read, share: str) -> None:
    (found,) = share_out_of_range(market(region("Europe", share=share)))

    assert found.text == f"Example Research: a share of {share}% is given for Europe."


@pytest.mark.parametrize("part", [region, segment])
def test_shares_that_miss_a_hundred_are_found(market: Read, part: Callable[..., str]) -> None:
    (found,) = shares_off_hundred(market(part("Europe", share="40") + part("Asia", share="50")))

    assert found.arithmetic == "40 + 50 = 90"
    assert found.cites == ("report#Europe", "report#Asia")


def test_shares_of_more_than_all_are_found_even_with_one_missing(market: Read) -> None:
    text = region("Europe", share="60") + region("Asia", share="50") + region("Africa")

    assert [found.arithmetic for found in shares_off_hundred(market(text))] == ["60 + 50 = 110"]


@pytest.mark.parametrize(
    "text",
    [
        region("Europe", share="40") + region("Asia", share="60"),
        region("Europe", share="33.3") + region("Asia", share="33.3") + region("Africa", share="33.3"),
        region("Europe", share="40", share_precision="'about'") + region("Asia", share="59"),
        region("Europe", share="40", share_precision="'more than'") + region("Asia", share="50"),
        region("Europe", share="40") + region("Asia", share="50") + region("Africa"),
        region("Europe", share="40"),
        region("Europe", share="100", countries="[{ printed = 'A', code = 'AA' }, { printed = 'B', code = 'BB' }]")
        + region("A", share="50", countries="[{ printed = 'A', code = 'AA' }]"),
    ],
    ids=["all", "rounded", "about", "a threshold", "one missing", "one region", "a country within a region"],
)
def test_shares_that_can_make_a_hundred_are_fine(market: Read, text: str) -> None:
    assert not list(shares_off_hundred(market(text)))


def test_a_part_larger_than_the_whole_is_found_once(market: Read) -> None:
    text = WHOLE + region("Europe", point=value("1200")) + region("Asia", point=value("100"))

    (found,) = part_above_total(market(text))

    assert found.text == "Example Research: Europe is USD 1,200 million in 2024, the whole market USD 1,000 million."
    assert found.arithmetic == "1,200 - 1,000 = 200"
    assert not list(parts_off_total(market(text)))


@pytest.mark.parametrize(("asia", "sum_"), [("700", "1,200"), ("400", "900")])
def test_parts_that_miss_the_whole_are_found(market: Read, asia: str, sum_: str) -> None:
    (found,) = parts_off_total(market(WHOLE + segment("Vial", point=value("500")) + segment("Pen", point=value(asia))))

    assert f"the sum by type is USD {sum_} million in 2024" in found.text
    assert found.arithmetic.startswith(f"500 + {asia} = {sum_}; {sum_} - 1,000")


@pytest.mark.parametrize(
    "text",
    [
        WHOLE + region("Europe", point=value("500.4")) + region("Asia", point=value("499")),
        WHOLE + region("Europe", point=value("400")) + region("Asia", point=value("300", "more than")),
        WHOLE + region("Europe", point=value("400")) + region("Asia"),
        WHOLE.replace("2024", "2023") + region("Europe", point=value("1200")),
        region("Europe", point=value("1200")),
    ],
    ids=["rounded", "a threshold", "one missing", "another year", "no whole"],
)
def test_parts_that_can_make_the_whole_are_fine(market: Read, text: str) -> None:
    assert not [*part_above_total(market(text)), *parts_off_total(market(text))]


FORECAST = """
point = [{ year = 2024, value = 1000, cites = ["report#base"] }, { year = 2026, value = 1100, cites = ["report#end"] }]
"""


def test_a_region_that_would_outgrow_the_whole_is_found(market: Read) -> None:
    growth = "[{ percent = 20, last = 2026, cites = ['report#growth'] }]"

    (found,) = region_outgrows_total(market(FORECAST + region("Europe", point=value("900"), growth=growth)))

    assert found.subject == "example: Europe"
    assert found.arithmetic == "900 x 1.2^2 = 1,296, the whole is 1,100"
    assert found.cites == ("report#value", "report#growth", "report#end")


@pytest.mark.parametrize(
    ("size", "last"), [("500", "2026"), ("900", "2025")], ids=["smaller", "not for the year of a value"]
)
def test_a_region_that_stays_within_the_whole_is_fine(market: Read, size: str, last: str) -> None:
    growth = f"[{{ percent = 20, last = {last}, cites = ['report#growth'] }}]"

    assert not list(region_outgrows_total(market(FORECAST + region("Europe", point=value(size), growth=growth))))


def test_parts_without_any_figure_are_found_once_for_each_dimension(market: Read) -> None:
    text = segment("Vial") + segment("Pen") + region("Europe", share="40") + region("Asia")

    regions, types = parts_without_figures(market(text))

    assert regions.text == "Example Research: no figure is given by region for Asia."
    assert regions.arithmetic == "1 of 2 without a figure"
    assert types.text == "Example Research: no figure is given by type for Vial and Pen."


@pytest.mark.parametrize(
    "figures",
    [
        {"share": "100"},
        {"point": value("1")},
        {"fact": "[{ value = 5, unit = 'packs', cites = ['report'] }]"},
        {"fact": "[{ low = 1, high = 2, unit = 'packs', cites = ['report'] }]"},
    ],
)
def test_any_figure_is_a_figure(market: Read, figures: dict[str, str]) -> None:
    assert not list(parts_without_figures(market(region("Europe", **figures) + segment("Vial", **figures))))


def test_a_text_is_no_figure(market: Read) -> None:
    assert list(parts_without_figures(market(region("Europe", fact="[{ text = 'Large.', cites = ['report'] }]"))))
