"""What is asked of a drug's dosing, and what it comes to, regimen by regimen."""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from drugcli.dosing.calendar import HOURS_A_DAY
from drugcli.dosing.case import Case, Taken
from drugcli.dosing.history import History, known_last, passed, replayed
from drugcli.dosing.missed import Advice, Verdict, advised, is_late, judged, latest
from drugcli.dosing.patient import Patient
from drugcli.dosing.phase_doses import PhaseDose, phase_dose
from drugcli.dosing.rows import Fit, fit
from drugcli.dosing.schedule import Course, Dose, limited
from drugcli.dosing.stated import Weight
from drugcli.dosing.steps import Change, NoDayError, reached, walked
from drugcli.dosing.switching import Plan, switched
from drugcli.errors import UsageError
from drugcli.records.amounts import Dosage
from drugcli.records.measures import HOURS_IN, Measure
from drugcli.records.missed import MissedDose
from drugcli.records.monographs import Monograph
from drugcli.records.regimens import Phase, Regimen

FEW = 8
"""Doses shown, unless a number or a day is named."""


class Asked(NamedTuple):
    """All that was stated of the patient and the doses."""

    patient: Patient
    on: dt.date
    weight: Weight | None = None
    """As it was stated, which may be in pounds."""
    height: Decimal | None = None
    """In cm, where the body surface area was reckoned from it."""
    foreign: tuple[tuple[str, str], ...] = ()
    """States that no source names, so that no row is for them."""
    start: dt.date | None = None
    number: int | None = None
    until: dt.date | None = None
    given: tuple[dt.date, ...] = ()
    last: dt.date | None = None
    late: Measure | None = None
    switch: str | None = None
    steps: tuple[tuple[str, dt.date | None], ...] = ()

    @property
    def most(self) -> int | None:
        """How many doses to show."""
        return self.number or (None if self.until else FEW)


class Now(NamedTuple):
    """Where a course of doses stands on the day that is asked about."""

    history: History
    verdict: Verdict | None
    """What the source says of a dose that is overdue."""
    advice: tuple[Advice, ...]

    @property
    def is_open(self) -> bool:
        """Whether the source leaves open how the doses go on."""
        late = self.verdict is not None and (len(self.advice) != 1 or bool(self.verdict.undecided))
        return late or self.history.unknown is not None


Need = Literal["first day", "doses given", "last dose", "delay", "time since the last dose"]
"""What must be stated, or stated in another way, to place a dose."""


class Answered(NamedTuple):
    """What was asked, for one regimen."""

    fit: Fit
    """Where the regimen is not for the patient, this is all there is."""
    phases: tuple[PhaseDose, ...] = ()
    doses: tuple[Dose, ...] = ()
    now: Now | None = None
    changes: tuple[Change, ...] = ()
    undated: tuple[str, ...] = ()
    """Ids of steps whose day must be stated."""
    plan: Plan | None = None
    taken: tuple[Taken, ...] = ()
    late: tuple[MissedDose, ...] = ()
    """The rules for a dose that is late, where no more than its delay was stated."""
    need: Need | None = None

    @property
    def regimen(self) -> Regimen:
        """The regimen."""
        return self.fit.regimen

    @property
    def missing(self) -> tuple[str, ...]:
        """What must be stated before all can be computed, each once."""
        names = [one.of for one in self.fit.missing]
        names += [name for phase in self.phases for name in phase.missing]
        return tuple(dict.fromkeys(names))


def answered(record: Monograph, regimen: Regimen, asked: Asked) -> Answered:
    """Return what was asked for one regimen."""
    day = asked.start or asked.on
    fitted = fit(regimen, asked.patient, day)
    if fitted.fits is False:
        return Answered(fitted)
    taken = _taken(regimen, asked)
    _refuse_steps_elsewhere(taken, asked)
    case = Case(regimen, asked.patient, day, taken, record.presentations)
    phases = tuple(phase_dose(case, phase) for phase in _phases(regimen, taken, asked))
    course = Course(regimen, {one.phase.name: one.band.interval for one in phases if one.band and one.band.interval})
    doses: tuple[Dose, ...] = ()
    changes: tuple[Change, ...] = ()
    undated: tuple[str, ...] = ()
    if asked.start is not None and not asked.given:
        try:
            walk = walked(course, course.first(asked.start), taken)
            doses = tuple(limited(walk.doses, asked.most, asked.until))
            changes, taken = walk.changes, walk.taken
        except NoDayError as error:
            undated = (error.step.id,)
    now = _now(course, asked, reached(regimen, taken) or regimen.planned[-1])
    plan = _plan(record, course, asked, now)
    if now is not None and asked.switch is None:
        doses = tuple(limited(_ahead(course, now), asked.most, asked.until))
    elif plan is not None:
        new = record.regimen(plan.switch.to)
        phases = tuple(phase_dose(Case(new, asked.patient, day, (), record.presentations), one) for one in new.planned)
        doses = tuple(limited(_after_change(Course(new), plan), asked.most, asked.until))
    late, need = _late(regimen, asked), _need(regimen, asked, now)
    return Answered(fitted, phases, doses, now, changes, undated, plan, taken, late, need)


def _after_change(new: Course, plan: Plan) -> Iterator[Dose]:
    yield from plan.doses
    if plan.following is not None:
        yield from new.from_(plan.following)


