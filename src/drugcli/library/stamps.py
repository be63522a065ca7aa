"""How a formulary's folder is told from what it was when it was compiled.

The time of a folder changes when a file is added, removed or renamed, not when one is edited in
place. While there are few files all of them are looked at, too; many would double the time of a
look-up.
"""

import time
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from drugcli.library.folders import KINDS, files
from drugcli.records.folding import printable

FEW = 200
"""Files of a formulary; their states are read in about a millisecond."""
SETTLED = 2_000_000_000
"""ns; what changed more recently than this may change again within the same tick of its clock."""
UNSETTLED = -1
ALL_FILES = "*"

Stamps = dict[str, int]
"""By kind, when its folder last changed, in ns; under '*', a number for the states of all files."""


class FileState(NamedTuple):
    """What tells a changed file from an unchanged one: time of change in ns, size in bytes."""

    mtime: int
    size: int


def state_of(path: Path) -> FileState | None:
    """Return the state of a file or folder, or None when there is none."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return FileState(stat.st_mtime_ns, stat.st_size)


def scan(folder: Path) -> dict[tuple[str, str], FileState]:
    """Return the state of every TOML file of a formulary, by kind and id.

    A file whose name cannot be printed has no id; checking says so.
    """
    found: dict[tuple[str, str], FileState] = {}
    for kind in KINDS:
        for path in files(folder / kind):
            state = state_of(path)
            if state is not None and printable(path.stem) == path.stem:
                found[kind, path.stem] = state
    return found


def settled(folder: Path) -> Stamps:
    """Return the stamps of a folder to keep; what changed just now gets one that never fits."""
    stamps = {kind: UNSETTLED if _is_recent(changed) else changed for kind, changed in _folder_times(folder).items()}
    states = scan(folder)
    if len(states) <= FEW:
        is_recent = any(_is_recent(state.mtime) for state in states.values())
        stamps[ALL_FILES] = UNSETTLED if is_recent else _sum_of(states)
    return stamps


def still_fit(kept: Stamps, folder: Path) -> bool:
    """Tell whether a folder is as it was when these stamps were taken."""
    times = _folder_times(folder)
    if {kind: kept.get(kind) for kind in times} != times:
        return False
    return ALL_FILES not in kept or kept[ALL_FILES] == _sum_of(scan(folder))


def _is_recent(changed: int) -> bool:
    """Tell whether a change is so recent that another might leave the same time; one dated ahead is not."""
    return 0 <= time.time_ns() - changed <= SETTLED


def _folder_times(folder: Path) -> Stamps:
    states = {kind: state_of(folder / kind) for kind in KINDS}
    return {kind: state.mtime if state else 0 for kind, state in states.items()}


def _sum_of(states: dict[tuple[str, str], FileState]) -> int:
    return crc32(repr(sorted(states.items())).encode())
