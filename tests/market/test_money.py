"""Sums keep their currency and what is known of them."""

from decimal import Decimal

from drugcli.market.money import amount, converted, money


def test_billions_and_millions_are_one_currency() -> None:
    assert converted(Decimal("51.6"), "USD billion", "USD million") == 51600
    assert amount(Decimal("51.6"), "USD billion") == amount(Decimal(51600), "USD million")


def test_moving_the_decimal_point_adds_no_precision() -> None:
    moved = converted(Decimal("51.6"), "USD billion", "USD million")

    assert moved is not None
    assert moved.as_tuple().exponent == 2


def test_currencies_are_never_compared() -> None:
    assert converted(Decimal(1), "CHF million", "USD million") is None


def test_a_threshold_says_so() -> None:
    assert money(Decimal(300), "USD billion", "more than") == "more than USD 300 billion"
