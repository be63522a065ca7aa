"""Units as labels spell them, and what the spellings have in common."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from drugcli.comparing.plain import plain

SPELLED = {
    "kg": r"kg|kilograms?",
    "g": r"g|gm|grams?",
    "mg": r"mg|milligrams?",
    "mcg": r"mcg|ug|micrograms?",
    "ng": r"ng|nanograms?",
    "L": r"L|lit(?:er|re)s?",
    "dL": r"dL|decilit(?:er|re)s?",
    "mL": r"mL|ml|cc|millilit(?:er|re)s?",
    "mcL": r"mcL|uL|microlit(?:er|re)s?",
    "second": r"seconds?|sec",
    "minute": r"minutes?|mins?",
    "hour": r"hours?|hrs?|h",
    "day": r"days?",
    "week": r"weeks?|wks?",
    "month": r"months?",
    "year": r"years?|yrs?",
    "°C": r"° ?C|degrees? C(?:elsius)?",
    "°F": r"° ?F|degrees? F(?:ahrenheit)?",
    "%": r"%|percent|per cent",
    "units": r"(?:international )?[Uu]nits?|IU|U",
    "mmol": r"mmol",
    "mol": r"mol(?:es?)?",
    "mEq": r"mEq",
    "mm": r"mm(?! ?Hg)",
    "mm Hg": r"mm ?Hg",
    "cm": r"cm|centimeters?",
    "m": r"m|meters?",
    "m²": r"m ?2(?![\d.])|m²",
    "inch": r"inch(?:es)?",
    "Da": r"Da|daltons?",
    "kDa": r"kDa|kilodaltons?",
    "msec": r"msec|ms|milliseconds?",
    "gauge": r"[Gg]auges?|G",
    "copies": r"copies|copy",
    "vg": r"vg|vector genomes?",
}
"""What must stand beside a number for it to be this figure, by how it is told to the user."""
EQUAL = {
    "kg": ("mass", Decimal(1_000_000_000)), "g": ("mass", Decimal(1_000_000)), "mg": ("mass", Decimal(1000)),
    "mcg": ("mass", Decimal(1)), "ng": ("mass", Decimal("0.001")),
    "L": ("volume", Decimal(1_000_000)), "dL": ("volume", Decimal(100_000)), "mL": ("volume", Decimal(1000)),
    "mcL": ("volume", Decimal(1)),
    "minute": ("hours", Decimal(1)), "hour": ("hours", Decimal(60)), "day": ("hours", Decimal(1440)),
    "week": ("hours", Decimal(10080)),
    "month": ("months", Decimal(1)), "year": ("months", Decimal(12)),
    "mm": ("length", Decimal(1)), "cm": ("length", Decimal(10)), "m": ("length", Decimal(1000)),
    "Da": ("weight", Decimal(1)), "kDa": ("weight", Decimal(1000)),
}  # fmt: skip
"""Units of one kind and how many of the least they are. A month is no number of days."""
COUNTED = (
    r"doses?|vials?|tablets?|capsules?|injections?|syringes?|cartons?|patients?|times|fold|cycles?|infusions?|packets?"
    r"|sachets?|bottles?|drops?|cups?|scoops?|puffs?|sprays?|pens?|kits?|ampules?|pouches?|pairs?"
)
"""What is counted: 'two vials'. The number is the figure."""
DENOMINATORS = (
    "kg", "m²", "mL", "L", "dL", "mcL", "mm", "minute", "hour", "day", "week", "month", "year", "g", "mg", "mol",
)  # fmt: skip
DECIDING = frozenset({"kg", "m²"})
"""'2 mg per kg' is no dose of 2 mg; '2 mg per mL' holds 2 mg."""


class Unit(NamedTuple):
    """A unit, and what it is reckoned by: ('mg', ('kg',))."""

    name: str
    per: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Word it: 'mg per kg'."""
        return " per ".join((self.name, *self.per))


