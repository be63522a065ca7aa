"""Full-text search in the label library: what is asked for, and the passages that say it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from drugcli.library.labels import Heading, Held, LabelLibrary

AROUND = 110
"""Letters shown before and after the first word that was asked for."""
PHRASE = re.compile(r'"([^"]*)"|(\S+)')
WORD = re.compile(r"\w+")


class Filter(NamedTuple):
    """Which labels and sections are searched."""

    section: str | None = None
    """A number, such as '5.2' or '5' with all within it, or words of a title."""
    drugs: tuple[str, ...] | None = None
    since: dt.date | None = None
    all_versions: bool = False


class Passage(NamedTuple):
    """A section that says what was asked for, with the text around it."""

    label: Held
    heading: Heading
    excerpt: str


def terms(typed: str) -> list[str]:
    """Return the terms of an FTS5 expression: a phrase where quotes were typed, else words by their beginnings.

    Nothing else of FTS5's language passes: every term is quoted.
    """
    found: list[str] = []
    for phrase, word in PHRASE.findall(typed):
        words = WORD.findall(phrase or word)
        if phrase and words:
            found.append(f'"{" ".join(words)}"')
        else:
            found += [f'"{one}"*' for one in words]
    return list(dict.fromkeys(found))


def passages(library: LabelLibrary, wanted: Sequence[str], by: Filter, most: int) -> list[Passage]:
    """Return so many sections that say all terms, the best first; raises LabelLibraryError."""
    conditions, arguments = _conditions(by)
    query = (
        f"SELECT {_columns('label', Held._fields)}, {_columns('section', Heading._fields)} FROM passage "  # noqa: S608
        "JOIN section ON section.id = passage.rowid JOIN label ON label.id = section.label "
        f"WHERE passage MATCH ? {conditions} ORDER BY passage.rank, section.id LIMIT ?"
    )
    rows = library.rows(query, " ".join(wanted), *arguments, most)
    cut = len(Held._fields)
    found = [(Held(*row[:cut]), Heading(*row[cut:])) for row in rows]
    return [Passage(label, heading, _excerpt(library, heading, wanted)) for label, heading in found]


def _columns(table: str, names: Sequence[str]) -> str:
    return ", ".join(f"{table}.{name}" for name in names)


def _conditions(by: Filter) -> tuple[str, list[str]]:
    said: list[str] = []
    arguments: list[str] = []
    if not by.all_versions:
        said.append("label.is_newest")
    if by.drugs is not None:
        said.append(f"label.drug IN ({', '.join('?' * len(by.drugs))})")
        arguments += by.drugs
    if by.since is not None:
        said.append("label.date >= ?")
        arguments.append(by.since.isoformat())
    if by.section is not None and by.section[:1].isdigit():
        said.append("(section.number = ? OR section.number LIKE ?)")
        arguments += [by.section, f"{by.section}.%"]
    elif by.section is not None:
        said.append("section.title LIKE ?")
        arguments.append(f"%{by.section}%")
    return "".join(f"AND {one} " for one in said), arguments


def _excerpt(library: LabelLibrary, heading: Heading, wanted: Sequence[str]) -> str:
    """Return the text around the first of the words, cut between words."""
    text = " ".join(library.section(heading).text.split())
    text = text.removeprefix(" ".join(part for part in (heading.number, heading.title) if part)).lstrip()
    first = WORD.findall(wanted[0])
    found = re.search(r"\W+".join(map(re.escape, first)), text, re.IGNORECASE)
    at = found.start() if found else 0
    start, end = max(0, at - AROUND), min(len(text), at + 2 * AROUND)
    start = text.find(" ", start) + 1 if start else 0
    end = text.rfind(" ", start, end) if end < len(text) else end
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"
