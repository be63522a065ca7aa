"""Figures with their unit."""

import re
from decimal import Decimal
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drugcli.records.measures import CALENDAR_UNITS, Interval, MeasureText, measure, order_key

patient = settings(deadline=None)


def pattern_of(annotated: Any) -> re.Pattern[str]:  # noqa: ANN401
    (meta,) = (one for one in get_args(annotated) if isinstance(one, msgspec.Meta))
    return re.compile(meta.pattern or "")


NUMBERS = st.from_regex(r"(0|[1-9][0-9]{0,5})(\.[0-9]{1,4})?", fullmatch=True)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("14 days", "14", "day"),
        ("1 day", "1", "day"),
        ("0.5 hours", "0.5", "hour"),
        ("2 years", "2", "year"),
        ("0.65 per mille", "0.65", "per mille"),
        ("20 kg", "20", "kg"),
        ("5 doses", "5", "doses"),
        ("60 mL per minute", "60", "mL per minute"),
    ],
)
def test_a_figure_is_split_from_its_unit(text: str, value: str, unit: str) -> None:
    assert measure(text) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "text", ["", "14", "14 ", "14days", "days 14", ".5 mg", "5. mg", "1,000 mg", "-3 days", "1e3 mg", "² kg", "١٤ days",
             "1.2.3 mg", "NaN mg", "Infinity days", "\n14 days"],
)  # fmt: skip
def test_what_is_no_measure_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a figure and a unit"):
        measure(text)


@patient
@given(st.from_regex(pattern_of(MeasureText), fullmatch=True) | st.from_regex(pattern_of(Interval), fullmatch=True))
def test_whatever_a_file_may_hold_can_be_split(text: str) -> None:
    value, unit = measure(text)

    assert value >= 0
    assert unit


@patient
@given(st.integers(1, 10**6), st.sampled_from(CALENDAR_UNITS), st.sampled_from(["", "s"]))
def test_an_interval_is_a_measure_of_time(number: int, unit: str, plural: str) -> None:
    text = f"{number} {unit}{plural}"

    assert pattern_of(Interval).search(text)
    assert measure(text) == (Decimal(number), unit)
    assert order_key(text)[0] == "time"


@pytest.mark.parametrize(
    "text",
    ["0 days", "12 hours", "14", "14days", "14  days", "every 14 days", "14 fortnights", "14 Days", "14 days or so"],
)
def test_what_is_no_interval_is_not_taken_for_one(text: str) -> None:
    assert not pattern_of(Interval).search(text)


@patient
@given(st.integers(0, 100_000))
def test_hours_days_and_weeks_compare_exactly(count: int) -> None:
    assert order_key(f"{count * 24} hours") == order_key(f"{count} days")
    assert order_key(f"{count * 7} days") == order_key(f"{count} weeks")
    assert order_key(f"{count * 24 + 1} hours") > order_key(f"{count} days")


@patient
@given(st.integers(0, 10_000))
def test_months_and_years_compare_exactly(count: int) -> None:
    assert order_key(f"{count * 12} months") == order_key(f"{count} years")
    assert order_key(f"{count * 12 + 1} months") > order_key(f"{count} years")


@patient
@given(NUMBERS, NUMBERS)
def test_measures_of_one_unit_are_ordered_by_their_figures(a: str, b: str) -> None:
    assert (order_key(f"{a} mg") < order_key(f"{b} mg")) == (Decimal(a) < Decimal(b))


def test_measures_of_two_units_are_of_two_kinds() -> None:
    assert order_key("20 kg")[0] != order_key("20 mg")[0] != order_key("20 years")[0]
