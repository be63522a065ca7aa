"""Dosing as data that can be computed with: phases, bands, missed-dose rules, switches."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from drugcli.records.bounds import Bounds
from drugcli.records.facts import Fact
from drugcli.records.ids import Id
from drugcli.records.measures import Interval
from drugcli.records.refusal import refuse
from drugcli.records.sources import Cites

Days = Annotated[tuple[Annotated[int, Meta(ge=0)], ...], Meta(min_length=1)]
Doses = Annotated[int, Meta(ge=1)]


class Amount(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How much is given at once: '12 mg', or '0.2 mg per kg, at most 5 mg'."""

    value: Decimal
    unit: str
    per: Literal["kg", "m²"] | None = None
    at_most: Decimal | None = None
    """The largest single amount, in the same unit, of an amount that depends on the patient."""

    def __post_init__(self) -> None:
        """Refuse an amount that cannot be given."""
        if self.value <= 0:
            raise ValueError(f"an amount is more than 0, not {self.value}")
        if self.at_most is not None and (self.per is None or self.at_most <= 0):
            raise ValueError("at_most is a positive limit of an amount per kg or per m²")


class Condition(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What must hold of a patient: a measured band, or one of the named states.

    'weight, at least 20 kg' has bounds; 'hepatic impairment, moderate' has states.
    """

    of: str
    bounds: Bounds | None = None
    states: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a condition that always or never holds."""
        if (self.bounds is None) == (not self.states):
            raise ValueError("give bounds or states")


class Band(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One row of a label's dosing table: an amount, and for whom."""

    when: Annotated[tuple[Condition, ...], Meta(min_length=1)]
    amount: Amount
    cites: Cites


class Phase(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A run of doses with one spacing, such as loading or maintenance.

    Spacing is an interval from dose to dose, or the days on which doses fall, counted from
    the phase's first (day 0). 'after' is the time from the last dose of the phase before.
    """

    name: str
    amount: Amount | None = None
    bands: tuple[Band, ...] = field(default=(), name="band")
    doses: Doses | None = None
    """How many doses; without it the phase goes on."""
    interval: Interval | None = None
    days: Days | None = None
    after: Interval | None = None
    cites: Cites

    def __post_init__(self) -> None:
        """Refuse a phase that does not say how much, or when."""
        if (self.amount is None) == (not self.bands):
            raise ValueError("give an amount or bands")
        if self.days is not None:
            if self.interval is not None or self.doses is not None:
                raise ValueError("days already say how many doses and when")
            if self.days[0] != 0 or any(a >= b for a, b in zip(self.days, self.days[1:], strict=False)):
                raise ValueError("days start at 0 and rise")
        elif self.interval is None and self.doses != 1:
            raise ValueError("give the interval between doses, or days, or doses = 1")

    @property
    def count(self) -> int | None:
        """How many doses the phase has; None when it goes on."""
        return len(self.days) if self.days is not None else self.doses


class CatchUp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One dose that makes good for a missed one; its amount is that of the phase it names."""

    phase: str
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
    ordinal: Doses | None = None
    """The one dose of the phase that is meant, counted from 1; without it, any."""
    since_last: Bounds | None = None
    """Time since the last dose was given; without it the rule holds for any delay."""
    since_phase: str | None = None
    """The phase whose last dose that time counts from; without it, the last dose of any phase."""
    catch_up: tuple[CatchUp, ...] = ()
    then: Then
    resume: str | None = None
    """The phase of the next regular dose, where it is not the phase that was missed."""
    minimum_gap: Interval | None = None
    """The least time between two doses, where the source gives one."""
    cites: Cites

    def __post_init__(self) -> None:
        """Refuse a rule that gives nothing and restarts nothing."""
        if self.then != "restart" and not self.catch_up:
            raise ValueError("say which doses to give, or restart")


class Regimen(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One agency's dosing for one population."""

    id: Id
    agency: str
    name: str | None = None
    """What the source calls it, where an agency has several: 'low dose'."""
    population: Fact
    route: str
    phases: Annotated[tuple[Phase, ...], Meta(min_length=1)] = field(name="phase")
    missed: tuple[MissedDose, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a rule about a phase that the regimen does not have."""
        refuse(self._reasons())

    def _reasons(self) -> Iterator[str]:
        names = {phase.name for phase in self.phases}
        for index, rule in enumerate(self.missed):
            named = {*rule.phases, *(dose.phase for dose in rule.catch_up)}
            named |= {name for name in (rule.resume, rule.since_phase) if name is not None}
            for missing in sorted(named - names):
                yield f"missed[{index}]: no phase is named {missing!r}; phases: {', '.join(sorted(names))}"
        if any(phase.count is None for phase in self.phases[:-1]):
            yield "only the last phase can go on without a number of doses"


class Switch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How a patient changes from one regimen to another of the same drug."""

    from_: str = field(name="from")
    to: str
    after: Interval
    """The least time since the last dose of the old regimen."""
    tolerance: Interval | None = None
    """How far from that time the source allows the change."""
    since_phase: str | None = None
    """The phase of the old regimen whose last dose that time counts from; without it, any."""
    give: Annotated[tuple[CatchUp, ...], Meta(min_length=1)]
    """The doses of the change, by phases of the new regimen."""
    resume: str
    """The phase of the new regimen that follows."""
    note: str | None = None
    cites: Cites
