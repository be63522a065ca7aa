"""From what a user typed to what is asked: each option read, and held against the record's own conditions."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from drugcli.dosing import stated
from drugcli.dosing.asked import Asked
from drugcli.dosing.patient import Patient
from drugcli.dosing.rows import conditions_of
from drugcli.dosing.schedule import MOST_DOSES
from drugcli.errors import UsageError
from drugcli.records.amounts import MEASURED, Amount
from drugcli.records.conditions import AGE, Condition
from drugcli.records.folding import fold
from drugcli.records.measures import Measure, measure
from drugcli.records.monographs import Monograph

WEIGHT, SURFACE = MEASURED["kg"], MEASURED["m²"]
OF_OPTIONS = {AGE: "--age or --born", WEIGHT: "--weight", SURFACE: "--bsa"}


OPTION_OF = {"regimens": "regimen", "number": "count", "surface": "bsa", "states": "if", "steps": "step"}


class Typed(NamedTuple):
    """The options as they were typed."""

    regimens: Sequence[str] = ()
    start: str | None = None
    number: str | None = None
    until: str | None = None
    given: Sequence[str] = ()
    last: str | None = None
    on: str | None = None
    late: str | None = None
    switch: str | None = None
    weight: str | None = None
    age: str | None = None
    born: str | None = None
    height: str | None = None
    surface: str | None = None
    states: Sequence[str] = ()
    steps: Sequence[str] = ()

    @property
    def asks(self) -> bool:
        """Whether anything is to be computed."""
        return any(one is not None and one != () for one in self)


def read(typed: Typed, record: Monograph, today: dt.date) -> Asked:
    """Return what is asked; raises UsageError for the first option that cannot be taken."""
    _refuse_blanks(typed)
    _agree(typed)
    on = stated.date(typed.on, "--on", today) if typed.on else today
    start = stated.date(typed.start, "--start", today) if typed.start else None
    given = stated.given_dates(typed.given, today) if typed.given else ()
    last = stated.date(typed.last, "--last", today) if typed.last else None
    until = stated.date(typed.until, "--until", today) if typed.until else None
    _in_order(start, given, last, until, on)
    patient = _patient(typed, record, on)
    if patient.born is not None:
        _refuse_before_birth(patient.born, (on, start, *given, last))
    return Asked(
        patient=patient,
        on=on,
        weight=stated.weight(typed.weight) if typed.weight else None,
        height=stated.height(typed.height) if typed.height else None,
        foreign=tuple((name, state) for name, state in patient.states.items() if not _is_named(name, state, record)),
        start=start,
        number=stated.count(typed.number, MOST_DOSES) if typed.number else None,
        until=until,
        given=given,
        last=last,
        late=stated.delay(typed.late) if typed.late else None,
        switch=_switch(typed.switch, record),
        steps=tuple(_step(text, record, typed.regimens, today) for text in typed.steps),
    )


def _refuse_blanks(typed: Typed) -> None:
    """Refuse an option without text: a variable of a script that was not set must not pass for nothing asked."""
    for name, value in zip(typed._fields, typed, strict=True):
        texts = (value,) if isinstance(value, str) else value if isinstance(value, Sequence) else ()
        if any(not text.strip() for text in texts):
            option = OPTION_OF.get(name, name)
            raise UsageError(f"--{option} has no value; give one, or leave the option out.")


def _refuse_before_birth(born: dt.date, days: Sequence[dt.date | None]) -> None:
    for day in days:
        if day is not None and day < born:
            raise UsageError(f"--born {born.isoformat()} is after {day.isoformat()}, for which a dose is asked.")


def _agree(typed: Typed) -> None:
    """Refuse options that contradict each other, or that lack another."""
    if typed.age and typed.born:
        raise UsageError("--age and --born both say how old the patient is; give one.")
    if typed.given and typed.last:
        raise UsageError("--last stands in the place of --given; give one.")
    if typed.start and typed.last:
        raise UsageError("--last and --start both say where the doses begin; give one.")
    if typed.switch and not (typed.given or typed.last):
        raise UsageError("--switch needs the doses of the old regimen: give --given with their dates, or --last.")
    if (typed.number or typed.until) and not (typed.start or typed.given or typed.last):
        raise UsageError("--count and --until limit a schedule; give its first day as --start, or the doses given.")
    if typed.surface and typed.height:
        raise UsageError("--bsa and --height both lead to the body surface area; give one.")
    if typed.height and not typed.weight:
        raise UsageError("--height alone gives no body surface area; give --weight, too.")


def _in_order(
    start: dt.date | None, given: Sequence[dt.date], last: dt.date | None, until: dt.date | None, on: dt.date
) -> None:
    if start and given and given[0] < start:
        raise UsageError(f"--given names {given[0].isoformat()}, before --start {start.isoformat()}.")
    if start and until and until < start:
        raise UsageError(f"--until {until.isoformat()} is before --start {start.isoformat()}.")
    newest = last or (given[-1] if given else None)
    if newest and until and until < newest:
        raise UsageError(f"--until {until.isoformat()} is before {newest.isoformat()}, the last dose that was given.")
    if newest and newest > on:
        told = f"a dose was given on {newest.isoformat()}, after {on.isoformat()}, the day that is asked about"
        raise UsageError(f"{told[0].upper()}{told[1:]}; give a later day as --on.")


def _patient(typed: Typed, record: Monograph, today: dt.date) -> Patient:
    measures: dict[str, Measure] = {}
    states: dict[str, str] = {}
    if typed.weight:
        measures[WEIGHT] = Measure(stated.weight(typed.weight).kilograms, "kg")
    if typed.surface:
        measures[SURFACE] = Measure(stated.surface(typed.surface), "m²")
    if typed.height:
        measures[SURFACE] = Measure(mosteller(stated.height(typed.height), measures[WEIGHT].value), "m²")
    for text in typed.states:
        name, value = stated.state(text)
        _take(name, value, record, measures, states)
    return Patient(
        age=stated.age(typed.age) if typed.age else None,
        born=stated.born(typed.born, today) if typed.born else None,
        measures=measures,
        states=states,
    )


def mosteller(centimeters: Decimal, kilograms: Decimal) -> Decimal:
    """Return a body surface area in m²: the root of cm × kg / 3,600 (Mosteller, N Engl J Med 1987; 317: 1098)."""
    return (centimeters * kilograms / 3600).sqrt()


def _take(name: str, value: str, record: Monograph, measures: dict[str, Measure], states: dict[str, str]) -> None:
    """Take one NAME=VALUE under the name that the record has for it; one that was taken before contradicts it."""
    if any(fold(known) == fold(name) for known in (*measures, *states)):
        raise UsageError(f"--if {name!r} is given twice; one holds.")
    about = [one for one in conditions_of(record) if fold(one.of) == fold(name)]
    reckoned = [one for one in _amounts(record) if one.of is not None and fold(one.of) == fold(name)]
    if about and about[0].of in OF_OPTIONS:
        raise UsageError(f"--if {name!r}: state it as {OF_OPTIONS[about[0].of]}.")
    if not about and not reckoned:
        known = sorted({one.of for one in conditions_of(record)} - OF_OPTIONS.keys())
        there = f"it depends on {', '.join(known)}" if known else "it depends on nothing that --if states"
        raise UsageError(f"--if {name!r}: the dosing of {record.name} does not depend on it; {there}.")
    known_states = list(dict.fromkeys(state for one in about for state in one.states))
    if known_states:
        states[about[0].of] = _state(value, known_states)
    elif about:
        measures[about[0].of] = _measured(name, value, about[0])
    else:
        unit = str(reckoned[0].per)
        figure = stated.quantity(value, f"--if {name!r}", f"FIGURE {unit}", unit)
        measures[str(reckoned[0].of)] = Measure(figure, unit)


def _state(value: str, known: Sequence[str]) -> str:
    """Return a state as the source spells it; one that no source names is kept, and fits no row."""
    return next((state for state in known if fold(state) == fold(value)), value)


def _is_named(name: str, state: str, record: Monograph) -> bool:
    return any(state in one.states for one in conditions_of(record) if one.of == name)


def _measured(name: str, value: str, about: Condition) -> Measure:
    assert about.bounds is not None  # noqa: S101  a condition without states has bounds
    unit = measure(about.bounds.lower or about.bounds.upper or "").unit
    return Measure(stated.quantity(value, f"--if {name!r}", f"FIGURE {unit}", unit), unit)


def _amounts(record: Monograph) -> list[Amount]:
    dosages = [one for regimen in record.regimens for phase in regimen.phases for one in (phase, *phase.bands)]
    return [one.amount for one in dosages if one.amount is not None]


def _switch(id_: str | None, record: Monograph) -> str | None:
    known = list(dict.fromkeys(one.to for one in record.switches))
    if id_ is not None and id_ not in known:
        there = f"changes lead to {', '.join(known)}" if known else f"no source of {record.name} describes a change"
        raise UsageError(f"--switch {id_!r}: {there}.")
    return id_


def _step(text: str, record: Monograph, ids: Sequence[str], today: dt.date) -> tuple[str, dt.date | None]:
    """Read ID or ID@DATE; the step is one of the regimens that are asked about."""
    id_, sign, day = text.partition("@")
    regimens = [one for one in record.regimens if not ids or one.id in ids]
    known = list(dict.fromkeys(step.id for regimen in regimens for step in regimen.steps))
    if id_ not in known:
        by = f" by {', '.join(ids)}" if ids else ""
        there = f"there are {', '.join(known)}" if known else f"the dosing of {record.name}{by} has none"
        raise UsageError(f"--step {id_!r}: {there}.")
    return id_, stated.date(day, "--step", today) if sign else None
