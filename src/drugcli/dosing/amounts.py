"""How much: from a dosage and a patient to single doses, with each step of the reckoning."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal, NamedTuple

from drugcli.dosing.case import Case
from drugcli.dosing.patient import Patient, holds, lies_in
from drugcli.records.amounts import Amount, Count, Dosage
from drugcli.records.conditions import Rounding


class Figure(NamedTuple):
    """A number and its unit."""

    value: Decimal
    unit: str


class Sum(NamedTuple):
    """One step of a reckoning: 0.2 mg/kg × 9.4 kg = 1.88 mg."""

    left: Figure
    sign: Literal["×", "/", "+", "−"]
    right: Figure
    result: Figure


class Cap(NamedTuple):
    """A reckoned amount that its source limits."""

    reckoned: Figure
    limit: Figure


class Rounded(NamedTuple):
    """A dose before and after its source's rounding; 'to' is None where the source leaves it open."""

    exact: Figure
    to: Figure | None
    rule: Rounding | None
    choices: tuple[Figure, ...] = ()
    """The two marks between which an undecided dose lies halfway."""


class Way(NamedTuple):
    """One way to give a day's dose: in so many doses of so much (low and high, where it is a range)."""

    doses: int
    single: tuple[Figure, ...]
    rounded: tuple[Rounded, ...]
    too_large: Figure | None
    """The largest single dose that the source allows, where this way exceeds it."""


class Worked(NamedTuple):
    """What an amount comes to for a patient."""

    sums: tuple[Sum, ...]
    caps: tuple[Cap, ...]
    a_day: tuple[Figure, ...]
    """The total of a day, where the source gives that."""
    ways: tuple[Way, ...]
    doses_a_day: int | Count | None
    largest_single: Figure | None
    """The most that one of the doses of a day may be."""
    a_day_at_most: Figure | None
    """The most of a day, where the source limits that."""


class MissingError(Exception):
    """Something must be known of the patient before an amount can be reckoned."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


def worked(amount: Amount, dosage: Dosage, case: Case) -> Worked:
    """Return what an amount comes to; raises MissingError for a measure that was not stated."""
    sums: list[Sum] = []
    caps: list[Cap] = []
    totals = tuple(_reckoned(amount, value, case.patient, sums, caps) for value in amount.ends)
    ways = tuple(_ways(totals, dosage, case, sums))
    return Worked(
        sums=tuple(dict.fromkeys(sums)),
        caps=tuple(dict.fromkeys(caps)),
        a_day=totals if dosage.divided_into is not None else (),
        ways=ways,
        doses_a_day=dosage.doses_a_day or dosage.divided_into,
        largest_single=_largest(dosage),
        a_day_at_most=Figure(amount.at_most, amount.unit) if dosage.divided_into and amount.at_most else None,
    )


def _largest(dosage: Dosage) -> Figure | None:
    limit = dosage.largest_single
    return Figure(limit.ends[-1], limit.unit) if limit is not None else None


def _reckoned(amount: Amount, value: Decimal, patient: Patient, sums: list[Sum], caps: list[Cap]) -> Figure:
    if amount.reckoned_by is None:
        return Figure(value, amount.unit)
    known = patient.measures.get(amount.reckoned_by)
    if known is None:
        raise MissingError(amount.reckoned_by)
    reckoned = Figure(value * known.value, amount.unit)
    sums.append(Sum(Figure(value, f"{amount.unit}/{amount.per}"), "×", Figure(known.value, known.unit), reckoned))
    if amount.at_most is not None and reckoned.value > amount.at_most:
        limit = Figure(amount.at_most, amount.unit)
        caps.append(Cap(reckoned, limit))
        return limit
    return reckoned


def _ways(totals: tuple[Figure, ...], dosage: Dosage, case: Case, sums: list[Sum]) -> Iterator[Way]:
    most = _largest(dosage)
    for doses in _counts(dosage.divided_into):
        single = tuple(Figure(total.value / doses, total.unit) for total in totals)
        if doses > 1:
            sums += [Sum(a, "/", Figure(Decimal(doses), "doses"), b) for a, b in zip(totals, single, strict=True)]
        rounding = [one for figure in single if (one := rounded(figure, case)) is not None]
        is_too_large = most is not None and any(figure.value > most.value for figure in single)
        yield Way(doses, single, tuple(rounding), most if is_too_large else None)


def _counts(divided_into: int | Count | None) -> Sequence[int]:
    if divided_into is None:
        return (1,)
    if isinstance(divided_into, int):
        return (divided_into,)
    return range(divided_into.at_least, (divided_into.at_most or divided_into.at_least) + 1)


def rounded(exact: Figure, case: Case) -> Rounded | None:
    """Return a figure after the source's rounding; None where the source has no rule in this unit.

    Rules for some sizes hold for figures that lie there, else for those that they round to there.
    Where none does, where several lead to different marks, or where the figure lies halfway between
    two marks, the source leaves it open. Raises MissingError where a rule depends on what was not stated.
    """
    of_unit = [rule for rule in case.regimen.rounding if rule.unit == exact.unit and _is_for(rule, case)]
    if not of_unit:
        return None
    by_size = [rule for rule in of_unit if rule.of is None or lies_in(exact.value, rule.of)]
    found: dict[Decimal, Rounding] = {}
    choices: set[Decimal] = set()
    for rule in by_size or of_unit:
        marks = _marks(exact.value, rule)
        fitting = [mark for mark in marks if by_size or rule.of is None or lies_in(mark, rule.of)]
        if len(marks) > 1:
            choices.update(fitting)
        else:
            found |= dict.fromkeys(fitting, rule)
    if len(found) == 1 and not choices - found.keys():
        ((mark, rule),) = found.items()
        return Rounded(exact, Figure(mark, exact.unit), rule)
    open_to = tuple(Figure(mark, exact.unit) for mark in sorted(choices | found.keys()))
    return Rounded(exact, None, of_unit[0] if len(of_unit) == 1 else None, open_to)


def _is_for(rule: Rounding, case: Case) -> bool:
    for one in rule.when:
        held = holds(one, case.patient, case.day)
        if held is None:
            raise MissingError(one.of)
        if not held:
            return False
    return True


def _marks(value: Decimal, rule: Rounding) -> tuple[Decimal, ...]:
    """Return the multiple to which a rule rounds a figure; both neighbours when it lies halfway to the nearest."""
    low = (value / rule.multiple).to_integral_value(ROUND_FLOOR) * rule.multiple
    high = (value / rule.multiple).to_integral_value(ROUND_CEILING) * rule.multiple
    if rule.direction == "down" or low == high:
        return (low,)
    if rule.direction == "up":
        return (high,)
    if value - low == high - value:
        return (low, high)
    return (low,) if value - low < high - value else (high,)
