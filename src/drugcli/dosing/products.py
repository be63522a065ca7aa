"""From a dose to what it is taken from: volume, vials, tablets, and what is left over."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from drugcli.dosing.amounts import Figure, Rounded, Sum, rounded
from drugcli.dosing.case import Case
from drugcli.records.infusions import Split
from drugcli.records.measures import measure
from drugcli.records.presentations import Content, Presentation

MILLILITER = "mL"


class Supply(NamedTuple):
    """What one dose takes of one presentation. What the presentation does not say stays None."""

    product: Presentation
    sums: tuple[Sum, ...]
    volume: Figure | None = None
    rounded: Rounded | None = None
    pieces: Decimal | None = None
    """Tablets or the like; not always a number that can be taken."""
    is_takeable: bool = True
    """Whether so many pieces can be had by breaking one as its label allows."""
    containers: int | None = None
    left_over: tuple[Figure, ...] = ()
    """What a single-dose container still holds: in mL, and in the unit of the dose."""
    syringe_units: Decimal | None = None
    injections: int = 1
    each: Figure | None = None
    """The volume of one of several injections."""


def supply(dose: Figure, product: Presentation, case: Case) -> Supply | None:
    """Return what a dose takes of a presentation; None where its strength is in another unit."""
    held = product.strength
    if dose.unit == MILLILITER and product.volume is not None:
        return _drawn_up(Supply(product, (), volume=dose), dose.unit, case)
    if held.unit != dose.unit:
        return None
    volume = milliliters(held)
    if volume is None:
        return _pieces(dose, product)
    concentration = Figure(held.value / volume, f"{held.unit}/{MILLILITER}")
    drawn = Figure(dose.value * volume / held.value, MILLILITER)
    return _drawn_up(Supply(product, (Sum(dose, "/", concentration, drawn),), volume=drawn), dose.unit, case)


def milliliters(held: Content) -> Decimal | None:
    """Return the volume in mL that holds a strength: 5 of '12 mg per 5 mL'; None where it is no volume."""
    number, _, unit = held.per.rpartition(" ")
    if unit != MILLILITER:
        return None
    return Decimal(number) if number else Decimal(1)


def _pieces(dose: Figure, product: Presentation) -> Supply:
    held = product.strength
    pieces = dose.value / held.value
    sums = (Sum(dose, "/", Figure(held.value, f"{held.unit}/{held.per}"), Figure(pieces, f"{held.per}s")),)
    return Supply(product, sums, pieces=pieces, is_takeable=pieces * product.divisible_into % 1 == 0)


def _drawn_up(found: Supply, unit: str, case: Case) -> Supply:
    """Add how a volume is rounded, divided and marked on a syringe, and how many containers it empties."""
    assert found.volume is not None  # noqa: S101  the caller reckoned it
    product = found.product
    cut = rounded(found.volume, case)
    taken = cut.to if cut is not None and cut.to is not None else found.volume
    injections, each = _injections(taken, case.regimen.splits)
    units = _syringe_units(taken, product)
    found = found._replace(rounded=cut, syringe_units=units, injections=injections, each=each)
    if not product.is_single_dose or product.volume is None:
        return found
    full = measure(product.volume).value
    containers = int((taken.value / full).to_integral_value(ROUND_CEILING))
    left = Figure(containers * full - taken.value, MILLILITER)
    left_over = (left,) if unit == MILLILITER or not left.value else (left, _content(left, product.strength))
    return found._replace(containers=containers, left_over=left_over)


def _content(volume: Figure, held: Content) -> Figure:
    full = milliliters(held)
    assert full is not None  # noqa: S101  the caller measured it
    return Figure(volume.value * held.value / full, held.unit)


def _injections(volume: Figure, splits: Sequence[Split]) -> tuple[int, Figure | None]:
    for one in splits:
        most, unit = measure(one.above)
        if unit == volume.unit and volume.value > most:
            number = int((volume.value / most).to_integral_value(ROUND_CEILING))
            return number, Figure(volume.value / number, volume.unit)
    return 1, None


def _syringe_units(volume: Figure, product: Presentation) -> Decimal | None:
    if product.syringe_units is None:
        return None
    return volume.value * measure(product.syringe_units).value
