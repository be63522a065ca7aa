"""Our curated record of one drug."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from drugcli.records.conditions import AGE
from drugcli.records.facts import Fact, Facts
from drugcli.records.ids import Id
from drugcli.records.measures import Interval, IntervalOrNone, measure
from drugcli.records.presentations import Code, Presentation
from drugcli.records.refusal import refuse, repeated
from drugcli.records.regimens import Regimen
from drugcli.records.sources import Cites, Source, SourceId
from drugcli.records.switches import Switch

NameKind = Literal["brand", "synonym", "salt", "code name", "abbreviation"]
WHOLE = 100
"""Percent."""
Percent = Annotated[Decimal, Meta(description="A percentage from 0 to 100.")]


class Name(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Another name of the drug, such as its brand."""

    text: Annotated[str, Meta(min_length=1)]
    kind: NameKind
    cites: Cites


class Due(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """When something falls due, counted from the first dose: every month until 6 months."""

    before_start: IntervalOrNone | None = None
    """At least so long before the first dose; '0 days' is before it at any time."""
    every: Interval | None = None
    from_: Interval | None = field(default=None, name="from")
    """Since when; from the first dose, if that is not said."""
    until: Interval | None = None

    def __post_init__(self) -> None:
        """Refuse a time that is none."""
        if (self.before_start is None) == (self.every is None):
            raise ValueError("give before_start or every")
        if self.every is None and (self.from_ or self.until):
            raise ValueError("from and until belong to every")


class Monitoring(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The tests, or vaccinations, that an agency asks for, and when."""

    agency: str
    when: str
    """When they are due: 'before the first dose and before each dose'."""
    tests: Annotated[tuple[str, ...], Meta(min_length=1)]
    before_each_dose: Literal["always", "if clinically indicated", "no"]
    due: tuple[Due, ...] = ()
    regimens: tuple[Id, ...] = ()
    """The regimens that it is about; all of the agency's, if none is named."""
    cites: Cites


class Arm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A group of patients in a trial."""

    name: str
    patients: Annotated[int, Meta(ge=1)]


class Reaction(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How often a reaction was seen, in percent, arm by arm."""

    name: str
    percent: tuple[Percent, ...]


class ReactionTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Adverse reactions of one trial, arm by arm, as a label's table gives them."""

    title: str
    agency: str
    regimen: str
    """Which regimen the patients had: 'low dose'."""
    criterion: str
    """What put a reaction into the source's table."""
    arms: Annotated[tuple[Arm, ...], Meta(min_length=1)]
    reactions: Annotated[tuple[Reaction, ...], Meta(min_length=1)]
    cites: Cites

    def __post_init__(self) -> None:
        """Refuse a row that does not fit its arms, and shares that are none."""
        refuse(self._reasons())

    def _reasons(self) -> Iterator[str]:
        for index, reaction in enumerate(self.reactions):
            path = f"reactions[{index}].percent"
            if len(reaction.percent) != len(self.arms):
                yield f"{path}: give one for each arm: {len(self.arms)}, not {len(reaction.percent)}"
            if not all(0 <= share <= WHOLE for share in reaction.percent):
                yield f"{path}: a percentage lies between 0 and 100"


class Event(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Something an agency did, and when: an approval, a designation, a refusal."""

    agency: str
    title: str
    date: dt.date | None = None
    text: str | None = None
    """What is known where there is no full date, or beside it."""
    cites: Cites

    def __post_init__(self) -> None:
        """Refuse an event of which nothing is known."""
        if self.date is None and self.text is None:
            raise ValueError("give a date, a text, or both")


class Maker(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A company that makes, holds or sells the drug."""

    role: str
    name: str
    place: str | None = None
    cites: Cites


class Withdrawn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The drug, or a product of it, is no longer to be had; the page says so at the top."""

    agency: str
    text: str
    date: dt.date | None = None
    cites: Cites


class Monograph(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """All that we hold on one drug. The id is the file's stem."""

    name: Annotated[str, Meta(min_length=1)]
    other_names: tuple[Name, ...] = field(default=(), name="other_name")
    sources: dict[SourceId, Source]
    class_: Fact = field(name="class")
    pronunciation: Fact | None = None
    withdrawn: Withdrawn | None = None
    market: str | None = None
    """The id of the drug's market."""

    indications: Facts = field(default=(), name="indication")
    regimens: tuple[Regimen, ...] = field(default=(), name="regimen")
    dosing_notes: Facts = field(default=(), name="dosing_note")
    switches: tuple[Switch, ...] = field(default=(), name="switch")
    boxed_warnings: Facts = field(default=(), name="boxed_warning")
    preparation: Facts = ()
    administration: Facts = ()
    monitoring: tuple[Monitoring, ...] = ()
    contraindications: Facts = field(default=(), name="contraindication")
    warnings: Facts = field(default=(), name="warning")
    reaction_tables: tuple[ReactionTable, ...] = field(default=(), name="reaction_table")
    adverse_reactions: Facts = field(default=(), name="adverse_reaction")
    interactions: Facts = field(default=(), name="interaction")
    populations: Facts = field(default=(), name="population")
    overdose: Facts = ()
    presentations: tuple[Presentation, ...] = field(default=(), name="presentation")
    storage: Facts = ()
    mechanism: Facts = ()
    kinetics: Facts = ()
    dynamics: Facts = ()
    chemistry: Facts = ()
    makers: tuple[Maker, ...] = field(default=(), name="maker")
    events: tuple[Event, ...] = field(default=(), name="event")
    identifiers: tuple[Code, ...] = field(default=(), name="identifier")
    reporting: Facts = ()
    counselling: Facts = ()

    def __post_init__(self) -> None:
        """Refuse two regimens with one id, and a switch between regimens that are not there."""
        refuse(self._reasons())

    def _reasons(self) -> Iterator[str]:
        yield from (f"two regimens have the id {id_!r}" for id_ in repeated(one.id for one in self.regimens))
        yield from _of_two_kinds(self.regimens)
        phases = {one.id: {phase.name for phase in one.phases} for one in self.regimens}
        for index, switch in enumerate(self.switches):
            for id_ in sorted({switch.from_, switch.to} - phases.keys()):
                yield f"switch[{index}]: no regimen has the id {id_!r}"
            old = {switch.since_phase} if switch.since_phase is not None else set()
            new = {switch.resume, *(dose.phase for dose in switch.give if dose.phase is not None)}
            for id_, named in ((switch.from_, old), (switch.to, new)):
                for unknown in sorted(named - phases.get(id_, named)):
                    yield f"switch[{index}]: regimen {id_!r} has no phase {unknown!r}"

    def regimen(self, id_: str) -> Regimen:
        """Return the regimen of an id, which the monograph has."""
        return next(one for one in self.regimens if one.id == id_)


def _of_two_kinds(regimens: tuple[Regimen, ...]) -> Iterator[str]:
    """Say of which conditions a user could not state one value that all rows can be held against."""
    kinds: dict[str, dict[str, None]] = {}
    for condition in (one for regimen in regimens for one in regimen.conditions):
        limits = condition.bounds.limits if condition.bounds is not None else ()
        units = [measure(limit).unit for limit in limits if condition.of != AGE] or ["words"] * bool(condition.states)
        kinds.setdefault(condition.of, {}).update(dict.fromkeys(units))
    for name, found in kinds.items():
        if len(found) > 1:
            yield f"the conditions of {name!r} are in {' and in '.join(found)}; give all in one"
