"""Figures as the field writes them (ISMP): no naked or trailing decimals, commas from 1,000."""

from decimal import ROUND_HALF_UP, Decimal

from drugcli.records.amounts import Amount, Count
from drugcli.records.bounds import Bounds, Hole
from drugcli.records.facts import Fact
from drugcli.records.measures import TIME_UNITS, measure
from drugcli.records.presentations import Content

ONE = {"tablets": "tablet", "capsules": "capsule", "packets": "packet", "doses": "dose"}
"""Units that are counted: one of them."""
ABSENT = {"none-stated": "the {source} has none", "not-studied": "not studied"}


def figure(value: Decimal) -> str:
    """Write a number: 1,636 and 0.5, never 1,636.0 or .5."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def reckoned(value: Decimal) -> str:
    """Write a number that was computed: to 3 decimals, or to 4 figures where that is more."""
    digits = max(3, 3 - value.adjusted()) if value else 0
    return figure(value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def quantity(value: Decimal, unit: str) -> str:
    """Write a number and its unit with a space between; percent takes none."""
    return f"{figure(value)}{unit}" if unit == "%" else f"{figure(value)} {unit}"


def amount(given: Amount) -> str:
    """Write how much is given: '12 mg', '0.2 mg per kg, at most 5 mg', '4.5 to 11.2 mL per m²'."""
    unit = ONE.get(given.unit, given.unit) if set(given.ends) == {1} else given.unit
    text = f"{' to '.join(map(figure, given.ends))} {unit}"
    if given.per:
        text += f" per {given.per}" + (f" of {given.of}" if given.of else "")
    if given.at_most is not None:
        text += f", at most {quantity(given.at_most, given.unit)}"
    return text


def content(held: Content) -> str:
    """Write how much a product holds: '12 mg per 5 mL', '100 mg elexacaftor per tablet'."""
    substance = f" {held.substance}" if held.substance else ""
    return f"{quantity(held.value, held.unit)}{substance} per {held.per}"


def count(given: int | Count) -> str:
    """Write how often: '3', '3 to 5', '3 or more'."""
    if isinstance(given, int):
        return str(given)
    return f"{given.at_least} to {given.at_most}" if given.at_most else f"{given.at_least} or more"


def interval(text: str) -> str:
    """Write a length of time with the plural its number needs."""
    value, unit = measure(text)
    if unit not in TIME_UNITS:
        return quantity(value, unit)
    return f"{figure(value)} {unit}" if value == 1 else f"{figure(value)} {unit}s"


def every(text: str) -> str:
    """Write a spacing: 'every 4 months', 'daily'."""
    value, unit = measure(text)
    if value == 1:
        return "daily" if unit == "day" else f"every {unit}"
    return f"every {interval(text)}"


def bounds(band: Bounds) -> str:
    """Write a band in words, without signs: 'at least 8 months, less than 16 months'."""
    if band.at_least is not None and band.at_least == band.at_most:
        return interval(band.at_least)
    said = [
        f"{word} {interval(limit)}"
        for word, limit in (
            ("at least", band.at_least),
            ("more than", band.more_than),
            ("less than", band.less_than),
            ("at most", band.at_most),
        )
        if limit
    ]
    return ", ".join(said)


def span(band: Bounds) -> str:
    """Write a band as briefly as it can be read safely: '8 to less than 16 months', '40 months or more'."""
    if band.lower is None or band.upper is None:
        return f"{interval(band.at_least)} or more" if band.at_least else bounds(band)
    if band.at_least is not None and band.at_least == band.at_most:
        return bounds(band)
    low, high = measure(band.lower), measure(band.upper)
    if low.unit != high.unit:
        return bounds(band)
    lower = "more than " if band.more_than else ""
    upper = "less than " if band.less_than else ""
    return f"{lower}{figure(low.value)} to {upper}{interval(band.upper)}"


def hole(gap: Hole) -> str:
    """Write what no band covers."""
    if gap.is_point:
        return f"exactly {interval(gap.lower)}"
    lower = "from" if gap.with_lower else "above"
    upper = "up to" if gap.with_upper else "below"
    return f"{lower} {interval(gap.lower)} {upper} {interval(gap.upper)}"


def fact(said: Fact, source: str = "label") -> str:
    """Write what a fact says: its statement, its figure, or its absence."""
    if said.text is not None:
        return said.text
    if said.absent is not None:
        return ABSENT[said.absent].format(source=source)
    unit = said.unit or ""
    if said.value is not None:
        return quantity(said.value, unit)
    assert said.low is not None and said.high is not None  # noqa: S101, PT018  a Fact holds one of four
    return f"{figure(said.low)} to {quantity(said.high, unit)}"


def joined(parts: list[str], last: str = "and") -> str:
    """Join words as a sentence does: 'a, b and c'."""
    return f" {last} ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
