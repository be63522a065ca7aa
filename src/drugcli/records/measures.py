"""Figures with their unit, as a curator writes them: ``14 days``, ``0.65 per mille``."""

import re
from decimal import Decimal
from typing import Annotated, NamedTuple

from msgspec import Meta

NUMBER = r"[0-9]+(?:\.[0-9]+)?"
TIME_UNITS = ("hour", "day", "week", "month", "year")

CALENDAR_UNITS = TIME_UNITS[1:]
Interval = Annotated[
    str,
    Meta(
        pattern=rf"^[1-9][0-9]* (?:{'|'.join(CALENDAR_UNITS)})s?$",
        description=(
            "A whole number of 1 or more and a unit of time from days up, such as '14 days'. "
            "Months are calendar months."
        ),
        examples=["14 days", "4 months"],
    ),
]
"""Doses within a day are counted by the day ('doses_a_day'): a schedule knows no hours, and no interval of nothing."""
IntervalOrNone = Annotated[
    str,
    Meta(
        pattern=rf"^[0-9]+ (?:{'|'.join(CALENDAR_UNITS)})s?$",
        description="A whole number and a unit of time from days up, such as '14 days'; '0 days' is at any time.",
        examples=["14 days", "0 days"],
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

HOURS_IN = {
    "hour": Decimal(1),
    "day": Decimal(24),
    "week": Decimal(168),
    "month": Decimal("730.5"),
    "year": Decimal(8766),
}
"""Whole or with a half, so that every unit compares exactly; a third of a day would not."""


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


def is_of_calendar(text: str) -> bool:
    """Tell whether a length of time leads from one date to another: whole days, or months by halves."""
    value, unit = measure(text)
    parts = {"day": 1, "week": 7, "month": 2, "year": 24}
    return unit in parts and value * parts[unit] % 1 == 0


def order_key(text: str) -> tuple[str, Decimal]:
    """Return a key that orders measures of one kind; times of any unit compare with each other.

    Calendar months and years count with their mean length (Gregorian calendar): good for
    ordering bounds, never for a date.
    """
    value, unit = measure(text)
    if unit in HOURS_IN:
        return ("time", value * HOURS_IN[unit])
    return (unit, value)