WORD_ENDS = r"(?![A-Za-z])"
UNIT = rf"(?:{'|'.join(rf'(?:{spelled})' for spelled in SPELLED.values())}){WORD_ENDS}"
BY = r"(?:/|(?:\s[A-Za-z -]{1,45}?\s)?\bper\b|\b(?:a|an|each|every|in)\b(?=\s))\s*"
"""'mg/mL', 'mg per mL', 'mg of its alcohol per mL', 'mg in 1 mL', 'mg a day'."""
BASES = "|".join(SPELLED[name] for name in DENOMINATORS)
PER = rf"\s*{BY}(?:[\d.]+\s*)?(?:{BASES})[23³²]?{WORD_ENDS}"
AFTER_NUMBER = re.compile(rf"(?:[ -]?| ?\([^()]{{1,40}}\) )({UNIT})((?:{PER})*)")
"""'11 days', '11-day', and '11 (25.7%) days'."""
AFTER_BRACKET = re.compile(rf"\) ({UNIT})((?:{PER})*)")
"""Of '5.2 (2.2 to 6.4) hours', what stands in the bracket."""
COUNTED_AFTER = re.compile(rf"[ -](?:{COUNTED})\b")
ALONE = re.compile(rf"(?<![A-Za-z\d])({UNIT})((?:{PER})*)")
ONE_PER = re.compile(rf"{BY}([\d.]+\s*)?({BASES}){WORD_ENDS}")
NAMES = {name: re.compile(spelled) for name, spelled in SPELLED.items()}


def named(written: str) -> str | None:
    """Return the unit that a spelling is of; None for what is no unit here."""
    return next((name for name, spelled in NAMES.items() if spelled.fullmatch(written)), None)


def read(written: str, denominators: str) -> Unit:
    """Return the unit of a spelling that the patterns here found, with what it is reckoned by.

    '2 mg in 1 mL' is 2 mg per mL; '12 mg/5 mL' is 12 mg per 5 mL, and no concentration of 12.
    """
    per = []
    for count, name in ((one[1], named(one[2])) for one in ONE_PER.finditer(denominators)):
        if name:
            per.append(name if count is None or count.strip() == "1" else f"{count.strip()} {name}")
    return Unit(named(written) or written, tuple(dict.fromkeys(per)))


def units_in(text: str) -> frozenset[Unit]:
    """Return the units that a text names, with or without a number: those of a heading such as 'Dose (mg/kg)'."""
    return frozenset(read(match[1], match[2]) for match in ALONE.finditer(plain(text)))


def unit_of(text: str, per: str | None = None) -> Unit | None:
    """Return the unit that a record names, 'percent of the dose' too; None for one not known here, such as 'tablet'."""
    match = AFTER_NUMBER.fullmatch(f" {plain(text).partition(' of ')[0]}")
    if match is None:
        return None
    unit = read(match[1], match[2])
    count, _, name = plain(per or "").rpartition(" ")
    by = named(name)
    return Unit(unit.name, (*unit.per, f"{count} {by}".strip())) if by else unit


def is_met(wanted: Unit, found: Unit) -> bool:
    """Tell whether a unit in a text is the one that is looked for; what it is reckoned by must agree where it decides.

    Of '12 mg per 5 mL' the 5 mL are a figure of their own, and '19 g a day' may stand as a daily dosage of 19 g.
    """
    per = {one for one in wanted.per if not one[0].isdigit()} - {"day"}
    return wanted.name == found.name and per <= set(found.per) and not (set(found.per) - set(wanted.per)) & DECIDING


class Base(NamedTuple):
    """A figure in the least unit of its kind, by which those in other units are known."""

    kind: str
    value: Decimal
    per: str
    amount: Decimal
    """Of what it is reckoned by: 5 in 12 mg per 5 mL."""

    def equals(self, other: Base) -> bool:
        """Tell whether two are the same: 14 days and 2 weeks, 50 mg per mL and 25 mg per 0.5 mL."""
        same = self.kind == other.kind and self.per == other.per
        return same and self.value * other.amount == other.value * self.amount


def base(value: Decimal, unit: Unit) -> Base | None:
    """Return a figure in the least unit of its kind; None for a unit that is of no kind, or reckoned by two things."""
    kind = EQUAL.get(unit.name)
    if kind is None or len(unit.per) > 1:
        return None
    count, _, per = "".join(unit.per).rpartition(" ")
    return Base(kind[0], value * kind[1], per, Decimal(count or 1))
