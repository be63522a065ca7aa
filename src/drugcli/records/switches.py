"""How a patient changes from one regimen to another."""

from typing import Annotated

from msgspec import Meta, Struct, field

from drugcli.records.measures import Interval
from drugcli.records.missed import CatchUp
from drugcli.records.sources import Cites


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
