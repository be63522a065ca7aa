"""The products for people of the NDC directory, with their substances."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from drugcli.naming.spelling import STEREO, bare, fold, plain, tidy
from drugcli.naming.words import SEPARATOR
from drugcli.records.folding import fold as fold_once
from drugcli.records.listed import ProductRow, Substance

Value = TypeVar("Value")
CLASS = re.compile(r"(?:^|\],) *([^][]+?) \[EPC")


@dataclass(frozen=True, slots=True)
class Product:
    """A row of the NDC directory; all_known is false where a substance of it is not in the UNII list."""

    proprietary: tuple[str, ...]
    nonproprietary: str
    maker: str
    started: str
    otc: bool
    monograph: bool
    vouched: bool
    topical: bool
    routes: tuple[str, ...]
    classes: tuple[str, ...]
    uniis: frozenset[str]
    all_known: bool


class Finder:
    """Finds the UNII of a substance by the name that the NDC directory gives it."""

    def __init__(self, substances: Mapping[str, Substance]) -> None:
        self._exact = {one.preferred: one.unii for one in substances.values()}
        self._folded: dict[str, str] = {}
        self._loose: dict[str, str] = {}
        for one in sorted(substances.values(), key=lambda one: (bool(STEREO.search(one.preferred)), one.unii)):
            self._folded.setdefault(fold_once(plain(one.preferred)), one.unii)
            for name in one.names:
                if name.type in {"of", "cn"}:
                    self._exact.setdefault(name.text, one.unii)
                    self._loose.setdefault(fold_once(name.text), one.unii)

    def __call__(self, text: str) -> str | None:
        """Return the UNII by the exact name, else by the folded one, else None."""
        folded = fold(text)
        return self._exact.get(text) or self._folded.get(folded) or self._loose.get(folded) if folded else None


def products(rows: Sequence[ProductRow], substances: Mapping[str, Substance]) -> list[Product]:
    """Return the rows as products, with their substances; what several have in common is held once."""
    if not rows:
        return []
    find = Finder(substances)
    same: dict[Any, Any] = {}
    return [product(row, find, same) for row in rows]


def sold_to_people(rows: Sequence[ProductRow]) -> list[ProductRow]:
    """Return the rows without homeopathic products and allergen extracts."""
    extractors = allergen_makers(rows)
    return [row for row in rows if for_people(row, extractors)]


def asked(row: ProductRow) -> list[str]:
    """Return the names by which a row tells its substances.

    A kit lists none: they are in its nonproprietary name, which may be that of one, or of several.
    """
    listed = [text.strip() for text in row.substances.split(";") if text.strip()]
    return listed or [
        row.nonproprietary.upper().strip(),
        *(text for both in parts(row.nonproprietary) for text in both),
    ]


def parts(nonproprietary: str) -> list[tuple[str, str]]:
    """Return the parts of a kit's name, each as it stands and without strengths and forms."""
    found = [(part.strip().upper(), bare(part).upper()) for part in SEPARATOR.split(nonproprietary)]
    return [(whole, rest) for whole, rest in found if rest]


def is_allergenic(row: ProductRow) -> bool:
    """Tell whether a row is an allergen extract, but for the tablets that patients take under the tongue."""
    listed = "ALLERGENIC" in row.type or (row.category == "BLA" and "Allergen" in row.classes)
    return listed and row.routes not in {"SUBLINGUAL", "ORAL"}


def allergen_makers(rows: Iterable[ProductRow]) -> set[str]:
    """Return the makers most of whose licensed products are allergen extracts: not each of theirs is marked as one."""
    marked: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for row in rows:
        if row.category == "BLA":
            (marked if is_allergenic(row) else others)[row.labeler] += 1
    return {maker for maker in marked if marked[maker] > others[maker]}


def for_people(row: ProductRow, extractors: Collection[str]) -> bool:
    """Tell whether a row is a drug for people that is neither homeopathic nor an allergen extract."""
    if is_allergenic(row) or "HOMEOPATHIC" in row.category:
        return False
    by_mouth = row.routes in {"SUBLINGUAL", "ORAL"}
    return by_mouth or row.category != "BLA" or row.labeler not in extractors


def substances_of(row: ProductRow, find: Finder) -> list[str | None]:
    """Return the UNIIs of a row's substances; None for one that is not in the UNII list."""
    names = asked(row)
    if row.substances.strip(" ;"):
        return [find(name) for name in names]
    whole = find(names[0])
    return [whole] if whole else [find(part) or find(rest) for part, rest in parts(row.nonproprietary)]


def product(row: ProductRow, find: Finder, same: dict[Any, Any]) -> Product:
    """Return a row of the NDC directory as a product, made of equal values of earlier ones where there are some."""

    def shared(value: Value) -> Value:
        return cast("Value", same.setdefault(value, value))

    uniis = substances_of(row, find)
    routes = tuple(route.strip().lower() for route in row.routes.split(";") if route.strip())
    otc = "OTC" in row.type
    return Product(
        proprietary=shared(tuple(proprietary_names(row))),
        nonproprietary=shared(tidy(row.nonproprietary).lower()),
        maker=row.labeler,
        started=row.started,
        otc=otc,
        monograph="MONOGRAPH" in row.category,
        vouched=not (otc and row.category.startswith("UNAPPROVED")),
        topical=bool(routes) and set(routes) <= {"topical", "dental", "cutaneous"},
        routes=shared(routes),
        classes=shared(tuple(CLASS.findall(row.classes))),
        uniis=shared(frozenset(unii for unii in uniis if unii)),
        all_known=bool(uniis) and None not in uniis,
    )


def proprietary_names(row: ProductRow) -> Iterator[str]:
    """Yield the proprietary name with its suffix, as in 'Advair Diskus', and without."""
    name, suffix = tidy(row.proprietary), tidy(row.suffix)
    if suffix and fold(suffix) not in fold(name):
        yield f"{name} {suffix}"
    yield name
