"""A threshold is passed once."""

from collections.abc import Callable

from drugcli.market.thresholds import threshold_twice
from drugcli.records.markets import Market

Read = Callable[[str], Market]

TWICE = """
point = [
    { year = 2028, value = 300, precision = "more than", cites = ["report#later"] },
    { year = 2027, value = 300, precision = "more than", cites = ["report#sooner"] },
]
"""
GROWTH = "growth = [{ percent = 14.2, first = 2025, cites = ['report#growth'] }]\n"


def test_one_threshold_for_two_years_implies_two_bases(market: Read) -> None:
    (found,) = threshold_twice(market(TWICE + GROWTH))

    assert "more than USD 300 million is given for 2027 and 2028 alike" in found.text
    assert found.arithmetic == ("300 / 1.142^3 = 201.43 in 2024; 300 / 1.142^4 = 176.38 in 2024; ratio 1.142^1 = 1.14")
    assert found.cites == ("report#sooner", "report#later", "report#growth")


def test_without_a_rate_only_the_years_are_shown(market: Read) -> None:
    (found,) = threshold_twice(market(TWICE))

    assert found.arithmetic == "300 in 2027; 300 in 2028"


def test_a_rate_that_starts_later_implies_no_base(market: Read) -> None:
    (found,) = threshold_twice(market(TWICE + GROWTH.replace("2025", "2028")))

    assert found.arithmetic == "300 in 2027; 300 in 2028; ratio 1.142^1 = 1.14"


def test_two_thresholds_and_two_equal_values_are_fine(market: Read) -> None:
    assert not list(threshold_twice(market(TWICE.replace("300", "350", 1))))
    assert not list(threshold_twice(market(TWICE.replace("more than", "exactly"))))
