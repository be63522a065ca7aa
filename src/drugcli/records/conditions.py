"""For whom a dose is: what must hold of a patient, and the rows of dosing tables."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct

from drugcli.records.amounts import MEASURED, Dosage
from drugcli.records.bounds import Bounds
from drugcli.records.measures import Interval, is_of_calendar, measure
from drugcli.records.refusal import refuse
from drugcli.records.sources import Cites

AGE = "age"
UNIT_OF = {name: unit for unit, name in MEASURED.items()}
"""The unit in which a patient's measure is held against limits."""


class Condition(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What must hold of a patient: a measured band, or one of the named states.

    'weight, at least 20 kg' has bounds; 'hepatic impairment, moderate' has states.
    """

    of: str
    """'age', 'weight', 'body surface area', or any name that the source's table has: 'CYP2D6 metabolizer'."""
    bounds: Bounds | None = None
    states: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a condition that always or never holds."""
        refuse(self._reasons())

    def _reasons(self) -> Iterator[str]:
        if (self.bounds is None) == (not self.states):
            yield "give bounds or states"
        for limit in self.bounds.limits if self.bounds is not None else ():
            if self.of == AGE and not is_of_calendar(limit):
                yield f"an age is so many days, weeks, months or years, not {limit}"
            if self.of in UNIT_OF and measure(limit).unit != UNIT_OF[self.of]:
                yield f"a limit of {self.of} is in {UNIT_OF[self.of]}, not {limit}"


Conditions = Annotated[tuple[Condition, ...], Meta(min_length=1)]
"""All must hold."""

Refusal = Literal["contraindicated", "not recommended", "avoid", "no dose stated"]


class Band(Dosage, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One row of a label's dosing table: for whom, and what; or that there is no dose for them."""

    when: Conditions
    no_dose: Refusal | None = None
    interval: Interval | None = None
    """Where the row's spacing is not its phase's."""
    cites: Cites

    def __post_init__(self) -> None:
        """Refuse a row that says nothing, or two things."""
        refuse(self._reasons())

    def _reasons(self) -> Iterator[str]:
        yield from self._dosage_reasons()
        if sum(bool(one) for one in (self.amount, self.portions, self.no_dose)) != 1:
            yield "give an amount, portions, or no_dose"


class Rounding(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How the source rounds a single dose: up to a multiple of 0.5 mL, from 2 years of age.

    Where the unit is that of a volume, it is the volume that is rounded.
    """

    of: Bounds | None = None
    """The figures that are rounded so, where that depends on their size."""
    direction: Literal["up", "down", "nearest"]
    multiple: Decimal
    unit: str
    when: tuple[Condition, ...] = ()
    cites: Cites

    def __post_init__(self) -> None:
        """Refuse to round to a multiple of nothing."""
        if self.multiple <= 0:
            raise ValueError(f"a multiple is more than 0, not {self.multiple}")
