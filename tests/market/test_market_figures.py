"""Figures read as they do in print."""

from decimal import Decimal

import pytest

from drugcli.market.figures import exact, figure, listed, percent


@pytest.mark.parametrize(
    ("value", "words"),
    [("1636", "1,636"), ("3.60", "3.6"), ("153.275", "153.275"), ("516E+2", "51,600"), ("-0", "0"), ("100", "100")],
)
def test_a_stated_figure_keeps_its_decimals_but_no_trailing_zeros(value: str, words: str) -> None:
    assert exact(Decimal(value)) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [("2171.00935", "2,171.01"), ("3.6001", "3.6"), ("0.00123", "0.0012"), ("-0.5", "-0.5"), ("0", "0")],
)
def test_a_computed_figure_has_two_decimals_at_most(value: str, words: str) -> None:
    assert figure(Decimal(value)) == words


def test_a_percentage_stands_against_its_sign() -> None:
    assert percent(Decimal("4.0586")) == "4.06%"


def test_words_are_listed_as_in_a_sentence() -> None:
    assert [listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == ["a", "a and b", "a, b and c"]
