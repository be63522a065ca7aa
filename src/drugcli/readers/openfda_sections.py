"""openFDA gives a section as one long text, headings and tables run in, and parts of it once more.

Here such a text is taken apart at the headings of its subsections ('5.2 Hepatotoxicity'), so that
the pieces put together give the text back. What is said twice is kept once.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from drugcli.readers.label_tables import TableRead, beginning, read_table
from drugcli.readers.label_titles import title
from drugcli.records.label_sections import BY_FIELD
from drugcli.records.labels import Block, Bullets, Paragraph, Section

TOP = re.compile(r"(\d{1,2})\.?\s+(?=[A-Z])")
SUB = re.compile(r"(\d{1,2}\.\d{1,2})\.?\s+(?=\S)")
LAST_NUMBER = 17
"""Of a label's sections: 21 CFR 201.56(d)."""
ENDS_SENTENCE = tuple(".:;)]%*•†‡§")
RUNS_ON = re.compile(r"[\w.,(\[/\u2013-]")
"""Before a number, what makes it a part of something else."""
BULLET_MARKS = "•●▪"
BULLET = re.compile(r"(?<!\S)(?=[•●▪] ?\S)")
MOST_HEADINGS, HIGHEST = 300, 40
"""Of one section, before they are weighed; a text with more is no label's, and stays whole."""
LIKELY, UNLIKELY, SURE = 10, 4, 30
"""Weights of a heading after the end of a sentence, after anything else, and where another text begins."""
GAP, WIDEST_GAP = 3, 12
"""Taken off for a number that is skipped, and the most that is: labels omit numbers, and do not renumber."""


class Heading(NamedTuple):
    """Where a subsection may begin, and how likely it is that it does."""

    start: int
    minor: int
    weight: int


class Piece(NamedTuple):
    """A part of a section's text."""

    start: int
    end: int
    number: str | None
    field: str


class Begun(NamedTuple):
    """A table that is not read yet, and the words that it begins with."""

    words: str
    markup: str


Texts = Mapping[str, Sequence[str]]
"""The texts of a record, by openFDA's names of their sections."""


def read_sections(texts: Texts, tables: Texts) -> Iterator[Section]:
    """Yield the sections of a record in its order; what only says a part of another once more is left out."""
    repeated = _repeated(texts)
    for field in dict.fromkeys([*texts, *tables]):
        whole = [text for at, text in enumerate(texts.get(field, ())) if (field, at) not in repeated]
        if field in texts and not whole:
            continue
        left = [Begun(beginning(markup), markup) for markup in dict.fromkeys(tables.get(field, ()))]
        within = {texts[name][at]: name for (name, at), holder in repeated.items() if holder == field}
        found = [section for text in whole for section in _sections(field, text, within, left)]
        yield from _with_the_rest(found, field, [one.markup for one in left])


def _with_the_rest(found: list[Section], field: str, tables: list[str]) -> list[Section]:
    """Add to the last section the tables whose words stand in no text."""
    if not tables:
        return found
    last = found.pop() if found else _section(field, None, "", 1, ())
    return [*found, replace(last, unread=(*last.unread, *tables))]


def _repeated(texts: Texts) -> dict[tuple[str, int], str]:
    """Return the texts that stand, word for word, in another: by field and place, the field of that other."""
    numbered = {match[1]: field for field, several in texts.items() if several and (match := TOP.match(several[0]))}
    found: dict[tuple[str, int], str] = {}
    for field, several in texts.items():
        kind = BY_FIELD.get(field)
        for at, text in enumerate(several):
            sub = SUB.match(text)
            holders = [field, *(kind.within if kind else ())]
            if sub and (major := sub[1].partition(".")[0]) in numbered:
                holders.insert(1, numbered[major])
            holder = next((name for name in holders if _stands_in(text, texts.get(name, ()), field, at, name)), None)
            if holder is not None:
                found[field, at] = holder
    return found


def _stands_in(text: str, others: Sequence[str], field: str, at: int, name: str) -> bool:
    """Tell whether a text is a part of another, or the same as an earlier one of its own section."""
    return any(
        (len(text) < len(one) and text in one) or (text == one and name == field and place < at)
        for place, one in enumerate(others)
    )


def _sections(field: str, text: str, within: Mapping[str, str], left: list[Begun]) -> Iterator[Section]:
    top = TOP.match(text) or SUB.match(text)
    number = top[1] if top and int(top[1].partition(".")[0]) <= LAST_NUMBER else None
    inner = {start: (part, name) for part, name in within.items() if (start := text.find(part)) >= 0 and part != text}
    if number and "." not in number:
        pieces = _by_heading(field, text, number, inner)
    else:
        pieces = _by_repeat(field, text, number, inner)
    places = _places(text, left)
    for at, piece in enumerate(pieces):
        tables = tuple(markup for place, markup in places if piece.start <= place < piece.end)
        said = text[piece.start : piece.end].strip()
        level = 2 if at or (piece.number and "." in piece.number) else 1
        yield _section(piece.field, piece.number, said, level, tables)


