"""One formulary: a folder of TOML files, read through its compiled cache.

A look-up costs the same however many files there are: it compares the stamps of the folder,
then the state of the one file it found. In a folder of more than a few files, one edited in
place under names that were not in it before is noticed when it is itself looked up, when a name
is not found, and by every command that lists.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

import msgspec

from drugcli.errors import BrokenFileError, Problem, UnreadableFileError
from drugcli.library import grams
from drugcli.library.cache import LAST, Cache, cache_name
from drugcli.library.compiled import LayOut, Summary, shape_of
from drugcli.library.stamps import ALL_FILES, Stamps, settled, state_of, still_fit

if TYPE_CHECKING:
    from drugcli.records.markets import Market
    from drugcli.records.monographs import Monograph


class Named(NamedTuple):
    """A name and the record it belongs to; 'sort' says which sort of name it is: 'brand'."""

    folded: str
    kind: str
    id: str
    text: str
    sort: str


class Hit(NamedTuple):
    """A passage that full-text search found; a lower rank is better."""

    kind: str
    id: str
    section: str
    label: str
    text: str
    cites: tuple[str, ...]
    rank: float


class _Kept(NamedTuple):
    """A row of the cache: a sound file has a record and a page, a broken one has problems."""

    mtime: int
    size: int
    problems: bytes | None
    record: bytes
    page: bytes
    checksum: int


class Formulary:
    """The records of one folder."""

    def __init__(self, folder: Path, caches: Path, lay_out: LayOut) -> None:
        self.folder = folder
        self._cache = Cache(caches, cache_name(folder), _Compiler(folder, lay_out))
        self._grams = grams.Index()

    def named(self, folded: str, kind: str) -> list[Named]:
        """Return the records of one kind that go by a folded name."""
        query = (
            "SELECT EXISTS (SELECT 1 FROM file WHERE file.kind = name.kind AND file.id = name.id), "
            "folded, kind, id, text, sort FROM name WHERE folded = ? AND kind = ? ORDER BY id"
        )

        def ask(connection: sqlite3.Connection) -> list[Named]:
            rows = connection.execute(query, (folded, kind)).fetchall()
            if not all(is_held for is_held, *_named in rows):
                raise sqlite3.DatabaseError("a name without its file")
            return [Named(*named) for _is_held, *named in rows]

        return self._cache.undamaged(ask)

    def meant(self, folded: Sequence[str], kind: str) -> list[Named]:
        """Return the records of one kind with any of these folded names or codes."""
        marks = ", ".join("?" * len(folded))
        return self._where("name_by_fold", f"folded IN ({marks}) AND kind = ?", *folded, kind)

    def worded(self, words: str, kind: str) -> list[Named]:
        """Return the records of one kind with a name of these words (``records.folding.in_any_order``)."""
        return self._named_where("name_by_words", "words = ? AND kind = ?", words, kind)

    def with_part(self, folded: Sequence[str], kind: str) -> list[Named]:
        """Return the generic names of combinations with an active ingredient of any of these folded names."""
        marks = ", ".join("?" * len(folded))
        condition = f"kind = ? AND sort = 'generic' AND id IN (SELECT id FROM part WHERE folded IN ({marks}))"  # noqa: S608
        return self._where("name_by_record", condition, kind, *folded)

    def own_names(self, kind: str, id_: str) -> list[Named]:
        """Return all names and codes of one record."""
        query = "SELECT folded, kind, id, text, sort FROM name WHERE kind = ? AND id = ? ORDER BY rowid"
        return [Named(*row) for row in self._rows(query, kind, id_)]

    def names(self, kind: str) -> list[Named]:
        """Return all names of all records of one kind."""
        query = "SELECT folded, kind, id, text, sort FROM name WHERE kind = ? ORDER BY id, rowid"
        return [Named(*row) for row in self._rows(query, kind)]

    def within_reach(self, folded: str, edits: int) -> list[str]:
        """Return the folded names that may be within so many edits, and some that are not."""
        return self._cache.undamaged(lambda connection: self._grams.within_reach(connection, folded, edits))

    def spelled(self, folded: Sequence[str], kind: str) -> list[Named]:
        """Return the records of one kind with any of these folded names."""
        marks = ", ".join("?" * len(folded))
        return self._named_where("name_by_fold", f"folded IN ({marks}) AND kind = ?", *folded, kind)

    def beginning_with(self, folded: str, kind: str) -> list[Named]:
        """Return the records of one kind with a name that begins so."""
        return self._named_where("name_by_fold", "folded >= ? AND folded < ? AND kind = ?", folded, folded + LAST, kind)

    def sounding_like(self, heard: str, kind: str) -> list[Named]:
        """Return the records of one kind with a name of this sound (``records.folding.sound``)."""
        return self._named_where("name_by_sound", "sound = ? AND kind = ?", heard, kind)

    def _named_where(self, index: str, condition: str, *arguments: str) -> list[Named]:
        """Return names that are no codes."""
        return self._where(index, f"sound IS NOT NULL AND {condition}", *arguments)

    def _where(self, index: str, condition: str, *arguments: str) -> list[Named]:
        """Return names in the order of their records; left to itself, SQLite would read all names in that order."""
        query = f"SELECT folded, kind, id, text, sort FROM name INDEXED BY {index} WHERE {condition} ORDER BY id"  # noqa: S608
        return [Named(*row) for row in self._rows(query, *arguments)]

    def ids(self, kind: str) -> list[str]:
        """Return the ids of one kind, of broken files too."""
        return [id_ for (id_,) in self._rows("SELECT id FROM file WHERE kind = ? ORDER BY id", kind)]

    def holds(self, kind: str, id_: str) -> bool:
        """Tell whether there is a file for this record, sound or broken."""
        return bool(self._rows("SELECT 1 FROM file WHERE kind = ? AND id = ?", kind, id_))

    def holds_sound(self, kind: str, id_: str) -> bool:
        """Tell whether this record can be read."""
        query = "SELECT 1 FROM file WHERE kind = ? AND id = ? AND problems IS NULL"
        return bool(self._rows(query, kind, id_))

    def summary(self, kind: str, id_: str) -> Summary:
        """Return what tells a record from its neighbours."""
        query = "SELECT summary FROM file WHERE kind = ? AND id = ? AND summary IS NOT NULL"

        def ask(connection: sqlite3.Connection) -> Summary:
            row = connection.execute(query, (kind, id_)).fetchone()
            return msgspec.json.decode(row[0], type=Summary) if row else Summary(title=id_)

        return self._cache.undamaged(ask)

    def record(self, kind: str, id_: str) -> Monograph | Market:
        """Return a record as its file is now.

        Raises BrokenFileError, and UnreadableFileError for a file that is gone.
        """
        try:
            return msgspec.json.decode(self._sound(kind, id_).record, type=shape_of(kind))
        except msgspec.DecodeError:
            if not self._cache.rebuild_once():
                raise
            return self.record(kind, id_)

    def page(self, kind: str, id_: str) -> bytes:
        """Return a record's page as its file is now; raises what ``record`` raises."""
        return self._sound(kind, id_).page

    def _sound(self, kind: str, id_: str) -> _Kept:
        path = self.folder / kind / f"{id_}.toml"
        kept = self._kept(kind, id_)
        if kept is None or (kept.mtime, kept.size) != state_of(path) or kept.problems is not None:
            self.refresh()
            kept = self._kept(kind, id_)
        if kept is None:
            raise UnreadableFileError(path, "it was removed")
        if kept.problems is not None:
            raise BrokenFileError(self._located(kept.problems))
        return kept

    def _kept(self, kind: str, id_: str) -> _Kept | None:
        query = "SELECT mtime, size, problems, record, page, checksum FROM file WHERE kind = ? AND id = ?"

        def ask(connection: sqlite3.Connection) -> _Kept | None:
            rows = [_Kept(*row) for row in connection.execute(query, (kind, id_))]
            if any(crc32((one.record or b"") + (one.page or b"")) != one.checksum for one in rows):
                raise sqlite3.DatabaseError("a record that is not what was written")
            return rows[0] if rows else None

        return self._cache.undamaged(ask)

    def is_stale(self, kind: str, id_: str) -> bool:
        """Tell whether a record's file has changed since it was compiled."""
        rows = self._rows("SELECT mtime, size FROM file WHERE kind = ? AND id = ?", kind, id_)
        return bool(rows) and rows[0] != state_of(self.folder / kind / f"{id_}.toml")

    def problems(self) -> list[Problem]:
        """Return the problems of all broken files."""
        query = "SELECT problems FROM file WHERE problems IS NOT NULL ORDER BY kind, id"

        def ask(connection: sqlite3.Connection) -> list[Problem]:
            return [problem for (content,) in connection.execute(query) for problem in self._located(content)]

        return self._cache.undamaged(ask)

    def search(self, expression: str) -> list[Hit]:
        """Return the passages that match an FTS5 expression, the best first."""
        query = (
            "SELECT kind, id, section, label, text, cites, rank FROM passage "
            "WHERE passage MATCH ? ORDER BY rank, kind, id, rowid"
        )
        rows = self._rows(query, expression)
        return [Hit(kind, id_, section, label, text, tuple(cites.split()), rank)
                for kind, id_, section, label, text, cites, rank in rows]  # fmt: skip

    def refresh(self) -> None:
        """Look at every file again, and compile those that changed."""
        self._cache.refresh()

    def _rows(self, query: str, *arguments: str) -> list[tuple[Any, ...]]:
        return self._cache.rows(query, *arguments)

    def _located(self, content: bytes) -> list[Problem]:
        problems = msgspec.json.decode(content, type=list[Problem])
        return [one._replace(file=str(self.folder / one.file)) if one.file else one for one in problems]

    def close(self) -> None:
        """Let go of the cache's file; whoever asks again opens it again."""
        self._cache.close()

    @property
    def cache_trouble(self) -> str | None:
        """Why the cache could not be written, if it could not."""
        return self._cache.trouble


class _Compiler:
    """Brings a cache up to a folder of records."""

    begins_anew = False

    def __init__(self, folder: Path, lay_out: LayOut) -> None:
        self._folder = folder
        self._lay_out = lay_out

    def stamps(self) -> Stamps:
        return settled(self._folder)

    def still_fit(self, kept: Stamps) -> bool:
        return still_fit(kept, self._folder)

    def sees_all(self, kept: Stamps) -> bool:
        return ALL_FILES in kept

    def create(self, connection: sqlite3.Connection) -> None:
        from drugcli.library import compiling

        compiling.create(connection)

    def update(self, connection: sqlite3.Connection) -> None:
        from drugcli.library import compiling

        compiling.update(connection, self._folder, self._lay_out)
