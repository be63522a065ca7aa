"""Figures are written so that nobody misreads them (ISMP)."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drugcli.pages.figures import amount, bounds, every, fact, figure, hole, interval, joined, quantity
from drugcli.records.amounts import Amount
from drugcli.records.bounds import Bounds, Hole
from drugcli.records.facts import Fact

FIGURES = st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**12)


@example(Decimal("1E+3"))
@example(Decimal("0E-10"))
@example(Decimal("0.50"))
@example(Decimal("1000.0"))
@given(FIGURES)
def test_a_figure_reads_back_as_the_same_number(value: Decimal) -> None:
    assert Decimal(figure(value).replace(",", "")) == value


@example(Decimal("1E+3"))
@example(Decimal("1.0"))
@example(Decimal(".5"))
@given(FIGURES)
def test_a_figure_has_no_trailing_zero_and_no_naked_decimal(value: Decimal) -> None:
    assert re.fullmatch(r"(0|[1-9]\d{0,2}(,\d{3})*)(\.\d*[1-9])?", figure(value))


@pytest.mark.parametrize(
    ("value", "shown"),
    [("1.0", "1"), (".5", "0.5"), ("1636.0", "1,636"), ("999", "999"), ("1000", "1,000"), ("2249.16", "2,249.16")],
)
def test_figures_are_written_as_the_field_writes_them(value: str, shown: str) -> None:
    assert figure(Decimal(value)) == shown


def test_a_unit_stands_after_a_space_and_percent_does_not() -> None:
    assert quantity(Decimal(12), "mg") == "12 mg"
    assert quantity(Decimal("7.50"), "%") == "7.5%"


def test_an_amount_says_what_it_depends_on_and_its_limit() -> None:
    assert (
        amount(Amount(value=Decimal("0.20"), unit="mg", per="kg", at_most=Decimal("5.0")))
        == "0.2 mg per kg, at most 5 mg"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1 months", "1 month"),
        ("4 month", "4 months"),
        ("1.0 day", "1 day"),
        ("0.5 days", "0.5 days"),
        ("14 kg", "14 kg"),
        ("0.65 per mille", "0.65 per mille"),
    ],
)
def test_a_length_of_time_has_the_plural_that_its_number_needs(text: str, shown: str) -> None:
    assert interval(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [("1 day", "daily"), ("2 days", "every 2 days"), ("1 week", "every week"), ("4 months", "every 4 months")],
)
def test_a_spacing_is_said_in_words(text: str, shown: str) -> None:
    assert every(text) == shown


def test_a_band_is_said_without_signs() -> None:
    assert bounds(Bounds(at_least="8 months", less_than="16 months")) == "at least 8 months, less than 16 months"
    assert bounds(Bounds(more_than="1 day")) == "more than 1 day"
    assert bounds(Bounds(at_most="20 kg")) == "at most 20 kg"


@pytest.mark.parametrize(
    ("gap", "shown"),
    [
        (("8 months", "8 months", True, True), "exactly 8 months"),
        (("8 months", "9 months", True, True), "from 8 months up to 9 months"),
        (("8 months", "9 months", False, False), "above 8 months below 9 months"),
    ],
)
def test_a_hole_is_said_with_its_edges(gap: tuple[str, str, bool, bool], shown: str) -> None:
    lower, upper, with_lower, with_upper = gap

    assert hole(Hole(lower=lower, upper=upper, with_lower=with_lower, with_upper=with_upper)) == shown


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (Fact(text="a statement", cites=("a",)), "a statement"),
        (Fact(absent="none-stated", cites=("a",)), "the label has none"),
        (Fact(absent="not-studied", cites=("a",)), "not studied"),
        (Fact(value=Decimal("6.20"), unit="hours", cites=("a",)), "6.2 hours"),
        (Fact(low=Decimal(135), high=Decimal(1177), unit="days", cites=("a",)), "135 to 1,177 days"),
        (Fact(value=Decimal(94), unit="%", cites=("a",)), "94%"),
    ],
)
def test_a_fact_says_its_statement_its_figure_or_its_absence(said: Fact, shown: str) -> None:
    assert fact(said) == shown


@pytest.mark.parametrize(
    ("parts", "shown"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_words_are_joined_as_in_a_sentence(parts: list[str], shown: str) -> None:
    assert joined(parts) == shown
