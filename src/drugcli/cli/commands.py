"""Which commands there are. Each is imported only when it is run: Typer's set-up costs by the option."""

from importlib import import_module
from typing import Any

import typer

from drugcli.cli.command import Command, Group

COMMANDS = {
    "show": "show",
    "dose": "dose",
    "market": "market",
    "search": "search",
    "resolve": "resolve",
    "list": "listing",
    "contains": "contains",
    "sources": "sources",
    "check": "check",
    "verify": "verify",
    "names": "names",
    "labels": "labels",
}
"""A command's name and its module, whose function of the same name it is, or whose group of commands."""


class Commands(Group):
    """The commands of drugcli, built on demand."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002  Typer's own signature
        """Return the names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002  Typer's own signature
        """Return a command, or None when there is none of that name."""
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        named = getattr(import_module(f"drugcli.cli.{module}"), module)
        if isinstance(named, typer.Typer):
            return typer.main.get_command(named)
        one = typer.Typer(add_completion=False, rich_markup_mode=None)
        one.command(cmd_name, cls=Command)(named)
        return typer.main.get_command(one)
