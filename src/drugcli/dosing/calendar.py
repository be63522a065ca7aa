"""Dates by calendar: months end where they end, and half a month is no date."""

import datetime as dt
from calendar import monthrange
from decimal import Decimal
from typing import NamedTuple

from drugcli.errors import UsageError
from drugcli.records.bounds import Bounds
from drugcli.records.measures import HOURS_IN, measure

MONTHS_IN = {"month": 1, "year": 12}
HOURS_A_DAY = 24
HALF = Decimal("0.5")
HALF_MONTH = (14, 16)
"""Days; a source that speaks of half a month does not say which day that is."""


class Moved(NamedTuple):
    """A date some time after another; 'is_shifted' where the month has no such day and ends before."""

    date: dt.date
    is_shifted: bool


def later(start: dt.date, interval: str, times: int = 1) -> Moved:
    """Return the date so many intervals after another, by calendar months and years.

    The day of the month stays; where the month is too short, its last day is taken, and the
    months after it have the day again, because all are counted from the same start. Raises
    UsageError for a date beyond the year 9999, and ValueError for parts of days.
    """
    value, unit = measure(interval)
    number = value * times
    try:
        if unit in MONTHS_IN:
            return _months_later(start, int(number * MONTHS_IN[unit]))
        days = number * HOURS_IN[unit] / HOURS_A_DAY
        if days != int(days):
            raise ValueError(f"{interval} is no whole number of days")
        return Moved(start + dt.timedelta(days=int(days)), is_shifted=False)
    except OverflowError:
        raise UsageError(f"{interval} after {start.isoformat()} lies beyond the calendar.") from None


def _months_later(start: dt.date, months: int) -> Moved:
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    if year > dt.MAXYEAR:
        raise OverflowError
    last = monthrange(year, month + 1)[1]
    return Moved(dt.date(year, month + 1, min(start.day, last)), is_shifted=start.day > last)


def compared(start: dt.date, length: str, day: dt.date) -> int | None:
    """Tell whether less time has passed since the start (-1), just so much (0), or more (1).

    None for a day at the edge of half a month, which no calendar knows.
    """
    value, unit = measure(length)
    months = value * MONTHS_IN.get(unit, 0)
    if months % 1:
        if months % 1 != HALF:
            raise ValueError(f"{length} cannot be counted on a calendar")
        low, high = (later(start, f"{int(months)} months").date + dt.timedelta(days=days) for days in HALF_MONTH)
        return -1 if day < low else 1 if day > high else None
    reached = later(start, length).date
    return (day > reached) - (day < reached)


def within(bounds: Bounds, start: dt.date, day: dt.date) -> bool | None:
    """Tell whether the time since the start lies within the bounds; None where that cannot be told."""
    sides = [
        _holds(bounds.at_least, start, day, (0, 1)),
        _holds(bounds.more_than, start, day, (1,)),
        _holds(bounds.less_than, start, day, (-1,)),
        _holds(bounds.at_most, start, day, (-1, 0)),
    ]
    if False in sides:
        return False
    return None if None in sides else True


def _holds(limit: str | None, start: dt.date, day: dt.date, allowed: tuple[int, ...]) -> bool | None:
    if limit is None:
        return True
    order = compared(start, limit, day)
    return None if order is None else order in allowed


def is_of_dates(bounds: Bounds) -> bool:
    """Tell whether bounds of time can be held against dates: hours cannot."""
    return all(measure(limit).unit != "hour" for limit in (bounds.lower, bounds.upper) if limit)
