"""Schedules rise, hold their counts, and go on as they were begun."""

from __future__ import annotations

import ast
import datetime as dt
from decimal import Decimal
from itertools import islice, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import drugcli
from drugcli.dosing.amounts import worked
from drugcli.dosing.case import Case
from drugcli.dosing.history import replayed
from drugcli.dosing.patient import Age, Patient
from drugcli.dosing.schedule import Course
from drugcli.records.measures import Measure
from drugcli.records.monographs import Monograph

STARTS = st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31))
NUMBERS = st.integers(1, 40)
SOURCE = Path(drugcli.__path__[0])


def days(record: Monograph, regimen: int, start: dt.date, number: int) -> list[dt.date]:
    course = Course(record.regimens[regimen])
    return [dose.day for dose in islice(course.from_(course.first(start)), number)]


@given(STARTS, NUMBERS, st.integers(0, 1))
def test_dates_strictly_rise_and_counts_hold(courseline: Monograph, start: dt.date, number: int, regimen: int) -> None:
    found = days(courseline, regimen, start, number)

    assert found[0] == start
    assert len(found) == number
    assert all(before < after for before, after in pairwise(found))


@given(STARTS, st.integers(1, 15), st.integers(0, 1))
def test_a_schedule_continued_is_the_schedule_computed_whole(
    courseline: Monograph, start: dt.date, given_: int, regimen: int
) -> None:
    whole = days(courseline, regimen, start, given_ + 5)
    course = Course(courseline.regimens[regimen])
    history = replayed(course, whole[:given_])

    assert history.due is not None
    assert [dose.day for dose in islice(course.from_(history.due), 5)] == whole[given_:]
    assert all(one.dose.day == one.due and one.rule is None for one in history.given)


@given(st.decimals("0.5", "300", places=2), st.sampled_from(["m", "y"]))
def test_an_amount_never_exceeds_its_limit(weightline: Monograph, kilograms: Decimal, kind: str) -> None:
    regimen = weightline.regimens[0]
    band = regimen.phases[0].bands[0 if kind == "m" else 2]
    measures = {"weight": Measure(kilograms, "kg"), "body surface area": Measure(kilograms / 10, "m²")}
    patient = Patient(age=Age(14 if kind == "m" else 60, "month"), measures=measures)
    assert band.amount is not None
    assert band.amount.at_most is not None
    done = worked(band.amount, band, Case(regimen, patient, dt.date(2026, 1, 1)))
    totals = done.a_day or done.ways[0].single

    assert all(isinstance(total.value, Decimal) and total.value <= band.amount.at_most for total in totals)
    assert bool(done.caps) == any(one.result.value > band.amount.at_most for one in done.sums if one.sign == "×")


@pytest.mark.parametrize("folder", ["dosing", "records", "pages"])
def test_no_binary_fraction_comes_near_a_dose(folder: str) -> None:
    for path in (SOURCE / folder).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), f"{path}:{node.lineno}"
            assert not (isinstance(node, ast.Name) and node.id == "float"), f"{path}:{node.lineno}"
