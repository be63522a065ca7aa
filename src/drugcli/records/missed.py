"""What to do when a dose was missed, by delay."""

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta, Struct

from drugcli.records.amounts import Positive
from drugcli.records.bounds import Bounds
from drugcli.records.measures import Interval, is_of_calendar, measure
from drugcli.records.refusal import refuse
from drugcli.records.sources import Cites


class CatchUp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One dose that makes good for a missed one; its amount is that of the phase it names, or of the missed one's."""

    phase: str | None = None
    after: Interval | None = None
    """Time since the catch-up dose before; without it the dose is given as soon as possible."""


Then = Literal["original-date", "interval", "restart"]
"""How the schedule goes on after the catch-up doses.

original-date: the next dose stays on the date it had.
interval: later doses follow the last one given at the regimen's own intervals.
restart: the regimen starts again with its first dose.
"""


class MissedDose(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a source says to do when a dose was missed, for one band of delay."""

    dose: str
    """Which dose was missed: 'loading', 'second loading', 'maintenance'."""
    phases: Annotated[tuple[str, ...], Meta(min_length=1)]
    """The phases whose doses this rule is about."""
    ordinal: Positive | None = None
    """The one dose of the phase that is meant, counted from 1; without it, any."""
    since_last: Bounds | None = None
    """Time since the last dose was given; without any limit of time the rule holds for any delay."""
    since_phase: str | None = None
    """The phase whose last dose that time counts from; without it, the last dose of any phase."""
    late: Bounds | None = None
    """Time since the dose was due: 'at most 6 hours'."""
    until_next: Bounds | None = None
    """Time left until the next dose is due."""
    time: str | None = None
    """Which dose of the day was missed, where there are several: 'morning'."""
    catch_up: tuple[CatchUp, ...] = ()
    """The doses to give: the missed one first, then further ones. Without any, the missed dose is left out."""
    leave_out: tuple[str, ...] = ()
    """Later doses of the same day that are left out: 'evening'."""
    then: Then
    resume: str | None = None
    """The phase of the next regular dose, where it is not the phase that was missed."""
    minimum_gap: Interval | None = None
    """The least time between two doses, where the source gives one."""
    note: str | None = None
    cites: Cites

    def __post_init__(self) -> None:
        """Refuse a missed dose that is left out and yet moves the next, and times that are none."""
        refuse(self._reasons())

    def _reasons(self) -> Iterator[str]:
        if self.then == "interval" and not self.catch_up:
            yield "say which doses to give, restart, or leave the dose out with then = 'original-date'"
        if self.then == "restart" and self.catch_up:
            yield "restart gives the first dose itself; leave out catch_up"
        for key, bounds in (("since_last", self.since_last), ("until_next", self.until_next)):
            for limit in bounds.limits if bounds is not None else ():
                if not is_of_calendar(limit):
                    yield f"{key}: {limit} leads from no date to another; hours stand in late"
        for limit in self.late.limits if self.late is not None else ():
            if measure(limit).unit != "hour" and not is_of_calendar(limit):
                yield f"late: {limit} is no length of time"
