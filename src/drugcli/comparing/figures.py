"""Figures in a running text: their value and unit, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from drugcli.comparing.plain import plain
from drugcli.comparing.units import AFTER_BRACKET, AFTER_NUMBER, COUNTED_AFTER, Unit, read

SMALL = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS = {word: Decimal(at) for at, word in enumerate(SMALL, 1)} | {
    f"{ten}{dash}{one}".rstrip(dash): Decimal(tens * 10 + at)
    for tens, ten in enumerate(TENS, 2)
    for dash in "- "
    for at, one in enumerate(("", *SMALL[:9]))
}
DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?:\.\d+)?|\.\d+"
TIMES_TEN = r"x\s*10\s*(?:\^\s*)?(\d{1,2}|[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]{1,2})(?![\d.])"
"""A power of ten, '1.1 x 10 14' or 'x10^9', of which the exponent lost its place."""
POWER = rf"(?:\s*{TIMES_TEN})?"
CODE = r"\d+(?:-\d+){2,}"
"""A telephone number, a product code, a date."""
MANY = re.compile(rf"\b({'|'.join(sorted(set(WORDS) - {'one'}, key=len, reverse=True))})\b", re.IGNORECASE)
"""A number in words, whatever is counted: 'four 20-mg capsules'."""
POWERS = re.compile(rf"(?<!\d)(?<!\d ){TIMES_TEN}")
"""Of a heading, 'Platelets (x10 9 /L)'."""
NUMBER = re.compile(
    rf"(?<![A-Za-z\d._])(?<!\d,)(?:({CODE})(?![\w-])|({DIGITS}){POWER}(?![\d]))"
    rf"|\b({'|'.join(sorted(WORDS, key=len, reverse=True))})\b(?=[ -])",
    re.IGNORECASE,
)
JOINS = re.compile(
    r"\s*°?\s*(?:to|through|and|or|and/or|-|/|,|,\s*and|,\s*or|to\s+less\s+than|but\s+less\s+than|\+/-|\u00b1)\s*"
    r"[<>\u2264\u2265]?\s*",
    re.IGNORECASE,
)
"""Between numbers that share the unit of the last: '5, 10 or 20 mg', '2 to 8 °C'."""
BEFORE = re.compile(r"\b(day|week|month|year)s?\s{1,2}$", re.IGNORECASE)
"""A unit that stands before its number: 'day 50', 'months 3 to 5'."""
AGED = re.compile(r"\bage[ds]?\s(?:of\s)?(\d{1,3})(?:\s(?:to|through|and)\s(\d{1,3}))?(?![\d.])", re.IGNORECASE)
QUOTES = ('"', "\u201d", "\u2033")
"""After a fraction, inches: 5/8"."""
LABELLED = re.compile(r"\b(?:Table|Figure|Study|Trial|Part|Step|Section|Cohort|Type|Grade|Phase)s?\s$", re.IGNORECASE)
"""Words before a number that is a name."""
CROSS = re.compile(r"\(\s*\d{1,2}(?:\.\d{1,2})?(?:\s*(?:,|and)\s*\d{1,2}(?:\.\d{1,2})?)*\s*\)")
"""A reference to sections of a label: '( 5.1 , 5.2 )'."""
SPELLED_OUT = re.compile(rf"\b(?:{'|'.join(SMALL)})\s?$", re.IGNORECASE)
RISEN = str.maketrans("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079", "0123456789")
IMPLIED = re.compile(
    r"\b(?:(?:each|every|per|once an?|once per|once every|once each|once|an?)\s+(other\s+)?(hour|day|week|month|year)"
    r"|(?:every\s+other\s+)?(hourly|daily|weekly|monthly|quarterly|yearly|annually))\b",
    re.IGNORECASE,
)
ADVERBS = {
    "hourly": (1, "hour"), "daily": (1, "day"), "weekly": (1, "week"), "monthly": (1, "month"),
    "quarterly": (3, "month"), "yearly": (1, "year"), "annually": (1, "year"),
}  # fmt: skip


class Figure(NamedTuple):
    """A number in a text, with its unit where one stands by it: 12 mg, 4 months, 40."""

    value: Decimal
    unit: Unit | None
    written: str
    """As it stands in the text."""
    start: int
    end: int
    is_code: bool = False


