"""What is known of real drugs: their names and substances, and the tables that these are read from."""

from collections.abc import Callable
from typing import NamedTuple

SUBSTANCES, NAMES, PRODUCTS = "substances.tsv", "names.tsv", "products.tsv"
TABLES = (SUBSTANCES, NAMES, PRODUCTS)

Progress = Callable[[int, int], None]
"""Told how many steps of how many are done, while an index is built."""


class KnownName(NamedTuple):
    """A name of a real drug; a combination has several substances."""

    folded: str
    text: str
    sort: str
    """Which sort of name: generic, brand, synonym, code name."""
    uniis: tuple[str, ...]


class Substance(NamedTuple):
    """What the vocabulary says of a substance.

    'base' is the substance that it is at the last a form of, and 'drug' the one that names the
    drug: two substances with one drug are the same to whoever prescribes.
    """

    unii: str
    name: str
    classes: str
    routes: str
    base: str
    drug: str
    is_marketed: bool
