"""A bar for what takes long. It is drawn on a terminal and nowhere else, and is gone when the work is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

Told = Callable[[str, int, int], None]
"""Told what is being done, and how many steps of how many are done; of 0, where nobody knows."""
SHOWN = 200
"""Steps of a bar; nobody would see more."""


@contextmanager
def bar(stream: TextIO) -> Iterator[Told]:
    """Draw a bar on a stream that is a terminal, else nothing; none is drawn before something is told."""
    if not stream.isatty():
        yield lambda _what, _done, _total: None
        return
    drawn = _Bar(stream)
    try:
        yield drawn.told
    finally:
        drawn.erase()


class _Bar:
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._drawn: tuple[Progress, TaskID] | None = None
        self._shows: tuple[str, int] | None = None

    def told(self, what: str, done: int, total: int) -> None:
        if total and done >= total:
            self.erase()
            return
        shows = (what, done * SHOWN // total if total else done)
        if shows != self._shows:
            self._shows = shows
            progress, task = self._drawn = self._drawn or self._begun()
            progress.update(task, description=what, completed=done, total=total or None)

    def erase(self) -> None:
        if self._drawn is not None:
            self._drawn[0].stop()
        self._drawn = self._shows = None

    def _begun(self) -> tuple[Progress, TaskID]:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

        columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn())
        console = Console(file=self._stream)
        progress = Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
        progress.start()
        return progress, progress.add_task("")
