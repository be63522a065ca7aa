"""openFDA's list of product elements: names and ingredients of all products, run together in one text."""

from collections.abc import Iterable, Mapping, Sequence

from drugcli.records.folding import fold
from drugcli.records.labels import LabelIngredient, LabelName, Product, Substance

MOST_WORDS = 12
"""Of a name that is looked for where no key tells it."""
MOST_PRODUCTS = 200


def says(elements: str, name: str) -> bool:
    """Tell whether a list of elements has a name, however it is written."""
    return name.casefold() in elements.casefold() or fold(name) in fold(elements)


def named_in(elements: str, texts: Mapping[str, Sequence[str]]) -> tuple[LabelName, ...]:
    """Return the names that a list begins with, so far as the label's own text has them.

    A list names the product, its generic name, and each active substance twice, with its salt
    and without: where words stand twice running, they are the substance; what stands before is the brand.
    """
    words = elements.split()[: 4 * MOST_WORDS]
    folded = [fold(word) for word in words]
    for start in range(len(words)):
        for length in range(min(MOST_WORDS, (len(words) - start) // 2), 0, -1):
            run = folded[start : start + length]
            if run == folded[start + length : start + 2 * length]:
                first = next(at for at in range(start + 1) if folded[at] == run[0])
                brand, generic = " ".join(words[:first]), " ".join(words[start : start + length])
                found = (LabelName(text=brand, kind="brand"), LabelName(text=generic, kind="generic"))
                return tuple(name for name in found if name.text and _is_in_text(name.text, texts))
    return ()


def _is_in_text(name: str, texts: Mapping[str, Sequence[str]]) -> bool:
    sought = name.casefold()
    return any(
        sought in text.casefold()
        for field, several in texts.items()
        if field != "spl_product_data_elements"
        for text in several
    )


def products(elements: str, names: Iterable[LabelName], substances: Iterable[Substance]) -> tuple[Product, ...]:
    """Return the products of a list: it is taken apart where a brand stands before a generic name."""
    brands = [name.text for name in names if name.kind == "brand"] or [""]
    generics = [name.text for name in names if name.kind == "generic"] or [""]
    active = tuple(LabelIngredient(name=one.name, role="active", unii=one.unii) for one in substances)
    lower = elements.lower()
    starts: dict[int, tuple[str, str]] = {}
    if len(lower) == len(elements):
        for brand, generic in ((b, g) for b in brands for g in generics):
            sought, at = f"{brand} {generic}".strip().lower(), -1
            after = 0
            while sought and (at := lower.find(sought, at + 1)) >= 0 and len(starts) < MOST_PRODUCTS:
                if lower[after:at].strip() or not starts:
                    starts.setdefault(at, (brand or generic, generic))
                after = at + len(sought)
    if not starts or min(starts) > 0:
        starts[0] = (brands[0] or generics[0], generics[0])
    ends = [*sorted(starts)[1:], len(elements)]
    return tuple(
        Product(
            name=starts[start][0],
            generic=starts[start][1] or None,
            ingredients=active
            if len(starts) == 1
            else tuple(one for one in active if says(elements[start:end], one.name)),
            listed=elements[start:end].strip(),
        )
        for start, end in zip(sorted(starts), ends, strict=True)
        if elements[start:end].strip()
    )
