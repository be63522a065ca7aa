"""Laws of steps that depend on response."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from drugcli.dosing.case import Taken
from drugcli.dosing.schedule import Course, limited
from drugcli.dosing.steps import changed, walked
from tests.dosing.conftest import drug

LADDER = {one.id: one for one in drug("ladderline").regimens}
TITRATED = next(one for one in drug("stepline").regimens if one.id == "us-titrated")


@given(st.integers(1, 40))
def test_an_amount_rises_by_each_step_and_never_beyond_its_limit(times: int) -> None:
    amount = TITRATED.phases[0].amount
    assert amount is not None
    assert amount.value is not None
    found = changed(amount, [Taken(TITRATED.steps[0])] * times)

    assert found.amount.value == min(amount.value + 5 * times, 18)
    assert bool(found.caps) is (amount.value + 5 * times > 18)


@given(st.integers(1, 20))
def test_a_range_without_a_limit_rises_at_both_ends(times: int) -> None:
    amount = LADDER["us-daily"].phases[0].amount
    assert amount is not None
    found = changed(amount, [Taken(LADDER["us-daily"].steps[0])] * times).amount

    assert found.ends == tuple(end + times for end in amount.ends)


@given(st.integers(1, 60), st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)))
def test_after_a_step_no_dose_is_of_the_phase_before_and_days_never_go_backwards(later: int, start: dt.date) -> None:
    course = Course(LADDER["us-course"])
    step = next(one for one in course.regimen.steps if one.id == "at-any-time")
    day = start + dt.timedelta(days=later)
    walk = walked(course, course.first(start), [Taken(step, day)])
    doses = limited(walk.doses, 10, None)

    assert [one.day for one in doses] == sorted(one.day for one in doses)
    assert all((one.phase.name == "second course") is (one.day >= day) for one in doses)
    assert walk.taken == (Taken(step, day),)