def _places(text: str, left: list[Begun]) -> list[tuple[int, str]]:
    """Take the tables that stand in a text out of those that are left, each with its place."""
    found: list[tuple[int, str]] = []
    done = 0
    for one in tuple(left):
        place = text.find(one.words, done) if one.words else -1
        if place >= 0:
            left.remove(one)
            found.append((place, one.markup))
            done = place + 1
    return found


def _section(field: str, number: str | None, said: str, level: int, tables: tuple[str, ...]) -> Section:
    kind = BY_FIELD.get(field)
    return Section(
        title=title(said, number, field),
        level=level,
        number=number,
        code=kind.code if kind else None,
        field=field,
        blocks=tuple(_read(said)),
        unread=tables,
    )


def _by_heading(field: str, text: str, number: str, inner: Mapping[int, tuple[str, str]]) -> list[Piece]:
    """Take a text apart where its subsections begin."""
    chain = _likeliest(_headings(text, number, inner))
    starts = [0, *(one.start for one in chain)]
    ends = [*starts[1:], len(text)]
    numbers = [number, *(f"{number}.{one.minor}" for one in chain)]
    fields = [field, *(inner.get(one.start, ("", field))[1] for one in chain)]
    return list(map(Piece, starts, ends, numbers, fields))


def _by_repeat(field: str, text: str, number: str | None, inner: Mapping[int, tuple[str, str]]) -> list[Piece]:
    """Take a text without numbers apart where other texts of the record begin and end."""
    pieces: list[Piece] = []
    done = 0
    for start, (part, name) in sorted(inner.items()):
        if start >= done and name != field:
            pieces += [Piece(done, start, None, field), Piece(start, start + len(part), None, name)]
            done = start + len(part)
    pieces.append(Piece(done, len(text), None, field))
    kept = [piece for piece in pieces if text[piece.start : piece.end].strip()] or pieces[-1:]
    return [kept[0]._replace(number=number), *kept[1:]]


@lru_cache(maxsize=LAST_NUMBER)
def _subheading(number: str) -> re.Pattern[str]:
    """Return what a heading of a section looks like: '2.1 Dosing', and '5.1 0 Bleeding' where a digit went astray."""
    return re.compile(rf"{number}\.(\d{{1,2}})(?: (\d))?\s+(?=[\"\u201c\u2018'(\[]?[A-Z][A-Za-z.\u2019'-])")


def _headings(text: str, number: str, inner: Mapping[int, tuple[str, str]]) -> list[Heading]:
    found = {start: Heading(start, int(match[1].partition(".")[2]), SURE)
             for start in inner if (match := SUB.match(text, start)) and match[1].startswith(f"{number}.")}  # fmt: skip
    for match in _subheading(number).finditer(text):
        minor = int(match[1] + (match[2] or ""))
        if 0 < minor <= HIGHEST and not RUNS_ON.match(text, match.start() - 1):
            found.setdefault(match.start(), Heading(match.start(), minor, _weight(text, match.start())))
    return sorted(found.values())


def _weight(text: str, start: int) -> int:
    before = text[max(0, start - 40) : start].rstrip()
    last = before.rpartition(" ")[2]
    return LIKELY if before.endswith(ENDS_SENTENCE) or (last.isupper() and len(last) > 1) else UNLIKELY


def _likeliest(headings: Sequence[Heading]) -> list[Heading]:
    """Return the weightiest chain of headings whose numbers rise: references and figures are not in it."""
    if len(headings) > MOST_HEADINGS:
        return []
    best: list[tuple[int, list[Heading]]] = []
    for one in headings:
        before = [(score - _gap(chain[-1].minor, one.minor), chain) for score, chain in best
                  if chain[-1].minor < one.minor]  # fmt: skip
        score, chain = max([(-_gap(0, one.minor), []), *before], key=lambda pair: pair[0])
        best.append((score + one.weight, [*chain, one]))
    score, chain = max(best, key=lambda pair: pair[0], default=(0, []))
    return chain if score > 0 else []


def _gap(before: int, after: int) -> int:
    return min(GAP * (after - before - 1), WIDEST_GAP)


def placed(section: Section) -> Section:
    """Return a section with its tables read, each in the place of its words."""
    if not section.unread:
        return section
    read = [one for one in map(read_table, section.unread) if one is not None]
    said = " ".join(section.text.split("\n"))
    return replace(section, blocks=tuple(_with_tables(said, read)), unread=())


def _with_tables(said: str, tables: Sequence[TableRead]) -> Iterator[Block]:
    done = 0
    nowhere = []
    for one in tables:
        start = said.find(one.text_in_order, done) if one.text_in_order else -1
        if start >= 0:
            yield from _read(said[done:start])
            yield one.table
            done = start + len(one.text_in_order)
        elif one.text_in_order:
            nowhere.append(one.table)
    yield from _read(said[done:])
    yield from nowhere


def _read(said: str) -> Iterable[Block]:
    """Return running text, and the lists in it as far as their marks tell them."""
    has_items = any(mark in said for mark in BULLET_MARKS)
    first, *items = [part.strip() for part in (BULLET.split(said) if has_items else [said])]
    if first:
        yield Paragraph(text=first)
    if items:
        yield Bullets(items=tuple(items))
