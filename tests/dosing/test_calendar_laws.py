"""Calendar months, their ends, and delays at their edges."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drugcli.dosing.calendar import compared, later, within
from drugcli.errors import UsageError
from drugcli.records.bounds import Bounds

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2150, 12, 31))
DAY = dt.timedelta(days=1)


@given(DAYS, st.integers(0, 600))
def test_months_keep_the_day_or_take_the_last(start: dt.date, months: int) -> None:
    moved = later(start, "1 month", months)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]

    assert moved.date == dt.date(year, month + 1, min(start.day, last))
    assert moved.is_shifted is (start.day > last)


@given(DAYS, st.integers(0, 300), st.integers(1, 40))
def test_months_are_counted_from_their_start(start: dt.date, months: int, times: int) -> None:
    assert later(start, f"{months} months", times) == later(start, "1 month", months * times)


@given(DAYS, st.integers(0, 10_000))
def test_days_and_weeks_are_so_many_days(start: dt.date, number: int) -> None:
    assert later(start, f"{number} days").date == start + number * DAY
    assert later(start, f"{number} weeks").date == later(start, "7 days", number).date


@given(DAYS, st.sampled_from(["8 months", "14 days", "1 year", "3 weeks"]))
def test_a_delay_has_a_day_before_a_day_and_a_day_after(start: dt.date, length: str) -> None:
    edge = later(start, length).date

    assert [compared(start, length, day) for day in (edge - DAY, edge, edge + DAY)] == [-1, 0, 1]


@given(DAYS, DAYS, st.sampled_from(["1 month", "8 months", "14 days"]))
def test_bands_that_meet_leave_no_day_out_and_share_none(start: dt.date, day: dt.date, limit: str) -> None:
    bands = [Bounds(less_than=limit), Bounds(at_least=limit)]

    assert sum(within(band, start, day) is True for band in bands) == 1


def test_a_day_beyond_the_calendar_is_told() -> None:
    for interval in ("9000 years", "99999999 days"):
        with pytest.raises(UsageError, match="lies beyond the calendar"):
            later(dt.date(2026, 1, 31), interval)


def test_parts_of_a_day_and_thirds_of_a_month_are_no_date() -> None:
    with pytest.raises(ValueError, match="12 hours is no whole number of days"):
        later(dt.date(2026, 1, 31), "12 hours")
    with pytest.raises(ValueError, match="cannot be counted on a calendar"):
        compared(dt.date(2026, 1, 31), "1.3 months", dt.date(2026, 3, 1))


@given(DAYS)
def test_half_a_year_is_six_months(start: dt.date) -> None:
    edge = later(start, "18 months").date

    assert [compared(start, "1.5 years", day) for day in (edge - DAY, edge, edge + DAY)] == [-1, 0, 1]


@pytest.mark.parametrize(("days", "told"), [(13, -1), (14, None), (16, None), (17, 1)])
def test_half_a_month_has_no_day(days: int, told: int | None) -> None:
    start = dt.date(2026, 1, 10)

    assert compared(start, "4.5 months", dt.date(2026, 5, 10) + days * DAY) == told
