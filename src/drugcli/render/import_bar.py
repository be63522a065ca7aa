"""A bar for an import: how far it has come, how fast it is, and how long it will take."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TextIO

NARROW = 12
OFTEN = 0.1
"""Seconds between two drawings."""

Drawn = Callable[[int, int], None]
"""Told the bytes so far and the labels so far."""


@contextmanager
def bar(stream: TextIO, total: int) -> Iterator[Drawn]:
    """Draw a bar on a stream that is a terminal, else nothing; without a total, what was done and how fast."""
    if not stream.isatty():
        yield lambda _done, _labels: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    progress = Progress(
        TextColumn("{task.fields[labels]:,} labels, {task.fields[rate]:,.0f} a second", markup=False),
        BarColumn(bar_width=NARROW),
        *([TimeRemainingColumn(), TextColumn("left")] if total else [TimeElapsedColumn()]),
        console=Console(file=stream),
        transient=True,
    )
    start = last = monotonic()

    def told(done: int, labels: int) -> None:
        nonlocal last
        now = monotonic()
        if now - last >= OFTEN:
            last = now
            progress.update(task, completed=done, labels=labels, rate=labels / (now - start))

    with progress:
        task = progress.add_task("", total=total or None, labels=0, rate=0)
        yield told
