"""Doses by date, with the tests that are due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby

from drugcli.dosing.schedule import Dose
from drugcli.dosing.steps import Change
from drugcli.pages.figures import joined
from drugcli.pages.page import Row
from drugcli.pages.reckoning import single, taking
from drugcli.pages.steps import change, window
from drugcli.pages.told import Told, takings, weekday
from drugcli.records.regimens import Regimen


def rows(told: Told) -> Iterator[Row]:
    """List the doses by date, what is to be tested before them, and how far from their dates they may be."""
    if not told.answer.doses:
        return
    yield Row(key="dates", label="Dates", text="", is_heading=True)
    days, rules = _tests(told)
    yield from _by_date(told, days)
    yield from _tests_of_each_dose(told)
    yield from rules
    for width in told.regimen.windows:
        yield Row(key="window", label="window", text=f"each {window(width)}", cites=width.cites)


def _tests(told: Told) -> tuple[Iterable[tuple[dt.date, Row]], Iterable[Row]]:
    """Return the days of tests, and when each is due, where there are tests that go by the calendar."""
    if not any(test.due for test in told.monitoring()):
        return (), ()
    from drugcli.pages import tests_by_date

    return tests_by_date.rows(told), tests_by_date.rule_rows(told)


def _by_date(told: Told, tests: Iterable[tuple[dt.date, Row]]) -> list[Row]:
    """Return all that has a day, in order; on one day tests and steps come before the dose that they are about."""
    dated = [
        *tests,
        *((one.day, _change_row(one, told.answer.regimen)) for one in told.answer.changes),
    ]
    dated += [found for dose in told.answer.doses for found in _dose_rows(told, dose)]
    return [row for _day, row in sorted(dated, key=lambda found: found[0])]


def _dose_rows(told: Told, dose: Dose) -> Iterator[tuple[dt.date, Row]]:
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
        yield (
            day,
            Row(
                key=day.isoformat(),
                label=weekday(day),
                text=text,
                value=figure.value if figure else None,
                unit=figure.unit if figure else None,
                cites=(phase.band or dose.phase).cites,
                is_lead=True,
            ),
        )


def _tests_of_each_dose(told: Told) -> Iterator[Row]:
    for number, one in enumerate(told.monitoring(), 1):
        if one.before_each_dose != "no":
            when = "" if one.before_each_dose == "always" else f", {one.before_each_dose}"
            text = f"before each dose: {'; '.join(one.tests)}{when}"
            yield Row(key=f"tests.{number}", label="tests", text=text, cites=one.cites)


def _change_row(one: Change, regimen: Regimen) -> Row:
    text = f"step {one.step.id}, {change(one.step, regimen)}: {one.step.when}"
    if one.earliest is not None:
        text += f"; the source allows it from {weekday(one.earliest)} on"
    if one.is_too_soon:
        text += ", which is later than the day that was stated"
    if one.step.act == "hold":
        text += "; no dose is computed past it"
    return Row(key=f"change.{one.step.id}", label=weekday(one.day), text=text, cites=one.step.cites, is_lead=True)
