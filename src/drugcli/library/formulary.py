"""One formulary: a folder of TOML files, read through its compiled cache.

A look-up costs the same however many files there are: it compares the stamps of the folder,
then the state of the one file it found. In a folder of more than a few files, one edited in
place under names that were not in it before is noticed when it is itself looked up, when a name
is not found, and by every command that lists.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from zlib import adler32, crc32

import msgspec

from drugcli.errors import BrokenFileError, Problem, UnreadableFileError
from drugcli.library import grams
from drugcli.library.compiled import LayOut, Summary, shape_of
from drugcli.library.folders import edition
from drugcli.library.stamps import Stamps, settled, state_of, still_fit

if TYPE_CHECKING:
    from drugcli.records.markets import Market
    from drugcli.records.monographs import Monograph


DAMAGE = (sqlite3.DatabaseError, msgspec.DecodeError, UnicodeDecodeError)
"""What reading a damaged cache raises; the last, when the damage has reached the message itself."""

Answer = TypeVar("Answer")


LAST = "\U0010ffff"
"""Follows every letter."""


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


def cache_name(folder: Path) -> str:
    """Return a file name for a folder's cache: its own name, to be recognised, and its path as a number."""
    path = str(folder.resolve()).encode()
    return f"{folder.resolve().name}-{crc32(path):08x}-{adler32(path):08x}"


