"""openFDA's list of product elements: names and ingredients of all products, run together in one text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from drugcli.records.folding import fold
from drugcli.records.label_sections import PRODUCT_ELEMENTS
from drugcli.records.labels import LabelIngredient, LabelName, Product, Substance

MOST_WORDS = 12
"""Of a name that is looked for where no key tells it."""
MOST_PRODUCTS = 200
MOST_LETTERS = 200_000_000
"""To look through for all pairs of a brand and a generic name; no real list needs as many."""
START = 1_000
"""Letters of a list in which its first name stands."""
CONNECTING = frozenset({"and", "for", "in", "of", "or", "plus", "with", "&"})
LISTED = PRODUCT_ELEMENTS.field
SUFFIX = re.compile(r"-[a-z]{4}$")
"""What tells a biological from its like: '-adcd' of bevacizumab-adcd."""


def says(elements: str, name: str) -> bool:
    """Tell whether a list of elements has a name, however it is written."""
    plain, folded = _both(elements)
    return name.casefold() in plain or fold(name) in folded


@lru_cache(maxsize=1)
def _both(elements: str) -> tuple[str, str]:
    """Return a list of elements in small letters, and folded; it is asked for many names running."""
    return elements.casefold(), fold(elements)


def begins(elements: str, brands: Sequence[str]) -> bool:
    """Tell whether a list of elements begins with one of the brands, as that of their label does."""
    start = fold(elements[:START])
    return not brands or any(start.startswith(fold(brand)) for brand in brands)


def named_in(elements: str, texts: Mapping[str, Sequence[str]]) -> tuple[LabelName, ...]:
    """Return the names that a list begins with, so far as the label's own text has them.

    One substance of several would be another drug: then the generic name of all is taken, or the brand alone.
    """
    said = " ".join(text for field, several in texts.items() if field != LISTED for text in several).casefold()
    readings = [
        one for one in _readings(elements.split()[: 4 * MOST_WORDS]) if all(name.casefold() in said for name in one)
    ]
    brand, generic = next((one for one in readings if one.generic), next(iter(readings), Reading("", "")))
    found = (LabelName(text=brand, kind="brand"), LabelName(text=generic, kind="generic"))
    return tuple(name for name in found if name.text)


class Reading(NamedTuple):
    """How the beginning of a list may be meant; a name that cannot be told is empty."""

    brand: str
    generic: str


def _readings(words: Sequence[str]) -> Iterator[Reading]:
    """Yield the likely readings, the likeliest first.

    A list names the product, its generic name, and each active substance twice, with its salt
    and without: where words stand twice running, they are the substance; what stands before is the brand.
    """
    folded = [fold(SUFFIX.sub("", word)) for word in words]
    for start in range(len(words)):
        for length in range(1, min(MOST_WORDS, (len(words) - start) // 2) + 1):
            run = folded[start : start + length]
            if run != folded[start + length : start + 2 * length]:
                continue
            first, second = [at for at in range(len(words)) if folded[at : at + length] == run][:2]
            if _goes_on(words[:first]):
                continue
            brand, end, again = " ".join(words[:first]), first + length, second + length
            is_one = not _goes_on(words[first:end]) and not _goes_on(words[second:again])
            if is_one and CONNECTING.isdisjoint(map(str.casefold, [*words[end:second], *words[again : again + 1]])):
                yield Reading(brand, " ".join(words[first:end]).strip("()"))
            elif first < start:
                yield Reading(brand, " ".join(words[first:start]))
            yield Reading(brand, "")


def _goes_on(words: Sequence[str]) -> bool:
    """Tell whether a name ends as one of several ends that is not the last: 'exampline,' or 'exampline and'."""
    return bool(words) and (words[-1].casefold() in CONNECTING or words[-1].endswith((",", ";")))


def products(elements: str, names: Sequence[LabelName], substances: Iterable[Substance]) -> tuple[Product, ...]:
    """Return the products of a list: it is taken apart where a brand stands before a generic name."""
    brands = [name.text for name in names if name.kind == "brand"] or [""]
    generics = [name.text for name in names if name.kind == "generic"] or [""]
    active = tuple(LabelIngredient(name=one.name, role="active", unii=one.unii) for one in substances)
    starts = _starts(elements, brands, generics)
    if not starts or min(starts) > 0:
        starts[0] = Reading(brands[0] or generics[0], generics[0])
    ends = [*sorted(starts)[1:], len(elements)]
    return tuple(
        Product(
            name=starts[start].brand,
            generic=starts[start].generic or None,
            ingredients=active
            if len(starts) == 1
            else tuple(one for one in active if says(elements[start:end], one.name)),
            listed=elements[start:end].strip(),
        )
        for start, end in zip(sorted(starts), ends, strict=True)
        if elements[start:end].strip()
    )


def _starts(elements: str, brands: Sequence[str], generics: Sequence[str]) -> dict[int, Reading]:
    """Return where products begin in a list, each with the names that stand there; names running are one product's."""
    lower = elements.lower()
    found: dict[int, Reading] = {}
    if len(lower) != len(elements) or len(brands) * len(generics) * len(lower) > MOST_LETTERS:
        return found
    for brand, generic in product(brands, generics):
        sought, at, after = f"{brand} {generic}".strip().lower(), -1, 0
        while sought and (at := lower.find(sought, at + 1)) >= 0 and len(found) < MOST_PRODUCTS:
            if lower[after:at].strip() or not found:
                found.setdefault(at, Reading(brand or generic, generic))
            after = at + len(sought)
    return found
