"""Names like the typed one. They are offered, never opened."""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from drugcli.library.formulary import Named
from drugcli.library.library import Library
from drugcli.library.vocabulary import KnownName, Vocabulary
from drugcli.lookup.answers import Candidate
from drugcli.lookup.known import held_under, known_only
from drugcli.records.folding import fold, sound

MOST = 9
"""Candidates shown: what one key can pick from."""
SHORTEST_PREFIX = 3
"""Letters; fewer begin the names of too many drugs."""


SHORTEST_WITHIN = 4
"""Letters of a name that is looked for among other words."""
MOST_WORDS = 12
SORTS = ("generic", "brand", "id", "salt", "synonym", "abbreviation", "code name", "name")
"""Sorts of names, the likeliest to be meant first."""


BY_EDITS, BY_WORDS, BY_PREFIX, BY_SOUND = range(4)
"""Why a name is offered, the best reason first."""


class Near(NamedTuple):
    """A name, how far it is from the typed one (least first), and why it is like it."""

    rank: tuple[int, ...]
    why: str
    text: str
    key: str
    """What it means; of several names with one meaning the nearest is kept."""
    means: Named | Candidate
    """A record here, or a drug that is known only."""


def allowed_edits(length: int) -> int:
    """Return how many edits a name of so many letters may differ by and still be offered."""
    return 1 if length <= 4 else 2 if length <= 8 else 3  # noqa: PLR2004


def near(query: str, library: Library, kind: str) -> list[Near]:
    """Return the drugs or markets with a name like the query, each with its nearest name, nearest first.

    Nearness is the optimal string alignment distance between folded names: the number of
    letters added, left out, changed or swapped with their neighbour. Names that begin with
    the query, or sound like it, follow; names more than one edit farther than the nearest do
    not. Codes are like no other code. Real drugs on which there
    is nothing here stand among the others, so that a slip for one does not slide on.
    """
    folded = fold(query)
    found = [*_held(folded, library, kind), *_within(query, library, kind)]
    if library.vocabulary is not None and kind == "drugs":
        found += _known(folded, library.vocabulary, library)
    least = min((one.rank[1] for one in found if one.rank[0] == BY_EDITS), default=0)
    close = [one for one in found if one.rank[0] != BY_EDITS or one.rank[1] <= least + 1]
    best: dict[str, Near] = {}
    for one in sorted(close, key=lambda one: (one.rank, one.text)):
        best.setdefault(one.key, one)
    return list(best.values())[:MOST]


def _held(folded: str, library: Library, kind: str) -> Iterator[Near]:
    distances = _distances(folded, library.within_reach(folded, allowed_edits(len(folded))))
    for named in library.spelled(list(distances), kind):
        yield _near_held(*_edited(folded, named.folded, named.sort, distances[named.folded]), named)
    if len(folded) >= SHORTEST_PREFIX:
        for named in library.beginning_with(folded, kind):
            yield _near_held((BY_PREFIX, len(named.folded)), "begins with it", named)
    if len(sound(folded)) >= SHORTEST_PREFIX:
        for named in library.sounding_like(sound(folded), kind):
            yield _near_held((BY_SOUND, abs(len(named.folded) - len(folded))), "sounds like it", named)


def _within(query: str, library: Library, kind: str) -> Iterator[Near]:
    """Find names in a text of several words, as orders are written: 'spinraza 12 mg'."""
    words = re.findall(r"[^\W\d_]+|\d+", query)[:MOST_WORDS]
    spans = {fold("".join(words[a:b])) for a, b in combinations(range(len(words) + 1), 2)}
    for named in library.spelled([span for span in spans if len(span) >= SHORTEST_WITHIN], kind):
        yield _near_held((BY_WORDS, -len(named.folded)), "is part of what was typed", named)


def _known(folded: str, vocabulary: Vocabulary, library: Library) -> Iterator[Near]:
    distances = _distances(folded, vocabulary.within_reach(folded, allowed_edits(len(folded))))
    for name in vocabulary.spelled(list(distances)):
        edited = _edited(folded, name.folded, name.sort, distances[name.folded])
        yield _near_known(*edited, name, vocabulary, library)
    if len(folded) >= SHORTEST_PREFIX:
        for name in vocabulary.beginning_with(folded, MOST):
            yield _near_known((BY_PREFIX, len(name.folded)), "begins with it", name, vocabulary, library)
    if len(sound(folded)) >= SHORTEST_PREFIX:
        for name in vocabulary.sounding_like(sound(folded))[:MOST]:
            rank = (BY_SOUND, abs(len(name.folded) - len(folded)))
            yield _near_known(rank, "sounds like it", name, vocabulary, library)


def _distances(folded: str, reach: Iterable[str]) -> dict[str, int]:
    scored = extract_iter(folded, list(reach), scorer=OSA.distance, score_cutoff=allowed_edits(len(folded)))
    return {text: distance for text, distance, _at in scored}


def _edited(folded: str, text: str, sort: str, distance: int) -> tuple[tuple[int, ...], str]:
    """Rank by distance; of equals, one with the same first letter comes first, for slips seldom hit it."""
    place = SORTS.index(sort) if sort in SORTS else len(SORTS)
    letters = "1 letter" if distance == 1 else f"{distance} letters"
    return (BY_EDITS, distance, int(folded[0] != text[0]), place), f"{letters} different"


def _near_held(rank: tuple[int, ...], why: str, named: Named) -> Near:
    return Near(rank, why, named.folded, named.id, named)


def _near_known(rank: tuple[int, ...], why: str, name: KnownName, vocabulary: Vocabulary, library: Library) -> Near:
    held = held_under(name, vocabulary, library)
    if held is not None:
        return _near_held(rank, why, held._replace(text=name.text, sort=name.sort, folded=name.folded))
    candidate = known_only(name, vocabulary, why)
    return Near(rank, why, name.folded, candidate.title, candidate)
