"""drugcli search."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from drugcli.cli import options
from drugcli.cli.opening import library
from drugcli.cli.output import emit, finish, output
from drugcli.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drugcli.library.formulary import Hit
    from drugcli.library.library import Library
    from drugcli.library.passages import Filter, Found, Term
    from drugcli.lookup.answers import Answer

MOST_WORDS = 50
"""More is a text, not a search, and takes full-text search seconds."""
FEW, MOST_HITS = 10, 200


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

    All words must be said. A phrase stands in quotes; a star stands for the rest of a word: thrombocyt*. Where
    no label has the words as they are, their beginnings are enough, as in monographs. Parts of labels and their
    dates are those of labels: with --section or --since, nothing else is searched.
    """
    from drugcli.library.passages import SHORTEST, Filter, Found, terms
    from drugcli.pages.lists import Searched, for_search
    from drugcli.records.folding import printable

    how = output(format_, json=json, no_color=no_color)
    asked = " ".join(printable(" ".join(words)).split())
    wanted = terms(asked)
    if not wanted:
        raise UsageError("No word was given. Type what to look for, such as: drugcli search platelet count")
    if len(wanted) > MOST_WORDS:
        raise UsageError(f"{len(wanted):,} words were given; give at most {MOST_WORDS}.")
    endless = next((one for one in wanted if one.is_endless), None)
    if endless is not None:
        raise UsageError(f"{endless.words[-1]}*: a star stands behind {SHORTEST} letters or more.")
    if count is not None and not 1 <= count <= MOST_HITS:
        raise UsageError(f"--count {count}: give a whole number from 1 to {MOST_HITS}.")
    with library(data) as held:
        held.refresh()
        meant = None if drug is None else _meant(drug, held)
        by = Filter(section, None if meant is None else meant.labels, _since(since), all_versions)
        of_records = [] if section or since or all_versions else _in_records(held, wanted)
        if meant is not None:
            of_records = [hit for hit in of_records if (hit.kind, hit.id) == ("drugs", meant.record)]
        of_labels = Found() if meant is not None and not meant.labels else _in_labels(held, wanted, by, count or FEW)
        only = (drug, f"section {section}" if section else None, f"labels since {since}" if since else None)
        searched = Searched(asked, [one for one in only if one], has_labels=hasattr(held, "labels"))
        reply = for_search(searched, of_records, of_labels, wanted, _opening(of_labels, held))
        emit(reply, how)
        if not reply.page or not reply.page.sections:
            raise typer.Exit(1)
        finish(reply, held)


class _Meant(NamedTuple):
    """What a name means: a record's id, and the ids that its labels go by."""

    record: str | None
    labels: tuple[str, ...]


def _in_records(held: Library, wanted: Sequence[Term]) -> list[Hit]:
    from drugcli.library.passages import expression, loosened

    found = held.search(expression(wanted, begin=True))
    return found or held.search(expression([*loosened(wanted)]))


def _in_labels(held: Library, wanted: Sequence[Term], by: Filter, count: int) -> Found:
    from drugcli.library.passages import Found, passages

    labels = getattr(held, "labels", None)
    return Found() if labels is None else passages(labels, wanted, by, count)


def _opening(found: Found, held: Library) -> dict[int, str]:
    """Return what opens each label that was found."""
    from drugcli.library.with_labels import WithLabels
    from drugcli.lookup.labels import opening

    if not isinstance(held, WithLabels):
        return {}
    return {one.label.id: opening(one.label, held) for one in found.passages}


def _meant(typed: str, held: Library) -> _Meant:
    """Return what is here of a drug; raises UsageError for a name that nothing here has."""
    from drugcli.library.with_labels import WithLabels
    from drugcli.lookup.labels import labels_of
    from drugcli.lookup.resolve import resolve

    answer = resolve(typed, held, "drugs")
    if answer.id is None:
        raise UsageError(f"--drug {typed!r}: {_told(answer)}")
    labels = labels_of(answer, held) if isinstance(held, WithLabels) else []
    return _Meant(answer.id, tuple(sorted({one.drug for one in labels})))


def _told(answer: Answer) -> str:
    names = ", ".join(one.title for one in answer.candidates if one.held)
    return f"did you mean {names}?" if names else "no drug here goes by that name; see what there is: drugcli list"


def _since(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--since {text}: write the day as year-month-day, such as 2026-01-31.") from None
