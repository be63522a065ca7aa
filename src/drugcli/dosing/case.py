"""One patient on one regimen on one day: what every reckoning starts from."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from drugcli.dosing.patient import Patient
from drugcli.records.presentations import Presentation
from drugcli.records.regimens import Regimen, Step


class Taken(NamedTuple):
    """A step that is stated to hold, from a day on, if one is named."""

    step: Step
    day: dt.date | None = None


class Case(NamedTuple):
    """A patient on a regimen on a day, the steps that hold by then, and what there is to take a dose from."""

    regimen: Regimen
    patient: Patient
    day: dt.date
    taken: tuple[Taken, ...] = ()
    presentations: Sequence[Presentation] = ()
