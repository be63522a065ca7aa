"""Steps that depend on response, once it is stated that they hold: further phases, further cycles, other amounts."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from msgspec.structs import replace

from drugcli.dosing.amounts import Cap, Figure, Sum
from drugcli.dosing.calendar import later
from drugcli.dosing.case import Taken
from drugcli.dosing.schedule import Course, Dose
from drugcli.errors import UsageError
from drugcli.records.amounts import Amount
from drugcli.records.regimens import Phase, Regimen, Step


class NoDayError(Exception):
    """The source does not say when a step is due, so its day must be stated."""

    def __init__(self, step: Step) -> None:
        self.step = step
        super().__init__(step.id)


class Change(NamedTuple):
    """A step on its day; 'earliest' is the first day that the source allows, where it names one."""

    step: Step
    day: dt.date
    earliest: dt.date | None

    @property
    def is_too_soon(self) -> bool:
        """Whether the day lies before the earliest."""
        return self.earliest is not None and self.day < self.earliest


class Walk(NamedTuple):
    """The doses of a regimen with the steps that were taken, each on its day."""

    doses: Iterator[Dose]
    changes: tuple[Change, ...]

    @property
    def taken(self) -> tuple[Taken, ...]:
        """The steps with the days on which they were taken."""
        return tuple(Taken(one.step, one.day) for one in self.changes)


def walked(course: Course, start: Dose, taken: Sequence[Taken]) -> Walk:
    """Return the doses from one on, with steps; raises NoDayError where the day of one must be stated.

    A step without a day is taken as early as the source allows: on the first dose day of a phase
    that goes on, or so long after a phase that ends. Raises UsageError for a step that is not
    taken from where the doses then are.
    """
    done: list[Dose] = []
    changes: list[Change] = []
    current = start
    for place, one in enumerate(taken, 1):
        entered = _entered(course, current, one.step)
        _refuse_too_early(one, entered, changes)
        if one.step.by is not None:
            changes.append(_change_of_amount(entered, one, changes))
            continue
        if one.step.to is None:
            if one.day is None:
                raise NoDayError(one.step)
            if one.step.act == "go on":
                changes.append(Change(one.step, one.day, None))
                continue
            if place < len(taken):
                after = taken[place].step.id
                raise UsageError(f"--step {after}: doses after {one.step.id} are not computed; state a new --start.")
            done += _before(course.from_(current), one.day)
            return Walk(iter(done), (*changes, Change(one.step, one.day, None)))
        earliest = _earliest(course, entered, one.step)
        day = one.day or _first_chance(course, entered, one.step, earliest)
        done += _before(course.from_(current), day)
        changes.append(Change(one.step, day, earliest))
        current = course.entered(course.regimen.phase(one.step.to), day)
    return Walk(chain(done, course.from_(current)), tuple(changes))


def reached(regimen: Regimen, taken: Sequence[Taken]) -> Phase | None:
    """Return the phase to which steps lead; None without one that leads to a phase.

    From where the first is taken, nobody said; raises UsageError for one that does not follow the step before.
    """
    phase: Phase | None = None
    for one in taken:
        if phase is not None:
            _refuse_elsewhere(one.step, (phase,))
        if one.step.to is not None:
            phase = regimen.phase(one.step.to)
    return phase


def _refuse_elsewhere(step: Step, phases: Sequence[Phase]) -> None:
    if not any(phase.name in step.phases for phase in phases):
        raise UsageError(f"--step {step.id}: it is taken from {' or '.join(step.phases)}, not from {phases[0].name}.")


def _refuse_too_early(one: Taken, entered: Dose, before: Sequence[Change]) -> None:
    """Refuse a day that lies before the doses from which a step is taken, or before the step that was stated first."""
    if one.day is None:
        return
    told = f"--step {one.step.id}@{one.day.isoformat()}"
    if before and one.day < before[-1].day:
        raise UsageError(
            f"{told}: it is before {before[-1].step.id}, on {before[-1].day.isoformat()}; give them in order."
        )
    if one.day < entered.day or (one.step.to is not None and one.day == entered.day):
        first = f"{entered.phase.name} begins on {entered.day.isoformat()}"
        raise UsageError(f"{told}: {first}, and the step is taken after that.")


def _entered(course: Course, current: Dose, step: Step) -> Dose:
    """Return the first dose, from the current one on, of a phase from which a step is taken."""
    planned = course.regimen.planned
    ahead = planned[planned.index(current.phase) :] if current.phase in planned else (current.phase,)
    _refuse_elsewhere(step, ahead)
    return next(dose for dose in course.from_(current) if dose.phase.name in step.phases)


def _change_of_amount(entered: Dose, one: Taken, before: Sequence[Change]) -> Change:
    """Return a change of the amount on its day; the first counts from the phase's first dose, others from the last."""
    days = [change.day for change in before if change.step.by is not None]
    since = max([entered.day, *days])
    earliest = later(since, one.step.after).date if one.step.after else None
    return Change(one.step, one.day or earliest or since, earliest)


