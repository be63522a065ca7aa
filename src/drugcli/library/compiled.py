"""What a compiled formulary holds, and how its files are told from changed ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from drugcli.library.folders import KINDS

if TYPE_CHECKING:
    from drugcli.records.markets import Market
    from drugcli.records.monographs import Monograph


def shape_of(kind: str) -> type[Monograph | Market]:
    """Return the record type of a kind; the other's is not imported, for its shape costs time."""
    if kind == "markets":
        from drugcli.records.markets import Market

        return Market
    from drugcli.records.monographs import Monograph

    return Monograph


class Summary(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What tells one record from its neighbours in a list."""

    title: str
    class_: str | None = None
    routes: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()


class Passage(NamedTuple):
    """One line of a page, for full-text search."""

    section: str
    label: str
    text: str
    cites: tuple[str, ...]


PassagesOf = Callable[["Monograph | Market"], Iterable[Passage]]


class FileState(NamedTuple):
    """What tells a changed file from an unchanged one: time of change in ns, size in bytes."""

    mtime: int
    size: int


def state_of(path: Path) -> FileState | None:
    """Return the state of a file, or None when there is none."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return FileState(stat.st_mtime_ns, stat.st_size)


def folder_times(folder: Path) -> dict[str, int]:
    """Return when files were last added to or removed from each kind's folder, in ns; 0 without one."""
    states = {kind: state_of(folder / kind) for kind in KINDS}
    return {kind: state.mtime if state else 0 for kind, state in states.items()}
