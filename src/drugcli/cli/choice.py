"""On a terminal, one key picks among candidates. Nothing near is ever opened without it."""

import typer
from msgspec.structs import replace

from drugcli.cli.output import Output, emit
from drugcli.errors import Exit
from drugcli.library.library import Library
from drugcli.lookup.answers import Answer

KEYS = "123456789"


def settle(answer: Answer, library: Library, how: Output) -> Answer:
    """Return the answer, or what the user picked in its place."""
    openable = [one for one in answer.candidates if one.held]
    if not openable or not how.interactive:
        return answer
    from drugcli.pages.choices import for_choice

    emit(for_choice(answer, library, numbered=True), how)
    by_key = dict(zip(KEYS, openable, strict=False))
    keys = "1" if len(by_key) == 1 else f"1 to {len(by_key)}"
    typer.echo(f"Press {keys} to open, any other key to leave.", err=True)
    picked = by_key.get(_pressed())
    if picked is None:
        raise typer.Exit(int(Exit.CHOICE))
    return replace(answer, status="found", id=picked.id, name=picked.name, kind="picked")


def _pressed() -> str:
    try:
        return typer.getchar()
    except EOFError:  # Ctrl-D
        return ""
