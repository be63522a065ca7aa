"""The computed dose, regimen by regimen: what is due, how much, from what, and where the source says so."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from drugcli.dosing.asked import Answered, Asked
from drugcli.dosing.patient import all_hold
from drugcli.dosing.phase_doses import PhaseDose
from drugcli.pages import dated, dosage, due, reckoning
from drugcli.pages.dosage import conditions, title
from drugcli.pages.figures import amount, fact, joined
from drugcli.pages.keys import told_apart
from drugcli.pages.page import Row, Section
from drugcli.pages.steps import change, infusion, outcome, supplement
from drugcli.pages.told import Told, planned, weekday
from drugcli.records.monographs import Monograph

CLOSING = "This computes what the sources state; it does not replace judgement. Check the current label."


def section(one: Answered, record: Monograph, asked: Asked) -> Section:
    """Lay out all that was computed for one regimen, what is to be done first."""
    told = Told(one, record, asked)
    parts = (
        _reservations(told),
        due.rows(told),
        dated.rows(told),
        _amounts(told),
        _infusions(told),
        _steps(told),
        due.history_rows(told),
        _population(told),
    )
    rows = told_apart(row for part in parts for row in part)
    return Section(key=one.regimen.id, title=f"{title(one.regimen)} ({one.regimen.id})", rows=tuple(rows))


def in_brief(one: Answered, record: Monograph, asked: Asked) -> list[str]:
    """Return each dose in a few words: with its day, where days were asked for."""
    told = Told(one, record, asked)
    if one.doses:
        return [f"{told.amount(dose)} on {dose.day.isoformat()}" for dose in one.doses]
    return [", then ".join(planned(phase) for phase in one.phases) or "none"]


def _reservations(told: Told) -> Iterator[Row]:
    regimen = told.answer.regimen
    if regimen.caution is not None:
        caution = regimen.caution
        yield Row(key="caution", label="caution", text=fact(caution), cites=caution.cites, is_lead=True)
    if told.answer.fit.missing:
        day = told.asked.start or told.asked.on
        open_ = [group for group in regimen.patients if all_hold(group, told.asked.patient, day) is not False]
        for number, group in enumerate(open_):
            key, label = (f"only-if.{number + 1}", "or if") if number else ("only-if", "only if")
            yield Row(key=key, label=label, text=conditions(group), is_lead=True)
    for id_ in told.answer.undated:
        text = f"{id_}: the source gives no day for it; state one: --step {id_}@2026-01-31"
        yield Row(key=f"undated.{id_}", label="step", text=text, is_lead=True)
    own = {step.id for step in regimen.steps}
    for id_ in dict.fromkeys(id_ for id_, _day in told.asked.steps if id_ not in own):
        text = f"{id_}: this regimen has no such step; what follows is without it"
        yield Row(key=f"stated.{id_}", label="step", text=text, is_lead=True)
    if not told.answer.changes and not told.answer.undated:
        for one in told.answer.taken:
            text = f"{one.step.id}, {change(one.step, regimen)}: {one.step.when}"
            yield Row(key=f"stated.{one.step.id}", label="step", text=text, cites=one.step.cites, is_lead=True)


def _population(told: Told) -> Iterator[Row]:
    regimen = told.answer.regimen
    text = f"{regimen.population.text}; {regimen.route}"
    yield Row(key="population", label="for", text=text, cites=regimen.population.cites)


class _Since(NamedTuple):
    """What is given in a phase, and since when, where it changes within the phase."""

    phase: PhaseDose
    day: dt.date | None

    @property
    def key(self) -> str:
        """What the keys of its rows begin with."""
        name = self.phase.phase.name
        return f"{name}.{self.day.isoformat()}" if self.day else name

    @property
    def since(self) -> str:
        """What its text begins with."""
        return f"from {weekday(self.day)}: " if self.day else ""


def _amounts(told: Told) -> Iterator[Row]:
    """Say how much each phase is, and reckon each amount once; what the dates above say is not said again."""
    reckoned: list[object] = []
    for one in _by_date(told) or [_Since(phase, None) for phase in told.answer.phases]:
        phase = one.phase
        if not told.answer.doses or one.day or phase.band is not None or not phase.takings:
            yield from _phase_rows(one)
        if phase.takings and phase.takings not in reckoned:
            reckoned.append(phase.takings)
            yield from reckoning.rows(phase, one.key, (phase.band or phase.phase).cites)


def _by_date(told: Told) -> list[_Since]:
    """Return what is given with the doses that are shown, each once: a birthday or a step changes it in a phase."""
    found: list[tuple[PhaseDose, dt.date]] = []
    for dose in told.answer.doses:
        phase = told.phase_on(dose)
        if not any(phase == known for known, _day in found):
            found.append((phase, dose.day))
    times = Counter(phase.phase.name for phase, _day in found)
    return [_Since(phase, day if times[phase.phase.name] > 1 else None) for phase, day in found]


def _phase_rows(one: _Since) -> Iterator[Row]:
    phase, band = one.phase.phase, one.phase.band
    cites = (band or phase).cites
    if band is not None and band.no_dose:
        text = f"{one.since}{band.no_dose}: {conditions(band.when)}"
        yield Row(key=one.key, label=phase.name, text=text, cites=cites, is_lead=True)
    elif one.phase.takings:
        dose = reckoning.single(one.phase)
        yield Row(
            key=one.key,
            label=phase.name,
            text=f"{one.since}{planned(one.phase)}",
            value=dose.value if dose else None,
            unit=dose.unit if dose else None,
            cites=cites,
            is_lead=True,
        )
        if band is not None:
            yield Row(key=f"{one.key}.row", label="row", text=conditions(band.when), cites=cites)
        if phase.basis is not None:
            text = f"the table was reckoned from {amount(phase.basis)}"
            yield Row(key=f"{one.key}.basis", label="", text=text, cites=phase.cites)
    else:
        yield from _open_rows(one.phase, one.key, one.since)


def _open_rows(one: PhaseDose, key: str, since: str) -> Iterator[Row]:
    phase = one.phase
    possible = (*one.fitting, *one.open, *one.nearest)
    if one.missing:
        text = f"depends on {joined(list(one.missing))}"
    elif one.fitting:
        text = "the source has several rows for this patient, and none for all of it together"
    else:
        text = "the source has no row for this patient"
    yield Row(key=key, label=phase.name, text=f"{since}{text}", cites=phase.cites, is_lead=True)
    for number, band in enumerate(possible, 1):
        text = f"{dosage.band(band, phase.interval)}: {conditions(band.when)}"
        label = "possible" if one.missing else "next row" if one.nearest else "row"
        yield Row(key=f"{key}.{number}", label=label, text=text, cites=band.cites)


def _infusions(told: Told) -> Iterator[Row]:
    """Say how the dose is diluted and infused, for this patient."""
    day = told.asked.start or told.asked.on
    for number, one in enumerate(told.answer.regimen.infusions, 1):
        if all_hold(one.when, told.asked.patient, day) is not False:
            yield Row(key=f"infusion.{number}", label="infusion", text=infusion(one), cites=one.cites)


def _steps(told: Told) -> Iterator[Row]:
    """List what may come next, which nothing here decides, and doses beside the schedule."""
    regimen = told.answer.regimen
    if regimen.steps:
        yield Row(key="steps", label="Depends on response (state it as --step)", text="", is_heading=True)
    for step in regimen.steps:
        holds = all_hold(step.conditions, told.asked.patient, told.asked.on) if step.conditions else None
        said = {True: "holds as stated: ", False: "does not hold as stated: ", None: ""}[holds]
        text = f"{said}{step.when}: {outcome(step, regimen)}"
        yield Row(key=f"step.{step.id}", label=step.id, text=text, cites=step.cites, is_lead=holds is True)
    for number, one in enumerate(regimen.supplements, 1):
        yield Row(key=f"supplement.{number}", label=one.event, text=supplement(one), cites=one.cites)
