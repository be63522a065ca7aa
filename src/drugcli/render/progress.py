"""A bar on stderr for work that takes a while. Only for a terminal: whoever makes one has looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

STEPS = 200
"""Of a whole bar; drawing more often would show no more."""


class Bar:
    """A bar that shows itself at the first step, and takes itself away after the last.

    It is told how much of how much is done, in any unit: ``bar(300, 70_000)``. Work that may stop
    half-way closes it.
    """

    def __init__(self, label: str) -> None:
        self._label = label
        self._shown: tuple[Progress, TaskID] | None = None
        self._next = 0

    def __call__(self, done: int, total: int) -> None:
        """Show that so much is done."""
        if done >= total:
            self.close()
            self._next = 0
        elif done >= self._next:
            progress, task = self._shown = self._shown or self._start(total)
            progress.update(task, completed=done)
            self._next = done + max(1, total // STEPS)

    def close(self) -> None:
        """Take the bar away, if it is there."""
        if self._shown is not None:
            self._shown[0].stop()
            self._shown = None

    def _start(self, total: int) -> tuple[Progress, TaskID]:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

        label = TextColumn("{task.description}", markup=False)
        progress = Progress(
            label,
            BarColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True, no_color=True),
            transient=True,
        )
        progress.start()
        return progress, progress.add_task(self._label, total=total)
