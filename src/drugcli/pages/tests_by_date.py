"""Tests that go by the calendar: the days on which they are due, and from which dose those count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from drugcli.dosing.monitoring import Origin, due_days, origin
from drugcli.pages.dosage import title
from drugcli.pages.figures import every, joined
from drugcli.pages.page import Row
from drugcli.pages.told import Told, weekday
from drugcli.records.monographs import Due, Monitoring

MOST_DATES = 12
"""Dates of a test that is due again and again; more are told in one row."""


def rows(told: Told) -> Iterator[tuple[dt.date, Row]]:
    """Yield the days of tests, each with its row. After doses that were given, earlier days are told in one row."""
    for number, test in enumerate(told.monitoring(), 1):
        counted = origin(test, told.answer, told.asked, told.regimen)
        if counted is None:
            continue
        for place, due in enumerate(test.due, 1):
            said = _before_start if due.before_start is not None else _repeated
            for day, when, kind in said(told, due, counted):
                key = f"test.{number}.{place}.{kind}" if kind else f"test.{number}.{day.isoformat()}"
                yield day, Row(key=key, label=weekday(day), text=f"{when}: {_named(test)}", cites=test.cites)


def _before_start(told: Told, due: Due, counted: Origin) -> Iterator[tuple[dt.date, str, str]]:
    if told.asked.given and counted.regimen is told.answer.regimen:
        return  # that dose was given
    (day,) = due_days(due, counted.day, told.answer, told.regimen)
    yield day, "before the first dose" if day == counted.day else "by this day at the latest", ""


def _repeated(told: Told, due: Due, counted: Origin) -> Iterator[tuple[dt.date, str, str]]:
    """Yield days with what is said of each, and the kind of a row that stands for several."""
    days = tuple(due_days(due, counted.day, told.answer, told.regimen))
    on = told.asked.on
    past = [day for day in days if told.asked.given and day < on]
    ahead = days[len(past) :]
    if past:
        which = f", the last of {len(past):,} days" if len(past) > 1 else ""
        yield past[-1], f"due{which} before {weekday(on)}", "past"
    listed = len(ahead) if len(ahead) <= MOST_DATES + 1 else MOST_DATES
    yield from ((day, "due", "") for day in ahead[:listed])
    if ahead[listed:]:
        first, *rest = ahead[listed:]
        again = f"{every(due.every or '')} until {weekday(rest[-1])}"
        yield first, f"due, and on {len(rest):,} days more, {again}", "more"


def _named(test: Monitoring) -> str:
    return joined(list(test.tests))


def rule_rows(told: Told) -> Iterator[Row]:
    """Say when tests are due, which goes beyond what has a date, and from which dose that counts."""
    for number, test in enumerate(told.monitoring(), 1):
        if test.due:
            text = f"{_named(test)}: {test.when}{_counted(told, test)}"
            yield Row(key=f"test.{number}", label="tests", text=text, cites=test.cites)


def _counted(told: Told, test: Monitoring) -> str:
    """Say from which first dose days count, where a schedule does not begin with it."""
    begins_there = told.asked.start is not None and not told.asked.given
    if begins_there or not any(due.every for due in test.due):
        return ""
    counted = origin(test, told.answer, told.asked, told.regimen)
    if counted is None:
        return "; it has dates where the doses are stated from the first on, as --given"
    which = "of treatment" if counted.regimen is told.answer.regimen else f"of {title(counted.regimen)}"
    return f"; counted from the first dose {which}, {weekday(counted.day)}"
