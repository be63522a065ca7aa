"""drugcli search."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from drugcli.cli import options
from drugcli.cli.opening import library
from drugcli.cli.output import emit, finish, output
from drugcli.errors import Exit, UsageError

if TYPE_CHECKING:
    from drugcli.library.search_terms import Term

MOST_WORDS = 50
"""More is a text, not a search, and takes full-text search seconds."""
FEW, MOST = 10, 200
"""Sections of labels, if not said otherwise and at the most."""


def search(  # noqa: PLR0913  one parameter an option
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS", help="What a line of a page, or a section of a label, must say.")
    ],
    *,
    drug: Annotated[str | None, typer.Option("--drug", metavar="NAME", help="Only what is said of this drug.")] = None,
    section: Annotated[
        str | None,
        typer.Option("--section", metavar="N", help="Only this section of labels, such as 5.2 or dosage."),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Only labels in effect since this day or later.")
    ] = None,
    all_versions: Annotated[bool, typer.Option("--all-versions", help="Older versions of labels, too.")] = False,
    count: Annotated[
        int,
        typer.Option("--count", metavar="N", show_default=False, help=f"How many sections of labels; else {FEW}."),
    ] = FEW,
    format_: options.FormatOption = None,
    json: options.Json = False,
    data: options.Data = None,
    no_color: options.NoColor = False,
) -> None:
    """Find what monographs, markets and imported labels say.

    drugcli search platelet count
    drugcli search '"platelet count" before' --section 5
    drugcli search hydrocephalus --drug nusinersen --json

    All words must be said. A phrase stands in quotes; a star stands for the rest of a word: thrombocyt*. Where
    no label has the words as they are, their beginnings are enough, as in monographs. With --section, --since or
    --all-versions, which are about labels, nothing else is searched.
    """
    from drugcli.lookup.searching import Search
    from drugcli.lookup.searching import search as found
    from drugcli.pages.lists import for_search
    from drugcli.records.folding import printable

    how = output(format_, json=json, no_color=no_color)
    if not 1 <= count <= MOST:
        raise UsageError(f"--count {count}: give a whole number from 1 to {MOST}.")
    typed = " ".join(printable(" ".join(words)).split())
    asked = Search(_terms(typed), drug, section, _since(since), all_versions)
    with library(data) as held:
        held.refresh()
        reply = for_search(typed, asked, found(asked, held, count))
        emit(reply, how)
        if not reply.page or not reply.page.sections:
            raise typer.Exit(int(Exit.NOTHING))
        finish(reply, held)


def _terms(typed: str) -> list[Term]:
    """Return what is searched for; raises UsageError for what cannot be."""
    from drugcli.library.search_terms import SHORTEST, terms

    wanted = terms(typed)
    if not wanted:
        raise UsageError("No word was given. Type what to look for, such as: drugcli search platelet count")
    if len(wanted) > MOST_WORDS:
        raise UsageError(f"{len(wanted):,} words were given; give at most {MOST_WORDS}.")
    endless = next((one for one in wanted if one.is_endless), None)
    if endless is not None:
        raise UsageError(f"{endless.words[-1]}*: a star stands behind {SHORTEST} letters or more.")
    return wanted


def _since(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--since {text}: write the day as year-month-day, such as 2026-01-31.") from None
