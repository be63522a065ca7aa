"""Whole replies: a match, its page, and the sources that the page cites."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import cast

from msgspec.structs import replace

from drugcli.library.library import Held, Library
from drugcli.lookup.answers import Answer, Candidate
from drugcli.pages.layout import ABSENT, AnyRecord, Layout, Wanted, asked_for, page, sections
from drugcli.pages.page import CitedSource, Notice, Page, Reply, Row, Section
from drugcli.records.folding import fold
from drugcli.records.sources import Source, cite

WHAT = {"drugs": "drug", "markets": "market"}


def for_record(
    answer: Answer,
    library: Library,
    layout: Layout[AnyRecord],
    asked: Wanted,
    today: dt.date,
) -> Reply:
    """Return the reply to a name: the record's page when one was found, else the choice.

    Raises BrokenFileError for a record that cannot be read.
    """
    if answer.id is None:
        return for_choice(answer)
    held = library.held(answer.among, answer.id)
    record = cast("AnyRecord", held.record)
    lay_out = asked_for if asked.by_name else sections
    shown = list(lay_out(layout, record, asked.keys))
    if held.replaced is not None:
        before = list(sections(layout, cast("AnyRecord", held.replaced), asked.keys))
        shown = _marked(shown, before, held.folder.name)
    bare = page(layout, record, shown, asked.keys, today)
    laid_out = replace(bare, notices=(*_introduction(answer, bare.title, held), *bare.notices))
    return Reply(query=answer.query, answer=answer, page=laid_out, sources=tuple(cited(laid_out, held.record.sources)))


def for_choice(answer: Answer, *, numbered: bool = False) -> Reply:
    """Return the reply to a name that opens nothing: what it could mean, or that nothing has it."""
    what = WHAT[answer.among]
    if answer.status == "ambiguous":
        text = f"{answer.query!r} is a name of several {what}s. Ask for one by its own name."
    elif answer.status == "near":
        text = f"No {what} goes by the name {answer.query!r}. These names are like it; none was opened."
    else:
        text = f"Nothing here goes by the name {answer.query!r}. See what there is: drugcli list {answer.among}"
    rows = tuple(
        _candidate_row(one, f"{number}  " if numbered else "") for number, one in enumerate(answer.candidates, 1)
    )
    listed = (Section(key="candidates", title="Names like it", rows=rows),) if rows else ()
    laid_out = Page(title=answer.query, notices=(Notice(kind="note", text=text),), sections=listed)
    return Reply(query=answer.query, answer=answer, page=laid_out)


def _candidate_row(one: Candidate, mark: str) -> Row:
    said = [f"({one.kind} {one.name})" if fold(one.name) != fold(one.title) else ""]
    said += [one.class_ or "", ", ".join(one.routes), ", ".join(one.brands), one.why]
    return Row(key=one.id, label=mark + one.title, text=" · ".join(part for part in said if part), is_lead=True)


def _introduction(answer: Answer, title: str, held: Held) -> Iterator[Notice]:
    """Say first what the typed name is to the record, and whose record this is."""
    if answer.kind == "picked":
        yield Notice(kind="note", text=f"You typed {answer.query!r} and picked {title}.")
    elif answer.name and answer.kind not in {"generic", "id", "name"} and fold(answer.name) != fold(title):
        yield Notice(kind="note", text=f"{answer.name} is a name of {title} ({answer.kind}).")
    if not held.is_bundled:
        whose = "bundled record" if held.replaced_is_bundled else "record of an earlier formulary"
        replaced = f"; it replaces the {whose}, and changed sections are marked" if held.replaced else ""
        yield Notice(kind="note", text=f"From the formulary {held.folder}{replaced}.")


def _marked(shown: Sequence[Section], replaced: Sequence[Section], whose: str) -> list[Section]:
    """Name the user's formulary beside each section that it changed, and where it left one out."""
    before = {section.key: section.rows for section in replaced}
    present = {section.key for section in shown}
    marked = [one if before.get(one.key) == one.rows else replace(one, note=f"changed by {whose}") for one in shown]
    gone = [replace(one, rows=ABSENT, note=f"left out by {whose}") for one in replaced if one.key not in present]
    return [*marked, *gone]


def cited(shown: Page, sources: dict[str, Source]) -> Iterator[CitedSource]:
    """Number the sources that a page cites, in the order in which it cites them."""
    cites = [text for notice in shown.notices for text in notice.cites]
    cites += [text for section in shown.sections for row in section.rows for text in row.cites]
    for number, id_ in enumerate(dict.fromkeys(cite(text).source for text in cites), 1):
        yield CitedSource(number=number, id=id_, source=sources[id_])
