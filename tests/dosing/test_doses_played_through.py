"""Doses that were given, held against the regimen by its own rules for those that were late."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drugcli.dosing.history import History, replayed
from drugcli.dosing.schedule import Course
from tests.dosing.conftest import drug

if TYPE_CHECKING:
    from drugcli.records.monographs import Monograph

ON_TIME = ("2025-01-31", "2025-02-14", "2025-02-28", "2025-03-28", "2025-04-28")


def played(record: Monograph, regimen: str, *days: str) -> History:
    course = Course(next(one for one in record.regimens if one.id == regimen))
    return replayed(course, [dt.date.fromisoformat(day) for day in days])


def due(history: History) -> tuple[str, str, int]:
    assert history.due is not None
    return history.due.day.isoformat(), history.due.phase.name, history.due.number


def test_both_doses_that_make_good_are_waited_for(courseline: Monograph) -> None:
    first = played(courseline, "us-low", *ON_TIME, "2025-06-28")
    both = played(courseline, "us-low", *ON_TIME, "2025-06-28", "2025-07-12")
    late = played(courseline, "us-low", *ON_TIME, "2025-06-28", "2025-07-20")

    assert first.given[-1].rule is not None
    assert due(first) == ("2025-07-12", "maintenance", 3)
    assert due(both) == ("2025-08-12", "maintenance", 4)
    assert due(late) == ("2025-08-20", "maintenance", 4)


def test_a_regimen_begun_again_counts_from_its_new_first_dose(courseline: Monograph) -> None:
    history = played(courseline, "us-low", *ON_TIME, "2025-08-28", "2025-09-11")

    assert due(history) == ("2025-09-25", "loading", 3)
    assert [one.dose.day.isoformat() for one in history.since_start] == ["2025-08-28", "2025-09-11"]
    assert len(history.given) == 7


@pytest.mark.parametrize(("day", "too_soon"), [("2025-05-11", "14 days"), ("2025-05-12", None)])
def test_a_dose_sooner_than_the_least_gap_is_marked(courseline: Monograph, day: str, too_soon: str | None) -> None:
    assert played(courseline, "us-low", *ON_TIME, day).given[-1].too_soon == too_soon


def test_after_a_gap_in_daily_doses_each_dose_is_that_of_its_day() -> None:
    history = played(drug("stepline"), "us-titrated", "2025-06-01", "2025-06-02", "2025-06-05")

    assert [(one.dose.day.isoformat(), one.is_by_source) for one in history.left_out] == [
        ("2025-06-03", True),
        ("2025-06-04", False),
    ]
    assert history.unknown is None
    assert due(history) == ("2025-06-06", "daily", 6)


@given(st.sets(st.integers(0, 40), min_size=1))
def test_whatever_days_are_left_out_of_daily_doses_the_next_is_due_on_the_next_day(numbers: set[int]) -> None:
    first = dt.date(2025, 6, 1) + dt.timedelta(days=min(numbers))
    days = [dt.date(2025, 6, 1) + dt.timedelta(days=number) for number in sorted(numbers)]
    history = played(drug("stepline"), "us-titrated", *(day.isoformat() for day in days))

    assert [one.dose.day for one in history.given] == days
    assert all(one.dose.number == (one.dose.day - first).days + 1 for one in history.given)
    assert history.due is not None
    assert history.due.day == days[-1] + dt.timedelta(days=1)
    assert not history.beyond


def test_where_the_rules_stop_the_doses_after_it_have_no_place(courseline: Monograph) -> None:
    history = played(courseline, "us-high", "2025-01-31", "2025-02-20", "2025-03-01", "2025-03-08")

    assert history.unknown is not None
    assert history.unknown.day == dt.date(2025, 2, 20)
    assert [day.isoformat() for day in history.beyond] == ["2025-03-01", "2025-03-08"]
