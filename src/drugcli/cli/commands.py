"""Which commands there are. Each is imported only when it is run: Typer's set-up costs by the option."""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from drugcli.cli.command import Command, Verbatim, told_in_json

COMMANDS = {
    "show": "show",
    "dose": "dose",
    "market": "market",
    "search": "search",
    "list": "listing",
    "sources": "sources",
    "check": "check",
}
"""A command's name and its module, whose function of the same name it is."""


class Commands(Verbatim, TyperGroup):
    """The commands of drugcli, built on demand."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401  Typer's own signature
        """Find the command; one that there is not is told in JSON too, where JSON is asked for."""
        with told_in_json(args):
            return super().resolve_command(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002  Typer's own signature
        """Return the names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002  Typer's own signature
        """Return a command, or None when there is none of that name."""
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        one = typer.Typer(add_completion=False, rich_markup_mode=None)
        function = getattr(import_module(f"drugcli.cli.{module}"), module)
        one.command(cmd_name, cls=Command)(function)
        return typer.main.get_command(one)
