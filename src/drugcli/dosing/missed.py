"""What the source says of a dose that was not given when it was due."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from drugcli.dosing.calendar import HOURS_A_DAY, is_of_dates, later, within
from drugcli.dosing.patient import lies_in
from drugcli.dosing.schedule import Course, Dose, given_on
from drugcli.records.bounds import Bounds
from drugcli.records.measures import HOURS_IN, Measure, measure
from drugcli.records.missed import MissedDose


class Verdict(NamedTuple):
    """What the source says of a dose that was not given when it was due."""

    due: Dose
    day: dt.date
    """The day on which it is asked, or on which the dose was given late."""
    rules: tuple[MissedDose, ...]
    """Those that hold; without any, the source does not say."""
    undecided: tuple[MissedDose, ...]
    """Those of which the dates alone cannot tell whether they hold."""
    counted_from: dt.date | None
    """The dose from which the delay counts."""
    newer: dt.date | None
    """A later dose of another phase, from which the delay would be shorter."""

    @property
    def is_at_half_month(self) -> bool:
        """Whether rules are undecided because the day lies at the edge of half a month, which no calendar knows."""
        limits = [limit for rule in self.undecided if rule.since_last for limit in rule.since_last.limits]
        return any(measure(limit).value % 1 for limit in limits)


class Advice(NamedTuple):
    """The doses of one rule, dated."""

    rule: MissedDose
    doses: tuple[Dose, ...]
    """The late dose first, then further ones; none, where the missed dose is left out."""
    following: Dose | None
    """The next regular dose."""
    clash: str | None
    """The least gap that the next regular dose does not keep."""


class _Late(NamedTuple):
    """A dose that was not given when it was due, seen on a day."""

    course: Course
    due: Dose
    day: dt.date
    given: Sequence[Dose]
    delay: Measure | None

    def meets(self, rule: MissedDose) -> bool | None:
        """Tell whether a rule is about this delay; None where that cannot be told."""
        sides: list[bool | None] = []
        if rule.since_last is not None:
            last = _last_of(self.given, rule.since_phase)
            sides.append(False if last is None else within(rule.since_last, last, self.day))
        if rule.late is not None:
            sides.append(_is_so_late(rule.late, self.due.day, self.day, self.delay))
        if rule.until_next is not None:
            following = self.course.following(self.due)
            left = None if following is None else Measure(Decimal((following.day - self.day).days), "day")
            sides.append(left is not None and is_late(rule.until_next, left))
        return False if False in sides else None if None in sides else True


def judged(course: Course, due: Dose, day: dt.date, given: Sequence[Dose], delay: Measure | None = None) -> Verdict:
    """Return what the source says on a day of a dose that was due before.

    'given' are the doses since the regimen was begun, 'delay' the exact one, where it is known.
    """
    late = _Late(course, due, day, given, delay)
    about = [rule for rule in course.regimen.missed if _is_about(rule, due)]
    told = [(rule, late.meets(rule)) for rule in about]
    phases = {rule.since_phase for rule in about if rule.since_last is not None}
    counted = _last_of(given, next(iter(phases))) if len(phases) == 1 else None
    newest = _last_of(given, None)
    return Verdict(
        due,
        day,
        rules=tuple(rule for rule, holds in told if holds is True),
        undecided=tuple(rule for rule, holds in told if holds is None),
        counted_from=counted,
        newer=newest if counted is not None and newest != counted else None,
    )


def _is_about(rule: MissedDose, due: Dose) -> bool:
    return due.phase.name in rule.phases and rule.ordinal in {None, due.number}


def _is_so_late(bounds: Bounds, due: dt.date, day: dt.date, late: Measure | None) -> bool | None:
    if late is not None:
        return is_late(bounds, late)
    if is_of_dates(bounds):
        return within(bounds, due, day)
    days = (day - due).days
    shortest, longest = ((days - 1) * HOURS_A_DAY, (days + 1) * HOURS_A_DAY)
    ends = {is_late(bounds, Measure(Decimal(max(hours, 0)), "hour")) for hours in (shortest, longest)}
    return ends.pop() if len(ends) == 1 else None


def is_late(bounds: Bounds, late: Measure) -> bool:
    """Tell whether a length of time lies within bounds of time."""
    hours = late.value * HOURS_IN[late.unit]
    return lies_in(hours, _in_hours(bounds))


def advised(course: Course, verdict: Verdict, rule: MissedDose) -> Advice:
    """Return the doses of a rule from the day on which a missed dose is made good for."""
    due, day = verdict.due, verdict.day
    if rule.then == "restart":
        first = course.first(day)
        return Advice(rule, (first,), course.following(first), None)
    doses: list[Dose] = []
    for place in range(len(rule.catch_up)):
        doses.append(caught_up(course, rule, due, place, day))
        day = doses[-1].day
    following = resumed(course, rule, due, day)
    return Advice(rule, tuple(doses), following, _clash(rule, doses, following))


def caught_up(course: Course, rule: MissedDose, missed: Dose, place: int, last: dt.date) -> Dose:
    """Return one of the doses that make good for a missed one; 'last' is the day of the one before, or today."""
    one = rule.catch_up[place]
    phase = course.regimen.phase(one.phase or missed.phase.name)
    day = later(last, one.after).date if one.after else last
    if phase is missed.phase:
        return course.entered(phase, day, missed.number)
    return course.entered(phase, day, is_extra=phase.name != rule.resume)


def resumed(course: Course, rule: MissedDose, missed: Dose, last: dt.date) -> Dose | None:
    """Return the next regular dose after the last that makes good for a missed one."""
    if rule.then == "original-date":
        following = course.following(missed)
        while rule.catch_up and following is not None and _is_taken_by(rule, following.day, last):
            following = course.following(following)
        return following
    if rule.resume is None:
        return course.following(given_on(missed, last))
    phase = course.regimen.phase(rule.resume)
    if rule.catch_up[-1].phase == rule.resume:
        return course.following(course.entered(phase, last))
    return course.next_in(phase, last)


def _is_taken_by(rule: MissedDose, planned: dt.date, last: dt.date) -> bool:
    """Whether no dose is left for a planned day, since one was made good for then; a delay of hours leaves one."""
    is_of_hours = rule.late is not None and not is_of_dates(rule.late)
    return planned < last or (planned == last and not is_of_hours)


def _clash(rule: MissedDose, doses: Sequence[Dose], following: Dose | None) -> str | None:
    if rule.minimum_gap is None or following is None or not doses:
        return None
    return rule.minimum_gap if later(doses[-1].day, rule.minimum_gap).date > following.day else None


def latest(course: Course, due: Dose) -> dt.date:
    """Return the last day on which a dose is in time."""
    days = [later(due.day, one.after).date for one in course.regimen.windows if one.after]
    return max(days, default=due.day)


def _last_of(given: Sequence[Dose], phase: str | None) -> dt.date | None:
    days = [dose.day for dose in given if phase is None or dose.phase.name == phase]
    return days[-1] if days else None


def _in_hours(bounds: Bounds) -> Bounds:
    limits = {
        side: f"{measure(limit).value * HOURS_IN[measure(limit).unit]} hours"
        for side in ("at_least", "more_than", "less_than", "at_most")
        if (limit := getattr(bounds, side)) is not None
    }
    return Bounds(**limits)
