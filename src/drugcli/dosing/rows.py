"""Which rows of a dosing table are a patient's."""

import datetime as dt
from typing import NamedTuple

from drugcli.dosing.patient import Patient, all_hold, any_group_holds, holds
from drugcli.records.conditions import Band, Condition
from drugcli.records.measures import measure
from drugcli.records.monographs import Monograph
from drugcli.records.regimens import Phase, Regimen


class Fit(NamedTuple):
    """How a regimen fits a patient: for certain, not at all, or depending on what was not stated."""

    regimen: Regimen
    fits: bool | None
    against: tuple[tuple[Condition, ...], ...]
    """The limits that exclude the patient, group by group: of none of these do all hold."""
    missing: tuple[Condition, ...]
    """What must be known to tell."""


def fit(regimen: Regimen, patient: Patient, day: dt.date) -> Fit:
    """Tell whether a regimen is for a patient."""
    told = [(one, holds(one, patient, day)) for group in regimen.patients for one in group]
    fits = any_group_holds(regimen.patients, patient, day)
    missing = tuple(dict.fromkeys(one for one, held in told if held is None))
    return Fit(regimen, fits, _against(regimen, patient, day) if fits is False else (), missing if fits is None else ())


def _against(regimen: Regimen, patient: Patient, day: dt.date) -> tuple[tuple[Condition, ...], ...]:
    """Return what excludes a patient from the groups that come nearest: those with the fewest such limits."""
    groups = [tuple(one for one in group if holds(one, patient, day) is False) for group in regimen.patients]
    fewest = min(map(len, groups), default=0)
    return tuple(dict.fromkeys(group for group in groups if len(group) == fewest))


class Rows(NamedTuple):
    """The rows of a phase that are the patient's, and those that may be, with what must be known to tell."""

    fitting: tuple[Band, ...]
    open: tuple[Band, ...]
    missing: tuple[str, ...]


def rows(phase: Phase, patient: Patient, day: dt.date) -> Rows:
    """Return the rows of a phase for a patient."""
    told = [(band, all_hold(band.when, patient, day)) for band in phase.bands]
    undecided = [band for band, held in told if held is None]
    missing = [one.of for band in undecided for one in band.when if holds(one, patient, day) is None]
    return Rows(
        fitting=tuple(band for band, held in told if held is True),
        open=tuple(undecided),
        missing=tuple(dict.fromkeys(missing)),
    )


def nearest(phase: Phase, patient: Patient, day: dt.date) -> tuple[Band, ...]:
    """Return the rows below and above a patient whom one measure alone keeps out of every row."""
    below: dict[str, Band] = {}
    above: dict[str, Band] = {}
    for band in phase.bands:
        against = [one for one in band.when if holds(one, patient, day) is False]
        if len(against) != 1 or against[0].bounds is None or against[0].of not in patient.measures:
            continue
        ((name, bounds),) = [(one.of, one.bounds) for one in against if one.bounds is not None]
        value = patient.measures[name].value
        if bounds.upper is not None and measure(bounds.upper).value <= value:
            below[name] = band
        else:
            above.setdefault(name, band)
    return (*below.values(), *above.values())


def conditions_of(record: Monograph) -> list[Condition]:
    """Return every condition of a record's regimens: what can be stated of a patient."""
    return [one for regimen in record.regimens for one in regimen.conditions]
