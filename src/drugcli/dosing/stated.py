"""What a user states: figures with units, ages, dates. Nothing is guessed; a refusal shows the right form."""

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from drugcli.dosing.calendar import compared
from drugcli.dosing.patient import Age
from drugcli.errors import UsageError
from drugcli.records.measures import Measure

KILOGRAMS_IN = {
    "kg": Decimal(1), "g": Decimal("0.001"), "lb": Decimal("0.45359237"), "lbs": Decimal("0.45359237"),
}  # fmt: skip
"""The pound is exactly 0.45359237 kg (international agreement of 1959)."""
CENTIMETERS_IN = {"cm": Decimal(1), "m": Decimal(100), "in": Decimal("2.54")}
AGE_UNITS = {
    "d": "day", "day": "day", "days": "day", "w": "week", "wk": "week", "week": "week", "weeks": "week",
    "mo": "month", "month": "month", "months": "month", "y": "year", "yr": "year", "year": "year", "years": "year",
}  # fmt: skip
WEIGHTS = (Decimal("0.2"), Decimal(650))
HEIGHTS = (Decimal(20), Decimal(280))
SURFACES = (Decimal("0.03"), Decimal(5))
"""kg, cm and m²: nobody on record, the smallest newborn included, lies beyond; a unit is wrong there."""
OLDEST = 130
"""Years; nobody on record was older."""
SPAN_OF_DATES = 120
"""Years before and after today within which a dose has its date."""
WHOLE = re.compile(r"[0-9]+$")
"""Digits are those of ASCII everywhere here; others that look like them are refused, never read."""
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}$")
FIGURE = re.compile(r"(?P<figure>[0-9]+(?:\.[0-9]+)?) ?(?P<unit>[^\d\s.,].*)?$")
LONGEST = 15
"""Digits, with the point; decimals are exact far beyond."""
NAKED_POINT = re.compile(r"-?\.[0-9]")
COMMA = re.compile(r"[0-9],[0-9]|^,[0-9]")
THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9])")


class Weight(NamedTuple):
    """A weight in kg, and as it was stated, where that was in another unit."""

    kilograms: Decimal
    stated: Measure


def count(text: str, most: int) -> int:
    """Return a number of doses; raises UsageError for what is none, and for more than can be computed."""
    plain = text.strip()
    if not WHOLE.match(plain) or len(plain) > LONGEST or not 1 <= int(plain) <= most:
        raise UsageError(f"--count {text}: give a whole number from 1 to {most:,}.")
    return int(plain)


def weight(text: str) -> Weight:
    """Return a weight; raises UsageError for what is none."""
    stated = _measure(text, "--weight", "9.4kg", KILOGRAMS_IN)
    kilograms = stated.value * KILOGRAMS_IN[stated.unit]
    return Weight(_possible(kilograms, WEIGHTS, "kg", text, "--weight"), stated)


def height(text: str) -> Decimal:
    """Return a height in cm; raises UsageError for what is none."""
    stated = _measure(text, "--height", "80cm", CENTIMETERS_IN)
    return _possible(stated.value * CENTIMETERS_IN[stated.unit], HEIGHTS, "cm", text, "--height")


def surface(text: str) -> Decimal:
    """Return a body surface area in m²; raises UsageError for what is none."""
    stated = _measure(text, "--bsa", "0.4m2", {"m2": 1, "m²": 1})
    return _possible(stated.value, SURFACES, "m²", text, "--bsa")


def age(text: str) -> Age:
    """Return a completed age; raises UsageError for what is none."""
    stated = _measure(text, "--age", "14mo, or 20d, 6w, 3y", AGE_UNITS)
    unit = AGE_UNITS[stated.unit]
    if stated.value % 1:
        raise UsageError(
            f"--age {text}: give a whole number of a smaller unit, such as 14mo for a year and two months."
        )
    if stated.value > {"day": OLDEST * 366, "week": OLDEST * 53, "month": OLDEST * 12, "year": OLDEST}[unit]:
        raise UsageError(f"--age {text}: nobody is older than {OLDEST} years.")
    return Age(int(stated.value), unit)


def born(text: str, today: dt.date) -> dt.date:
    """Return a date of birth; raises UsageError for none, one to come, and one too long ago."""
    day = _date(text, "--born")
    if day > today:
        raise UsageError(f"--born {text} is in the future.")
    if compared(day, f"{OLDEST} years", today) == 1:
        raise UsageError(f"--born {text}: nobody is older than {OLDEST} years.")
    return day


