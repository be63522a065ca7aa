"""Names like the typed one. They are offered, never opened."""

from collections.abc import Iterable, Iterator
from itertools import combinations, islice, permutations
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from drugcli.library.formulary import Named
from drugcli.library.known import KnownName
from drugcli.library.library import Library
from drugcli.lookup.answers import Candidate
from drugcli.lookup.candidates import candidate
from drugcli.lookup.meanings import Meaning, Meanings, meanings
from drugcli.lookup.stems import spelled_out, without_dose, without_salts
from drugcli.records.folding import WORD, fold, sound, words
from drugcli.records.salts import SALTS

MOST = 9
"""Candidates shown: what one key can pick from."""
SHORTEST_PREFIX = 3
"""Letters; fewer begin the names of too many drugs."""
SHORTEST_WITHIN, SHORTEST_SLIP = 4, 6
"""Letters of a name that is looked for among other words, and of a word that may be a slip for one."""
USUAL_EDITS, MOST_EDITS = 2, 6
MOST_WORDS = 12
MOST_REORDERED = 3
"""Words; of four there are 24 orders."""
SORTS = ("generic", "brand", "id", "salt", "synonym", "abbreviation", "code name", "name")
"""Sorts of names, the likeliest to be meant first."""
BY_EDITS, BY_WORDS, BY_WORD_EDITS, BY_PREFIX, BY_SOUND = range(5)
"""Why a name is offered, the best reason first."""

Place = tuple[int, ...]
"""Of a name among the others, the nearest first."""


class Like(NamedTuple):
    """A name like the typed one, here or known; how far it is, and why it is like it."""

    reason: int
    distance: int
    typed: str
    """What was compared, folded."""
    name: Named | KnownName
    why: str


