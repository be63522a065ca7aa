"""A list of countries names countries, each once."""

from collections.abc import Callable

from drugcli.market.countries import country_twice, country_unnamed
from drugcli.records.markets import Market

Read = Callable[[str], Market]


def region(name: str, *countries: str, estimate: str = "example") -> str:
    """Return a region whose countries are given as 'code printed', or as '- printed' without code."""
    entries = []
    for country in countries:
        code, _, printed = country.partition(" ")
        entries.append(f"{{ printed = '{printed}'" + ("" if code == "-" else f", code = '{code}'") + " }")
    cites = f"cites = ['report#{name.replace(' ', '-')}']"
    return f"\n[[region]]\nestimate = '{estimate}'\nname = '{name}'\ncountries = [{', '.join(entries)}]\n{cites}\n"


def test_an_entry_that_names_no_country_is_found(market: Read) -> None:
    (found,) = country_unnamed(market(region("South", "AA Aland", "- Beland Celand")))

    assert found.text == "South lists 'Beland Celand', which names no country."
    assert found.arithmetic == "entry 2 of 2"


def test_nameless_entries_in_a_row_may_be_one_name(market: Read) -> None:
    first, second = country_unnamed(market(region("South", "- New", "- Aland", "BB Beland", "- Celand")))

    assert found_in_row(first.text)
    assert first.arithmetic == "entries 1 and 2 of 4"
    assert not found_in_row(second.text)


def found_in_row(text: str) -> bool:
    """Whether a text speaks of entries in a row."""
    return "in a row" in text and "together they may be one" in text


def test_a_country_under_two_regions_is_found(market: Read) -> None:
    (found,) = country_twice(market(region("North", "AA Aland") + region("South", "AA A-land", "BB Beland")))

    assert found.text == ("Example Research: one country, AA, is listed under North (as Aland) and South (as A-land).")
    assert found.cites == ("report#North", "report#South")


def test_a_country_twice_in_one_list_is_found(market: Read) -> None:
    assert list(country_twice(market(region("North", "AA Aland", "AA Aland"))))


def test_the_rest_of_a_region_does_not_mean_to_be_a_country(market: Read) -> None:
    assert not list(country_unnamed(market(region("North", "AA Aland", "- Rest of the North", "- Others"))))


def test_a_country_that_is_a_region_of_its_own_is_fine(market: Read) -> None:
    assert not list(country_twice(market(region("North", "AA Aland", "BB Beland") + region("Aland", "AA Aland"))))


def test_two_publishers_may_list_the_same_country(market: Read) -> None:
    second = (
        "\n[[estimate]]\nid = 'second'\npublisher = 'Second'\ncovers = 'exampline, worldwide'\nunit = 'USD million'\n"
    )

    assert not list(country_twice(market(second + region("N", "AA A") + region("N", "AA A", estimate="second"))))
