"""Full-text search in the label library: what is asked for, and the passages that say it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple
from unicodedata import normalize

from drugcli.library.labels import Heading, Held, LabelLibrary

AROUND = 110
"""Letters shown before the words that were asked for; twice as many are shown from them on."""
RANKED = 2_000
"""Sections that are ranked at the most: of a common word there are half a million."""
MOST_PLACES = 1_000
"""Places of words that are looked at for the excerpt of a section."""
SHORTEST = 3
"""Letters that tell a beginning; what begins with one letter is half the words there are, and takes FTS5 seconds."""
MOST_ALIKE = 20
"""Sections that are looked through for each that is shown: labelers have one text."""
OF_DRUGS = (
    "+passage.rowid IN (SELECT section.id FROM label CROSS JOIN section "
    "ON section.id BETWEEN label.first AND label.last WHERE label.drug IN ({}))"
)
"""A set of section numbers, made once: to ask for the label of each section that has a common word takes longer."""
BY_WORDS, BY_LENGTH = "passage.rank", "section.size"
"""What sections are ranked by: how rare their words are, which FTS5 looks up in all labels; or how short they are,
for numbers and units, which are in all labels."""
PHRASE = re.compile(r'"([^"]*)"(\*?)|([^\s"]+)')
WORD = re.compile(r"\w+")
NUMBER = re.compile(r"\W*\d[\d.,-]*")
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
        """A regular expression for the places where a text has it."""
        start = r"(?<!\d[.,])\b" if self.words[0].isdigit() else r"\b"
        between, end = r"\W+", r"\w*" if self.begins else r"\b"
        return rf"{start}{between.join(re.escape(_bare(one)) for one in self.words)}{end}"


class Filter(NamedTuple):
    """Which labels and sections are searched."""

    section: str | None = None
    """A number, such as '5.2' or '5' with all within it, or words of a title or of a kind: 'boxed warning'."""
    drugs: tuple[str, ...] | None = None
    since: dt.date | None = None
    all_versions: bool = False


_Place = tuple[Held, Heading]
"""A section of a label."""


class Passage(NamedTuple):
    """A section that says what was asked for, with the text around it."""

    label: Held
    heading: Heading
    excerpt: str
    marked: tuple[str, ...]
    """What was asked for, as the excerpt has it."""
    alike: int = 0
    """Other labels of the drug of which the same section was found, too."""


class Found(NamedTuple):
    """The best passages."""

    passages: tuple[Passage, ...] = ()
    sections: int = 0
    """How many sections were ranked."""

    @property
    def is_cut(self) -> bool:
        """Whether there may be more sections than were ranked."""
        return self.sections >= RANKED


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
    return " ".join((_beginning(one) if begin else one).expression for one in wanted)


def loosened(wanted: Sequence[Term]) -> Iterator[Term]:
    """Yield terms of which beginnings are enough, and numbers without what stands by them."""
    for one in wanted:
        yield from (_beginning(Term((word,))) for word in one.words) if one.is_counted else [_beginning(one)]


def passages(library: LabelLibrary, wanted: Sequence[Term], by: Filter, most: int) -> Found:
    """Return the sections that say all terms, the best first; raises LabelLibraryError.

    Those that say them in one go come first. Where no section has the words as they were typed, their beginnings
    are enough, and the numbers need not stand by their units. Of one drug a section is shown once, unless labels of
    one drug, or all versions, were asked for.
    """
    whole = _at_once(wanted)
    at_once, _ = _ranked(library, whole.expression, by, most * MOST_ALIKE) if whole else ([], 0)
    shown = _told(library, at_once, wanted, by, most)
    if len(shown) == most:
        return Found(shown, _count(library, expression(wanted), by))
    found, count = _ranked(library, expression(wanted), by, most * MOST_ALIKE)
    if not found:
        score = BY_LENGTH if any(one.is_counted for one in wanted) else BY_WORDS
        wanted = [*loosened(wanted)]
        found, count = _ranked(library, expression(wanted), by, most * MOST_ALIKE, score)
    shown = _told(library, [*at_once, *found], wanted, by, most)
    return Found(shown, count if shown else 0)


def _at_once(wanted: Sequence[Term]) -> Term | None:
    """Return several terms as one phrase; None where there are not several, or one of them may go on."""
    if len(wanted) == 1 or any(one.begins for one in wanted):
        return None
    return Term(tuple(word for one in wanted for word in one.words))


def _told(
    library: LabelLibrary, found: Sequence[_Place], wanted: Sequence[Term], by: Filter, most: int
) -> tuple[Passage, ...]:
    told = (_passage(library, alike, wanted) for alike in _alike(found, by))
    return tuple(islice((one for one in told if one is not None), most))


def _alike(found: Sequence[_Place], by: Filter) -> Iterable[list[_Place]]:
    """Return the sections that were found, the best first, each with those of the drug's other labels."""
    is_each = by.drugs is not None or by.all_versions
    grouped: dict[object, list[_Place]] = {}
    for held, heading in dict.fromkeys(found):
        key = heading.id if is_each else (held.drug, heading.number, heading.title.casefold())
        grouped.setdefault(key, []).append((held, heading))
    return grouped.values()


