"""Doses that were given, held against the regimen by its own rules for those that were late."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from drugcli.dosing.missed import History, replayed
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


def test_a_dose_left_out_is_told_and_one_that_may_have_been_late_is_not_guessed() -> None:
    history = played(drug("stepline"), "us-titrated", "2025-06-01", "2025-06-02", "2025-06-05")

    assert [dose.day.isoformat() for dose in history.left_out] == ["2025-06-03"]
    assert history.unknown is not None
    assert len(history.unknown.undecided) == 2


def test_where_the_rules_stop_the_doses_after_it_have_no_place(courseline: Monograph) -> None:
    history = played(courseline, "us-high", "2025-01-31", "2025-02-20", "2025-03-01", "2025-03-08")

    assert history.unknown is not None
    assert history.unknown.day == dt.date(2025, 2, 20)
    assert [day.isoformat() for day in history.beyond] == ["2025-03-01", "2025-03-08"]
