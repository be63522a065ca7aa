"""What the parts of a computed dose share: the answer, its record, and the words for one of its doses."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import NamedTuple

from drugcli.dosing.asked import Answered, Asked
from drugcli.dosing.case import Case
from drugcli.dosing.phase_doses import PhaseDose, phase_dose
from drugcli.dosing.schedule import Dose
from drugcli.pages import dosage
from drugcli.pages.figures import joined
from drugcli.pages.reckoning import taking
from drugcli.records.monographs import Monitoring, Monograph
from drugcli.records.regimens import Regimen

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""Written here: the names that the system has depend on its language."""


def weekday(day: dt.date) -> str:
    """Write a date with its weekday: 'Sat 2026-01-31'."""
    return f"{WEEKDAYS[day.weekday()]} {day.isoformat()}"


def days(number: int) -> str:
    """Write a number of days."""
    return "1 day" if number == 1 else f"{number:,} days"


def takings(phase: PhaseDose) -> str:
    """Say what is given in a phase, or what decides it."""
    if phase.takings:
        days = _by_day(phase)
        return "; ".join(f"day {day + 1}: {text}" for day, text in days) if _has_pattern(phase) else days[0][1]
    if phase.band is not None and phase.band.no_dose:
        return phase.band.no_dose
    return f"amount by {joined(list(phase.missing))}" if phase.missing else "no amount in the source for this patient"


def _by_day(phase: PhaseDose) -> list[tuple[int, str]]:
    of_days = groupby(phase.takings, lambda one: one.portion.day if one.portion else 0)
    return [(day, joined([taking(one) for one in of_day])) for day, of_day in of_days]


def planned(phase: PhaseDose) -> str:
    """Say what is given in a phase, and when: 'day 1: 2 tablets; day 4: 2 tablets; again every 7 days'."""
    return f"{takings(phase)}{'; again' if _has_pattern(phase) else ''}{dosage.spacing(phase.phase, phase.band)}"


def _has_pattern(phase: PhaseDose) -> bool:
    """Whether the amounts of a phase fall on several days."""
    return any(one.portion is not None and one.portion.day for one in phase.takings)


class Told(NamedTuple):
    """One regimen's answer, with all that it rests on."""

    answer: Answered
    record: Monograph
    asked: Asked

    @property
    def regimen(self) -> Regimen:
        """The regimen of the doses to come: after a change, the new one."""
        plan = self.answer.plan
        return self.regimen_of(plan.doses[0]) if plan is not None else self.answer.regimen

    def regimen_of(self, dose: Dose) -> Regimen:
        """Return the regimen that a dose belongs to."""
        regimens = (self.answer.regimen, *self.record.regimens)
        return next(one for one in regimens if any(phase is dose.phase for phase in one.phases))

    def phase_on(self, dose: Dose) -> PhaseDose:
        """Return what is given with a dose, for the patient as he or she then is."""
        own = self.regimen_of(dose)
        steps = self.answer.taken if own is self.answer.regimen else ()
        taken = tuple(one for one in steps if one.day is None or one.day <= dose.day)
        return phase_dose(Case(own, self.asked.patient, dose.day, taken, self.record.presentations), dose.phase)

    def amount(self, dose: Dose) -> str:
        """Say how much a dose is on its day."""
        return takings(self.phase_on(dose))

    def by_day(self, dose: Dose) -> list[tuple[int, str]]:
        """Say what a dose is on each of its days, counted from its first as 0."""
        phase = self.phase_on(dose)
        return _by_day(phase) or [(0, takings(phase))]

    def named(self, dose: Dose) -> str:
        """Name a dose: 'loading 2 of 3', 'maintenance 1'."""
        count = dose.phase.count
        if self._is_missed_beside_another(dose):
            return f"{dose.phase.name}, the missed one"
        if count == 1 or dose.is_extra or (count is None and self.asked.last is not None):
            return dose.phase.name
        name = dose.phase.name
        text = f"{name}, dose {dose.number}" if any(one.isdigit() for one in name) else f"{name} {dose.number}"
        return f"{text} of {count}" if count is not None else text

    def _is_missed_beside_another(self, dose: Dose) -> bool:
        """Whether a dose makes good for a missed one on a day that has its own."""
        now = self.answer.now
        late = [one for advice in now.advice for one in advice.doses[:1]] if now is not None else []
        return dose in late and sum(one.day == dose.day for one in self.answer.doses) > 1

    def monitoring(self) -> list[Monitoring]:
        """Return the tests that the agency asks for with the doses to come."""
        regimen = self.regimen
        return [
            one
            for one in self.record.monitoring
            if one.agency == regimen.agency and (not one.regimens or regimen.id in one.regimens)
        ]

    def tests(self) -> str:
        """Mark a dose before which something is to be tested; what, stands once above the dates."""
        kinds = {one.before_each_dose for one in self.monitoring()}
        if "always" in kinds:
            return "; tests before it"
        return "; tests before it, if clinically indicated" if "if clinically indicated" in kinds else ""
