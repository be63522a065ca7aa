"""The vocabulary of made-up lists, derived once."""

from __future__ import annotations

from pathlib import Path

import pytest

from drugcli.naming.deriving import derive
from drugcli.naming.products import products, sold_to_people
from drugcli.readers.ndc_products import read_products
from drugcli.readers.public_lists import recognised
from drugcli.readers.unii_list import read_unii
from drugcli.records.folding import fold

LISTS = Path(__file__).resolve().parent.parent / "data" / "lists"


class Made:
    """What was made of the made-up lists; substances are asked for by their preferred names."""

    def __init__(self) -> None:
        listed = read_unii(recognised(LISTS / "UNII_Names.txt")).substances
        rows = sold_to_people(list(read_products(recognised(LISTS / "product.txt"))))
        vocabulary = derive(listed, products(rows, listed))
        self.unii = {one.preferred: one.unii for one in listed.values()}
        self.substances = {line.substance: line for line in vocabulary.substances}
        self.entries = {*vocabulary.names, *vocabulary.products}

    def has(self, kind: str, name: str, *preferred: str) -> bool:
        return ("; ".join(sorted(self.unii[one] for one in preferred)), kind, name) in self.entries

    def knows(self, name: str) -> bool:
        return fold(name) in {fold(entry.text) for entry in self.entries}


@pytest.fixture(scope="session")
def made() -> Made:
    return Made()
