"""How a dose is diluted, infused, divided into injections, and supplemented: rows of tables beside the dose."""

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta, Struct

from drugcli.records.amounts import Amount
from drugcli.records.bounds import Bounds
from drugcli.records.conditions import Condition
from drugcli.records.measures import Interval, MeasureText
from drugcli.records.presentations import Content
from drugcli.records.refusal import refuse
from drugcli.records.sources import Cites


class Rate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A rate and how long it runs: 3 mL per hour for 15 minutes."""

    rate: MeasureText
    lasting: MeasureText


class Infusion(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How a dose is diluted and how fast it runs, for some patients or for all."""

    when: tuple[Condition, ...] = ()
    final_volume: MeasureText | None = None
    final_concentration: Content | None = None
    rates: tuple[Rate, ...] = ()
    """The first rates, in their order."""
    then_add: MeasureText | None = None
    """By how much the rate rises after them, each time the last of them has run."""
    top_rate: MeasureText | None = None
    then_rate: MeasureText | None = None
    """The rate after the first ones and to the end, where it rises no further."""
    duration: Bounds | None = None
    """How long the infusion takes in all: 'at least 3.5 hours'."""
    cites: Cites

    def __post_init__(self) -> None:
        """Refuse an infusion of which nothing is said."""
        refuse(self._reasons())

    def _reasons(self) -> Iterator[str]:
        said = (self.final_volume, self.final_concentration, self.rates, self.top_rate, self.duration)
        if not any(said):
            yield "say a final volume or concentration, rates, a top rate, or how long it takes"
        if self.then_add is not None and not (self.rates and self.top_rate):
            yield "then_add needs the rates before it and the top rate"
        if self.then_rate is not None and (not self.rates or self.top_rate):
            yield "then_rate follows the first rates, and is the last: give rates, and no top_rate"


class Split(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A volume above which a dose is divided into equal injections."""

    above: MeasureText
    is_optional: bool = False
    cites: Cites


class Window(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How far from its date the source lets a dose be given."""

    before: Interval | None = None
    after: Interval | None = None
    cites: Cites

    def __post_init__(self) -> None:
        """Refuse a window without a side."""
        if self.before is None and self.after is None:
            raise ValueError("give before, after, or both")


class Supplement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A dose beside the schedule, after an event: 600 mg after each plasma exchange."""

    event: str
    when: tuple[Condition, ...] = ()
    last_dose: Annotated[Bounds | None, Meta(description="The most recent dose, in its unit.")] = None
    amount: Amount | None = None
    """Without it, the source says that no supplement is given."""
    timing: str
    cites: Cites
