"""Replies that list: records, sources, search hits, problems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import json

from drugcli.errors import Problem
from drugcli.library.excerpts import marked_in
from drugcli.library.formulary import Hit
from drugcli.library.library import Library
from drugcli.lookup.answers import Answer
from drugcli.pages.choices import for_choice
from drugcli.pages.page import Laid, Notice, Page, Reply, Row, Section
from drugcli.records.sources import Source

if TYPE_CHECKING:
    from drugcli.library.passages import Passage
    from drugcli.library.search_terms import Term
    from drugcli.lookup.searching import Hits, Search

COMMAND = {"drugs": "show", "markets": "market"}
TITLES = {"drugs": "Drugs", "markets": "Markets"}
MOST_HITS = 25


def for_list(library: Library, kinds: Sequence[str]) -> Reply:
    """Return what there is to look up."""
    shown = tuple(Section(key=kind, title=TITLES[kind], rows=tuple(_entries(library, kind))) for kind in kinds)
    return Reply(query="", answer=None, page=Page(title="What there is", sections=shown))


def _entries(library: Library, kind: str) -> Iterator[Row]:
    for id_ in library.ids(kind):
        summary = library.summary(kind, id_)
        said = [*summary.brands, summary.class_ or "", *summary.routes]
        if kind == "markets":
            said = [summary.title]
        yield Row(key=id_, label=id_, text=" · ".join(part for part in said if part))


def for_sources(answers: Sequence[Answer], library: Library) -> Reply:
    """Return the documents behind a drug and a market of one name."""
    found = [answer for answer in answers if answer.id is not None]
    if not found:
        return for_choice(min(answers, key=_hope), library)
    shown = []
    for answer in found:
        held = library.held(answer.among, answer.id or "")
        sources = json.decode(held.page, type=Laid).sources
        title = f"drugcli {COMMAND[answer.among]} {answer.id}"
        shown.append(Section(key=answer.among, title=title, rows=tuple(_source_rows(sources))))
    page = Page(title=found[0].query, sections=tuple(shown))
    return Reply(query=found[0].query, answer=found[0], page=page)


def _hope(answer: Answer) -> tuple[bool, bool]:
    """Order answers that open nothing: first one with something to open, last one that knows nothing."""
    return (not any(one.held for one in answer.candidates), answer.status == "unknown")


def _source_rows(sources: dict[str, Source]) -> Iterator[Row]:
    for id_, source in sources.items():
        yield Row(key=id_, label=id_, text=source.title, is_lead=True)
        version = f"version {source.version}" if source.version else ""
        said = [source.kind, source.standing, source.publisher, version, source.when]
        yield Row(key=f"{id_}.about", label="", text=" · ".join(part for part in said if part))
        if source.superseded:
            yield Row(key=f"{id_}.superseded", label="", text="superseded: a newer one exists and was not read")
        if source.address:
            yield Row(key=f"{id_}.address", label="", text=source.address)


def for_search(typed: str, asked: Search, hits: Hits) -> Reply:
    """Return the passages found, the best first: those of monographs and markets, then those of labels."""
    rows = tuple(_hit_row(hit, number, asked.terms) for number, hit in enumerate(hits.records[:MOST_HITS], 1))
    notices = tuple(Notice(kind="note", text=text) for text in _counts(typed, asked, hits))
    found = enumerate(hits.labels.passages, 1)
    of_labels = tuple(_passage_row(one, number, hits.opening[one.label.id]) for number, one in found)
    both = (("passages", "Passages", rows), ("labels", "In labels, word for word", of_labels))
    sections = tuple(Section(key=key, title=title, rows=some) for key, title, some in both if some)
    return Reply(query=typed, answer=None, page=Page(title=typed, notices=notices, sections=sections))


def _counts(typed: str, asked: Search, hits: Hits) -> Iterator[str]:
    """Say how much was found where not all of it is shown, and where was looked when nothing was."""
    records, labels = hits.records, hits.labels
    shown = len(labels.passages)
    if not records and not shown:
        held_to = ", ".join(_held_to(asked))
        only = f" Searched was only: {held_to}." if held_to else ""
        none = "" if hits.has_labels else " No label is here: drugcli labels --help"
        yield f"Nothing here says {typed!r}.{only}{none}"
    if len(records) > MOST_HITS:
        yield f"{len(records):,} passages; the first {MOST_HITS} are shown."
    if labels.is_cut:
        yield (
            f"{labels.sections:,} sections of labels or more say this; not all were ranked. "
            "More words, --drug or --section find the right ones."
        )
    elif labels.sections > shown:
        yield f"{labels.sections:,} sections of labels; the first {shown} are shown (--count)."


def _held_to(asked: Search) -> Iterator[str]:
    if asked.drug:
        yield asked.drug
    if asked.section:
        yield f"section {asked.section}"
    if asked.since:
        yield f"labels since {asked.since}"


def _hit_row(hit: Hit, number: int, wanted: Sequence[Term]) -> Row:
    return Row(
        key=f"{hit.kind}.{hit.id}.{hit.section}.{number}",
        label=f"{COMMAND[hit.kind]} {hit.id}",
        text=f"{hit.section}: {hit.text}",
        cites=hit.cites,
        marked=marked_in(hit.text, wanted),
    )


def _passage_row(one: Passage, number: int, opening: str) -> Row:
    """Lay a passage out under the command that shows its label, which stands in the text where it is long."""
    place = f"§{one.heading.number} " if one.heading.number else ""
    said = [one.label.title, one.label.labeler, f"version {one.label.version}", one.label.date or "no date"]
    if one.alike:
        said.append(f"and {one.alike:,} other label{'' if one.alike == 1 else 's'} of this drug")
    is_short = not opening.startswith(one.label.set_id)
    if not is_short:
        said.append(f"drugcli show {opening}")
    return Row(
        key=f"{one.label.set_id}.{one.label.version}.{number}",
        label=f"show {opening}" if is_short else one.label.drug,
        text=f"{place}{one.heading.title} ({', '.join(said)}): {one.excerpt}",
        marked=one.marked,
    )


def for_problems(problems: Sequence[Problem], files: int) -> Reply:
    """Return what is wrong with files, in a curator's words."""
    rows = tuple(
        Row(key=str(number), label=problem.file, text=": ".join(part for part in problem[1:] if part))
        for number, problem in enumerate(problems, 1)
    )
    of = "1 file" if files == 1 else f"{files:,} files"
    broken = len({problem.file for problem in problems})
    count = "1 problem" if len(problems) == 1 else f"{len(problems):,} problems"
    closing = f"{count} in {broken:,} of {of}" if problems else f"no problem in {of}"
    sections = (Section(key="problems", title="Problems", rows=rows),) if rows else ()
    return Reply(query="", answer=None, page=Page(title="check", sections=sections, closing=closing))
