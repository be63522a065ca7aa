"""On a terminal, one key picks among candidates. Nothing near is ever opened without it."""

import typer
from msgspec.structs import replace

from drugcli.cli.output import Output, emit
from drugcli.lookup.answers import Answer
from drugcli.pages.replies import for_choice


def settle(answer: Answer, how: Output) -> Answer:
    """Return the answer, or what the user picked in its place."""
    if not answer.candidates or not how.interactive:
        return answer
    emit(for_choice(answer, numbered=True), how)
    count = len(answer.candidates)
    keys = "1" if count == 1 else f"1 to {count}"
    typer.echo(f"Press {keys} to open, any other key to leave.", err=True)
    key = typer.getchar()
    if not key.isdigit() or not 1 <= int(key) <= count:
        raise typer.Exit(3)
    picked = answer.candidates[int(key) - 1]
    return replace(answer, status="found", id=picked.id, name=picked.name, kind="picked")
