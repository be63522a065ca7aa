"""Whole replies: a match, its page, and the sources that the page cites."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import count

from msgspec import json
from msgspec.structs import replace

from drugcli.errors import UsageError
from drugcli.library.library import Held, Library
from drugcli.lookup.answers import Answer, Candidate
from drugcli.pages.page import ABSENT, CitedSource, Laid, Notice, Page, Reply, Row, Section
from drugcli.records.folding import fold
from drugcli.records.sources import Source, cite

OLD_AFTER = 1096
"""Days, three years; a page whose newest regulator source is older says so."""
NAME_KINDS = {"brand", "synonym", "salt", "code name", "abbreviation"}
WHAT = {"drugs": "drug", "markets": "market"}


def for_record(answer: Answer, library: Library, section: str | None, *, everything: bool, today: dt.date) -> Reply:
    """Return the reply to a name: the record's page when one was found, else the choice.

    Raises BrokenFileError for a record that cannot be read, UsageError for a section that does
    not exist.
    """
    if answer.id is None:
        return for_choice(answer, library)
    held = library.held(answer.among, answer.id)
    laid = json.decode(held.page, type=Laid)
    keys = _wanted(laid, section, everything=everything)
    shown = _shown(laid, keys, by_name=section is not None)
    if held.replaced is not None:
        before = _shown(json.decode(held.replaced, type=Laid), keys, by_name=False)
        shown = _marked(shown, before, held.folder.name)
    laid_out = Page(
        title=laid.title,
        subtitle=laid.subtitle,
        notices=opening(answer, library, laid, today),
        sections=tuple(shown),
        more=tuple(key for key in laid.sections if key not in keys),
    )
    return Reply(query=answer.query, answer=answer, page=laid_out, sources=tuple(cited(laid_out, laid.sources)))


def opening(answer: Answer, library: Library, laid: Laid, today: dt.date) -> tuple[Notice, ...]:
    """Return what stands above every page of a record: what was typed, look-alikes, how old the sources are."""
    held = library.held(answer.among, answer.id or "")
    return (
        *_introduction(answer, laid.title, held),
        *_look_alikes(library, answer, laid.title),
        *laid.notices,
        *_age(laid, today),
    )


def _wanted(laid: Laid, asked: str | None, *, everything: bool) -> tuple[str, ...]:
    """Return the keys of the sections to show, or raise UsageError for one that does not exist."""
    if asked is None:
        return tuple(laid.titles) if everything else laid.first
    named = [part.strip() for part in asked.split(",") if part.strip()]
    if not named:
        raise UsageError(f"No section was named. Sections: {', '.join(laid.titles)}.")
    return tuple(dict.fromkeys(_section_key(laid, name) for name in named))


def _section_key(laid: Laid, named: str) -> str:
    """Return the key of a section that is named by its key or by its title."""
    by_name = {fold(name): key for key, title in laid.titles.items() for name in (title, key)}
    if fold(named) in by_name:
        return by_name[fold(named)]
    from difflib import get_close_matches

    close = get_close_matches(fold(named), by_name, n=1)
    hint = f" Did you mean {by_name[close[0]]}?" if close else ""
    raise UsageError(f"There is no section {named!r}.{hint} Sections: {', '.join(laid.titles)}.")


def _shown(laid: Laid, keys: Sequence[str], *, by_name: bool) -> list[Section]:
    """Return the sections of some keys; an empty one that is vital or asked for by name says that it is empty."""
    return [
        laid.sections.get(key) or Section(key=key, title=laid.titles[key], rows=ABSENT)
        for key in keys
        if key in laid.sections or by_name or key in laid.vital
    ]


def _age(laid: Laid, today: dt.date) -> Iterator[Notice]:
    if laid.newest and (today - laid.newest).days > OLD_AFTER:
        text = f"The newest regulator's text read here is of {laid.newest.isoformat()}: look for a newer one."
        yield Notice(kind="warning", text=text)


def for_choice(answer: Answer, library: Library, *, numbered: bool = False) -> Reply:
    """Return the reply to a name that opens nothing: what it could mean, or that nothing has it."""
    what = WHAT[answer.among]
    if answer.status == "ambiguous":
        text = f"{answer.query!r} is a name of several {what}s. Ask for one by its own name."
    elif answer.status == "near":
        text = f"No {what} goes by the name {answer.query!r}. These names are like it; none was opened."
    elif answer.status == "known":
        text = f"{answer.name} is the name of a real drug ({answer.kind}). There is nothing here on it."
    else:
        said = answer.note or f"Nothing here goes by the name {answer.query!r}."
        text = f"{said} See what there is: drugcli list {answer.among}"
    numbers = count(1)
    rows = tuple(
        _candidate_row(one, f"{next(numbers)}  " if numbered and one.held else "") for one in answer.candidates
    )
    listed = [Section(key="candidates", title="Names like it", rows=rows)] if rows else []
    if answer.known:
        known = tuple(_candidate_row(one, "") for one in answer.known)
        listed.append(Section(key="known", title="What it is", rows=known))
    alike = _look_alikes(library, answer, *(name for one in answer.candidates for name in (one.title, one.name)))
    notices = (Notice(kind="note", text=text), *alike)
    laid_out = Page(title=answer.query, notices=notices, sections=tuple(listed))
    return Reply(query=answer.query, answer=answer, page=laid_out)


def _look_alikes(library: Library, answer: Answer, *names: str) -> Iterator[Notice]:
    """Name the others of a look-alike group whenever a name of it is shown."""
    if answer.among != "drugs":
        return
    shown = [*names, *(one.title for one in answer.known), *([answer.name] if answer.name else [])]
    for tall_man, others in library.look_alikes(shown).items():
        text = f"Look-alike: {tall_man} is easily taken for {' and '.join(others)} (FDA list of tall-man names)."
        yield Notice(kind="warning", text=text)


def _candidate_row(one: Candidate, mark: str) -> Row:
    said = [f"({one.kind} {one.name})" if fold(one.name) != fold(one.title) else ""]
    here = "" if one.held else "nothing here on it"
    said += [one.class_ or "", ", ".join(one.routes), ", ".join(one.brands), one.why, here]
    return Row(key=one.id, label=mark + one.title, text=" · ".join(part for part in said if part), is_lead=True)


def _introduction(answer: Answer, title: str, held: Held) -> Iterator[Notice]:
    """Say first what the typed name is to the record, and whose record this is."""
    if answer.kind == "picked":
        yield Notice(kind="note", text=f"You typed {answer.query!r} and picked {title}.")
    elif answer.name and answer.kind not in {"generic", "id", "name"} and fold(answer.name) != fold(title):
        sort = "name" if answer.kind in NAME_KINDS else "code"
        yield Notice(kind="note", text=f"{answer.name} is a {sort} of {title} ({answer.kind}).")
    if not held.is_bundled:
        whose = "bundled record" if held.replaced_is_bundled else "record of an earlier formulary"
        replaced = f"; it replaces the {whose}, and changed sections are marked" if held.replaced else ""
        yield Notice(kind="note", text=f"From the formulary {held.folder}{replaced}.")


def _marked(shown: Sequence[Section], replaced: Sequence[Section], whose: str) -> list[Section]:
    """Name the user's formulary beside each section that it changed, and where it left one out."""
    before = {section.key: section.rows for section in replaced}
    present = {section.key for section in shown}
    marked = [
        one if before.get(one.key) == one.rows else replace(one, note=_change(one, before, whose)) for one in shown
    ]
    gone = [replace(one, rows=ABSENT, note=f"left out by {whose}") for one in replaced if one.key not in present]
    return [*marked, *gone]


def _change(shown: Section, before: dict[str, tuple[Row, ...]], whose: str) -> str:
    return f"left out by {whose}" if shown.rows == ABSENT and shown.key in before else f"changed by {whose}"


def cited(shown: Page, sources: dict[str, Source]) -> Iterator[CitedSource]:
    """Number the sources that a page cites, in the order in which it cites them."""
    cites = [text for notice in shown.notices for text in notice.cites]
    cites += [text for section in shown.sections for row in section.rows for text in row.cites]
    for number, id_ in enumerate(dict.fromkeys(cite(text).source for text in cites), 1):
        yield CitedSource(number=number, id=id_, source=sources[id_])