def figures(text: str) -> list[Figure]:
    """Return the figures of a text in their order.

    A number that is part of a name, such as that of CYP1A2, is none; a number in words is one only
    before a unit or what is counted. Of '5, 10 or 20 mg' all three are in mg.
    """
    signs = plain(text)
    found: list[Figure] = []
    for match in NUMBER.finditer(signs):
        done = found[-1].end if found else 0
        if done != match.end() and not _is_of_name(signs, match.start(), done):  # of 'mg/m 2' the 2 is none
            one = _figure(text, signs, match)
            if one is not None and not (one.unit is None and _is_reference(signs, one.start, one.end)):
                found.append(one)
    for at in range(len(found) - 2, -1, -1):
        one, after = found[at], found[at + 1]
        if one.unit is None and after.unit is not None and JOINS.fullmatch(signs, one.end, after.start):
            found[at] = one._replace(unit=after.unit)
    for at in range(1, len(found)):
        before, one = found[at - 1], found[at]
        leads = before.unit is not None and BEFORE.search(signs[max(0, before.start - 10) : before.start])
        if one.unit is None and leads and JOINS.fullmatch(signs, before.end, one.start):
            found[at] = one._replace(unit=before.unit)
    return found


def _is_reference(signs: str, start: int, end: int) -> bool:
    """Tell whether a bare number names a part of a text: 'Table 1', '(5.1, 5.2)'. That of 'three (3)' does not."""
    if LABELLED.search(signs[max(0, start - 16) : start]):
        return True
    opened = signs.rfind("(", max(0, start - 60), start)
    within = CROSS.match(signs, opened) if opened >= 0 else None
    if within is None or within.end() <= end or AFTER_BRACKET.match(signs, within.end() - 1):
        return False
    return not SPELLED_OUT.search(signs[max(0, opened - 12) : opened])


def _is_of_name(signs: str, start: int, done: int) -> bool:
    """Tell whether a number is the end of a name, such as COVID-19; in 2°C-8°C it is not."""
    return signs[start - 1 : start] == "-" and signs[start - 2 : start - 1].isalpha() and done != start - 1


def _figure(text: str, signs: str, match: re.Match[str]) -> Figure | None:
    code, digits, power, word = match.groups()
    end = match.end()
    if code:
        return Figure(Decimal(0), Unit(code), text[match.start() : end], match.start(), end, is_code=True)
    unit = AFTER_NUMBER.match(signs, end) or AFTER_BRACKET.match(signs, end)
    if word and unit is None and not COUNTED_AFTER.match(signs, end):
        return None
    value = WORDS[word.lower()] if word else Decimal(digits.replace(",", ""))
    if power:
        value *= Decimal(10) ** int(power.translate(RISEN))
    if unit is None and signs[match.start() - 1 : match.start()] == "/" and signs[end : end + 1] in QUOTES:
        return Figure(value, Unit("inch"), text[match.start() : end + 1], match.start(), end + 1)
    if unit is None:
        leading = BEFORE.search(signs[max(0, match.start() - 10) : match.start()])
        named = Unit(leading[1].lower()) if leading else None
        return Figure(value, named, text[match.start() : end], match.start(), end)
    end = end if unit.re is AFTER_BRACKET else unit.end()
    return Figure(value, read(unit[1], unit[2]), text[match.start() : end], match.start(), end)


def implied(text: str) -> Iterator[Figure]:
    """Yield what a text says without a unit or a number: 'monthly' is 1 month, 'aged 65 and over' 65 years.

    Numbers in words are yielded without a unit, for what is counted may stand anywhere; 'one' is not.
    """
    for match in MANY.finditer(plain(text)):
        yield Figure(WORDS[match[1].lower()], None, text[match.start() : match.end()], match.start(), match.end())
    for match in AGED.finditer(plain(text)):
        for at in (1, 2):
            if match[at]:
                written = text[match.start(at) : match.end(at)]
                yield Figure(Decimal(match[at]), Unit("year"), written, match.start(at), match.end(at))
    for match in IMPLIED.finditer(plain(text)):
        other, noun, adverb = match.groups()
        count, unit = ADVERBS[adverb.lower()] if adverb else (2 if other else 1, noun.lower())
        if adverb and "other" in match[0].lower():
            count *= 2
        yield Figure(Decimal(count), Unit(unit), text[match.start() : match.end()], match.start(), match.end())


def power(heading: str) -> Decimal | None:
    """Return what the numbers below a heading are to be multiplied by, if it says so: 10^9 of 'x10 9 /L'."""
    match = POWERS.search(plain(heading))
    return Decimal(10) ** int(match[1].translate(RISEN)) if match else None
