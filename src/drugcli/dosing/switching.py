"""The change from one regimen to another, planned from the doses of the old one."""

import datetime as dt
from typing import NamedTuple

from drugcli.dosing.calendar import later
from drugcli.dosing.missed import History
from drugcli.dosing.schedule import Course, Dose
from drugcli.records.switches import Switch


class Plan(NamedTuple):
    """The change, dated."""

    switch: Switch
    counted_from: dt.date
    """The dose of the old regimen from which its time counts."""
    earliest: dt.date
    doses: tuple[Dose, ...]
    """The doses of the change, by phases of the new regimen."""
    following: Dose | None
    """The next regular dose of the new regimen."""


def switched(switch: Switch, history: History, new: Course) -> Plan | None:
    """Return the dated change; None where no dose of the old regimen was given from which its time counts."""
    last = next(
        (one.dose.day for one in reversed(history.given) if switch.since_phase in {None, one.dose.phase.name}), None
    )
    if last is None:
        return None
    day = later(last, switch.after).date
    earliest = day - (later(day, switch.tolerance).date - day) if switch.tolerance else day
    doses: list[Dose] = []
    for one in switch.give:
        phase = next(phase for phase in new.regimen.phases if phase.name == (one.phase or switch.resume))
        day = later(day, one.after).date if one.after else day
        doses.append(new.entered(phase, day))
    resumed = next(phase for phase in new.regimen.phases if phase.name == switch.resume)
    following = new.following(doses[-1]) if doses[-1].phase is resumed else new.next_in(resumed, day)
    return Plan(switch, last, earliest, tuple(doses), following)
