"""When: the doses of a regimen, one after the other."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from drugcli.dosing.calendar import later
from drugcli.errors import UsageError
from drugcli.records.regimens import Phase, Regimen

MOST_DOSES = 1_000
"""More are not computed at once."""


class Dose(NamedTuple):
    """A dose on its day: the first of a phase, or the number-th."""

    day: dt.date
    phase: Phase
    number: int
    anchor: dt.date
    """The dose from which the intervals of the phase are counted, and how many of them lie between."""
    turns: int = 0
    is_shifted: bool = False
    """Whether the month ends before the day that the interval leads to."""
    is_extra: bool = False
    """Whether it stands outside the run of its phase: the one loading dose after a long delay, or at a change."""


class Course(NamedTuple):
    """A regimen as a patient goes through it."""

    regimen: Regimen
    intervals: Mapping[str, str] = {}
    """The spacing of a phase, where the patient's row of its table has one of its own."""

    def first(self, day: dt.date) -> Dose:
        """Return the first dose."""
        return Dose(day, self.regimen.phases[0], 1, day)

    def entered(self, phase: Phase, day: dt.date, number: int = 1, *, is_extra: bool = False) -> Dose:
        """Return a dose with which a phase is entered."""
        return Dose(day, phase, number, day, is_extra=is_extra)

    def following(self, dose: Dose) -> Dose | None:
        """Return the dose after one that was, or will be, given on its day; None after the last."""
        phase = dose.phase
        if phase.count is not None and dose.number >= phase.count:
            return self._of_next_phase(dose)
        if phase.days is not None:
            gap = phase.days[dose.number] - phase.days[dose.number - 1]
            return Dose(dose.day + dt.timedelta(days=gap), phase, dose.number + 1, dose.anchor)
        interval = self.interval(phase)
        assert interval is not None  # noqa: S101  a Phase that goes on without days has it
        moved = later(dose.anchor, interval, dose.turns + 1)
        return Dose(moved.date, phase, dose.number + 1, dose.anchor, dose.turns + 1, moved.is_shifted)

    def interval(self, phase: Phase) -> str | None:
        """Return the spacing of a phase for this patient."""
        return self.intervals.get(phase.name, phase.interval)

    def from_(self, dose: Dose) -> Iterator[Dose]:
        """Yield a dose and all that follow it."""
        one: Dose | None = dose
        while one is not None:
            yield one
            one = self.following(one)

    def _of_next_phase(self, dose: Dose) -> Dose | None:
        planned = self.regimen.planned
        at = next((place for place, phase in enumerate(planned) if phase is dose.phase), len(planned))
        if at + 1 >= len(planned):
            return None
        phase = planned[at + 1]
        return self.next_in(phase, dose.day)

    def next_in(self, phase: Phase, day: dt.date) -> Dose:
        """Return the first dose of a phase that follows a dose of another on this day."""
        gap = phase.after or self.interval(phase)
        assert gap is not None  # noqa: S101  a Regimen refuses a later phase without it
        moved = later(day, gap)
        return Dose(moved.date, phase, 1, moved.date, is_shifted=moved.is_shifted)


def given_on(dose: Dose, day: dt.date) -> Dose:
    """Return a planned dose as given on a day: on another than planned, intervals are counted from there anew."""
    return dose if day == dose.day else dose._replace(day=day, anchor=day, turns=0, is_shifted=False)


def limited(doses: Iterable[Dose], count: int | None, until: dt.date | None) -> list[Dose]:
    """Return so many doses, or those until a day; raises UsageError where those are more than are computed at once."""
    shown: list[Dose] = []
    for dose in islice(doses, count):
        if until is not None and dose.day > until:
            break
        if len(shown) == MOST_DOSES:
            raise UsageError(f"--until {until}: these are more than {MOST_DOSES:,} doses; name an earlier day.")
        shown.append(dose)
    return shown
