"""The label library: US labels that the user imported, every version of them.

Its questions about names are those of a formulary, so that a label is found as a monograph is:
the id of what is found is that of the label's drug, and several labelers' labels share it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from zlib import decompress
from zlib import error as ZlibError  # noqa: N812  zlib names it as no class

from msgspec import DecodeError

from drugcli.library import grams, label_file, label_place, label_schema
from drugcli.library.cache import LAST
from drugcli.library.compiled import Summary
from drugcli.library.formulary import Named
from drugcli.library.packing import unpacked_body, unpacked_facts
from drugcli.library.search_terms import Term
from drugcli.records.label_sections import PRODUCT_ELEMENTS
from drugcli.records.labels import Label, Section

KIND = "labels"
Answer = TypeVar("Answer")


class Held(NamedTuple):
    """A label that is here, without its text."""

    id: int
    set_id: str
    version: int
    date: str | None
    """As ISO writes it: '2026-03-31'."""
    origin: str
    drug: str
    title: str
    labeler: str
    is_newest: bool
    """Of its set."""
    first: int
    last: int
    """The numbers of its sections, which are those of their passages in the full-text index."""


class Heading(NamedTuple):
    """A section without its text."""

    id: int
    level: int
    number: str | None
    title: str
    code: str | None
    field: str | None
    label: int
    start: int
    size: int
    """Where its text is in those of its label, unpacked."""


class Counts(NamedTuple):
    """What there is in the library."""

    labels: int
    sets: int
    drugs: int
    sections: int
    newest: str | None
    """The latest date of a label."""
    bytes: int
    backups: tuple[Path, ...]
    """The library as older drugclis left it."""


HELD = f"SELECT {', '.join(Held._fields)} FROM label"  # noqa: S608
NEWEST_FIRST = "date DESC, version DESC, origin DESC, id DESC"
VERSIONS_FIRST = "version DESC, date DESC, origin DESC, id DESC"

LISTING = (PRODUCT_ELEMENTS.field, "inactive_ingredient", "description")
"""openFDA's names of the sections that list ingredients."""
MOST_SPOKEN = 200
"""Words that contain another; a part of more words than these is a name of something."""


