"""What now: doses that were given, held against those that were due, and what the source says of a missed one."""

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
from drugcli.records.regimens import Phase


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


class Given(NamedTuple):
    """A dose as it was given: when it was due, and the rule for it where it was late."""

    dose: Dose
    due: dt.date
    rule: MissedDose | None = None
    too_soon: str | None = None
    """The least gap to the dose before that was not kept."""


class LeftOut(NamedTuple):
    """A dose that was due and not given."""

    dose: Dose
    is_by_source: bool
    """Whether a rule of the source leaves it out; else several may hold, and none moves the doses after it."""


class History(NamedTuple):
    """The doses that were given, the next one due, and where the source stops to say how to go on."""

    given: tuple[Given, ...]
    since_start: tuple[Given, ...]
    """Those since the regimen was last begun."""
    left_out: tuple[LeftOut, ...]
    due: Dose | None
    unknown: Verdict | None = None
    beyond: tuple[dt.date, ...] = ()
    """Days of doses that were given after that, or after the last dose of the regimen."""


def replayed(course: Course, days: Sequence[dt.date], start: dt.date | None = None) -> History:
    """Hold the days of doses against the regimen, from its first dose on, by its own rules."""
    replay = _Replay(course, start or days[0])
    for day in days:
        replay.take(day)
        if replay.unknown is not None or replay.due is None:
            break
    history = replay.history()
    placed = len(history.given) + (history.unknown is not None)
    return history._replace(beyond=tuple(days[placed:]))


class _Replay:
    """Doses taken one after the other. While doses make good for a missed one, 'pending' has its rule."""

    def __init__(self, course: Course, start: dt.date) -> None:
        self._course = course
        self._given: list[Given] = []
        self._begun_at = 0
        self._left_out: list[LeftOut] = []
        self._pending: tuple[MissedDose, Dose, int] | None = None
        self.due: Dose | None = course.first(start)
        self.unknown: Verdict | None = None

    def history(self) -> History:
        given = tuple(self._given)
        return History(given, given[self._begun_at :], tuple(self._left_out), self.due, self.unknown)

    def take(self, day: dt.date) -> None:
        """Take the dose of a day; where it is late and the source has no one rule for it, say so in 'unknown'."""
        while self.due is not None and self._pending is None and day > latest(self._course, self.due):
            verdict = judged(self._course, self.due, day, self._given[self._begun_at :])
            if len(verdict.rules) != 1 or verdict.undecided:
                following = next_by_any_rule(self._course, verdict)
                if following is None:
                    self.unknown = verdict
                    return
                self._left_out.append(LeftOut(self.due, is_by_source=False))
                self.due = following
                continue
            (rule,) = verdict.rules
            if rule.catch_up or rule.then == "restart":
                self._take_late(rule, self.due, day)
                return
            self._left_out.append(LeftOut(self.due, is_by_source=True))
            self.due = resumed(self._course, rule, self.due, day)
        if self.due is not None:
            self._take_due(self.due, day)

    def _take_late(self, rule: MissedDose, due: Dose, day: dt.date) -> None:
        if rule.then == "restart":
            self._begun_at = len(self._given)
            dose = self._course.first(day)
            self._add(dose, due.day, rule)
            self.due = self._course.following(dose)
            return
        self._add(caught_up(self._course, rule, due, 0, day), due.day, rule)
        self._go_on(rule, due, 0, day)

    def _take_due(self, due: Dose, day: dt.date) -> None:
        in_window = _is_in_window(self._course, due, day)
        dose = due._replace(day=day) if in_window else given_on(due, day)
        self._add(dose, due.day, None)
        if self._pending is not None:
            rule, missed, place = self._pending
            self._go_on(rule, missed, place, day)
        else:
            self.due = self._course.following(due if in_window else dose)

    def _go_on(self, rule: MissedDose, missed: Dose, place: int, day: dt.date) -> None:
        """Have the next dose of a rule follow, or after its last the next regular dose."""
        if place + 1 < len(rule.catch_up):
            self._pending = (rule, missed, place + 1)
            self.due = caught_up(self._course, rule, missed, place + 1, day)
        else:
            self._pending = None
            self.due = resumed(self._course, rule, missed, day)

    def _add(self, dose: Dose, due: dt.date, rule: MissedDose | None) -> None:
        too_soon = _too_soon(self._course, dose, self._given)
        self._given.append(Given(dose, due, rule, too_soon))