def excerpt(text: str, wanted: Sequence[Term]) -> tuple[str, tuple[str, ...]]:
    """Return the part of a text that has the most of the terms, cut between words, and its places that have them."""
    places = _places(text, wanted)
    starts = [start for start, _end, _term in places]
    at = max(starts, key=lambda one: _said(places, one, one + AROUND), default=0)
    start, end = max(0, at - AROUND), min(len(text), at + 2 * AROUND)
    start = text.find(" ", start, at) + 1 if start else 0
    end = max(text.rfind(" ", at, end), at) if end < len(text) else end
    end = end if end > at else min(len(text), at + 2 * AROUND)
    shown = text[start:end]
    marked = dict.fromkeys(shown[one - start : last - start] for one, last, _ in places if start <= one and last <= end)
    return f"{'… ' if start else ''}{shown}{' …' if end < len(text) else ''}", tuple(marked)


def marked_in(text: str, wanted: Sequence[Term]) -> tuple[str, ...]:
    """Return what a text has of terms whose beginnings are enough, as it has them."""
    places = _places(text, [_beginning(one) for one in wanted])
    return tuple(dict.fromkeys(text[start:end] for start, end, _term in places))


def _beginning(one: Term) -> Term:
    return one._replace(begins=True) if len(one.words) == 1 and len(one.words[0]) >= SHORTEST else one


def _ranked(
    library: LabelLibrary, sought: str, by: Filter, most: int, score: str = BY_WORDS
) -> tuple[list[_Place], int]:
    """Return so many sections with their labels, the best first, and how many were ranked."""
    matching, arguments = _matching(by, f"passage.rowid AS at, {score} AS score")
    query = (
        f"SELECT {_columns('label', Held._fields)}, {_columns('section', Heading._fields)}, "  # noqa: S608
        f"count(*) OVER () FROM ({matching}) "
        "JOIN section ON section.id = at JOIN label ON label.id = section.label ORDER BY score, at LIMIT ?"
    )
    rows = library.rows(query, sought, *arguments, most)
    cut = len(Held._fields)
    return [(Held(*row[:cut]), Heading(*row[cut:-1])) for row in rows], rows[0][-1] if rows else 0


def _count(library: LabelLibrary, sought: str, by: Filter) -> int:
    """Return how many sections there are, without ranking them, which takes twice as long."""
    matching, arguments = _matching(by, "1")
    ((count,),) = library.rows(f"SELECT count(*) FROM ({matching})", sought, *arguments)  # noqa: S608
    return int(count)


def _matching(by: Filter, columns: str) -> tuple[str, list[str]]:
    conditions, arguments = _conditions(by)
    query = (
        f"SELECT {columns} FROM passage JOIN section ON section.id = passage.rowid "  # noqa: S608
        f"JOIN label ON label.id = section.label WHERE passage MATCH ? {conditions} LIMIT {RANKED}"
    )
    return query, arguments


def _columns(table: str, names: Sequence[str]) -> str:
    return ", ".join(f"{table}.{name}" for name in names)


def _conditions(by: Filter) -> tuple[str, list[str]]:
    said: list[str] = []
    arguments: list[str] = []
    if not by.all_versions:
        said.append("label.is_newest")
    if by.drugs is not None:
        said.append(OF_DRUGS.format(", ".join("?" * len(by.drugs))))
        arguments += by.drugs
    if by.since is not None:
        said.append("label.date >= ?")
        arguments.append(by.since.isoformat())
    if by.section is not None and by.section[:1].isdigit():
        said.append("(section.number = ? OR instr(section.number, ?) = 1)")
        arguments += [by.section, f"{by.section}."]
    elif by.section is not None:
        said.append("(instr(lower(section.title), ?) OR instr(replace(section.field, '_', ' '), ?))")
        arguments += [by.section.lower(), by.section.lower()]
    return "".join(f"AND {one} " for one in said), arguments


def _passage(library: LabelLibrary, alike: Sequence[_Place], wanted: Sequence[Term]) -> Passage | None:
    """Return the first of several sections; None where a number that was asked for is the end of another."""
    (label, heading), *others = alike
    text = " ".join(library.text(heading).split())
    said = {term for _start, _end, term in _places(text, wanted)}
    if any(one.words[0].isdigit() and number not in said for number, one in enumerate(wanted)):
        return None
    text = text.removeprefix(" ".join(part for part in (heading.number, heading.title) if part)).lstrip()
    return Passage(label, heading, *excerpt(text, wanted), alike=len({held.id for held, _ in others} - {label.id}))


def _bare(text: str) -> str:
    """Return a text without accents, letter by letter, as it is searched."""
    return text if text.isascii() else "".join(normalize("NFD", letter)[0] for letter in text)


def _places(text: str, wanted: Sequence[Term]) -> list[tuple[int, int, int]]:
    """Return where terms stand in a text: from, to, and which term."""
    found = []
    bare = _bare(text)
    for number, one in enumerate(wanted):
        for place, match in enumerate(re.finditer(one.pattern, bare, re.IGNORECASE)):
            if place == MOST_PLACES:
                break
            found.append((match.start(), match.end(), number))
    return sorted(found)


def _said(places: Sequence[tuple[int, int, int]], start: int, end: int) -> int:
    """Return how many terms stand between two points."""
    return len({term for at, _end, term in places if start <= at < end})
