"""drugcli resolve."""

from __future__ import annotations

import os
import stat
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from drugcli.cli import options
from drugcli.cli.opening import library
from drugcli.cli.options import Format
from drugcli.cli.output import complain, output, write
from drugcli.errors import UnreadableFileError

STDIN = Path("-")
RowFormat = Annotated[
    Format | None,
    typer.Option("--format", help="How to write a row; json is one object a line, and what a pipe gets."),
]
RowJson = Annotated[bool, typer.Option("--json", help="Short for --format json: one object a line.")]


def resolve(
    file: Annotated[
        Path, typer.Argument(metavar="FILE|-", readable=False, help="Names, one a line, in UTF-8; '-' reads stdin.")
    ],
    *,
    format_: RowFormat = None,
    json: RowJson = False,
    data: options.Data = None,
    no_color: options.NoColor = False,
) -> None:
    """Resolve a list of names, one a line, to a row each.

    drugcli resolve formulary.txt > resolved.jsonl
    drugcli resolve formulary.txt --format csv > resolved.csv
    cut -f 2 orders.tsv | drugcli resolve - | head

    A row says what 'drugcli show' would make of the line: found, ambiguous, near, known,
    unknown; or refused, with the reason. Every line has its row, in order, a blank one too,
    and '#' begins no comment. Only found and known name a drug; candidates are never an answer.
    The score is 1 for a name that is recognised; for a near one it is how like the first
    candidate's name is, from 0 to 1: 1 - edits / letters of the longer name.

    The exit code is 0 once every line has its row; how many have which status is told on stderr.
    """
    from drugcli.lookup.lists import resolved
    from drugcli.pages.matches import counted
    from drugcli.readers.lines import read_lines
    from drugcli.render.matches import FORMS
    from drugcli.render.progress import bar

    unsaid = Format.TABLE if sys.stdout.isatty() else Format.JSON
    how = output(format_ if format_ or json else unsaid, json=json, no_color=no_color)
    form = FORMS[how.format]
    counts: Counter[str] = Counter()
    with _opened(file) as names, library(data) as held, bar(sys.stderr) as told:
        held.refresh()
        total = None if sys.stdout.isatty() else _size(names)
        write(form.head)
        for match, end in resolved(read_lines(names, file), held):
            write(form.line(match))
            counts[match.status] += 1
            if total is not None:
                told("Resolving names", end, total)
        typer.echo(counted(counts), err=True)
        complain(held)


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    if file == STDIN:
        yield sys.stdin.buffer
        return
    try:
        names = file.open("rb")
    except OSError as error:
        raise UnreadableFileError(file, error.strerror or str(error)) from None
    with names:
        yield names


def _size(names: BinaryIO) -> int | None:
    """Return how many bytes there are to read; of a pipe nobody knows."""
    try:
        status = os.fstat(names.fileno())
    except OSError:
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None