def allowed_edits(length: int) -> int:
    """Return how many edits a name of so many letters may differ by and still be offered."""
    return 1 if length <= 4 else 2 if length <= 8 else max(3, min(length // 4, MOST_EDITS))  # noqa: PLR2004


def near(query: str, library: Library, kind: str) -> Iterator[Candidate]:
    """Yield the drugs or markets with a name like the query, each with its nearest name, nearest first.

    Nearness is the optimal string alignment distance between folded names: the number of
    letters added, left out, changed or swapped with their neighbour. What was typed is also
    compared in another order of its words, and without dose and salt. Names that begin with
    it, or sound like it, follow; names more than one edit farther than the nearest do not.
    Codes are like no other code. Real drugs on which there is nothing here stand among the
    others, so that a slip for one does not slide on.
    """
    search = _Search(library, kind)
    known = meanings(library)
    found = [(search.place(like), like) for like in _closest(search, query)]
    seen: set[str] = set()
    for _place, like in sorted(found, key=lambda one: (one[0], one[1].name.folded)):
        if len(seen) == MOST:
            return
        for meaning in _meant(like, known):
            if meaning.key not in seen and len(seen) < MOST:
                seen.add(meaning.key)
                yield candidate(meaning, library, like.distance if like.reason == BY_EDITS else None)


def _closest(search: "_Search", query: str) -> Iterator[Like]:
    edited: list[Like] = []
    for typed in readings(query):
        edited += search.within(typed, BY_EDITS)
        if any(like.distance <= 1 for like in edited):
            break
    least = min((like.distance for like in edited), default=0)
    yield from (like for like in edited if like.distance <= least + 1)
    if not edited or least > 1:
        yield from search.among(query)
    if not edited:
        yield from search.nearly_among(query)
    yield from search.beginning_with(fold(query))
    yield from search.sounding_like(fold(query))


def readings(query: str) -> list[str]:
    """Return what a query may be meant as, folded: as it stands, in other orders, without its dose and salt."""
    text = spelled_out(query)
    shorter = [text, without_dose(text)]
    shorter += [stem.text for one in shorter for stem in without_salts(one)]
    typed = [fold(query), *map(fold, shorter)]
    for one in dict.fromkeys(shorter):
        if len(words(one)) <= MOST_REORDERED:
            typed += ["".join(order) for order in permutations(words(one))]
    return list(dict.fromkeys(one for one in typed if one))


class _Search:
    """Names here and in the vocabulary, as candidates."""

    def __init__(self, library: Library, kind: str) -> None:
        self._library = library
        self._kind = kind
        self._is_of_drugs = kind == "drugs"

    def within(self, typed: str, reason: int) -> Iterator[Like]:
        """Yield the names within reach of what was typed: all those that are at most one edit beyond the nearest.

        Most slips are one edit, and to look two edits far costs a fraction of looking farther.
        """
        most = allowed_edits(len(typed))
        distances = self._distances(typed, min(most, USUAL_EDITS))
        farther = min(most, min(distances.values(), default=most) + 1)
        if farther > USUAL_EDITS:
            distances = self._distances(typed, farther)
        for name in self._spelled(list(distances)):
            distance = distances[name.folded]
            why = "1 letter different" if distance == 1 else f"{distance} letters different"
            yield Like(reason, distance, typed, name, why if distance else "is part of what was typed")

    def _distances(self, typed: str, edits: int) -> dict[str, int]:
        reach = self._library.within_reach(typed, edits)
        if self._is_of_drugs:
            reach.update(self._library.vocabulary.within_reach(typed, edits))
        scored = extract_iter(typed, list(reach), scorer=OSA.distance, score_cutoff=edits)
        return {text: distance for text, distance, _at in scored}

    def among(self, query: str) -> Iterator[Like]:
        """Yield the names within a text of several words, as orders are written: 'spinraza 12 mg'."""
        typed = WORD.findall(query)[:MOST_WORDS]
        spans = {fold("".join(typed[a:b])) for a, b in combinations(range(len(typed) + 1), 2)}
        longest_first = sorted((one for one in spans if len(one) >= SHORTEST_WITHIN and one not in SALTS), key=len)
        for name in self._spelled(longest_first):
            yield Like(BY_WORDS, -len(name.folded), name.folded, name, "is part of what was typed")

    def nearly_among(self, query: str) -> Iterator[Like]:
        """Yield the names that the first of several words may be a slip for: orders begin with the name."""
        several = [fold(word) for word in WORD.findall(query)]
        if len(several) > 1 and len(several[0]) >= SHORTEST_SLIP:
            for like in self.within(several[0], BY_WORD_EDITS):
                yield like._replace(why=f"{like.why} from {several[0]!r}")

    def beginning_with(self, typed: str) -> Iterator[Like]:
        """Yield the shortest names that begin with what was typed."""
        if len(typed) < SHORTEST_PREFIX:
            return
        names: list[Named | KnownName] = list(self._library.beginning_with(typed, self._kind))
        if self._is_of_drugs:
            names += self._library.vocabulary.beginning_with(typed, MOST)
        yield from (Like(BY_PREFIX, len(name.folded), typed, name, "begins with it") for name in names)

    def sounding_like(self, typed: str) -> Iterator[Like]:
        """Yield names that sound like what was typed."""
        heard = sound(typed)
        if len(heard) < SHORTEST_PREFIX:
            return
        names: list[Named | KnownName] = list(self._library.sounding_like(heard, self._kind))
        if self._is_of_drugs:
            names += islice(self._library.vocabulary.sounding_like(heard), MOST)
        for name in names:
            yield Like(BY_SOUND, abs(len(name.folded) - len(typed)), typed, name, "sounds like it")

    def place(self, like: Like) -> Place:
        """Return where a name stands among the others.

        Of names as near as each other those of what is on the market come first, then those that
        sound nearer, those with the same first letter, generic names, brands. Measured in this
        order (bench/names.py): the market matters most for errors that people really typed, the
        sound for those in rare names.
        """
        name = like.name
        sort = SORTS.index(name.sort) if name.sort in SORTS else len(SORTS)
        return (
            like.reason,
            like.distance,
            int(not self._is_marketed(name)),
            OSA.distance(sound(like.typed), sound(name.folded)),
            int(like.typed[0] != name.folded[0]),
            sort,
        )

    def _is_marketed(self, name: Named | KnownName) -> bool:
        vocabulary = self._library.vocabulary
        return isinstance(name, Named) or all(
            any(one.is_marketed for one in vocabulary.members(vocabulary.substance(unii).drug)) for unii in name.uniis
        )

    def _spelled(self, folded: list[str]) -> Iterable[Named | KnownName]:
        names: list[Named | KnownName] = list(self._library.spelled(folded, self._kind))
        return [*names, *self._library.vocabulary.spelled(folded)] if self._is_of_drugs else names


def _meant(like: Like, meanings: Meanings) -> Iterator[Meaning]:
    """Yield what a name means: of a base also its forms that are here."""
    if isinstance(like.name, Named):
        yield Meaning(like.name.text, like.name.sort, like.name, why=like.why)
        return
    meaning = meanings.of(like.name)
    yield meaning._replace(why=like.why)
    for form in meanings.known([like.name]) if meaning.held is None else []:
        if form.held:
            yield form