def date(text: str, option: str, today: dt.date) -> dt.date:
    """Return the date of a dose; raises UsageError for none, and for one of another century."""
    day = _date(text, option)
    if abs(day.year - today.year) > SPAN_OF_DATES:
        raise UsageError(f"{option} {text} is more than {SPAN_OF_DATES} years from today; check the year.")
    return day


def given_dates(texts: Iterable[str], today: dt.date) -> tuple[dt.date, ...]:
    """Return the dates of doses given, in their order; raises UsageError for a day named twice, or out of order."""
    parts = [part.strip() for text in texts for part in text.split(",")]
    if "" in parts:
        raise UsageError("--given: a date is missing before or after a comma.")
    days = [date(part, "--given", today) for part in parts]
    for before, after in pairwise(days):
        if before == after:
            raise UsageError(f"--given names {after.isoformat()} twice; a dose is given once a day at the most here.")
        if before > after:
            told = f"{after.isoformat()} after {before.isoformat()}"
            raise UsageError(f"--given is out of order: {told}. Give the dates from the first to the last.")
    return tuple(days)


def delay(text: str) -> Measure:
    """Return a delay in hours, days or weeks; raises UsageError for what is none."""
    units = {
        "h": "hour", "hour": "hour", "hours": "hour", "d": "day", "day": "day", "days": "day",
        "w": "week", "week": "week", "weeks": "week",
    }  # fmt: skip
    stated = _measure(text, "--late", "'5 hours'", units)
    return Measure(stated.value, units[stated.unit])


def quantity(text: str, option: str, example: str, unit: str) -> Decimal:
    """Return a figure in the unit that is wanted; raises UsageError for what is none."""
    return _measure(text, option, example, {unit: 1}).value


def state(text: str) -> tuple[str, str]:
    """Split NAME=VALUE; raises UsageError for what is none."""
    name, sign, value = (part.strip() for part in text.partition("="))
    if not (name and sign and value):
        raise UsageError(f"--if {text!r}: give NAME=VALUE, such as --if 'hepatic impairment=none'.")
    return name, value


def _measure(text: str, option: str, example: str, units: Iterable[str]) -> Measure:
    plain = text.strip()
    if NAKED_POINT.match(plain):
        raise UsageError(f"{option} {text}: write a zero before the point: 0{plain.lstrip('-')}.")
    if THOUSANDS.match(plain):
        whole = plain.replace(",", "")
        raise UsageError(f"{option} {text}: a comma is read in two ways; write {whole}, or a point for the decimals.")
    if COMMA.search(plain):
        right = plain.replace(",", ".", 1) if not plain.startswith(",") else f"0.{plain[1:]}"
        raise UsageError(f"{option} {text}: a comma is no decimal point here; write {right}.")
    found = FIGURE.match(plain)
    if found is None:
        raise UsageError(f"{option} {text}: give a figure more than 0 and its unit, such as {example}.")
    unit = (found["unit"] or "").strip().replace("x10^", "×10^")
    if len(found["figure"]) > LONGEST:
        raise UsageError(f"{option}: the figure has more than {LONGEST} digits; check it.")
    value = Decimal(found["figure"])
    if unit not in units:
        known = ", ".join(dict.fromkeys(units))
        told = f"{unit!r} is no unit that is known here" if unit else "the unit is missing"
        raise UsageError(f"{option} {text}: {told}; give one of {known}, such as {example}.")
    return Measure(value, unit)


def _possible(value: Decimal, limits: tuple[Decimal, Decimal], unit: str, text: str, option: str) -> Decimal:
    least, most = limits
    if value <= 0:
        raise UsageError(f"{option} {text}: it must be more than 0 {unit}.")
    if not least <= value <= most:
        beyond = f"more than {most}" if value > most else f"less than {least}"
        raise UsageError(f"{option} {text}: it is {beyond} {unit}, which nobody is; check the figure and its unit.")
    return value


def _date(text: str, option: str) -> dt.date:
    plain = text.strip()
    if not ISO_DATE.match(plain):
        raise UsageError(f"{option} {text}: write dates as year-month-day, such as 2026-01-31.")
    try:
        return dt.date.fromisoformat(plain)
    except ValueError:
        raise UsageError(f"{option} {text}: there is no such day.") from None
