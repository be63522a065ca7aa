"""When tests fall due that go by the calendar and not by the doses."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from drugcli.dosing.asked import Answered, Asked
from drugcli.dosing.calendar import later
from drugcli.dosing.schedule import Course
from drugcli.records.monographs import Due, Monitoring
from drugcli.records.regimens import Regimen


class Origin(NamedTuple):
    """The first dose from which the dates of a test count, and the regimen that it is the first of."""

    day: dt.date
    regimen: Regimen


def origin(test: Monitoring, answer: Answered, asked: Asked, now: Regimen) -> Origin | None:
    """Return the first dose from which a test counts; None where its day was not stated.

    It is the first dose of treatment. After a change, 'now' is the new regimen: a test that its source
    asks for with that and not with the old one counts from the change.
    """
    is_of_new = answer.plan is not None and bool(test.regimens) and answer.regimen.id not in test.regimens
    if answer.plan is not None and is_of_new:
        return Origin(answer.plan.doses[0].day, now)
    first = asked.start or next(iter(asked.given), None)
    return None if first is None else Origin(first, answer.regimen)


def due_days(due: Due, first: dt.date, answer: Answered, now: Regimen) -> Iterator[dt.date]:
    """Yield the days on which something falls due, counted from the first dose.

    They end with the last dose that is shown; after the last dose of a regimen that ends, with their own end.
    """
    if due.before_start is not None:
        yield first - (later(first, due.before_start).date - first)
        return
    assert due.every is not None  # noqa: S101  a Due has one of the two
    last = answer.doses[-1]
    until = later(first, due.until).date if due.until else None
    has_ended = until is not None and Course(now).following(last) is None
    end = last.day if until is None else until if has_ended else min(last.day, until)
    begin = later(first, due.from_).date if due.from_ else first
    times = 1
    while (day := later(begin, due.every, times).date) <= end:
        yield day
        times += 1
