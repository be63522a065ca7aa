"""What is given, and to whom, in words."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby

from msgspec.structs import replace

from drugcli.pages.figures import amount, bounds, count, every, interval, joined, quantity
from drugcli.records.amounts import Amount, Dosage, Portion
from drugcli.records.conditions import Band, Condition
from drugcli.records.measures import Measure, measure
from drugcli.records.regimens import Phase, Regimen

DAY = Measure(Decimal(1), "day")
TIMES = {1: "daily", 2: "twice daily"}
"""How often a day; the field has words for these alone."""


def title(regimen: Regimen) -> str:
    """Name a regimen by its agency and what sets it apart."""
    return " ".join(part for part in (regimen.agency, regimen.name) if part)


def merged(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return cites in order, each once."""
    return tuple(dict.fromkeys(cite for group in groups for cite in group))


def conditions(all_of: Iterable[Condition]) -> str:
    """Say what must hold of a patient: 'age at least 2 years; weight less than 20 kg'."""
    return "; ".join(condition(one) for one in all_of)


def condition(one: Condition) -> str:
    """Say one condition: 'weight at least 20 kg', 'hepatic impairment none or mild'."""
    return f"{one.of} {bounds(one.bounds) if one.bounds else joined(list(one.states), 'or')}"


def patients(any_of: Sequence[Iterable[Condition]]) -> str:
    """Say which patients a regimen is for, where several groups may have it."""
    return ", or ".join(conditions(all_of) for all_of in any_of)


def band(row: Band, spacing: str | None) -> str:
    """Say what a row of a dosing table gives: its dose, or that there is none."""
    shown = spacing if _is_repeated_within_a_day(row) or row.portions else None
    return row.no_dose or given(row, row.interval or shown)


BELOW = "the amount below"
"""Said of a phase whose rows follow."""


def by_row(one: Phase) -> str:
    """Say what the amount of a phase with rows goes by: 'an amount by age and weight'."""
    return f"an amount by {joined(list(dict.fromkeys(each.of for row in one.bands for each in row.when)))}"


def phase(one: Phase, before: Phase | None, banded: str = BELOW) -> str:
    """Say what a phase gives and when: '12 mg, 3 doses 14 days apart'; 'banded' stands for the amount of its rows."""
    if one.bands and all(row.no_dose for row in one.bands):
        return joined(list(dict.fromkeys(row.no_dose for row in one.bands if row.no_dose)), "or")
    if one.bands:
        is_endless = one.doses is None and one.days is None
        return _timed(f"{banded}{',' * is_endless}", one, before)
    if _is_repeated_within_a_day(one) or any(portion.day for portion in one.portions):
        return _timed(given(one, one.interval), one, before, said_how_often=True)
    return _timed(given(one, None), one, before)


def spacing(one: Phase, row: Band | None) -> str:
    """Say when the doses of a phase fall, after how much: ', 3 doses 14 days apart', ' every 4 months'."""
    if row is not None and row.interval is not None:
        return f" {every(row.interval)}"
    dosed = row or one
    if _is_daily(one.interval) and _is_repeated_within_a_day(dosed):
        return ""
    return _timed("", one, None)


def given(dosage: Dosage, spacing: str | None) -> str:
    """Say what is given on a day of dosing, and how often, where a spacing is named."""
    if dosage.portions:
        return _portions(dosage.portions, spacing)
    assert dosage.amount is not None  # noqa: S101  a dosage has an amount or portions
    how_much = amount(dosage.amount)
    if dosage.divided_into is not None:
        text = f"{_a_day(dosage.amount)} in {count(dosage.divided_into)} doses"
    elif dosage.doses_a_day is not None and _is_daily(spacing):
        text = f"{how_much} {_times(dosage)}"
    else:
        text = f"{how_much} {every(spacing)}" if spacing else how_much
    if dosage.largest_single is not None:
        text += f", at most {amount(dosage.largest_single)} at once"
    return text


def _a_day(one: Amount) -> str:
    """Say how much a day is, and its limit: '4.5 mL per m² a day, at most 17.5 mL a day,'."""
    text = amount(replace(one, at_most=None))
    text += "" if text.endswith(" a day") else " a day"
    return text if one.at_most is None else f"{text}, at most {quantity(one.at_most, one.unit)} a day,"


def _times(dosage: Dosage) -> str:
    often = dosage.doses_a_day
    assert often is not None  # noqa: S101  the caller looked
    return TIMES.get(often, f"{often} times daily") if isinstance(often, int) else f"{count(often)} times daily"


def _portions(portions: Sequence[Portion], spacing: str | None) -> str:
    days = [(day, joined([_portion(one) for one in of_day])) for day, of_day in groupby(portions, lambda one: one.day)]
    if len(days) == 1 and not days[0][0]:
        return f"{days[0][1]} {every(spacing)}" if spacing else days[0][1]
    pattern = "; ".join(f"day {day + 1}: {text}" for day, text in days)
    return f"{pattern}; again {every(spacing)}" if spacing else pattern


def _portion(one: Portion) -> str:
    product = f" of {one.product}" if one.product else ""
    time = f" in the {one.time}" if one.time else ""
    return f"{amount(one.amount)}{product}{time}"


def _is_daily(spacing: str | None) -> bool:
    return spacing is not None and measure(spacing) == DAY


def _is_repeated_within_a_day(dosage: Dosage) -> bool:
    return dosage.doses_a_day is not None or dosage.divided_into is not None


def _timed(how_much: str, one: Phase, before: Phase | None, *, said_how_often: bool = False) -> str:
    """Add when: 'on days 0 and 14', '30 days later', '3 doses 14 days apart', 'every 4 months'."""
    if one.days is not None:
        return f"{how_much} on days {joined([str(day) for day in one.days])}"
    if one.doses == 1:
        return f"{how_much} {interval(one.after)} later" if one.after else f"{how_much} once"
    assert one.interval is not None  # noqa: S101  a Phase without days has it, or one dose
    if one.doses is not None:
        text = f"{how_much}, {one.doses} doses {interval(one.interval)} apart"
        return f"{text}, the first {interval(one.after)} later" if one.after and before else text
    text = how_much if said_how_often else f"{how_much} {every(one.interval)}"
    differs = one.after is not None and one.after != one.interval
    return f"{text}, the first {interval(one.after)} later" if differs and one.after else text
