"""Full-text search in the label library: the sections that say what is searched for, the best first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from drugcli.library.excerpts import excerpt, places
from drugcli.library.labels import Heading, Held, LabelLibrary
from drugcli.library.search_terms import Term, at_once, expression, loosened

RANKED = 2_000
"""Sections that are ranked at the most: of a common word there are half a million."""
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


class Filter(NamedTuple):
    """Which labels and sections are searched."""

    section: str | None = None
    """A number, such as '5.2' or '5' with all within it, or words of a title or of a kind: 'boxed warning'."""
    drugs: tuple[str, ...] | None = None
    since: dt.date | None = None
    all_versions: bool = False


_Section = tuple[Held, Heading]
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
    """How many sections say it; of more than ``RANKED`` nobody knows how many."""

    @property
    def is_cut(self) -> bool:
        """Whether there may be more sections than were ranked."""
        return self.sections >= RANKED


def passages(library: LabelLibrary, wanted: Sequence[Term], by: Filter, most: int) -> Found:
    """Return the sections that say all terms, the best first; raises LabelLibraryError.

    Those that say them in one go come first. Where no section has the words as they were typed, their beginnings
    are enough, and the numbers need not stand by their units. Of one drug a section is shown once, unless labels of
    one drug, or all versions, were asked for.
    """
    whole = at_once(wanted)
    first, _ = _ranked(library, whole.expression, by, most * MOST_ALIKE) if whole else ([], 0)
    shown = _told(library, first, wanted, by, most)
    if len(shown) == most:
        return Found(shown, _count(library, expression(wanted), by))
    found, count = _ranked(library, expression(wanted), by, most * MOST_ALIKE)
    if not found:
        score = BY_LENGTH if any(one.is_counted for one in wanted) else BY_WORDS
        wanted = [*loosened(wanted)]
        found, count = _ranked(library, expression(wanted), by, most * MOST_ALIKE, score)
    shown = _told(library, [*first, *found], wanted, by, most)
    return Found(shown, count if shown else 0)


def _told(
    library: LabelLibrary, found: Sequence[_Section], wanted: Sequence[Term], by: Filter, most: int
) -> tuple[Passage, ...]:
    told = (_passage(library, alike, wanted) for alike in _alike(found, by))
    return tuple(islice((one for one in told if one is not None), most))


def _alike(found: Sequence[_Section], by: Filter) -> Iterable[list[_Section]]:
    """Return the sections that were found, the best first, each with those of the drug's other labels."""
    is_each = by.drugs is not None or by.all_versions
    grouped: dict[object, list[_Section]] = {}
    for held, heading in dict.fromkeys(found):
        key = heading.id if is_each else (held.drug, heading.number, heading.title.casefold())
        grouped.setdefault(key, []).append((held, heading))
    return grouped.values()


def _ranked(
    library: LabelLibrary, sought: str, by: Filter, most: int, score: str = BY_WORDS
) -> tuple[list[_Section], int]:
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


def _passage(library: LabelLibrary, alike: Sequence[_Section], wanted: Sequence[Term]) -> Passage | None:
    """Return the first of several sections; None where a number that was asked for is the end of another."""
    (label, heading), *others = alike
    text = " ".join(library.text(heading).split())
    said = {place.term for place in places(text, wanted)}
    if any(one.words[0].isdigit() and number not in said for number, one in enumerate(wanted)):
        return None
    text = text.removeprefix(" ".join(part for part in (heading.number, heading.title) if part)).lstrip()
    return Passage(label, heading, *excerpt(text, wanted), alike=len({held.id for held, _ in others} - {label.id}))
