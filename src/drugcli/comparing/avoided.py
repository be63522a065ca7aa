"""What is to be avoided, by all of its names, and where a text names it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, permutations
from typing import NamedTuple

from drugcli.library.excipients import Excipient

WORD = re.compile(r"[^\W_]+")
SHORT = 4
"""Letters of a word that is found only at the ends of others: 'nut' in 'peanut', 'soy' in 'soya'."""
LEAST = 3
"""Letters; a shorter word is found only by itself."""
PLAIN = 6
"""Letters; a shorter word is no other name in a text, for it has other meanings: 'salt', 'sugar', 'tris'."""
MOST_MOVED = 3
"""Words that may stand in another order: 'corn starch' and 'STARCH, CORN'."""

Words = tuple[str, ...]


class Other(NamedTuple):
    """Another name of what is to be avoided."""

    words: Words
    not_after: frozenset[str] = frozenset()
    """Words behind which it is something else: 'alcohol' is no ethanol after 'benzyl'."""

    def is_else_after(self, word: str) -> bool:
        """Tell whether it is something else behind a word, or behind the end of one: after '(poly)vinyl'."""
        return any(one == word or (len(word) > SHORT and one.endswith(word)) for one in self.not_after)


class Term(NamedTuple):
    """What is to be avoided, such as 'tween 80'."""

    text: str
    words: Words
    called: tuple[str, ...] = ()
    """The substances of which it is a name, or begins one, as the list of excipients prefers to call them."""
    uniis: frozenset[str] = frozenset()
    """Of those, and of all whose preferred name has its words: 'sulfite' is many substances."""
    others: Mapping[str, Sequence[Other]] = {}
    """Their names, by the first word."""


def term(typed: str, excipients: Sequence[Excipient] = ()) -> Term:
    """Return a term; a last word in the plural stands for the singular too, and 'sulph' for 'sulf'."""
    words = [*_words(typed)]
    if words and len(words[-1]) > SHORT and words[-1].endswith("s") and not words[-1].endswith("ss"):
        words[-1] = words[-1][:-1]
    own = tuple(words)
    keys = {"".join(own), "".join(_words(typed))}
    whole = [one for one in excipients if any("".join(_words(name)) in keys for name in one.names)]
    is_known = bool(whole) or any(_is_form(words_of(one.name), own, ()) for one in excipients)
    called = whole if is_known else [one for one in excipients if _has_beginning(one, own)]
    names = {words_of(name) for one in whole for name in one.names} - {own}
    meant = called + [one for one in excipients if one not in called and _is_form(words_of(one.name), own, names)]
    return Term(
        typed, own, tuple(one.name for one in called), frozenset(one.unii for one in meant),
        _others(own, meant, excipients),
    )  # fmt: skip


def _has_beginning(one: Excipient, own: Words) -> bool:
    """Tell whether a name of an excipient begins with a term: 'tween' begins several."""
    return any(words_of(name)[: len(own)] == own for name in one.names)


def _is_form(preferred: Words, own: Words, names: Iterable[Words]) -> bool:
    """Tell whether a substance is one of those meant, by its preferred name: 'macrogol' has many lengths."""
    if any(_begins(preferred[at:], own) for at in range(len(preferred))):
        return True
    return any(
        preferred[at : at + len(name)] == name
        for name in names
        if _is_plain(name)
        for at in range(len(preferred) if len(name) > 1 else 1)
    )


def _others(own: Words, meant: Sequence[Excipient], excipients: Sequence[Excipient]) -> dict[str, list[Other]]:
    preferred = {words_of(one.name) for one in meant}
    names = {words_of(name) for one in meant for name in one.names}
    kept = {name for name in names if (name in preferred or _is_plain(name)) and name != own}
    before = _before({name[0] for name in kept if len(name) == 1}, meant, excipients)
    found: defaultdict[str, list[Other]] = defaultdict(list)
    for name in sorted(kept, key=len, reverse=True):
        found[name[0]].append(Other(name, frozenset(before[name[0]] if len(name) == 1 else ())))
    return dict(found)


def _before(
    single: set[str], meant: Sequence[Excipient], excipients: Sequence[Excipient]
) -> defaultdict[str, set[str]]:
    """Return the words that stand before each of some words in the names of other substances."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in excipients if single else ():
        if one not in meant:
            for name in map(words_of, one.names):
                for first, second in pairwise(name):
                    if second in single:
                        found[second].add(first)
    return found


def _is_plain(name: Words) -> bool:
    return len(name) > 1 or (len(name) == 1 and len(name[0]) >= PLAIN)


def named_in(sought: Term, text: str) -> tuple[str, ...]:
    """Return the words of a text that name a term, as they are written.

    A word is met by any that contains it: 'sulfite' by 'METABISULFITE', for what is to be avoided is so
    in its salts too. A number is met by the same number only, and another name of the term by itself only.
    Another order of the words counts where nothing else does: it may be the end of one name and the start of the next.
    """
    spans = [match.span() for match in WORD.finditer(text)]
    words = words_of(text)
    own = {at: at + count for at in range(len(words)) if (count := _own_at(sought, words, at))}
    found: list[tuple[int, int]] = []
    for at in range(len(words)):
        end = max(own.get(at, 0), at + _other_at(sought, words, at))
        is_cutting = any(own.get(inner, 0) > end for inner in range(at + 1, end))
        if not is_cutting and end > max(at, found[-1][1] if found else 0):
            found.append((at, end))
    found = found or list(_moved(sought, words))
    return tuple(dict.fromkeys(text[spans[start][0] : spans[end - 1][1]] for start, end in found))


def _own_at(sought: Term, words: Words, at: int) -> int:
    """Return how many words the term takes at a place, in the order in which it was typed."""
    count = len(sought.words)
    return count if count and _begins(words[at : at + count], sought.words) else 0


def _moved(sought: Term, words: Words) -> Iterator[tuple[int, int]]:
    """Yield the places that have the words of a term in another order, if all of them are letters."""
    count = len(sought.words)
    if 1 < count <= MOST_MOVED and all(one.isalpha() for one in sought.words):
        for at in range(len(words) - count + 1):
            if any(_begins(moved, sought.words) for moved in permutations(words[at : at + count])):
                yield at, at + count


def _other_at(sought: Term, words: Words, at: int) -> int:
    """Return how many words the longest other name takes at a place."""
    for one in sought.others.get(words[at], ()):
        if words[at : at + len(one.words)] == one.words and not (at and one.is_else_after(words[at - 1])):
            return len(one.words)
    return 0


def _begins(words: Words, sought: Words) -> bool:
    return len(words) >= len(sought) > 0 and all(_meets(one, word) for one, word in zip(sought, words, strict=False))


def words_of(text: str) -> Words:
    """Return the words of a text, in one spelling."""
    return tuple(_words(text))


def _words(text: str) -> Iterator[str]:
    return (match[0].casefold().replace("sulph", "sulf") for match in WORD.finditer(text))


def _meets(sought: str, word: str) -> bool:
    if sought == word or not sought.isalpha() or len(sought) < LEAST:
        return sought == word
    return sought in word if len(sought) > SHORT else word.startswith(sought) or word.endswith(sought)
