"""drugcli check."""

from pathlib import Path
from typing import Annotated

import typer

from drugcli.cli import options
from drugcli.cli.opening import today
from drugcli.cli.options import Format
from drugcli.cli.output import emit, output, write
from drugcli.errors import Exit, Problem
from drugcli.records.folding import printable


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", readable=False, help="Formularies or single files; without any, all in use."),
    ] = None,
    *,
    format_: options.FormatOption = None,
    json: options.Json = False,
    data: options.Data = None,
    no_color: options.NoColor = False,
) -> None:
    """Say everything that is wrong with drug and market files.

    drugcli check
    drugcli check my-formulary
    drugcli check my-formulary/drugs/exampline.toml
    """
    from drugcli.library import folders
    from drugcli.library.checking import check_all
    from drugcli.pages.lists import for_problems

    how = output(format_, json=json, no_color=no_color)
    places = list(paths or [folders.bundled(), *folders.named_by_user(data or ())])
    found, files = check_all(places, today())
    problems = [Problem(*map(printable, one)) for one in found]
    reply = for_problems(problems, files)
    if how.format is Format.TABLE:
        write("".join(f"{problem}\n" for problem in problems))
        typer.echo(reply.page.closing if reply.page else "", err=bool(problems))
    else:
        emit(reply, how)
    raise typer.Exit(int(Exit.PROBLEMS if problems else Exit.ANSWERED))
