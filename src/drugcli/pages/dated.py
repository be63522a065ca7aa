"""Doses by date, with the tests that are due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby

from drugcli.dosing.calendar import later
from drugcli.dosing.schedule import Dose
from drugcli.dosing.steps import Change
from drugcli.pages.figures import joined
from drugcli.pages.page import Row
from drugcli.pages.reckoning import single, taking
from drugcli.pages.steps import window
from drugcli.pages.told import Told, takings, weekday
from drugcli.records.monographs import Due

MOST_DATES = 12
"""Dates of a test that is due again and again; more are not listed."""


def rows(told: Told) -> Iterator[Row]:
    """List the doses by date, what is to be tested before them, and how far from their dates they may be."""
    if not told.answer.doses:
        return
    yield Row(key="dates", label="Dates", text="", is_heading=True)
    for dose in told.answer.doses:
        yield from _dose_rows(told, dose)
    yield from _tests_of_each_dose(told)
    yield from _tests_by_date(told)
    yield from (_change_row(change) for change in told.answer.changes)
    for width in told.regimen.windows:
        yield Row(key="window", label="window", text=f"each {window(width)}", cites=width.cites)


def _dose_rows(told: Told, dose: Dose) -> Iterator[Row]:
    """Yield a row a day: several, where the dose is a pattern of days."""
    phase = told.phase_on(dose)
    of_days = groupby(phase.takings, lambda one: one.portion.day if one.portion else 0)
    for number, some in [(number, tuple(some)) for number, some in of_days] or [(0, ())]:
        day = dose.day + dt.timedelta(days=number)
        figure = single(phase._replace(takings=some))
        how_much = joined([taking(one) for one in some]) if some else takings(phase)
        text = f"{how_much} ({told.named(dose)}){told.tests()}"
        if dose.is_shifted:
            text += "; the month has no such day, so its last is taken"
        yield Row(
            key=day.isoformat(),
            label=weekday(day),
            text=text,
            value=figure.value if figure else None,
            unit=figure.unit if figure else None,
            cites=(phase.band or dose.phase).cites,
            is_lead=True,
        )


def _tests_of_each_dose(told: Told) -> Iterator[Row]:
    for number, one in enumerate(told.monitoring(), 1):
        if one.before_each_dose != "no":
            when = "" if one.before_each_dose == "always" else f", {one.before_each_dose}"
            text = f"before each dose: {'; '.join(one.tests)}{when}"
            yield Row(key=f"tests.{number}", label="tests", text=text, cites=one.cites)


def _tests_by_date(told: Told) -> Iterator[Row]:
    start = told.asked.start or next(iter(told.asked.given), None)
    if start is None:
        return
    last = told.answer.doses[-1].day
    for number, one in enumerate(told.monitoring(), 1):
        for day, when in (found for due in one.due for found in due_days(due, start, last)):
            text = f"{joined(list(one.tests))} {when}"
            yield Row(key=f"test.{number}.{day.isoformat()}", label=weekday(day), text=text, cites=one.cites)


def due_days(due: Due, start: dt.date, last: dt.date) -> Iterator[tuple[dt.date, str]]:
    """Yield the days on which something falls due, until the last dose that is shown, and how."""
    if due.before_start is not None:
        day = start - (later(start, due.before_start).date - start)
        yield day, "before the first dose" if day == start else "by this day at the latest"
        return
    assert due.every is not None  # noqa: S101  a Due has one of the two
    begin = later(start, due.from_).date if due.from_ else start
    end = min(last, later(start, due.until).date) if due.until else last
    for times in range(1, MOST_DATES + 1):
        day = later(begin, due.every, times).date
        if day > end:
            break
        yield day, "due"


def _change_row(change: Change) -> Row:
    text = f"{change.step.id}: {change.step.when}"
    if change.earliest is not None:
        text += f"; the source allows it from {weekday(change.earliest)} on"
    if change.is_too_soon:
        text += ", which is later than the day that was stated"
    return Row(key=f"change.{change.step.id}", label=weekday(change.day), text=text, cites=change.step.cites)
