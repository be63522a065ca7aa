"""How much is given: amounts, what they are reckoned by, and how a day's amount is divided."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from msgspec import Meta, Struct

from drugcli.records.refusal import refuse

Positive = Annotated[int, Meta(ge=1)]
MEASURED = {"kg": "weight", "m²": "body surface area"}
"""What an amount is reckoned by, where its 'per' says so."""


class Amount(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """'12 mg', '0.2 mg per kg, at most 5 mg', or a range: '4.5 to 11.2 mL per m²'."""

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str
    per: str | None = None
    """The unit of what it is reckoned by: 'kg', 'm²', 'g'."""
    of: str | None = None
    """What it is reckoned by, where that is neither weight nor body surface area: 'dietary protein a day'."""
    at_most: Decimal | None = None
    """The largest amount, in the same unit, of one that depends on the patient."""

    def __post_init__(self) -> None:
        """Refuse an amount that cannot be given."""
        refuse(self._reasons())

    def _reasons(self) -> Iterator[str]:
        if (self.low is None) != (self.high is None) or (self.value is None) == (self.low is None):
            yield "give a value, or low and high"
        for figure in (self.value, self.low, self.high):
            if figure is not None and figure <= 0:
                yield f"an amount is more than 0, not {figure}"
        if self.low is not None and self.high is not None and self.low >= self.high:
            yield f"low ({self.low}) is not below high ({self.high})"
        if self.at_most is not None and (self.per is None or self.at_most <= 0):
            yield "at_most is a positive limit of an amount per kg or per m²"
        if (self.of is not None) != (self.per is not None and self.per not in MEASURED):
            yield "an amount per anything but kg and m² says of what, and no other amount does"

    @property
    def reckoned_by(self) -> str | None:
        """What must be known of the patient: 'weight'; None for a fixed amount."""
        return None if self.per is None else self.of or MEASURED[self.per]

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """The value, or the two ends of the range."""
        return tuple(figure for figure in (self.value, self.low, self.high) if figure is not None)


class Count(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How often: 3 to 5, or 3 or more."""

    at_least: Positive
    at_most: Positive | None = None

    def __post_init__(self) -> None:
        """Refuse a range of one, and one upside down."""
        if self.at_most is not None and self.at_most <= self.at_least:
            raise ValueError("at_most is more than at_least; a single number is written as it is")


class Portion(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One taking of one product, such as 2 tablets in the morning of the second day."""

    amount: Amount
    product: str | None = None
    """The name of its presentation, where several are taken."""
    time: str | None = None
    """'morning', 'evening'."""
    day: Annotated[int, Meta(ge=0)] = 0
    """The day of the pattern, counted from 0; the pattern begins again with each interval."""


class Dosage(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is given on a day of dosing: one amount, or several portions."""

    amount: Amount | None = None
    portions: tuple[Portion, ...] = ()
    doses_a_day: Positive | Count | None = None
    """How often the amount is given on one day; once, if neither this nor divided_into says otherwise."""
    divided_into: Positive | Count | None = None
    """The doses into which the amount, then that of a whole day, is divided."""
    largest_single: Amount | None = None
    """The most that one of the doses of a day may be."""
    products: tuple[str, ...] = ()
    """The names of the presentations that the amount is taken from; without any, containers are not counted."""

    def _dosage_reasons(self) -> Iterator[str]:
        if self.amount is not None and self.portions:
            yield "give an amount or portions, not both"
        if self.amount is None and (self.doses_a_day or self.divided_into or self.largest_single or self.products):
            yield "doses_a_day, divided_into, largest_single and products are about an amount"
        if self.doses_a_day is not None and self.divided_into is not None:
            yield "give doses_a_day or divided_into, not both"
