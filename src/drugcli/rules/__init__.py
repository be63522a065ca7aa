"""Curation rules beyond the schema: what a reader of the page would mind.

A rule takes a record and yields (key path, what is wrong and how to mend it).
"""

import datetime as dt
from collections.abc import Iterator

from drugcli.records.markets import Market
from drugcli.records.monographs import Monograph
from drugcli.records.seeds import Seed
from drugcli.rules import codes, figures, products, sources, units

Broken = tuple[str, str]

RULES = (
    sources.every_source_is_cited,
    sources.every_source_is_dated,
    figures.figures_are_written_safely,
    figures.no_trailing_zeros,
    codes.codes_are_well_formed,
    units.units_are_known,
    products.products_are_presentations,
)


def broken(record: Monograph | Market | Seed, today: dt.date) -> Iterator[Broken]:
    """Yield every broken rule of one record."""
    for rule in RULES:
        yield from rule(record)
    yield from sources.nothing_is_of_the_future(record, today)
