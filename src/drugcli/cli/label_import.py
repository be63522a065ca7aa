"""drugcli labels import."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drugcli.cli import options
from drugcli.cli.output import emit, output
from drugcli.errors import Exit, UsageError
from drugcli.readers.limits import DEFAULT, MB, Limits

if TYPE_CHECKING:
    from drugcli.pages.labels import Summary

STDIN = Path("-")
LARGEST = DEFAULT.size // MB
STOPPED = 130
"""How shells tell that somebody pressed Ctrl-C."""


def import_(  # noqa: PLR0913  one parameter an option
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH...|-", readable=False, help="Files, archives and folders; '-' reads stdin."),
    ],
    *,
    max_files: Annotated[
        int,
        typer.Option(
            "--max-files",
            metavar="N",
            show_default=False,
            help=f"Files of an archive, at most; else {DEFAULT.entries:,}.",
        ),
    ] = DEFAULT.entries,
    max_ratio: Annotated[
        int,
        typer.Option(
            "--max-ratio",
            metavar="N",
            show_default=False,
            help=f"Times a packed file may unfold; else {DEFAULT.ratio}.",
        ),
    ] = DEFAULT.ratio,
    max_size: Annotated[
        int,
        typer.Option(
            "--max-size",
            metavar="MB",
            show_default=False,
            help=f"What an archive may unfold to, in MB; else {LARGEST:,}.",
        ),
    ] = LARGEST,
    format_: options.FormatOption = None,
    json: options.Json = False,
    no_color: options.NoColor = False,
) -> None:
    """Import openFDA's JSON, SPL, DailyMed's archives, or folders.

    drugcli labels import drug-label-0001-of-0013.json.zip
    drugcli labels import dm_spl_release_human_rx_part1.zip
    drugcli labels import - < labels.json

    What a file is, is told by what is in it. Every version of a label is kept, and one that is here is not
    imported again. What cannot be read is refused with its reason, and the rest is imported. An import that
    is cut off keeps what it had; run it again, and it goes on.
    """
    from drugcli.pages.labels import for_import

    how = output(format_, json=json, no_color=no_color)
    if STDIN in paths and len(paths) > 1:
        raise UsageError("'-' is read by itself; give it without other files.")
    if min(max_files, max_ratio, max_size) < 1:
        raise UsageError("A limit is 1 or more.")
    summary = _import(paths, DEFAULT._replace(entries=max_files, ratio=max_ratio, size=max_size * MB))
    emit(for_import(summary), how)
    raise typer.Exit(_exit(summary))


def _import(paths: list[Path], limits: Limits) -> Summary:
    """Import labels while a bar tells how far it has come; Ctrl-C ends it, and what was imported is kept."""
    from drugcli.library import label_place
    from drugcli.library.label_import import Imported, import_labels
    from drugcli.pages.labels import Summary
    from drugcli.readers.labels import Position, read_paths, read_stream, total
    from drugcli.render.import_bar import bar

    position, summary, seen = Position(), Summary(), count(1)
    is_stream = paths == [STDIN]
    read = read_stream(sys.stdin.buffer, limits) if is_stream else read_paths(paths, limits, position)
    with bar(sys.stderr, 0 if is_stream else total(paths)) as told:
        try:
            for one in import_labels(label_place.path(), read, lambda: told(position.now, next(seen))):
                if isinstance(one, Imported):
                    summary.add(one.label, one.outcome)
                else:
                    summary.add_refused(one)
        except KeyboardInterrupt:
            summary.is_whole = False
    return summary


def _exit(summary: Summary) -> int:
    if not summary.is_whole:
        return STOPPED
    if summary.is_unread:
        return int(Exit.FAILED)
    return int(Exit.PROBLEMS if summary.counts["refused"] else Exit.ANSWERED)
