"""Claims that a set of substances goes by a name, and the lines that they come to."""

from collections.abc import Iterable
from typing import NamedTuple

from drugcli.naming.forms import Forms, without_bases
from drugcli.naming.limits import KINDS, LONGEST, SHORTEST
from drugcli.naming.spelling import fold


class Claim(NamedTuple):
    """That a set of substances goes by a name."""

    uniis: frozenset[str]
    kind: str
    text: str


def keeps(claim: Claim) -> bool:
    """Tell whether a name has a length and letters that somebody would type."""
    folded = fold(claim.text)
    least = {"generic": 2, "brand": 3}.get(claim.kind, SHORTEST)
    return len(claim.text) <= LONGEST and len(folded) >= least and any(letter.isalpha() for letter in folded)


class Entry(NamedTuple):
    """A line of names.tsv or products.tsv."""

    uniis: str
    kind: str
    text: str


def entries(claims: Iterable[Claim], forms: Forms) -> tuple[list[Entry], list[Entry]]:
    """Return the names of single substances and those of combinations: each folded name of a set once, sorted."""
    best: dict[tuple[frozenset[str], str], tuple[int, bool, str]] = {}
    for claim in claims:
        if keeps(claim):
            uniis = without_bases(claim.uniis, forms)
            rank = (KINDS.index(claim.kind), claim.text.isupper(), claim.text)
            key = (uniis, fold(claim.text))
            best[key] = min(best.get(key, rank), rank)
    single: list[Entry] = []
    combined: list[Entry] = []
    for (uniis, _folded), (kind, _upper, text) in best.items():
        (single if len(uniis) == 1 else combined).append(Entry("; ".join(sorted(uniis)), KINDS[kind], text))
    return sorted(single), sorted(combined)
