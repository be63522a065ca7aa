"""What openFDA is asked for, and whether a label that it sends is of that: its index has answered for another drug."""

from typing import NamedTuple
from uuid import UUID

from drugcli.errors import UsageError
from drugcli.library.label_names import names_of
from drugcli.lookup.resolve import clean
from drugcli.lookup.stems import spelled_out, without_salts
from drugcli.records.codes import PRODUCT_DIGITS, MalformedCodeError, recognise
from drugcli.records.folding import fold, in_any_order
from drugcli.records.label_sections import PRODUCT_ELEMENTS
from drugcli.records.labels import Label

NAMED = ("openfda.generic_name", "openfda.brand_name", "openfda.substance_name")
LISTED = PRODUCT_ELEMENTS.field
"""Where a label without its openfda block has its names."""
LABELER, SET_ID = 5, 36
"""Digits of a labeler's code, and letters of a set id."""


class Asked(NamedTuple):
    """A name, a set id or an NDC."""

    query: str
    searches: tuple[str, ...]
    """In openFDA's language; each is for when those before it find nothing."""
    codes: frozenset[str] = frozenset()
    """Folded; a label of what is asked for has one of them. Without any, it has the name."""


def asked_for(typed: str) -> Asked:
    """Return what is asked for by what was typed; raises UsageError for what can be no name and no code."""
    query = clean(typed)
    if _is_set_id(query):
        return Asked(query, (f'set_id:"{query.lower()}"',), frozenset({fold(query)}))
    try:
        code = recognise(query)
    except MalformedCodeError as error:
        raise UsageError(f"{query!r} is no code: {error}.") from None
    if code is not None and code.kind == "NDC":
        products = dict.fromkeys(key[:PRODUCT_DIGITS] for key in code.keys)
        spelled = (one for product in products for one in _spellings(product))
        search = " ".join(f'openfda.product_ndc.exact:"{one}"' for one in spelled)
        return Asked(query, (search,), frozenset(products))
    phrase = f'"{query.replace(chr(92), " ").replace(chr(34), " ")}"'
    return Asked(query, (" ".join(f"{field}:{phrase}" for field in NAMED), f"{LISTED}:{phrase}"))


def is_of(label: Label, asked: Asked) -> bool:
    """Tell whether a label is of what was asked for, by names and codes that its own text bears out.

    A label of a salt is one of the drug without it: of warfarin, where it says warfarin sodium.
    """
    if asked.codes:
        return any(fold(key.text) in asked.codes for key in names_of(label) if key.is_code)
    text = spelled_out(asked.query)
    sought = {fold(asked.query), fold(text)}
    in_order = in_any_order(text)
    for key in names_of(label):
        if key.is_code:
            continue
        names = [key.text, *(stem.text for stem in without_salts(key.text))]
        if any(fold(name) in sought or (in_order and in_any_order(name) == in_order) for name in names):
            return True
    return False


def _is_set_id(query: str) -> bool:
    try:
        return len(query) == SET_ID and str(UUID(query)) == query.lower()
    except ValueError:
        return False


def _spellings(product: str) -> list[str]:
    """Return the ways to write nine digits as labeler and product: 5-4, 5-3 and 4-4."""
    labeler, item = product[:LABELER], product[LABELER:]
    shorter = [f"{labeler}-{item[1:]}"] if item.startswith("0") else []
    shorter += [f"{labeler[1:]}-{item}"] if labeler.startswith("0") else []
    return [f"{labeler}-{item}", *shorter]
