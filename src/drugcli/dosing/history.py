"""Doses that were given, held against those that were due, by the source's own rules."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from drugcli.dosing.calendar import later
from drugcli.dosing.missed import Verdict, caught_up, judged, latest, resumed
from drugcli.dosing.schedule import Course, Dose, given_on
from drugcli.records.missed import MissedDose
from drugcli.records.regimens import Phase


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
            verdict = judged(self._course, self.due, day, [one.dose for one in self._given[self._begun_at :]])
            if len(verdict.rules) != 1 or verdict.undecided:
                following = _next_by_any_rule(self._course, verdict)
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


def _next_by_any_rule(course: Course, verdict: Verdict) -> Dose | None:
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
    left_out, due = list(history.left_out), history.due
    given = [one.dose for one in history.since_start]
    while history.unknown is None and due is not None:
        following = course.following(due)
        verdict = judged(course, due, day, given)
        is_one = len(verdict.rules) == 1 and not verdict.undecided
        of_times = any(rule.time for rule in verdict.rules)
        keeps = _leaves_out(verdict.rules[0]) if is_one else bool(_next_by_any_rule(course, verdict)) and not of_times
        if following is None or following.day >= day or not keeps:
            break
        left_out.append(LeftOut(due, is_by_source=is_one))
        due = following
    return history._replace(left_out=tuple(left_out), due=due)


def _leaves_out(rule: MissedDose) -> bool:
    return not rule.catch_up and rule.then == "original-date"


def _too_soon(course: Course, dose: Dose, given: Sequence[Given]) -> str | None:
    """Return the least gap between doses of the regimen that was not kept."""
    if not given:
        return None
    gaps = {rule.minimum_gap for rule in course.regimen.missed if rule.minimum_gap and dose.phase.name in rule.phases}
    return next((gap for gap in sorted(gaps) if later(given[-1].dose.day, gap).date > dose.day), None)


def _is_in_window(course: Course, due: Dose, day: dt.date) -> bool:
    early = [due.day - (later(due.day, one.before).date - due.day) for one in course.regimen.windows if one.before]
    return min(early, default=due.day) <= day <= latest(course, due)
