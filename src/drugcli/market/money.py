"""Sums of money in the units of a record. Different currencies are never compared."""

from decimal import Decimal

from drugcli.market.figures import exact
from drugcli.market.rounding import Stated
from drugcli.records.markets import MoneyUnit, Precision

POWER_OF_TEN = {"million": 6, "billion": 9}


def currency(unit: MoneyUnit) -> str:
    """Return 'USD' for 'USD million'."""
    return unit.partition(" ")[0]


def converted(value: Decimal, unit: MoneyUnit, into: MoneyUnit) -> Decimal | None:
    """Return the value in another unit of its currency, or None in another currency.

    Only the decimal point moves, so the last digit stays the last that was given:
    USD 51.6 billion becomes 516E+2 million, which is not known to the million.
    """
    if currency(unit) != currency(into):
        return None
    return value.scaleb(_power(unit) - _power(into))


def amount(value: Decimal, unit: MoneyUnit) -> Decimal:
    """Return the sum in whole dollars, euros or francs, for comparing sums of one currency."""
    return value.scaleb(_power(unit))


def money(value: Decimal, unit: MoneyUnit, precision: Precision = "exactly") -> str:
    """Word a sum: 'USD 1,636 million', 'more than USD 300 billion'."""
    code, _, scale = unit.partition(" ")
    words = f"{code} {exact(value)} {scale}"
    return words if precision == "exactly" else f"{precision} {words}"


def worded(one: Stated, unit: MoneyUnit) -> str:
    """Word a stated sum."""
    return money(one.value, unit, one.precision)


def _power(unit: MoneyUnit) -> int:
    return POWER_OF_TEN[unit.partition(" ")[2]]
