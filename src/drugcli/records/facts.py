"""A fact: a statement, a figure, or a stated absence, with the documents it rests on."""

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from drugcli.records.sources import Cites

Absence = Literal["none-stated", "not-studied"]


class Fact(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One thing that a document says, such as a half-life of 135 to 177 days.

    Exactly one of text, absent, value and the pair low and high is given. What nobody
    knows has no fact at all: a missing key means 'not in our data'.
    """

    title: str | None = None
    agency: str | None = None
    """Who says so, where agencies differ: 'FDA', 'EMA', or a publisher's name."""
    text: str | None = None
    absent: Absence | None = None
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    cites: Cites

    def __post_init__(self) -> None:
        """Refuse a fact that says nothing, or two things."""
        if (self.low is None) != (self.high is None):
            raise ValueError("low and high go together")
        if self.low is not None and self.high is not None and self.low >= self.high:
            raise ValueError(f"low ({self.low}) is not below high ({self.high})")
        said = [self.text, self.absent, self.value, self.low]
        if sum(one is not None for one in said) != 1:
            raise ValueError("give exactly one of text, absent, value, or low with high")
        if (self.unit is None) != (self.value is None and self.low is None):
            raise ValueError("a figure needs its unit, and only a figure has one")


Facts = tuple[Fact, ...]
