"""Rules about units: a misspelt one would be shown beside a dose as if it were one."""

from collections.abc import Iterator

from drugcli.records.amounts import Dosage
from drugcli.records.markets import Market
from drugcli.records.monographs import Monograph
from drugcli.records.presentations import Presentation
from drugcli.records.seeds import Seed

KNOWN = frozenset(
    {
        "ng", "mcg", "mg", "g", "kg", "mL", "L", "units", "million units", "mmol", "mEq", "MBq", "GBq", "mCi",
        "vector genomes", "cells", "million cells", "tablets", "capsules", "packets", "×10^14 vector genomes", "%",
    }
)  # fmt: skip
"""Add one that a label uses; spelled as it is shown."""


def units_are_known(record: Monograph | Market | Seed) -> Iterator[tuple[str, str]]:
    """An amount to give and an amount in a product have a unit that the field knows."""
    if not isinstance(record, Monograph):
        return
    for path, unit in (*_of_doses(record), *_of_products(record)):
        if unit not in KNOWN:
            yield f"{path}.unit", f"{unit!r} is no known unit; {_advice(unit)}"


def _advice(unit: str) -> str:
    above, _, below = unit.replace(" per ", "/", 1).partition("/")
    if below and above in KNOWN:
        return f'write unit = "{above}" and per = "{below}"'
    return f"known are {', '.join(sorted(KNOWN, key=str.lower))}"


def _of_doses(record: Monograph) -> Iterator[tuple[str, str]]:
    for number, regimen in enumerate(record.regimens):
        for at, phase in enumerate(regimen.phases):
            path = f"regimen[{number}].phase[{at}]"
            yield from _of_dosage(path, phase)
            for row, band in enumerate(phase.bands):
                yield from _of_dosage(f"{path}.band[{row}]", band)


def _of_dosage(path: str, dosage: Dosage) -> Iterator[tuple[str, str]]:
    if dosage.amount:
        yield f"{path}.amount", dosage.amount.unit
    for number, portion in enumerate(dosage.portions):
        yield f"{path}.portions[{number}].amount", portion.amount.unit


def _of_products(record: Monograph) -> Iterator[tuple[str, str]]:
    for number, product in enumerate(record.presentations):
        yield f"presentation[{number}].strength", product.strength.unit
        yield from _of_ingredients(f"presentation[{number}].composition", product)


def _of_ingredients(path: str, product: Presentation) -> Iterator[tuple[str, str]]:
    for at, one in enumerate(product.composition.ingredients if product.composition else ()):
        for key, content in (("content", one.content), ("as_salt", one.as_salt)):
            if content:
                yield f"{path}.ingredient[{at}].{key}", content.unit
