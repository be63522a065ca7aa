"""drugcli search."""

from typing import Annotated

import typer

from drugcli.cli import options
from drugcli.cli.opening import library
from drugcli.cli.output import emit, finish, output
from drugcli.errors import UsageError

MOST_WORDS = 50
"""More is a text, not a search, and takes full-text search seconds."""


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="What a line of a page must say.")],
    *,
    format_: options.FormatOption = None,
    json: options.Json = False,
    data: options.Data = None,
    no_color: options.NoColor = False,
) -> None:
    """Find what monographs and markets say.

    drugcli search platelet count
    drugcli search hydrocephalus --json
    """
    from drugcli.pages.lists import for_search
    from drugcli.records.folding import printable

    how = output(format_, json=json, no_color=no_color)
    with library(data) as held:
        asked = printable(" ".join(words)).split()
        said = dict.fromkeys(word.replace('"', "") for word in asked if any(letter.isalnum() for letter in word))
        terms = [f'"{word}"*' for word in said]
        if not terms:
            raise UsageError("No word was given. Type what to look for, such as: drugcli search platelet count")
        if len(terms) > MOST_WORDS:
            raise UsageError(f"{len(terms):,} words were given; give at most {MOST_WORDS}.")
        held.refresh()
        reply = for_search(" ".join(asked), held.search(" ".join(terms)))
        emit(reply, how)
        if not reply.page or not reply.page.sections:
            raise typer.Exit(1)
        finish(reply, held)
