"""Publishers that differ are shown side by side."""

from collections.abc import Callable

import pytest

from drugcli.market.publishers import growth_rates_differ, publishers_differ, shares_differ
from drugcli.records.markets import Market

Read = Callable[[str], Market]


def point(value: str, precision: str = "exactly") -> str:
    """Return a made-up size in 2028."""
    return f"point = [{{ year = 2028, value = {value}, precision = '{precision}', cites = ['report#{value}'] }}]\n"


def growth(percent: str, last: str = "last = 2032, ") -> str:
    """Return a made-up growth."""
    return f"growth = [{{ percent = {percent}, {last}cites = ['report#{percent}'] }}]\n"


def share(percent: str, estimate: str, precision: str = "exactly") -> str:
    """Return a made-up share of Europe."""
    keys = f"share = {percent}\nshare_precision = '{precision}'\ncites = ['report#{percent}']\n"
    return f"\n[[region]]\nestimate = '{estimate}'\nname = 'Europe'\n{keys}"


def second(
    keys: str, covers: str = "exampline, worldwide", publisher: str = "Second Research", unit: str = "USD million"
) -> str:
    """Return another publisher's estimate."""
    return f"""
[[estimate]]
id = "second"
publisher = "{publisher}"
covers = "{covers}"
unit = "{unit}"
{keys}
"""


def test_sizes_more_than_a_tenth_apart_are_found(market: Read) -> None:
    text = point("270", "about") + second(point("0.35", "more than"), unit="USD billion")

    (found,) = publishers_differ(market(text))

    assert found.subject == "2028"
    assert found.text == (
        "For 2028, Example Research gives about USD 270 million and Second Research more than USD 0.35 billion."
    )
    assert found.arithmetic == "USD 0.35 billion / USD 270 million = at least 1.3"
    assert found.cites == ("report#270", "report#0.35")


def test_what_each_publisher_counts_is_said_where_it_differs(market: Read) -> None:
    text = point("270") + second(point("400"), covers="all exampitis drugs, worldwide; report of 2020")

    (found,) = publishers_differ(market(text))

    assert "Example Research (exampline, worldwide) gives" in found.text
    assert "Second Research (all exampitis drugs, worldwide) USD 400 million" in found.text


@pytest.mark.parametrize(
    "other",
    [
        second(point("295")),
        second(point("400"), publisher="example research"),
        second(point("400"), unit="EUR million"),
        second(point("400"), covers="exampline, Europe"),
        second(point("200", "more than")),
        second(point("400").replace("2028", "2029")),
    ],
    ids=["close", "the same publisher", "currency", "place", "a lower threshold", "year"],
)
def test_sizes_that_agree_or_do_not_compare_are_fine(market: Read, other: str) -> None:
    assert not list(publishers_differ(market(point("270") + other)))


def test_rates_more_than_a_point_apart_are_found(market: Read) -> None:
    (found,) = growth_rates_differ(market(growth("14.2") + second(growth("12.0"))))

    assert found.text == "Growth to 2032 is 12% a year for Second Research and 14.2% a year for Example Research."
    assert found.arithmetic == "14.2 - 12 = 2.2 percentage points"


@pytest.mark.parametrize("other", [growth("13.5"), growth("12.0", "last = 2031, "), growth("12.0", "")])
def test_rates_that_agree_or_do_not_compare_are_fine(market: Read, other: str) -> None:
    assert not list(growth_rates_differ(market(growth("14.2") + second(other))))


def test_shares_more_than_ten_points_apart_are_found(market: Read) -> None:
    (found,) = shares_differ(market(second("") + share("40", "example", "about") + share("53.94", "second")))

    assert found.subject == "Europe"
    assert found.text == "The share of Europe is about 40% for Example Research and 53.94% for Second Research."
    assert found.arithmetic == "53.94 - 40 = 13.94 percentage points"


def test_shares_that_agree_are_fine(market: Read) -> None:
    assert not list(shares_differ(market(second("") + share("40", "example") + share("49", "second"))))