class Formulary:
    """The records of one folder."""

    def __init__(self, folder: Path, caches: Path, lay_out: LayOut) -> None:
        self.folder = folder
        self._lay_out = lay_out
        self._cache = caches / f"{cache_name(folder)}-{edition()}.sqlite3"
        self._connection: sqlite3.Connection | None = None
        self._is_rebuilt = False
        self.cache_trouble: str | None = None
        """Why the cache could not be written, if it could not."""

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

        return self._undamaged(ask)

    def names(self, kind: str) -> list[Named]:
        """Return all names of all records of one kind."""
        query = "SELECT folded, kind, id, text, sort FROM name WHERE kind = ? ORDER BY id, rowid"
        return [Named(*row) for row in self._rows(query, kind)]

    def within_reach(self, folded: str, edits: int) -> list[str]:
        """Return the folded names that may be within so many edits, and some that are not."""
        return self._undamaged(lambda connection: grams.within_reach(connection, folded, edits))

    def spelled(self, folded: Sequence[str], kind: str) -> list[Named]:
        """Return the records of one kind with any of these folded names."""
        marks = ", ".join("?" * len(folded))
        return self._named_where(f"folded IN ({marks}) AND kind = ?", *folded, kind)

    def beginning_with(self, folded: str, kind: str) -> list[Named]:
        """Return the records of one kind with a name that begins so."""
        return self._named_where("folded >= ? AND folded < ? AND kind = ?", folded, folded + LAST, kind)

    def sounding_like(self, heard: str, kind: str) -> list[Named]:
        """Return the records of one kind with a name of this sound (``records.folding.sound``)."""
        return self._named_where("sound = ? AND kind = ?", heard, kind)

    def _named_where(self, condition: str, *arguments: str) -> list[Named]:
        query = f"SELECT folded, kind, id, text, sort FROM name WHERE sound IS NOT NULL AND {condition} ORDER BY id"  # noqa: S608
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

        return self._undamaged(ask)

    def record(self, kind: str, id_: str) -> Monograph | Market:
        """Return a record as its file is now.

        Raises BrokenFileError, and UnreadableFileError for a file that is gone.
        """
        try:
            return msgspec.json.decode(self._sound(kind, id_).record, type=shape_of(kind))
        except msgspec.DecodeError:
            if self._is_rebuilt:
                raise
            self._rebuild()
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

        return self._undamaged(ask)

    def is_stale(self, kind: str, id_: str) -> bool:
        """Tell whether a record's file has changed since it was compiled."""
        rows = self._rows("SELECT mtime, size FROM file WHERE kind = ? AND id = ?", kind, id_)
        return bool(rows) and rows[0] != state_of(self.folder / kind / f"{id_}.toml")

    def problems(self) -> list[Problem]:
        """Return the problems of all broken files."""
        query = "SELECT problems FROM file WHERE problems IS NOT NULL ORDER BY kind, id"

        def ask(connection: sqlite3.Connection) -> list[Problem]:
            return [problem for (content,) in connection.execute(query) for problem in self._located(content)]

        return self._undamaged(ask)

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
        self.close()
        self._connection = self._compile()

    def _rows(self, query: str, *arguments: str) -> list[tuple[Any, ...]]:
        return self._undamaged(lambda connection: connection.execute(query, arguments).fetchall())

    def _undamaged(self, ask: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """Ask the cache, once more from a new one when it turns out to be damaged."""
        try:
            return ask(self._open())
        except DAMAGE:
            self._rebuild()
            return ask(self._open())

    def _rebuild(self) -> None:
        self._is_rebuilt = True
        self.close()
        try:
            self._cache.unlink(missing_ok=True)
        except OSError as error:
            self.cache_trouble = str(error)
        self._connection = self._compile(anew=True)

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = self._current() or self._compile()
        return self._connection

    def _current(self) -> sqlite3.Connection | None:
        """Return the cache on disk, if no file was added or removed since it was written."""
        if not self._cache.exists():
            return None
        connection = sqlite3.connect(f"{self._cache.as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            stamps: Stamps = dict(connection.execute("SELECT folder, mtime FROM stamp"))
        except DAMAGE:
            connection.close()
            return None
        if still_fit(stamps, self.folder):
            return connection
        connection.close()
        return None

    def _compile(self, *, anew: bool = False) -> sqlite3.Connection:
        from drugcli.library import compiling

        stamps = settled(self.folder)
        try:
            return self._compile_on_disk(stamps, anew=anew)
        except (OSError, sqlite3.OperationalError) as error:
            self.cache_trouble = str(error)
        connection = sqlite3.connect(":memory:")
        compiling.create(connection)
        compiling.update(connection, self.folder, stamps, self._lay_out)
        return connection

    def _compile_on_disk(self, stamps: Stamps, *, anew: bool) -> sqlite3.Connection:
        from drugcli.library import compiling

        self._cache.parent.mkdir(parents=True, exist_ok=True)
        compiling.sweep(self._cache, cache_name(self.folder))
        draft = self._draft()
        try:
            if anew or not self._updated(draft, stamps):
                draft.unlink(missing_ok=True)
                with closing(sqlite3.connect(draft)) as connection:
                    compiling.create(connection)
                    compiling.update(connection, self.folder, stamps, self._lay_out)
            draft.replace(self._cache)
        finally:
            draft.unlink(missing_ok=True)
        return sqlite3.connect(f"{self._cache.as_uri()}?mode=ro&immutable=1", uri=True)

    def _draft(self) -> Path:
        import tempfile

        handle, name = tempfile.mkstemp(prefix="draft-", suffix=".sqlite3", dir=self._cache.parent)
        os.close(handle)
        return Path(name)

    def _updated(self, draft: Path, stamps: Stamps) -> bool:
        """Bring a copy of the cache up to its folder; False when there is none, or none that is sound."""
        from drugcli.library import compiling

        if not self._cache.exists():
            return False
        try:
            compiling.copy(self._cache, draft)
            with closing(sqlite3.connect(draft)) as connection:
                compiling.update(connection, self.folder, stamps, self._lay_out)
        except DAMAGE:
            return False
        return True

    def _located(self, content: bytes) -> list[Problem]:
        problems = msgspec.json.decode(content, type=list[Problem])
        return [one._replace(file=str(self.folder / one.file)) if one.file else one for one in problems]

    def close(self) -> None:
        """Let go of the cache's file; whoever asks again opens it again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
