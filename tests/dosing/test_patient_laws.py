"""A completed age never says what a date of birth denies."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drugcli.dosing.calendar import later
from drugcli.dosing.patient import Age, Patient, holds
from drugcli.records.bounds import Bounds
from drugcli.records.conditions import Condition

TODAY = dt.date(2026, 8, 1)
LIMITS = st.sampled_from(["16 days", "2 months", "6 months", "18 months", "2 years", "6 years", "18 years"])

SIDES = st.sampled_from(["at_least", "more_than", "less_than", "at_most"])


def ages(born: dt.date) -> list[Age]:
    """Return what a person born then may say of the age, by days, weeks, months and years."""
    found = []
    for unit in ("day", "week", "month", "year"):
        value = 0
        while later(born, f"{value + 1} {unit}").date <= TODAY:
            value += 1
        found.append(Age(value, unit))
    return found


@given(st.dates(dt.date(2001, 1, 1), TODAY), LIMITS, SIDES)
def test_an_age_and_a_date_of_birth_agree_or_the_age_is_too_coarse(born: dt.date, limit: str, side: str) -> None:
    condition = Condition(of="age", bounds=Bounds(**{side: limit}))
    by_birth = holds(condition, Patient(born=born), TODAY)

    for age in ages(born):
        assert holds(condition, Patient(age=age), TODAY) in {by_birth, None}, age


@pytest.mark.parametrize(
    ("age", "limit", "reached"),
    [
        (Age(14, "month"), "2 years", False), (Age(24, "month"), "2 years", True), (Age(1, "year"), "18 months", None),
        (Age(1, "year"), "2 years", False), (Age(2, "year"), "2 years", True), (Age(59, "day"), "2 months", None),
        (Age(6, "week"), "2 months", False), (Age(20, "day"), "2 months", False), (Age(63, "day"), "2 months", True),
    ],
)  # fmt: skip
def test_ages_are_held_against_limits_in_other_units(age: Age, limit: str, reached: bool | None) -> None:
    condition = Condition(of="age", bounds=Bounds(at_least=limit))

    assert holds(condition, Patient(age=age), TODAY) is reached


@pytest.mark.parametrize("side", ["at_least", "more_than", "less_than", "at_most"])
@pytest.mark.parametrize("limit", ["2 months", "2 years", "0.5 years"])
@pytest.mark.parametrize("days", [-1, 0, 1])
def test_at_a_limit_of_age_no_age_denies_the_date_of_birth(side: str, limit: str, days: int) -> None:
    months = {"2 months": 2, "2 years": 24, "0.5 years": 6}[limit]
    born = dt.date(2026 - (months + 4) // 12, (7 - months) % 12 + 1, 1) - dt.timedelta(days=days)
    condition = Condition(of="age", bounds=Bounds(**{side: limit}))
    by_birth = holds(condition, Patient(born=born), TODAY)

    assert by_birth is {"at_least": days >= 0, "more_than": days > 0, "less_than": days < 0, "at_most": days <= 0}[side]
    for age in ages(born):
        assert holds(condition, Patient(age=age), TODAY) in {by_birth, None}, age


def test_what_was_not_stated_is_not_known() -> None:
    for condition in (Condition(of="weight", bounds=Bounds(at_least="20 kg")), Condition(of="sex", states=("male",))):
        assert holds(condition, Patient(), TODAY) is None
