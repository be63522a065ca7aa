"""Replies to stdout, everything else to stderr."""

import io
import os
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

import typer

from drugcli.cli.options import Format
from drugcli.errors import DrugcliError, Exit, UsageError
from drugcli.library.library import Library
from drugcli.pages.page import Reply


class Output(NamedTuple):
    """How a reply is written."""

    format: Format
    styled: bool
    interactive: bool


class UnwritableError(DrugcliError):
    """The operating system would not take the answer."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The answer could not be written ({why}).")


def output(format_: Format | None, *, json: bool, no_color: bool, no_input: bool = True) -> Output:
    """Return how to write, from the options; raises UsageError when they contradict each other."""
    if json and format_ not in {None, Format.JSON}:
        raise UsageError(f"--json and --format {format_} contradict each other; give one.")
    chosen = Format.JSON if json else format_ or Format.TABLE
    terminal = sys.stdout.isatty()
    _write_anything(chosen)
    plain = no_color or bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb" or not terminal
    asks = terminal and sys.stdin.isatty() and not no_input and chosen is Format.TABLE
    return Output(chosen, styled=not plain, interactive=asks)


def _write_anything(chosen: Format) -> None:
    """Make stdout take every character: files are UTF-8; a terminal without '§' shows its code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        if chosen is Format.TABLE:
            sys.stdout.reconfigure(errors="backslashreplace")
        else:
            sys.stdout.reconfigure(encoding="utf-8")


def sections(asked: list[str] | None, *, everything: bool) -> str | None:
    """Return the sections asked for, joined; raises UsageError when all are asked for, too."""
    if asked and everything:
        raise UsageError("--section and --all contradict each other; give one.")
    return ",".join(asked) if asked else None


def emit(reply: Reply, how: Output) -> None:
    """Write a reply in one piece; a page longer than the terminal goes through the pager."""
    text = rendered(reply, how)
    if how.format is Format.TABLE and sys.stdout.isatty() and text.count("\n") >= shutil.get_terminal_size().lines:
        import pydoc

        os.environ.setdefault("LESS", "-FIRX")
        pydoc.pager(text)
    else:
        write(text)


def write(text: str) -> None:
    """Write to stdout; raises UnwritableError for a full disk, and BrokenPipeError when the reader has gone."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UnwritableError(error.strerror or str(error)) from None


def rendered(reply: Reply, how: Output) -> str:
    """Return a reply as text in the chosen format."""
    match how.format:
        case Format.JSON:
            from drugcli.render import as_json

            return as_json.render(reply)
        case Format.CSV:
            from drugcli.render import as_csv

            return as_csv.render(reply)
        case Format.MARKDOWN:
            from drugcli.render import as_markdown

            return as_markdown.render(reply)
        case Format.TABLE:
            from drugcli.render import table

            return table.render(reply, shutil.get_terminal_size((80, 24)).columns, styled=how.styled)


EXIT_OF = {"found": Exit.ANSWERED, "ambiguous": Exit.CHOICE, "known": Exit.NOTHING, "unknown": Exit.NOTHING}


def finish(reply: Reply, library: Library, code: Exit | None = None) -> None:
    """Say on stderr what is wrong with files, and exit by the answer's status, or as is said."""
    complain(library)
    raise typer.Exit(int(exit_of(reply) if code is None else code))


def complain(library: Library) -> None:
    """Say on stderr what is wrong with the files, the imported lists of names and the caches."""
    broken = {problem.file for problem in library.problems()}
    if broken:
        files = "1 file has" if len(broken) == 1 else f"{len(broken)} files have"
        places = " ".join(sorted({str(Path(file).parent.parent) for file in broken}))
        typer.echo(f"{files} problems and cannot be shown; see them all with: drugcli check {places}", err=True)
    for trouble in library.cache_troubles():
        typer.echo(f"The cache cannot be written ({trouble}); every look-up reads all files anew.", err=True)
    for trouble in library.import_troubles():
        typer.echo(f"An imported list of names is not in use: {trouble}", err=True)


def exit_of(reply: Reply) -> Exit:
    """Return the exit code of a reply."""
    if reply.answer is None:
        return Exit.ANSWERED
    if reply.answer.status == "near":
        return Exit.CHOICE if any(one.held for one in reply.answer.candidates) else Exit.NOTHING
    return EXIT_OF[reply.answer.status]
