"""Read arguments, call one function, print, exit: one file a command."""

from typing import Annotated

import typer

from drugcli.cli.commands import Commands

app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:  # noqa: FBT001  Typer calls it so
    if wanted:
        from drugcli import __version__

        typer.echo(f"drugcli {__version__}")
        raise typer.Exit


@app.callback()
def root(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Look up drugs and markets, each fact with its document.

    drugcli show nusinersen
    drugcli market rare-disease

    Not medical advice: it shows what its sources state.
    """
