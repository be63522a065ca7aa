"""drugcli search."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from drugcli.cli import options
from drugcli.cli.opening import library
from drugcli.cli.output import emit, finish, output
from drugcli.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drugcli.library.library import Library
    from drugcli.library.passages import Filter, Passage

MOST_WORDS = 50
"""More is a text, not a search, and takes full-text search seconds."""
FEW, MOST_HITS = 10, 200


def search(  # noqa: PLR0913  one parameter an option
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS", help="What a line of a page, or a section of a label, must say.")
    ],
    *,
    drug: Annotated[str | None, typer.Option("--drug", metavar="NAME", help="Only labels of this drug.")] = None,
    section: Annotated[
        str | None,
        typer.Option("--section", metavar="N", help="Only this section of labels, such as 5.2 or dosage."),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Only labels in effect since this day or later.")
    ] = None,
    all_versions: Annotated[bool, typer.Option("--all-versions", help="Older versions of labels, too.")] = False,
    count: Annotated[
        int | None, typer.Option("--count", metavar="N", help="How many sections of labels; 10, if not said.")
    ] = None,
    format_: options.FormatOption = None,
    json: options.Json = False,
    data: options.Data = None,
    no_color: options.NoColor = False,
) -> None:
    """Find what monographs, markets and imported labels say.

    drugcli search platelet count
    drugcli search '"platelet count" before' --section 5
    drugcli search hydrocephalus --drug nusinersen --json

    All words must be said; a word may be the beginning of one, a phrase stands in quotes.
    """
    from drugcli.library.passages import Filter, terms
    from drugcli.pages.lists import for_search
    from drugcli.records.folding import printable

    how = output(format_, json=json, no_color=no_color)
    asked = " ".join(printable(" ".join(words)).split())
    wanted = terms(asked)
    if not wanted:
        raise UsageError("No word was given. Type what to look for, such as: drugcli search platelet count")
    if len(wanted) > MOST_WORDS:
        raise UsageError(f"{len(wanted):,} words were given; give at most {MOST_WORDS}.")
    if count is not None and not 1 <= count <= MOST_HITS:
        raise UsageError(f"--count {count}: give a whole number from 1 to {MOST_HITS}.")
    with library(data) as held:
        held.refresh()
        by = Filter(section, _drugs(drug, held), _since(since), all_versions)
        of_records = [] if drug or section or since or all_versions else held.search(" ".join(wanted))
        reply = for_search(asked, of_records, _in_labels(wanted, by, count or FEW))
        emit(reply, how)
        if not reply.page or not reply.page.sections:
            raise typer.Exit(1)
        finish(reply, held)


def _in_labels(wanted: Sequence[str], by: Filter, count: int) -> list[Passage]:
    from drugcli.library.label_place import path

    if not path().exists():
        return []
    from drugcli.library.labels import LabelLibrary
    from drugcli.library.passages import passages

    labels = LabelLibrary(path())
    try:
        return passages(labels, wanted, by, count)
    finally:
        labels.close()


def _drugs(typed: str | None, held: Library) -> tuple[str, ...] | None:
    """Return the drugs of labels that a name means; raises UsageError for a name that no label has."""
    if typed is None:
        return None
    from drugcli.library.with_labels import WithLabels
    from drugcli.lookup.labels import labels_of
    from drugcli.lookup.resolve import resolve

    answer = resolve(typed, held, "drugs")
    found = labels_of(answer, held) if answer.id is not None and isinstance(held, WithLabels) else []
    if not found:
        raise UsageError(f"--drug {typed!r}: no label here goes by that name; see what there is: drugcli labels list")
    return tuple(sorted({one.drug for one in found}))


def _since(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--since {text}: write the day as year-month-day, such as 2026-01-31.") from None