class LabelLibrary:
    """The labels of one file, to be read."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._connection = label_file.reading(file)
        self._unpacked = (0, b"")
        self._grams = grams.Index()

    def named(self, folded: str) -> list[Named]:
        """Return the drugs of labels that go by a folded name or code."""
        return self._named_where("folded = ?", folded)

    def meant(self, folded: Sequence[str]) -> list[Named]:
        """Return the drugs with any of these folded names or codes."""
        return self._named_where(f"folded IN ({_marks(folded)})", *folded)

    def worded(self, words: str) -> list[Named]:
        """Return the drugs with a name of these words (``records.folding.in_any_order``)."""
        return self._named_where("words = ?", words)

    def own_names(self, drug: str) -> list[Named]:
        """Return the names and UNIIs of one drug; its other codes are those of its products, and many."""
        return self._named_where("drug = ? AND (sound IS NOT NULL OR sort = 'UNII')", drug)

    def spelled(self, folded: Sequence[str]) -> list[Named]:
        """Return the drugs with any of these folded names."""
        return self._named_where(f"sound IS NOT NULL AND folded IN ({_marks(folded)})", *folded)

    def beginning_with(self, folded: str) -> list[Named]:
        """Return the drugs with a name that begins so."""
        return self._named_where("sound IS NOT NULL AND folded >= ? AND folded < ?", folded, folded + LAST)

    def sounding_like(self, heard: str) -> list[Named]:
        """Return the drugs with a name of this sound (``records.folding.sound``)."""
        return self._named_where("sound = ?", heard)

    def within_reach(self, folded: str, edits: int) -> list[str]:
        """Return the folded names that may be within so many edits, and some that are not.

        Where an import was cut off before it indexed its names, these are all names.
        """
        if self.rows("SELECT 1 FROM state WHERE key = ?", label_schema.STALE):
            return [name for (name,) in self.rows("SELECT DISTINCT folded FROM name WHERE sound IS NOT NULL")]
        return self._asked(lambda: self._grams.within_reach(self._connection, folded, edits))

    def _named_where(self, condition: str, *arguments: str) -> list[Named]:
        query = (
            f"SELECT folded, '{KIND}', drug, min(text), sort FROM name WHERE {condition} "  # noqa: S608
            "GROUP BY folded, drug, sort ORDER BY drug, sort"
        )
        return [Named(*row) for row in self.rows(query, *arguments)]

    def summary(self, drug: str) -> Summary:
        """Return what tells a drug of labels from its neighbours."""
        label = self.facts(self.of_drug(drug)[0])
        brands = tuple(name.text for name in label.names if name.kind == "brand")
        title = " and ".join(one.name.lower() for one in label.substances) or drug
        return Summary(title=title, class_=next(iter(label.classes), None), routes=label.routes, brands=brands)

    def sets(self, folded: str, drug: str) -> list[Held]:
        """Return the newest label of each set of a drug that goes by a folded name or code, the newest first."""
        named = "is_newest AND drug = ? AND set_id IN (SELECT set_id FROM name WHERE folded = ?)"
        return self._held(f"{HELD} WHERE {named} ORDER BY {NEWEST_FIRST}", drug, folded)

    def of_drug(self, drug: str) -> list[Held]:
        """Return the newest label of each set of a drug, the newest first."""
        return self._held(f"{HELD} WHERE drug = ? AND is_newest ORDER BY {NEWEST_FIRST}", drug)

    def versions(self, set_id: str) -> list[Held]:
        """Return all labels of a set, the newest first."""
        return self._held(f"{HELD} WHERE set_id = ? ORDER BY {VERSIONS_FIRST}", set_id.lower())

    def newest(self) -> Iterator[Held]:
        """Yield the newest label of each set, by drug."""
        yield from self._held(f"{HELD} WHERE is_newest ORDER BY drug, {NEWEST_FIRST}")

    def all(self) -> Iterator[Held]:
        """Yield every label, by drug."""
        yield from self._held(f"{HELD} ORDER BY drug, set_id, {VERSIONS_FIRST}")

    def conflicting(self, held: Held) -> bool:
        """Tell whether another text is here under the same set id and version, in the same form."""
        query = "SELECT count(*) FROM label WHERE set_id = ? AND version = ? AND origin = ?"
        ((several,),) = self.rows(query, held.set_id, held.version, held.origin)
        return bool(several > 1)

    def facts(self, held: Held) -> Label:
        """Return a label without its sections."""
        ((packed,),) = self.rows("SELECT facts FROM label WHERE id = ?", held.id)
        return self._asked(lambda: unpacked_facts(packed))

    def headings(self, held: Held) -> list[Heading]:
        """Return the headings of a label's sections, in their order."""
        query = f"SELECT {', '.join(Heading._fields)} FROM section WHERE id BETWEEN ? AND ? ORDER BY id"  # noqa: S608
        return [Heading(*row) for row in self.rows(query, held.first, held.last)]

    def text_headings(self, held: Held) -> list[Heading]:
        """Return the headings of what a label says; its list of product elements is no text."""
        return [one for one in self.headings(held) if one.field != PRODUCT_ELEMENTS.field]

    def section(self, heading: Heading) -> Section:
        """Return a section whole, its tables as tables."""
        kept = self._kept(heading)
        if not kept.unread:
            return kept
        from drugcli.readers.openfda_sections import placed

        return placed(kept)

    def text(self, heading: Heading) -> str:
        """Return a section's text as it is searched, its tables run together."""
        return self._kept(heading).text

    def _kept(self, heading: Heading) -> Section:
        content = self._asked(lambda: self._content(heading.label))
        body = self._asked(lambda: unpacked_body(content, heading.start, heading.size))
        return Section(
            title=heading.title, level=heading.level, number=heading.number, code=heading.code,
            field=heading.field, blocks=body.blocks, unread=body.unread,
        )  # fmt: skip

    def _content(self, label: int) -> bytes:
        """Return the texts of a label; those of the last one that was asked for are kept."""
        if self._unpacked[0] != label:
            ((packed,),) = self.rows("SELECT packed FROM body WHERE label = ?", label)
            self._unpacked = (label, decompress(packed))
        return self._unpacked[1]

    def label(self, held: Held) -> Label:
        """Return a label whole, as it was read; ``section`` has its tables as tables."""
        from msgspec.structs import replace

        return replace(self.facts(held), sections=tuple(self._kept(one) for one in self.headings(held)))

    def lists(self, words: Sequence[str]) -> bool:
        """Tell whether any label lists an ingredient of these words, the last of which may go on if it is no number.

        A single word may also be a part of one: 'sulfite' of 'metabisulfite'.
        """
        if len(words) == 1:
            self.rows("PRAGMA query_only = OFF")  # it keeps temporary tables from being made, too
            self.rows("CREATE VIRTUAL TABLE IF NOT EXISTS temp.spoken USING fts5vocab(main, passage, row)")
            self.rows("PRAGMA query_only = ON")
            found = self.rows("SELECT term FROM temp.spoken WHERE instr(term, ?) LIMIT ?", words[0], MOST_SPOKEN)
            terms = [Term((one,)) for (one,) in found]
        else:
            terms = [Term(tuple(words), begins=words[-1].isalpha())]
        query = (
            "SELECT 1 FROM passage JOIN section ON section.id = passage.rowid "  # noqa: S608
            f"WHERE passage MATCH ? AND field IN ({_marks(LISTING)}) LIMIT 1"
        )
        return bool(terms) and bool(self.rows(query, " OR ".join(one.expression for one in terms), *LISTING))

    def counts(self) -> Counts:
        """Return how much there is."""
        query = "SELECT count(*), count(DISTINCT set_id), count(DISTINCT drug), max(date) FROM label"
        ((labels, sets, drugs, newest),) = self.rows(query)
        ((sections,),) = self.rows("SELECT count(*) FROM section")
        size, backups = self.file.stat().st_size, label_file.backups(self.file)
        return Counts(labels, sets, drugs, sections, newest, size, backups)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _held(self, query: str, *arguments: object) -> list[Held]:
        return [Held(*row)._replace(is_newest=bool(row[8])) for row in self.rows(query, *arguments)]

    def rows(self, query: str, *arguments: object) -> list[tuple[Any, ...]]:
        """Return what a query finds; raises LabelLibraryError."""
        return self._asked(lambda: self._connection.execute(query, arguments).fetchall())

    def _asked(self, ask: Callable[[], Answer]) -> Answer:
        try:
            return ask()
        except sqlite3.Error as error:
            raise label_file.told(error, self.file) from None
        except (ZlibError, DecodeError) as error:
            raise label_file.damaged(str(error), self.file) from None


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def open_labels(file: Path | None = None) -> LabelLibrary | None:
    """Open the user's label library, or return None when nothing was ever imported. Raises LabelLibraryError."""
    place = file or label_place.path()
    return LabelLibrary(place) if place.exists() else None
