"""The label library's file: where it lies, and how it is opened without harm."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from drugcli.errors import DrugcliError
from drugcli.library import label_schema

BACKUP = ".shape-"
PATIENCE = 120
"""Seconds that an import waits for another one's batch."""


class LabelLibraryError(DrugcliError):
    """The label library cannot be used as it is."""


def reading(file: Path) -> sqlite3.Connection:
    """Open a library to read; one of an older shape is brought up first. Raises LabelLibraryError."""
    connection = _connected(file, f"{file.resolve().as_uri()}?{_way_to_read(file)}")
    try:
        taken = _checked(connection, file)
    except BaseException:
        connection.close()
        raise
    if taken == len(label_schema.STEPS):
        connection.execute("PRAGMA query_only = ON")
        return connection
    connection.close()
    return writing(file)


def _way_to_read(file: Path) -> str:
    """Return how SQLite is to read a file: so that it can mend what a killed run left, if it may write there at all."""
    if os.access(file, os.W_OK) and os.access(file.parent, os.W_OK):
        return "mode=rw"
    log = file.with_name(f"{file.name}-wal")
    return "mode=ro" if log.exists() and log.stat().st_size else "mode=ro&immutable=1"


def writing(file: Path) -> sqlite3.Connection:
    """Open a library to write, and make it if there is none; raises LabelLibraryError."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LabelLibraryError(f"{file.parent}: the folder cannot be made ({error.strerror})") from None
    connection = _connected(file, file.resolve().as_uri())
    try:
        if _checked(connection, file) < len(label_schema.STEPS):
            _bring_up(connection, file)
        connection.execute("PRAGMA synchronous = NORMAL")
    except sqlite3.Error as error:
        connection.close()
        raise told(error, file) from None
    except BaseException:
        connection.close()
        raise
    return connection


def _connected(file: Path, uri: str) -> sqlite3.Connection:
    try:
        return sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None)
    except sqlite3.Error as error:
        raise told(error, file) from None


def _checked(connection: sqlite3.Connection, file: Path) -> int:
    """Return the shape of a library; raises LabelLibraryError for a newer one, and for a file that is none."""
    try:
        if not label_schema.is_ours(connection):
            raise LabelLibraryError(f"{file}: this is no label library; move it away, and import the labels again")
        taken = label_schema.shape(connection)
    except sqlite3.Error as error:
        raise told(error, file) from None
    if taken > len(label_schema.STEPS):
        raise LabelLibraryError(
            f"{file}: a newer drugcli wrote this label library (shape {taken}; this one reads up to "
            f"{len(label_schema.STEPS)}). Use that drugcli, or move the file away and import the labels again."
        )
    return taken


def _bring_up(connection: sqlite3.Connection, file: Path) -> None:
    """Bring a library up to this shape; what it was is kept beside it."""
    connection.execute("PRAGMA journal_mode = WAL")
    taken = label_schema.shape(connection)
    if taken:
        _back_up(connection, file, taken)
    label_schema.bring_up(connection)


def _back_up(connection: sqlite3.Connection, file: Path, taken: int) -> None:
    """Keep what a library was, unless another drugcli has done so and brought it up in the meantime."""
    draft = file.with_name(f"{file.name}.{os.getpid()}.draft")
    try:
        with closing(sqlite3.connect(draft)) as kept:
            connection.backup(kept)
            is_older = label_schema.shape(kept) == taken
        if is_older:
            draft.replace(file.with_name(f"{file.name}{BACKUP}{taken}"))
    except OSError as error:
        raise LabelLibraryError(f"{file}: no backup of it can be made ({error.strerror})") from None
    finally:
        draft.unlink(missing_ok=True)


def backups(file: Path) -> tuple[Path, ...]:
    """Return what libraries of older shapes are kept beside a library."""
    return tuple(sorted(file.parent.glob(f"{file.name}{BACKUP}*")))


def told(error: sqlite3.Error, file: Path) -> LabelLibraryError:
    """Return what SQLite says, in words that say what to do."""
    said = str(error)
    if "full" in said:
        return LabelLibraryError(f"{file}: the disk is full ({said}). What was imported before is kept; make room.")
    if "locked" in said or "busy" in said:
        return LabelLibraryError(f"{file}: another drugcli is writing to it ({said}); try again when it is done.")
    if "readonly" in said or "unable to open" in said:
        return LabelLibraryError(f"{file}: cannot be opened ({said}); look at its permissions and its folder's.")
    if "malformed" in said or "not a database" in said:
        return damaged(said, file)
    return LabelLibraryError(f"{file}: cannot be used ({said})")


def damaged(said: str, file: Path) -> LabelLibraryError:
    """Return that a file is not what was written."""
    return LabelLibraryError(f"{file}: damaged ({said}); move it away, and import the labels again.")
