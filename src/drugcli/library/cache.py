"""A SQLite file compiled from text files, made anew when it is stale, damaged or gone.

It is written under another name and then renamed, so a reader never sees half of it, and two
first runs at once do each other no harm. Where it cannot be written, it is kept in memory.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol, TypeVar

from msgspec import DecodeError

from drugcli.library.folders import edition
from drugcli.library.stamps import Stamps

DAMAGE = (sqlite3.DatabaseError, DecodeError, UnicodeDecodeError, zlib.error)
"""What reading a damaged cache raises; UnicodeDecodeError, when the damage has reached the message itself."""

LAST = "\U0010ffff"
"""Follows every letter: a text and this bound all that begins with the text."""

Answer = TypeVar("Answer")


class Compiler(Protocol):
    """Knows what a cache is made of."""

    begins_anew: bool
    """Whether an update would keep nothing of an older cache."""

    def stamps(self) -> Stamps:
        """Return what tells the sources as they are now from what they become."""

    def still_fit(self, kept: Stamps) -> bool:
        """Tell whether the sources are as they were when these stamps were taken."""

    def sees_all(self, kept: Stamps) -> bool:
        """Tell whether these stamps are of every source, not of their folders alone."""

    def create(self, connection: sqlite3.Connection) -> None:
        """Lay out an empty cache."""

    def update(self, connection: sqlite3.Connection) -> None:
        """Bring a cache up to its sources."""


def cache_name(folder: Path) -> str:
    """Return a file name for a folder's cache: its own name, to be recognised, and its path as a number."""
    path = str(folder.resolve()).encode()
    return f"{folder.resolve().name}-{zlib.crc32(path):08x}-{zlib.adler32(path):08x}"


class Cache:
    """One compiled file."""

    def __init__(self, caches: Path, name: str, compiler: Compiler) -> None:
        self._path = caches / f"{name}-{edition()}.sqlite3"
        self._name = name
        self._compiler = compiler
        self._connection: sqlite3.Connection | None = None
        self._is_rebuilt = False
        self.trouble: str | None = None
        """Why the file could not be written, if it could not."""

    def rows(self, query: str, *arguments: str) -> list[tuple[Any, ...]]:
        """Return what a query finds."""
        return self.undamaged(lambda connection: connection.execute(query, arguments).fetchall())

    def undamaged(self, ask: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """Ask the cache, once more from a new one when it turns out to be damaged."""
        try:
            return ask(self._open())
        except DAMAGE:
            self._make_anew()
            return ask(self._open())

    def rebuild_once(self) -> bool:
        """Make anew what was compiled in another shape; False when that was done already, and did not help."""
        if self._is_rebuilt:
            return False
        self._make_anew()
        return True

    def refresh(self) -> None:
        """Look at every source again, and compile those that changed."""
        self.close()
        self._connection = self._current(every_source=True) or self._compile(anew=False)

    def close(self) -> None:
        """Let go of the file; whoever asks again opens it again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _make_anew(self) -> None:
        self._is_rebuilt = True
        self.close()
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            self.trouble = str(error)
        self._connection = self._compile(anew=True)

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = self._current() or self._compile(anew=False)
        return self._connection

    def _current(self, *, every_source: bool = False) -> sqlite3.Connection | None:
        """Return the file on disk, if its sources are as they were when it was written, as far as stamps tell."""
        if not self._path.exists():
            return None
        connection = self._reading()
        try:
            stamps: Stamps = dict(connection.execute("SELECT folder, mtime FROM stamp"))
        except DAMAGE:
            connection.close()
            return None
        if self._compiler.still_fit(stamps) and (not every_source or self._compiler.sees_all(stamps)):
            return connection
        connection.close()
        return None

    def _reading(self) -> sqlite3.Connection:
        return sqlite3.connect(f"{self._path.as_uri()}?mode=ro&immutable=1", uri=True)

    def _compile(self, *, anew: bool) -> sqlite3.Connection:
        stamps = self._compiler.stamps()
        try:
            return self._compile_on_disk(stamps, anew=anew)
        except (OSError, sqlite3.OperationalError) as error:
            self.trouble = str(error)
        connection = sqlite3.connect(":memory:")
        try:
            self._fill(connection, stamps)
        except BaseException:
            connection.close()
            raise
        return connection

    def _compile_on_disk(self, stamps: Stamps, *, anew: bool) -> sqlite3.Connection:
        from drugcli.library.drafts import draft, sweep

        self._path.parent.mkdir(parents=True, exist_ok=True)
        sweep(self._path, self._name)
        new = draft(self._path.parent)
        try:
            if anew or self._compiler.begins_anew or not self._updated(new, stamps):
                new.unlink(missing_ok=True)
                with closing(sqlite3.connect(new)) as connection:
                    self._fill(connection, stamps)
            new.replace(self._path)
        finally:
            new.unlink(missing_ok=True)
        return self._reading()

    def _fill(self, connection: sqlite3.Connection, stamps: Stamps) -> None:
        connection.execute("CREATE TABLE stamp (folder TEXT PRIMARY KEY, mtime INTEGER)")
        self._compiler.create(connection)
        self._update(connection, stamps)

    def _update(self, connection: sqlite3.Connection, stamps: Stamps) -> None:
        with connection:
            self._compiler.update(connection)
            connection.execute("DELETE FROM stamp")
            connection.executemany("INSERT INTO stamp VALUES (?, ?)", stamps.items())

    def _updated(self, new: Path, stamps: Stamps) -> bool:
        """Bring a copy of the file up to its sources; False when there is none, or none that is sound."""
        from drugcli.library.drafts import copy

        if not self._path.exists():
            return False
        try:
            copy(self._path, new)
            with closing(sqlite3.connect(new)) as connection:
                self._update(connection, stamps)
        except DAMAGE:
            return False
        return True