def _ahead(course: Course, now: Now) -> Iterator[Dose]:
    """Yield the doses still to be given, as far as the source says which."""
    if now.is_open or now.history.due is None:
        return
    if now.verdict is None:
        yield from course.from_(now.history.due)
        return
    (advice,) = now.advice
    yield from advice.doses
    if advice.following is not None and advice.clash is None:
        yield from course.from_(advice.following)


def _late(regimen: Regimen, asked: Asked) -> tuple[MissedDose, ...]:
    if asked.late is None or asked.given or asked.last:
        return ()
    timeless = [one for one in regimen.missed if not (one.since_last or one.until_next)]
    return tuple(one for one in timeless if one.late is None or is_late(one.late, asked.late))


def _need(regimen: Regimen, asked: Asked, now: Now | None) -> Need | None:
    if not (asked.given or asked.last):
        timed = asked.late is not None and any(one.since_last or one.until_next for one in regimen.missed)
        return "time since the last dose" if timed else None
    if now is None:
        return "first day" if has_pattern(regimen) else "doses given"
    if now.history.unknown is not None:
        return "last dose" if regimen.planned[-1].count is None else None
    by_hours = now.verdict is not None and bool(now.verdict.undecided) and not now.verdict.is_at_half_month
    return "delay" if by_hours and asked.switch is None else None


def _taken(regimen: Regimen, asked: Asked) -> tuple[Taken, ...]:
    by_id = {step.id: step for step in regimen.steps}
    return tuple(Taken(by_id[id_], day) for id_, day in asked.steps if id_ in by_id)


def _refuse_steps_elsewhere(taken: Sequence[Taken], asked: Asked) -> None:
    """Refuse a step after doses that were given, unless it changes an amount, or had been taken by the last dose."""
    for one in taken:
        had_been_taken = asked.last is not None and one.step.to is not None and one.day is None
        if one.step.by is None and (asked.given or asked.last) and not had_been_taken:
            raise UsageError(f"--step {one.step.id}: with --given or --last it is not computed; state it with --start.")


def _phases(regimen: Regimen, taken: Sequence[Taken], asked: Asked) -> Sequence[Phase]:
    """Return the phases that are asked about: without a first day, from that on to which steps lead."""
    planned = regimen.planned
    if asked.start is not None:
        names = {one.step.to for one in taken}
        return [phase for phase in regimen.phases if phase in planned or phase.name in names]
    if taken and taken[-1].step.act in {"hold", "stop"}:
        return ()
    phase = reached(regimen, taken)
    if phase is None:
        return planned
    return planned[planned.index(phase) :] if phase in planned else (phase,)


def has_pattern(regimen: Regimen) -> bool:
    """Whether doses fall on several days of one interval, so that a day alone does not tell which dose it was."""
    dosages: list[Dosage] = [one for phase in regimen.phases for one in (phase, *phase.bands)]
    return any(portion.day for one in dosages for portion in one.portions)


def _now(course: Course, asked: Asked, level: Phase) -> Now | None:
    """Return where the doses stand; 'level' is the phase of a last dose of which no more is known."""
    if has_pattern(course.regimen):
        return None
    if asked.given:
        history = replayed(course, asked.given, asked.start)
    elif asked.last is not None and level.count is None:
        history = known_last(course, asked.last, level)
    else:
        return None
    if asked.late is None:
        history = passed(course, history, asked.on)
    elif history.due is not None and history.unknown is None:
        _refuse_another_delay(course.regimen, history.due, asked.on, asked.late)
    if history.unknown is not None or history.due is None or _is_in_time(course, history.due, asked):
        return Now(history, None, ())
    verdict = judged(course, history.due, asked.on, [one.dose for one in history.since_start], asked.late)
    possible = verdict.rules + verdict.undecided
    return Now(history, verdict, tuple(advised(course, verdict, rule) for rule in possible))


def _refuse_another_delay(regimen: Regimen, due: Dose, on: dt.date, late: Measure) -> None:
    """Refuse a delay that the days deny: they tell it to a day more or less, since a dose has an hour, too."""
    days = (on - due.day).days
    if abs(late.value * HOURS_IN[late.unit] - days * HOURS_A_DAY) > HOURS_A_DAY:
        told = f"by {regimen.id} the dose was due on {due.day.isoformat()}, and {on.isoformat()} is asked about"
        raise UsageError(f"--late: {told}; give the day as --on, and the regimen as --regimen.")


def _is_in_time(course: Course, due: Dose, asked: Asked) -> bool:
    """Tell whether a dose is not late. On its own day it can be, where the rules go by hours and a delay was stated."""
    if asked.on == due.day and asked.late is not None and any(rule.late for rule in course.regimen.missed):
        return asked.late.value * HOURS_IN[asked.late.unit] >= HOURS_A_DAY
    return asked.on <= latest(course, due)


def _plan(record: Monograph, course: Course, asked: Asked, now: Now | None) -> Plan | None:
    if asked.switch is None or now is None:
        return None
    for switch in record.switches:
        if switch.to == asked.switch and switch.from_ == course.regimen.id:
            new = record.regimen(switch.to)
            return switched(switch, now.history, Course(new), asked.on)
    return None
