"""The UNII list is read twice, never held whole, and gives what it would give whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from drugcli.library.importing import from_the_fda
from drugcli.naming.deriving import derive
from drugcli.naming.products import products, sold_to_people
from drugcli.readers.ndc_products import read_products
from drugcli.readers.public_lists import recognised
from drugcli.readers.unii_list import read_unii

LISTS = Path(__file__).resolve().parent.parent / "data" / "lists"
UNII, NDC = recognised(LISTS / "UNII_Names.txt"), recognised(LISTS / "product.txt")


@pytest.mark.parametrize("with_products", [True, False])
def test_an_outline_first_finds_the_same_drugs_and_names(with_products: bool) -> None:
    whole = read_unii(UNII).substances
    rows = sold_to_people(list(read_products(NDC))) if with_products else []

    at_once = derive(whole, products(rows, whole))
    in_two = from_the_fda(UNII, NDC if with_products else None, lambda _what, _done, _total: None)

    assert in_two[:4] == at_once[:4]
