"""drugcli names: the lists by which real drugs are known."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from drugcli.cli import options
from drugcli.cli.command import Command, Group
from drugcli.cli.opening import today
from drugcli.cli.output import emit, output
from drugcli.errors import Exit
from drugcli.library import folders

names = typer.Typer(name="names", cls=Group, no_args_is_help=True, add_completion=False, rich_markup_mode=None)


@names.callback()
def root() -> None:
    """Import newer lists of the names of real drugs.

    drugcli names import UNII_Names.txt product.txt
    drugcli names list
    drugcli names remove unii
    """


@names.command("import", cls=Command)
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...", readable=False, help="The UNII names, with or without the NDC products; or RxNorm."
        ),
    ],
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help="Use it in place of the bundled names, not beside them.")
    ] = False,
    format_: options.FormatOption = None,
    json: options.Json = False,
    no_color: options.NoColor = False,
) -> None:
    """Import the names of real drugs from a public list.

    drugcli names import UNII_Names.txt
    drugcli names import UNIIs.zip ndctext.zip
    drugcli names import RxNorm_full.zip --replace

    Which list a file is, is told by what is in it; it may be packed with gzip or zip. Another import of the
    same list takes the place of the first.

    RxNorm's table of names (RXNCONSO.RRF) gives ingredients, their salts, combinations and brands with their
    RxCUIs. What a brand or combination is made of is taken only where the table tells it wholly. Where it does
    not, the name is known as that of a real drug, and no more; no name is given to a drug by guess.
    """
    from drugcli.library.importing import import_lists
    from drugcli.pages.names import for_import
    from drugcli.render.progress import bar

    how = output(format_, json=json, no_color=no_color)
    with bar(sys.stderr) as progress:
        place, beside = folders.imported_names(), None if replace else folders.vocabulary()
        imported = import_lists(files, place, beside=beside, date=today(), progress=progress)
    emit(for_import(imported), how)


@names.command("list", cls=Command)
def list_(
    *, format_: options.FormatOption = None, json: options.Json = False, no_color: options.NoColor = False
) -> None:
    """List where the names of real drugs come from.

    drugcli names list
    """
    from drugcli.library.origins import origins
    from drugcli.pages.names import for_origins

    how = output(format_, json=json, no_color=no_color)
    found = origins(folders.vocabulary(), folders.imported_names())
    emit(for_origins(found), how)
    raise typer.Exit(int(Exit.PROBLEMS if found.troubles else Exit.ANSWERED))


@names.command("remove", cls=Command)
def remove(
    list_name: Annotated[str, typer.Argument(metavar="LIST", help="Its name, as 'drugcli names list' shows it.")],
    *,
    format_: options.FormatOption = None,
    json: options.Json = False,
    no_color: options.NoColor = False,
) -> None:
    """Remove an imported list.

    drugcli names remove unii
    """
    from drugcli.library import imports
    from drugcli.pages.names import for_removal

    how = output(format_, json=json, no_color=no_color)
    imports.remove(folders.imported_names(), list_name.lower())
    emit(for_removal(list_name.lower()), how)
