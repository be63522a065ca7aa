"""The part of a text that says what was searched for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from drugcli.library.search_terms import Term, bare, beginning

AROUND = 110
"""Letters shown before the words that were asked for; twice as many are shown from them on."""
MOST_PLACES = 1_000
"""Places of a term that are looked at for the excerpt of a section."""


class Place(NamedTuple):
    """Where a text has a term."""

    start: int
    end: int
    term: int
    """Which of the terms."""


def excerpt(text: str, wanted: Sequence[Term]) -> tuple[str, tuple[str, ...]]:
    """Return the part of a text that has the most of the terms, cut between words, and its places that have them."""
    found = places(text, wanted)
    starts = [place.start for place in found]
    at = max(starts, key=lambda one: _said(found, one, one + AROUND), default=0)
    start, end = max(0, at - AROUND), min(len(text), at + 2 * AROUND)
    start = text.find(" ", start, at) + 1 if start else 0
    end = max(text.rfind(" ", at, end), at) if end < len(text) else end
    end = end if end > at else min(len(text), at + 2 * AROUND)
    shown = text[start:end]
    within = [place for place in found if start <= place.start and place.end <= end]
    marked = dict.fromkeys(text[place.start : place.end] for place in within)
    return f"{'… ' if start else ''}{shown}{' …' if end < len(text) else ''}", tuple(marked)


def marked_in(text: str, wanted: Sequence[Term]) -> tuple[str, ...]:
    """Return what a text has of terms whose beginnings are enough, as it has them."""
    found = places(text, [beginning(one) for one in wanted])
    return tuple(dict.fromkeys(text[place.start : place.end] for place in found))


def places(text: str, wanted: Sequence[Term]) -> list[Place]:
    """Return where terms stand in a text, in its order."""
    found = []
    plain = bare(text)
    for number, one in enumerate(wanted):
        matches = islice(re.finditer(one.pattern, plain, re.IGNORECASE), MOST_PLACES)
        found += [Place(match.start(), match.end(), number) for match in matches]
    return sorted(found)


def _said(found: Sequence[Place], start: int, end: int) -> int:
    """Return how many terms stand between two points."""
    return len({place.term for place in found if start <= place.start < end})
