"""Figures with their unit, as a curator writes them: ``14 days``, ``0.65 per mille``."""

import re
from decimal import Decimal
from typing import Annotated, NamedTuple

from msgspec import Meta

NUMBER = r"[0-9]+(?:\.[0-9]+)?"
TIME_UNITS = ("hour", "day", "week", "month", "year")

Interval = Annotated[
    str,
    Meta(
        pattern=rf"^{NUMBER} (?:{'|'.join(TIME_UNITS)})s?$",
        description="A length of time, such as '14 days'. Months are calendar months.",
        examples=["14 days", "4 months"],
    ),
]
MeasureText = Annotated[
    str,
    Meta(
        pattern=rf"^{NUMBER} [^\d\s].*$",
        description="A figure, a space, and its unit, such as '14 kg'.",
        examples=["14 kg", "2 years", "0.65 per mille"],
    ),
]

DAYS_IN = {
    "hour": Decimal(1) / 24,
    "day": Decimal(1),
    "week": Decimal(7),
    "month": Decimal("30.4375"),
    "year": Decimal("365.25"),
}


class Measure(NamedTuple):
    """A figure and its unit in the singular, such as ``(Decimal(14), "day")``."""

    value: Decimal
    unit: str


def measure(text: str) -> Measure:
    """Split a figure from its unit; units of time lose their plural.

    Raises ValueError when the text is not a figure, a space and a unit.
    """
    value, _, unit = text.partition(" ")
    if not unit or not re.fullmatch(NUMBER, value):
        message = f"{text!r} is not a figure and a unit, such as '14 days'"
        raise ValueError(message)
    singular = unit.removesuffix("s")
    return Measure(Decimal(value), singular if singular in TIME_UNITS else unit)


def order_key(text: str) -> tuple[str, Decimal]:
    """Return a key that orders measures of one kind; times of any unit compare with each other.

    Calendar months and years count with their mean length (Gregorian calendar): good for
    ordering bounds, never for a date.
    """
    value, unit = measure(text)
    if unit in DAYS_IN:
        return ("time", value * DAYS_IN[unit])
    return (unit, value)
