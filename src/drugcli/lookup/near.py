"""Names like the typed one. They are offered, never opened."""

from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from drugcli.library.formulary import Named
from drugcli.records.folding import fold

MOST = 9
"""Candidates shown: what one key can pick from."""
SHORTEST_PREFIX = 3
"""Letters; fewer begin the names of too many drugs."""

SOUNDS = (
    ("ph", "f"),
    ("ch", "k"),
    ("ck", "k"),
    ("c", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("y", "i"),
    ("z", "s"),
    ("th", "t"),
)


class Near(NamedTuple):
    """A name, how far it is from the typed one (least first), and why it is like it."""

    rank: tuple[int, int]
    why: str
    named: Named


def allowed_edits(length: int) -> int:
    """Return how many edits a name of so many letters may differ by and still be offered."""
    return 1 if length <= 4 else 2 if length <= 8 else 3  # noqa: PLR2004


def near(query: str, names: Iterable[Named]) -> list[Near]:
    """Return the records with a name like the query, each with its nearest name, nearest first.

    Nearness is the optimal string alignment distance between folded names: the number of
    letters added, left out, changed or swapped with their neighbour. Names that begin with
    the query, or sound like it, follow.
    """
    folded = fold(query)
    pool = list(names)
    best: dict[str, Near] = {}
    for found in (*_by_distance(folded, pool), *_by_prefix(folded, pool), *_by_sound(folded, pool)):
        held = best.get(found.named.id)
        if held is None or found.rank < held.rank:
            best[found.named.id] = found
    return sorted(best.values(), key=lambda one: (one.rank, one.named.folded, one.named.id))[:MOST]


def sound(folded: str) -> str:
    """Return a name as it sounds: one spelling a sound, no doubled letters, no vowels but the first."""
    for spelling, plain in SOUNDS:
        folded = folded.replace(spelling, plain)
    kept = [letter for at, letter in enumerate(folded) if at == 0 or letter not in "aeiouh"]
    return "".join(letter for at, letter in enumerate(kept) if at == 0 or letter != kept[at - 1])


def _by_distance(folded: str, pool: list[Named]) -> Iterable[Near]:
    limit = allowed_edits(len(folded))
    choices = [named.folded for named in pool]
    for _text, distance, at in extract_iter(folded, choices, scorer=OSA.distance, score_cutoff=limit):
        letters = "1 letter" if distance == 1 else f"{distance} letters"
        yield Near((0, distance), f"{letters} different", pool[at])


def _by_prefix(folded: str, pool: list[Named]) -> Iterable[Near]:
    if len(folded) >= SHORTEST_PREFIX:
        for named in pool:
            if named.folded.startswith(folded):
                yield Near((1, len(named.folded)), "begins with it", named)


def _by_sound(folded: str, pool: list[Named]) -> Iterable[Near]:
    heard = sound(folded)
    if len(heard) >= SHORTEST_PREFIX:
        for named in pool:
            if sound(named.folded) == heard:
                yield Near((2, abs(len(named.folded) - len(folded))), "sounds like it", named)
