"""Caches on their way to being written."""

import os
import sqlite3
import tempfile
import time
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path

ABANDONED = 3600
"""Seconds; a draft as old as this belongs to a process that was killed."""
OUTLIVED = 30 * 24 * 3600
"""Seconds; a cache not written for so long that another drugcli made is not worth keeping: it is soon made again."""


def draft(folder: Path) -> Path:
    """Return a new empty file, to be renamed once it is whole."""
    handle, name = tempfile.mkstemp(prefix="draft-", suffix=".sqlite3", dir=folder)
    os.close(handle)
    return Path(name)


def copy(old: Path, new: Path) -> None:
    """Copy a cache; raises sqlite3.DatabaseError when it is damaged."""
    with (
        closing(sqlite3.connect(f"{old.as_uri()}?mode=ro&immutable=1", uri=True)) as source,
        closing(sqlite3.connect(new)) as target,
    ):
        source.backup(target)
        (verdict,) = target.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)


def sweep(cache: Path, name: str) -> None:
    """Remove the drafts of processes that were killed, and old caches of the same folder by other editions."""
    with suppress(OSError):
        remove_older(cache.parent.glob("draft-*"), ABANDONED)
        remove_older((one for one in cache.parent.glob(f"{name}-*") if one != cache), OUTLIVED)


def remove_older(paths: Iterable[Path], age: int) -> None:
    """Remove files not written for so many seconds; raises OSError."""
    for path in paths:
        if time.time() - path.stat().st_mtime > age:
            path.unlink()
