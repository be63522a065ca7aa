"""Names like the typed one. They are offered, never opened."""

from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from drugcli.library.formulary import Named
from drugcli.library.library import Library
from drugcli.records.folding import fold, sound

MOST = 9
"""Candidates shown: what one key can pick from."""
SHORTEST_PREFIX = 3
"""Letters; fewer begin the names of too many drugs."""


class Near(NamedTuple):
    """A name, how far it is from the typed one (least first), and why it is like it."""

    rank: tuple[int, int]
    why: str
    named: Named


def allowed_edits(length: int) -> int:
    """Return how many edits a name of so many letters may differ by and still be offered."""
    return 1 if length <= 4 else 2 if length <= 8 else 3  # noqa: PLR2004


def near(query: str, library: Library, kind: str) -> list[Near]:
    """Return the records with a name like the query, each with its nearest name, nearest first.

    Nearness is the optimal string alignment distance between folded names: the number of
    letters added, left out, changed or swapped with their neighbour. Names that begin with
    the query, or sound like it, follow. Codes are like no other code.
    """
    folded = fold(query)
    best: dict[str, Near] = {}
    for found in (
        *_by_distance(folded, library, kind),
        *_by_prefix(folded, library, kind),
        *_by_sound(folded, library, kind),
    ):
        held = best.get(found.named.id)
        if held is None or found.rank < held.rank:
            best[found.named.id] = found
    return sorted(best.values(), key=lambda one: (one.rank, one.named.folded, one.named.id))[:MOST]


def _by_distance(folded: str, library: Library, kind: str) -> Iterator[Near]:
    limit = allowed_edits(len(folded))
    reach = library.within_reach(folded, limit)
    scored = extract_iter(folded, reach, scorer=OSA.distance, score_cutoff=limit)
    distances = {text: distance for text, distance, _at in scored}
    for named in library.spelled(list(distances), kind):
        distance = distances[named.folded]
        letters = "1 letter" if distance == 1 else f"{distance} letters"
        yield Near((0, distance), f"{letters} different", named)


def _by_prefix(folded: str, library: Library, kind: str) -> Iterator[Near]:
    if len(folded) >= SHORTEST_PREFIX:
        for named in library.beginning_with(folded, kind):
            yield Near((1, len(named.folded)), "begins with it", named)


def _by_sound(folded: str, library: Library, kind: str) -> Iterator[Near]:
    heard = sound(folded)
    if len(heard) >= SHORTEST_PREFIX:
        for named in library.sounding_like(heard, kind):
            yield Near((2, abs(len(named.folded) - len(folded))), "sounds like it", named)