def _before(doses: Iterator[Dose], day: dt.date) -> list[Dose]:
    found = []
    for dose in doses:
        if dose.day >= day:
            break
        found.append(dose)
    return found


def _earliest(course: Course, entered: Dose, step: Step) -> dt.date | None:
    if step.after is None:
        return None
    if step.since == "first dose":
        return later(entered.day, step.after).date
    if entered.phase.count is None:
        return None  # which dose is the last of a phase that goes on, the step itself decides
    return later(_of_phase(course, entered)[-1].day, step.after).date


def _first_chance(course: Course, entered: Dose, step: Step, earliest: dt.date | None) -> dt.date:
    if entered.phase.count is None and (earliest is not None or step.after is None):
        return next(
            dose.day for dose in course.from_(entered) if dose.day > entered.day and dose.day >= (earliest or dose.day)
        )
    if earliest is None:
        raise NoDayError(step)
    return max(earliest, _of_phase(course, entered)[-1].day + dt.timedelta(days=1))


def _of_phase(course: Course, entered: Dose) -> list[Dose]:
    doses = []
    for dose in course.from_(entered):
        if dose.phase is not entered.phase:
            break
        doses.append(dose)
    return doses


class Changed(NamedTuple):
    """An amount after the steps that change it."""

    amount: Amount
    sums: tuple[Sum, ...]
    caps: tuple[Cap, ...]
    """Steps that would have led beyond their limit, which was kept."""
    used_up: tuple[Figure, ...]
    """What a step left, where its largest change leaves no dose: the most that it can leave."""


def changed(amount: Amount, taken: Sequence[Taken]) -> Changed:
    """Return an amount after steps up and down, each within its limit."""
    sums: list[Sum] = []
    caps: list[Cap] = []
    used_up: list[Figure] = []
    for one in taken:
        if one.step.by is not None and (one.step.by.unit, one.step.by.per) == (amount.unit, amount.per):
            amount, leaves_none = _stepped(amount, one.step, one.step.by, sums, caps)
            if leaves_none:
                used_up.append(Figure(amount.ends[-1], sums[-1].result.unit))
    return Changed(amount, tuple(dict.fromkeys(sums)), tuple(dict.fromkeys(caps)), tuple(dict.fromkeys(used_up)))


def _stepped(amount: Amount, step: Step, by: Amount, sums: list[Sum], caps: list[Cap]) -> tuple[Amount, bool]:
    """Return an amount after one step, and whether at one end of a range the step leaves none."""
    unit = f"{amount.unit}/{amount.per}" if amount.per else amount.unit
    sign = 1 if step.direction == "up" else -1
    reached = []
    for before, change in zip((amount.ends[0], amount.ends[-1]), (by.ends[0], by.ends[-1]), strict=True):
        after = before + sign * change
        sums.append(Sum(Figure(before, unit), "+" if sign > 0 else "−", Figure(change, unit), Figure(after, unit)))
        limit = step.limit.ends[-1] if step.limit is not None else None
        if limit is not None and (after - limit) * sign > 0:
            caps.append(Cap(Figure(after, unit), Figure(limit, unit)))
            after = limit
        reached.append(after)
    left = sorted(figure for figure in reached if figure > 0)
    if not left:
        raise UsageError(f"--step {step.id}: it leads to no dose; the source gives none so low.")
    low, high = left[0], left[-1]
    leaves_none = len(left) < len(reached)
    if low == high:
        return replace(amount, value=low, low=None, high=None), leaves_none
    return replace(amount, value=None, low=low, high=high), leaves_none
