"""Two versions of a label, section by section: what was added, removed and reworded, and which figures changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from drugcli.comparing.diff import TOKEN, Change, changes, spelled
from drugcli.comparing.figures import Figure, figures
from drugcli.comparing.units import Unit
from drugcli.library.labels import Heading, Held, LabelLibrary
from drugcli.records.folding import fold
from drugcli.records.measures import TIME_UNITS

CONTEXT = 8
"""Words shown before and after a change."""
MAJOR_CHANGES = "recent_major_changes"
"""openFDA's name of the section whose figures are dates and numbers of sections."""
GAP = "..."
WEIGHTY = frozenset({
    "boxed_warning", "indications_and_usage", "dosage_and_administration", "contraindications", "warnings_and_cautions",
    "warnings", "precautions", "drug_interactions", "use_in_specific_populations",
})  # fmt: skip
"""openFDA's names of the sections of which passages that came or went are told with their figures."""
BARE = re.compile(r"[\d.,]+")
STEP = re.compile(r"\s?\. [A-Z]")
SENTENCE_END = re.compile(r"(?:[.:;)\]]|\bFigure \d+) ?$")
AROUND = 80
"""Letters before a number that tell what it is."""
PRINTED = re.compile(
    r"(?:\u00a9|\(c\)|copyright|revised:?|issued:?)[^.]{0,30}$|\d{4,}-\s?$"
    r"|\b(?:Tables|Figures|Studies|Trials|Cohorts) [\d, ]+(?:,|and|to|through) $",
    re.IGNORECASE,
)
"""What stands before a year of print, the end of a code, or the last of several tables."""


class Piece(NamedTuple):
    """The text of a section without those within it."""

    heading: Heading
    text: str


class Whole(NamedTuple):
    """A section with those within it, in words. Subsections may be told apart differently from version to version."""

    title: str
    number: str | None
    field: str | None
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """All its text."""
        return " ".join(piece.text for piece in self.pieces)

    def at(self, place: int) -> Heading:
        """Return the heading under which a letter stands."""
        ends = accumulate(len(piece.text) + 1 for piece in self.pieces)
        return next((piece.heading for piece, end in zip(self.pieces, ends, strict=True) if place < end),
                    self.pieces[-1].heading)  # fmt: skip


class FigureChange(NamedTuple):
    """A figure that another took the place of; None where there was none, or is none any more."""

    before: tuple[str, ...]
    after: tuple[str, ...]


class Said(NamedTuple):
    """Words that changed, none perhaps, with what stands before and after them."""

    lead: str
    words: str
    trail: str


class Reworded(NamedTuple):
    """A change as it is shown: the words before and after, with what stands around them."""

    change: Change
    heading: Heading
    """Under which it stands in the newer version, or stood in the older."""
    before: Said
    after: Said
    figures: FigureChange | None


class SectionChange(NamedTuple):
    """A section that changed; one that is in one version only is added or removed whole."""

    title: str
    number: str | None
    old: Whole | None
    new: Whole | None
    reworded: tuple[Reworded, ...]


def compare(library: LabelLibrary, old: Held, new: Held) -> list[SectionChange]:
    """Return the sections that differ, in the order of the newer version, those that are gone last."""
    pairs = _paired(_wholes(library, old), _wholes(library, new))
    return [found for one in pairs if (found := _compared(*one)) is not None]


def _wholes(library: LabelLibrary, held: Held) -> list[Whole]:
    wholes: list[Whole] = []
    for heading in library.text_headings(held):
        piece = Piece(heading, " ".join(library.section(heading).text.split()))
        if wholes and heading.level > wholes[-1].pieces[0].heading.level:
            wholes[-1] = wholes[-1]._replace(pieces=(*wholes[-1].pieces, piece))
        else:
            wholes.append(Whole(heading.title, heading.number, heading.field, (piece,)))
    return wholes


def _paired(old: Sequence[Whole], new: Sequence[Whole]) -> Iterator[tuple[Whole | None, Whole | None]]:
    """Pair sections that are the same word for word, then of one number, of one kind and title, of one kind."""
    left = list(old)
    pairs: dict[int, Whole] = {}
    for alike in (_same, _numbered, _titled, _of_one_kind):
        for at, one in enumerate(new):
            if at not in pairs and (found := next((other for other in left if alike(other, one)), None)) is not None:
                left.remove(found)
                pairs[at] = found
    yield from ((pairs.get(at), one) for at, one in enumerate(new))
    yield from ((one, None) for one in left)


def _same(old: Whole, new: Whole) -> bool:
    return old.field == new.field and old.text == new.text


def _numbered(old: Whole, new: Whole) -> bool:
    return old.number is not None and old.number == new.number


