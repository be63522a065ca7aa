"""What is known of a patient, and which conditions it meets."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from drugcli.dosing.calendar import within
from drugcli.records.bounds import Bounds
from drugcli.records.conditions import AGE, Condition
from drugcli.records.measures import Measure, measure

DAYS_IN = {"day": 1, "week": 7}
MONTHS_IN = {"month": 1, "year": 12}
MONTH = (28, 31)
"""Days of the shortest and of the longest month."""
LONG_MONTHS = 12
"""From a year on, so many months have a known number of days, give or take two."""


class Age(NamedTuple):
    """A completed age, such as 14 months: the patient is at least so old, and not yet a unit older."""

    value: int
    unit: str


class Patient(NamedTuple):
    """What was stated of a patient. What was not stated is not known; nothing is assumed."""

    age: Age | None = None
    born: dt.date | None = None
    measures: Mapping[str, Measure] = {}
    """Weight in kg, body surface area in m², and others, by the name that conditions have for them."""
    states: Mapping[str, str] = {}
    """'hepatic impairment': 'mild'."""


def holds(condition: Condition, patient: Patient, day: dt.date) -> bool | None:
    """Tell whether a condition holds of a patient on a day; None when that is not known."""
    if condition.bounds is None:
        stated = patient.states.get(condition.of)
        return None if stated is None else stated in condition.states
    if condition.of == AGE:
        return _of_age(condition.bounds, patient, day)
    known = patient.measures.get(condition.of)
    return None if known is None else lies_in(known.value, condition.bounds)


def all_hold(conditions: Iterable[Condition], patient: Patient, day: dt.date) -> bool | None:
    """Tell whether all conditions hold; None when one is not known and none is known not to hold."""
    told = [holds(one, patient, day) for one in conditions]
    if False in told:
        return False
    return None if None in told else True


def any_group_holds(groups: Sequence[Iterable[Condition]], patient: Patient, day: dt.date) -> bool | None:
    """Tell whether one of several groups of conditions holds whole; without any group, everybody is meant."""
    told = [all_hold(group, patient, day) for group in groups]
    if not told or True in told:
        return True
    return None if None in told else False


def lies_in(value: Decimal, bounds: Bounds) -> bool:
    """Tell whether a figure lies within bounds of its own unit."""
    return not (
        (bounds.at_least is not None and value < measure(bounds.at_least).value)
        or (bounds.more_than is not None and value <= measure(bounds.more_than).value)
        or (bounds.less_than is not None and value >= measure(bounds.less_than).value)
        or (bounds.at_most is not None and value > measure(bounds.at_most).value)
    )


def _of_age(bounds: Bounds, patient: Patient, day: dt.date) -> bool | None:
    if patient.born is not None:
        return within(bounds, patient.born, day)
    if patient.age is None:
        return None
    youngest, oldest = _days(patient.age.value, patient.age.unit), _days(patient.age.value + 1, patient.age.unit)
    span = (youngest[0], oldest[1])
    sides = [
        _reached(bounds.lower, patient.age, span, is_passed=bounds.more_than is not None),
        _not_reached(bounds.upper, patient.age, span, is_passed=bounds.at_most is not None),
    ]
    if False in sides:
        return False
    return None if None in sides else True


def may_reach(age: Age, limit: str, days: int) -> bool:
    """Tell whether a patient of a completed age may come to a limit of age within so many days."""
    least, most = _days(measure(limit).value, measure(limit).unit)
    return most > _days(age.value, age.unit)[0] and least <= _days(age.value + 1, age.unit)[1] + days


def _reached(limit: str | None, age: Age, span: tuple[int, int], *, is_passed: bool) -> bool | None:
    """Tell whether a completed age has reached a limit, without fail (True), by no means (False), or perhaps.

    'span' are the least and the most days of the age; a limit that is to be passed is not reached on its own day.
    """
    if limit is None:
        return True
    whole = _in_units_of(limit, age)
    if whole is not None:
        is_sure = age.value > whole if is_passed else age.value >= whole
        return True if is_sure else None if age.value + 1 > whole else False
    least, most = span
    low, high = _days(measure(limit).value, measure(limit).unit)
    is_sure = least > high if is_passed else least >= high
    return True if is_sure else False if most <= low else None


def _not_reached(limit: str | None, age: Age, span: tuple[int, int], *, is_passed: bool) -> bool | None:
    reached = _reached(limit, age, span, is_passed=is_passed)
    return True if limit is None else None if reached is None else not reached


def _in_units_of(limit: str, age: Age) -> Decimal | None:
    """Return a limit in the unit of a completed age, where one is a whole number of the other."""
    value, unit = measure(limit)
    for lengths in (MONTHS_IN, {"day": 1, "week": 7}):
        if unit in lengths and age.unit in lengths:
            return value * lengths[unit] / lengths[age.unit]
    return None


def _days(value: Decimal | int, unit: str) -> tuple[int, int]:
    """Return the least and the most days that an age can come to."""
    if unit in MONTHS_IN:
        months = value * MONTHS_IN[unit]
        if months < LONG_MONTHS:
            return int(months * MONTH[0]), int(months * MONTH[1])
        mean = months * Decimal("30.436875")
        return int(mean) - 2, int(mean) + 3
    days = int(value * DAYS_IN[unit])
    return days, days
