"""The change from one regimen to another, planned from the doses of the old one."""

import datetime as dt
from typing import NamedTuple

from drugcli.dosing.calendar import later
from drugcli.dosing.history import History
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


def switched(switch: Switch, history: History, new: Course, on: dt.date) -> Plan | None:
    """Return the change, on its date or today; None where no dose was given from which its time counts."""
    last = next(
        (one.dose.day for one in reversed(history.given) if switch.since_phase in {None, one.dose.phase.name}), None
    )
    if last is None:
        return None
    day = later(last, switch.after).date
    earliest = day - (later(day, switch.tolerance).date - day) if switch.tolerance else day
    day = max(day, on)
    doses: list[Dose] = []
    for one in switch.give:
        phase = new.regimen.phase(one.phase or switch.resume)
        day = later(day, one.after).date if one.after else day
        doses.append(new.entered(phase, day, is_extra=phase.name != switch.resume))
    resumed = new.regimen.phase(switch.resume)
    following = new.following(doses[-1]) if doses[-1].phase is resumed else new.next_in(resumed, day)
    return Plan(switch, last, earliest, tuple(doses), following)
