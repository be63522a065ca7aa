"""Dosing as data that can be computed with: phases, and the steps between them that depend on response."""

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from drugcli.records.amounts import Amount, Dosage, Portion, Positive
from drugcli.records.conditions import Band, Condition, Conditions, Rounding
from drugcli.records.facts import Fact
from drugcli.records.ids import Id
from drugcli.records.infusions import Infusion, Split, Supplement, Window
from drugcli.records.measures import Interval, order_key
from drugcli.records.missed import MissedDose
from drugcli.records.refusal import refuse, repeated
from drugcli.records.sources import Cites, CiteText

Days = Annotated[tuple[Annotated[int, Meta(ge=0)], ...], Meta(min_length=1)]


class Phase(Dosage, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A run of doses with one spacing, such as loading or maintenance.

    Spacing is an interval from dose to dose (from pattern to pattern, where there are portions on
    several days), or the days on which doses fall, counted from the phase's first (day 0).
    'after' is the time from the last dose of the phase before.
    """

    name: str
    bands: tuple[Band, ...] = field(default=(), name="band")
    doses: Positive | None = None
    """How many doses; without it the phase goes on."""
    interval: Interval | None = None
    days: Days | None = None
    after: Interval | None = None
    basis: Amount | None = None
    """What the bands were reckoned from, where the source says so; the bands are what is given."""
    cites: Cites

    def __post_init__(self) -> None:
        """Refuse a phase that does not say how much, or when."""
        refuse(self._reasons())

    def _reasons(self) -> Iterator[str]:
        yield from self._dosage_reasons()
        if sum(bool(one) for one in (self.amount, self.portions, self.bands)) != 1:
            yield "give an amount, portions, or bands"
        if self.days is not None:
            if self.interval is not None or self.doses is not None:
                yield "days already say how many doses and when"
            if self.days[0] != 0 or any(a >= b for a, b in zip(self.days, self.days[1:], strict=False)):
                yield "days start at 0 and rise"
        elif self.interval is None and self.doses != 1:
            yield "give the interval between doses, or days, or doses = 1"
        yield from _beyond_pattern(self.portions, self.interval, "")
        for index, band in enumerate(self.bands):
            yield from _beyond_pattern(band.portions, band.interval or self.interval, f"band[{index}]: ")

    @property
    def count(self) -> int | None:
        """How many doses the phase has; None when it goes on."""
        return len(self.days) if self.days is not None else self.doses


def _beyond_pattern(portions: tuple[Portion, ...], interval: Interval | None, path: str) -> Iterator[str]:
    last = max((portion.day for portion in portions), default=0)
    if last and (interval is None or order_key(f"{last} days") >= order_key(interval)):
        yield f"{path}day {last} lies beyond the interval after which the pattern begins again"


class Step(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A change that depends on response: to another phase, by an amount, or to no dose.

    Nothing is computed past it until it is stated that it holds. Examples:

    'increase by 5 mg a day, to at most 100 mg, 3 days after the last change at the earliest', or
    'another cycle, 50 days from the first dose of the last one at the earliest'.
    """

    id: Id
    phases: Annotated[tuple[str, ...], Meta(min_length=1)]
    """The phases from which it is taken."""
    when: str
    """What must hold, in words: 'transfusions are still needed'."""
    conditions: tuple[Condition, ...] = ()
    """As much of that as can be measured."""
    act: Literal["go on", "hold", "stop"] | None = None
    to: str | None = None
    """The phase that follows."""
    by: Amount | None = None
    """By how much the amount changes, in the amount's own unit and 'per'."""
    direction: Literal["up", "down"] | None = None
    limit: Amount | None = None
    """The amount beyond which the step does not go."""
    after: Interval | None = None
    """The least time since the last change, or since the dose that 'since' names."""
    latest: Interval | None = None
    """The other end, where the source gives a range: every 3 to 4 days."""
    since: Literal["first dose", "last dose"] = "first dose"
    """The dose of the phase from which 'after' counts."""
    cites: Cites

    def __post_init__(self) -> None:
        """Refuse a step that leads nowhere, or two ways."""
        refuse(self._reasons())

    def _reasons(self) -> Iterator[str]:
        if sum(one is not None for one in (self.to, self.by, self.act)) != 1:
            yield "give the phase it leads to, by how much the amount changes, or an act"
        if (self.by is None) != (self.direction is None):
            yield "by and direction go together"
        if self.limit is not None and self.by is None:
            yield "limit is about an amount that changes"
        if self.latest is not None and self.after is None:
            yield "latest needs after"


class Regimen(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One agency's dosing for one population."""

    id: Id
    agency: str
    name: str | None = None
    """What the source calls it, where an agency has several: 'low dose'."""
    population: Fact
    patients: tuple[Conditions, ...] = ()
    """For whom it is, as data: all conditions of one of these groups hold. Without any, for all."""
    caution: Fact | None = None
    """What the source says against it, where it gives the dose all the same: 'not recommended'."""
    route: str
    phases: Annotated[tuple[Phase, ...], Meta(min_length=1)] = field(name="phase")
    steps: tuple[Step, ...] = field(default=(), name="step")
    rounding: tuple[Rounding, ...] = ()
    windows: tuple[Window, ...] = field(default=(), name="window")
    splits: tuple[Split, ...] = field(default=(), name="split")
    infusions: tuple[Infusion, ...] = field(default=(), name="infusion")
    supplements: tuple[Supplement, ...] = field(default=(), name="supplement")
    missed: tuple[MissedDose, ...] = ()
    no_missed_rule: tuple[CiteText, ...] = ()
    """Where the source was read and says nothing of a missed dose."""

    def __post_init__(self) -> None:
        """Refuse a rule about a phase that the regimen does not have."""
        refuse(self._reasons())

    def _reasons(self) -> Iterator[str]:
        names = {phase.name for phase in self.phases}
        yield from (f"two phases have the name {name!r}" for name in repeated(phase.name for phase in self.phases))
        yield from (f"two steps have the id {id_!r}" for id_ in repeated(step.id for step in self.steps))
        for index, rule in enumerate(self.missed):
            named = (*rule.phases, rule.resume, rule.since_phase, *(dose.phase for dose in rule.catch_up))
            for missing in sorted({name for name in named if name is not None} - names):
                yield f"missed[{index}]: no phase is named {missing!r}; phases: {', '.join(sorted(names))}"
        for index, step in enumerate(self.steps):
            for missing in sorted({*step.phases, *([step.to] if step.to else [])} - names):
                yield f"step[{index}]: no phase is named {missing!r}; phases: {', '.join(sorted(names))}"
        if self.missed and self.no_missed_rule:
            yield "missed and no_missed_rule contradict each other"
        for phase in self.planned[1:]:
            if phase.after is None and phase.interval is None:
                yield f"phase {phase.name!r}: say after how long it follows the phase before"
        if any(phase.count is None for phase in self.planned[:-1]):
            yield "only the last phase can go on without a number of doses; one after it needs a step to it"

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition of the regimen: what can be stated of a patient."""
        groups = (
            *self.patients,
            *(band.when for phase in self.phases for band in phase.bands),
            *(step.conditions for step in self.steps),
            *(one.when for one in self.rounding),
            *(one.when for one in self.infusions),
        )
        return tuple(one for group in groups for one in group)

    @property
    def planned(self) -> tuple[Phase, ...]:
        """The phases that follow each other; those to which only a step leads are left out."""
        reached = {step.to for step in self.steps} - {self.phases[0].name}
        return tuple(phase for phase in self.phases if phase.name not in reached)

    def phase(self, name: str) -> Phase:
        """Return the phase of a name, which the regimen has."""
        return next(phase for phase in self.phases if phase.name == name)