def next_by_any_rule(course: Course, verdict: Verdict) -> Dose | None:
    """Return the next planned dose, where it was due by then, and every rule that may hold keeps its day."""
    possible = verdict.rules + verdict.undecided
    following = course.following(verdict.due)
    keeps = bool(possible) and all(rule.then == "original-date" for rule in possible)
    return following if keeps and following is not None and following.day <= verdict.day else None


def known_last(course: Course, last: dt.date, phase: Phase) -> History:
    """Return the history of which only the last dose, of a phase that goes on, is known."""
    given = (Given(course.entered(phase, last), last),)
    return History(given, given, (), course.following(given[0].dose))


def passed(course: Course, history: History, day: dt.date) -> History:
    """Return a history in which doses whose next one, too, lies before a day are left out.

    Either the source leaves them out, or it has several rules, none of which moves the next dose. Rules for the
    times of a day are for the dose that is longest overdue: of which time that was, nobody said.
    """
    left_out = list(history.left_out)
    due = history.due
    while history.unknown is None and due is not None:
        following = course.following(due)
        verdict = judged(course, due, day, history.since_start)
        is_one = len(verdict.rules) == 1 and not verdict.undecided
        of_times = any(rule.time for rule in verdict.rules)
        keeps = _leaves_out(verdict.rules[0]) if is_one else bool(next_by_any_rule(course, verdict)) and not of_times
        if following is None or following.day >= day or not keeps:
            break
        left_out.append(LeftOut(due, is_by_source=is_one))
        due = following
    return history._replace(left_out=tuple(left_out), due=due)


def _leaves_out(rule: MissedDose) -> bool:
    return not rule.catch_up and rule.then == "original-date"


class _Late(NamedTuple):
    """A dose that was not given when it was due, seen on a day."""

    course: Course
    due: Dose
    day: dt.date
    given: Sequence[Given]
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


def judged(course: Course, due: Dose, day: dt.date, given: Sequence[Given], delay: Measure | None = None) -> Verdict:
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
    phase = next(phase for phase in course.regimen.phases if phase.name == (one.phase or missed.phase.name))
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
    phase = next(phase for phase in course.regimen.phases if phase.name == rule.resume)
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


def _too_soon(course: Course, dose: Dose, given: Sequence[Given]) -> str | None:
    """Return the least gap between doses of the regimen that was not kept."""
    if not given:
        return None
    gaps = {rule.minimum_gap for rule in course.regimen.missed if rule.minimum_gap and dose.phase.name in rule.phases}
    return next((gap for gap in sorted(gaps) if later(given[-1].dose.day, gap).date > dose.day), None)


def latest(course: Course, due: Dose) -> dt.date:
    """Return the last day on which a dose is in time."""
    days = [later(due.day, one.after).date for one in course.regimen.windows if one.after]
    return max(days, default=due.day)


def _is_in_window(course: Course, due: Dose, day: dt.date) -> bool:
    early = [due.day - (later(due.day, one.before).date - due.day) for one in course.regimen.windows if one.before]
    return min(early, default=due.day) <= day <= latest(course, due)


def _last_of(given: Sequence[Given], phase: str | None) -> dt.date | None:
    days = [one.dose.day for one in given if phase is None or one.dose.phase.name == phase]
    return days[-1] if days else None


def _in_hours(bounds: Bounds) -> Bounds:
    limits = {
        side: f"{measure(limit).value * HOURS_IN[measure(limit).unit]} hours"
        for side in ("at_least", "more_than", "less_than", "at_most")
        if (limit := getattr(bounds, side)) is not None
    }
    return Bounds(**limits)
