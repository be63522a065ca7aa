"""The one place where an error becomes a message and an exit code."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import takewhile
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from drugcli.errors import DrugcliError, UsageError
from drugcli.records.folding import printable

REFUSED: type[Exception] = typer.BadParameter.__mro__[1]
"""What Typer raises for a call that it cannot take; it gives the class itself no public name."""

NAMING = ("name", "words")
"""Arguments that say what is looked up."""


@contextmanager
def told_in_json(arguments: list[str], *, names_first: bool = False) -> Iterator[None]:
    """Tell in JSON, too, that a call cannot be taken, where its arguments ask for JSON.

    Where the words before the first option are a name, they are what was asked for.
    """
    query = " ".join(takewhile(lambda one: not one.startswith("-"), arguments)) if names_first else ""
    asked = not {"--json", "json", "--format=json"}.isdisjoint(arguments)
    try:
        yield
    except REFUSED as error:
        if asked:
            _tell_in_json(UsageError(str(error)), printable(query))
        raise


@contextmanager
def written() -> Iterator[None]:
    """Tell in a line that help, or the version, could not be written: they are, while a call is read."""
    try:
        yield
    except BrokenPipeError:
        raise typer.Exit from None
    except OSError as error:
        from drugcli.cli.output import UnwritableError

        wrong = UnwritableError(error.strerror or str(error))
        typer.echo(str(wrong), err=True)
        raise typer.Exit(int(wrong.exit_code)) from None


class Verbatim:
    """Help text of paragraphs, those of examples left as they are; Typer would run their lines together."""

    help: str | None

    def format_help_text(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002  Typer's own signature
        """Write the docstring, indented, its prose as wide as the terminal."""
        import inspect
        import textwrap

        prose = textwrap.TextWrapper(
            formatter.width, initial_indent="  ", subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
        )
        for text in inspect.cleandoc(self.help or "").split("\n\n"):
            is_example = text.startswith("drugcli ")
            formatter.write(f"\n{textwrap.indent(text, '  ') if is_example else prose.fill(text)}\n")


class Group(Verbatim, TyperGroup):
    """Commands under one name."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  Typer's own signature
        """Read the arguments."""
        with written():
            return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401  Typer's own signature
        """Find the command; one that there is not is told in JSON too, where JSON is asked for."""
        with told_in_json(args):
            return super().resolve_command(ctx, args)


class Command(Verbatim, TyperCommand):
    """A command whose errors are told in a line, and in JSON where JSON was asked for.

    A reader that closes the pipe early, such as head, has what it wanted: that is no error.
    Any other exception is a bug and keeps its traceback.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  Typer's own signature
        """Read the arguments; a call that cannot be taken is told in JSON too, where it asks for JSON."""
        names_first = any(one.name in NAMING for one in self.params)
        with told_in_json(list(args), names_first=names_first), written():
            return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401  Typer's own signature
        """Run the command."""
        try:
            return super().invoke(ctx)
        except DrugcliError as error:
            for line in str(error).split("\n"):
                typer.echo(printable(line), err=True)
            if ctx.params.get("json") or ctx.params.get("format_") == "json":
                _tell_in_json(error, _query(ctx.params))
            raise typer.Exit(int(error.exit_code)) from None
        except BrokenPipeError:
            raise typer.Exit from None


def _tell_in_json(error: DrugcliError, query: str) -> None:
    from drugcli.render.as_json import render_error

    with suppress(OSError):
        typer.echo(render_error(error, query), nl=False)


def _query(params: dict[str, Any]) -> str:
    words = next((params[one] for one in NAMING if params.get(one)), ())
    return printable(" ".join(words))
