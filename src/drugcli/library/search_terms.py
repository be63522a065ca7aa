"""What is searched for: words and phrases as they were typed, as FTS5 asks for them and as texts have them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import normalize

SHORTEST = 3
"""Letters that tell a beginning; what begins with one letter is half the words there are, and takes FTS5 seconds."""
PHRASE = re.compile(r'"([^"]*)"(\*?)|([^\s"]+)')
"""What stands in quotes, with a star perhaps, or what stands between spaces."""
WORD = re.compile(r"\w+")
NUMBER = re.compile(r"\W*\d[\d.,-]*")
"""A number by itself: '12', '2.5', '<10', '12-24'."""
UNITS = re.compile(
    r"\W*(?:mc?g|µg|[kn]?g|[mdµ]?l|units?|iu|m?eq|[mµ]?mol|mm|cm|mmhg|ms(?:ec)?|h|hrs?|hours?|min|minutes?|days?|weeks?"
    r"|months?|years?|times|percent|cells|copies)\b",
    re.IGNORECASE,
)
"""What a number is not parted from; behind the 3 of 'grade 3 diarrhea' stands none."""
COUNTED = re.compile(r"(?=.*\d)\W*\w+(?:\W+\w+)+\W*")
"""Words and numbers that are written as one: 'mg/5', '2.5', 'COVID-19'."""


class Term(NamedTuple):
    """A word, or the words of a phrase."""

    words: tuple[str, ...]
    begins: bool = False
    """Whether the last word may go on."""
    is_counted: bool = False
    """Whether it is a number with its unit, typed without quotes."""

    @property
    def is_endless(self) -> bool:
        """Whether it is a star behind too few letters to search for."""
        return self.begins and len(self.words[-1]) < SHORTEST

    @property
    def expression(self) -> str:
        """The term in FTS5's language, of which nothing else passes: it is quoted."""
        return f'"{" ".join(self.words)}"{"*" if self.begins else ""}'

    @property
    def pattern(self) -> str:
        """A regular expression for the places where a text has it; a number is not the end of another, 5 of 2.5."""
        start = r"(?<!\d[.,])\b" if self.words[0].isdigit() else r"\b"
        between, end = r"\W+", r"\w*" if self.begins else r"\b"
        return rf"{start}{between.join(re.escape(bare(one)) for one in self.words)}{end}"


def terms(typed: str) -> list[Term]:
    """Return what is asked for: phrases where quotes were typed, else words; a star lets the last word go on.

    A number and its unit are a phrase, and so is what is written as one word with a number: '12 mg/5 mL'.
    """
    found: list[Term] = []
    is_counting = False
    for phrase, star, word in PHRASE.findall(typed):
        words = tuple(WORD.findall(phrase or word))
        begins = bool(star) if phrase else word.endswith("*")
        if is_counting and not phrase and UNITS.match(word):
            found[-1] = Term((*found[-1].words, *words), begins, is_counted=True)
        elif phrase and words:
            found.append(Term(words, begins))
        elif COUNTED.fullmatch(word):
            found.append(Term(words, begins, is_counted=True))
        else:
            found += [Term((one,), begins and one == words[-1]) for one in words]
        last = word.rsplit("/", 1)[-1] if not phrase and words else ""
        is_counting = bool(last) and NUMBER.fullmatch(last) is not None
    return list(dict.fromkeys(found))


def expression(wanted: Sequence[Term], *, begin: bool = False) -> str:
    """Return terms as one FTS5 expression; single words by their beginnings, if so asked."""
    return " ".join((beginning(one) if begin else one).expression for one in wanted)


def loosened(wanted: Sequence[Term]) -> Iterator[Term]:
    """Yield terms of which beginnings are enough, and numbers without what stands by them."""
    for one in wanted:
        yield from (beginning(Term((word,))) for word in one.words) if one.is_counted else [beginning(one)]


def at_once(wanted: Sequence[Term]) -> Term | None:
    """Return several terms as one phrase; None where there are not several, or one of them may go on."""
    if len(wanted) == 1 or any(one.begins for one in wanted):
        return None
    return Term(tuple(word for one in wanted for word in one.words))


def beginning(one: Term) -> Term:
    """Return a word as the beginning of words; a phrase, and a word of few letters, as it is."""
    return one._replace(begins=True) if len(one.words) == 1 and len(one.words[0]) >= SHORTEST else one


def bare(text: str) -> str:
    """Return a text without accents, letter by letter, as it is searched."""
    return text if text.isascii() else "".join(normalize("NFD", letter)[0] for letter in text)
