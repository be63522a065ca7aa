"""What changed from one text to another, in words: sentences first, then the words of those that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from drugcli.comparing.plain import plain

BULLETS = "\u2022\u2023\u25a0\u25a1\u25aa\u25ab\u25cb\u25cf\u25e6\u2043\u2219\u00b7\uf0b7"
TOKEN = re.compile(rf"[^\W\d_]+|\d+(?:[.,]\d+)*|[^\w\s{BULLETS}]|_")
"""A word, a number, or a sign that says something, as a bullet does not: '(2.1)' and '( 2.1 )' are the same three."""
QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"'})
Kind = Literal["kept", "added", "removed", "reworded"]
ENDS = frozenset(".:;!?")
"""The last word of a sentence; a decimal point stands within a number."""
LONGEST = 60
"""Words of a sentence; tables run on without an end."""
PASSAGE = 12
"""Words that stand or stood together, from which on they count as added or removed and not as a rewording."""
LONG = 2_000
"""Words of a passage from which on frequent ones anchor nothing: comparing all with all would take minutes."""
CLOSE = 0.3
"""How alike two passages must be, from 0 to 1, for one to be the other reworded."""
ISLAND = 2
"""Words that are kept between two changes and only part them: 'of the'."""


def spelled(word: str) -> str:
    """Return a word as it is compared: capitals, and forms of quotes and dashes, are no change."""
    return plain(word).translate(QUOTES).casefold()


class Change(NamedTuple):
    """A run of words: kept, added, removed, or some that others took the place of."""

    kind: Kind
    old: tuple[int, int]
    """From which word of the old text to which."""
    new: tuple[int, int]


def changes(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """Return the changes that lead from one list of words to another, in their order, what is kept included.

    Put together, the old words of all changes are the old text, and their new words the new one.
    """
    return list(_joined(_changes(old, new)))


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    before, after = _sentences(old), _sentences(new)
    matcher = SequenceMatcher(
        None, [tuple(old[a:b]) for a, b in before], [tuple(new[a:b]) for a, b in after], autojunk=False
    )
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        was, now = _span(before, i1, i2, len(old)), _span(after, j1, j2, len(new))
        if tag == "replace":
            yield from _reworded(old, new, was, now)
        else:
            kind: Kind = {"equal": "kept", "insert": "added", "delete": "removed"}[tag]  # type: ignore[assignment]
            yield Change(kind, was, now)


def _sentences(words: Sequence[str]) -> list[tuple[int, int]]:
    ends: list[int] = []
    start = 0
    for at, word in enumerate(words, 1):
        if word in ENDS or at - start >= LONGEST:
            ends.append(at)
            start = at
    if start < len(words):
        ends.append(len(words))
    return list(zip([0, *ends], ends, strict=False))


def _span(sentences: Sequence[tuple[int, int]], first: int, last: int, end: int) -> tuple[int, int]:
    start = sentences[first][0] if first < len(sentences) else end
    return (start, sentences[last - 1][1] if last > first else start)


def _reworded(old: Sequence[str], new: Sequence[str], was: tuple[int, int], now: tuple[int, int]) -> Iterator[Change]:
    """Compare the words of passages that are alike; those that are not are removed and added whole."""
    is_long = max(was[1] - was[0], now[1] - now[0]) > LONG
    matcher = SequenceMatcher(None, old[slice(*was)], new[slice(*now)], autojunk=is_long)
    if matcher.ratio() < CLOSE:
        yield Change("removed", was, (now[0], now[0]))
        yield Change("added", (was[1], was[1]), now)
        return
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        kind: Kind = "kept" if tag == "equal" else "reworded"
        if tag != "replace" and kind == "reworded" and i2 - i1 + j2 - j1 >= PASSAGE:
            kind = "removed" if tag == "delete" else "added"
        yield Change(kind, (was[0] + i1, was[0] + i2), (now[0] + j1, now[0] + j2))


def _joined(found: Iterator[Change]) -> Iterator[Change]:
    """Join rewordings that only an island of kept words parts, and neighbours of one kind."""
    kept: list[Change] = []
    for one in found:
        if len(kept) > 1 and _is_island(kept[-1]) and one.kind == kept[-2].kind == "reworded":
            kept[-2:] = [Change("reworded", (kept[-2].old[0], one.old[1]), (kept[-2].new[0], one.new[1]))]
        elif kept and kept[-1].kind == one.kind:
            kept[-1] = Change(one.kind, (kept[-1].old[0], one.old[1]), (kept[-1].new[0], one.new[1]))
        else:
            kept.append(one)
    yield from kept


def _is_island(one: Change) -> bool:
    return one.kind == "kept" and one.old[1] - one.old[0] <= ISLAND
