"""A bar for what takes long. It is drawn on a terminal and nowhere else, and is gone when the work is done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

Told = Callable[[str, int, int], None]
"""Told what is being done, and how many steps of how many are done; of 0, where nobody knows."""


@contextmanager
def bar(stream: TextIO) -> Iterator[Told]:
    """Draw a bar on a stream that is a terminal, else nothing."""
    if not stream.isatty():
        yield lambda _what, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn())
    with Progress(*columns, console=Console(file=stream), transient=True) as progress:
        task = progress.add_task("")

        def told(what: str, done: int, total: int) -> None:
            progress.update(task, description=what, completed=done, total=total or None)

        yield told