def _titled(old: Whole, new: Whole) -> bool:
    return old.field == new.field and old.number == new.number and fold(old.title) == fold(new.title)


def _of_one_kind(old: Whole, new: Whole) -> bool:
    return old.field is not None and old.field == new.field and not (old.number and new.number)


def _compared(old: Whole | None, new: Whole | None) -> SectionChange | None:
    whole = new or old
    assert whole is not None  # noqa: S101  a pair has at least one
    if old is None or new is None:
        return SectionChange(whole.title, whole.number, old, new, ())
    was, now = _Words(old.text), _Words(new.text)
    found = [one for one in changes(was.words, now.words) if one.kind != "kept"]
    if not found:
        return None
    return SectionChange(whole.title, whole.number, old, new, tuple(_shown(one, old, new, was, now) for one in found))


class _Words:
    """A text, its words and its figures, with their places."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = [match.span() for match in TOKEN.finditer(text)]
        self.words = [spelled(text[start:end]) for start, end in self.spans]
        self.figures = [one for one in figures(text) if not _is_of_no_weight(one, text)]

    def place(self, at: int) -> int:
        return self.spans[at][0] if at < len(self.spans) else len(self.text)

    def said(self, first: int, last: int) -> str:
        return self.text[self.spans[first][0] : self.spans[last - 1][1]] if first < last else ""

    def around(self, first: int, last: int) -> Said:
        """Return a run of words with what stands around it."""
        lead = self.said(max(first - CONTEXT, 0), first)
        trail = self.said(last, min(last + CONTEXT, len(self.words)))
        return Said(
            f"{GAP} {lead}" if first > CONTEXT else lead,
            self.said(first, last),
            f"{trail} {GAP}" if last + CONTEXT < len(self.words) else trail,
        )

    def touched(self, first: int, last: int) -> list[Figure]:
        """Return the figures that have a word in a run of words, or the gap between two words in them."""
        if first == last:
            at = self.place(first)
            return [one for one in self.figures if one.start < at < one.end]
        start, end = self.spans[first][0], self.spans[last - 1][1]
        return [one for one in self.figures if one.start < end and one.end > start]


def _shown(change: Change, old: Whole, new: Whole, was: _Words, now: _Words) -> Reworded:
    is_removed, is_reworded = change.kind == "removed", change.kind == "reworded"
    text, whole, (first, _last) = (was, old, change.old) if is_removed else (now, new, change.new)
    is_told = whole.field != MAJOR_CHANGES if is_reworded else whole.field in WEIGHTY
    numbers = {piece.heading.number for one in (old, new) for piece in one.pieces}
    before, after = (
        [one for one in several if one.unit is not None or (is_reworded and one.written not in numbers)]
        for several in (was.touched(*change.old), now.touched(*change.new))
    )
    return Reworded(
        change,
        heading=whole.at(text.place(first)),
        before=was.around(*change.old),
        after=now.around(*change.new),
        figures=_changed_figures(before, after) if is_told else None,
    )


def _is_of_no_weight(one: Figure, text: str) -> bool:
    """Tell whether a bare number only counts steps, names a section, or is a year of print or the end of a code."""
    if one.unit is not None:
        return False
    before, after = text[max(0, one.start - AROUND) : one.start], text[one.end : one.end + 4]
    is_step = one.written.isdigit() and STEP.match(after) is not None and SENTENCE_END.search(before) is not None
    return is_step or PRINTED.search(before) is not None or before.rfind("[see") > before.rfind("]")


def _changed_figures(before: Sequence[Figure], after: Sequence[Figure]) -> FigureChange | None:
    """Return the figures of one side that the other has not; the same figure written otherwise is no change."""
    gone, come = Counter(map(_key, before)), Counter(map(_key, after))
    told = FigureChange(tuple(_only(before, gone - come)), tuple(_only(after, come - gone)))
    return told if told.before or told.after else None


def _key(one: Figure) -> tuple[Decimal, Unit | None]:
    return (one.value, one.unit)


def _only(several: Sequence[Figure], counted: Counter[tuple[Decimal, Unit | None]]) -> Iterator[str]:
    for one in several:
        if counted[_key(one)] > 0:
            counted[_key(one)] -= 1
            yield _told(one)


def _told(one: Figure) -> str:
    """Write a figure with its unit, also one of '5, 10 or 20 mg', whose unit stands by another."""
    if one.unit is None or one.is_code or not BARE.fullmatch(one.written):
        return one.written
    is_many = one.unit.name in TIME_UNITS and one.value != 1
    return f"{one.written} {one.unit}{'s' if is_many and not one.unit.per else ''}"
