"""Whole replies: a match, its page, and the sources that the page cites."""

import datetime as dt
from collections.abc import Iterator, Sequence

from msgspec import json
from msgspec.structs import replace

from drugcli.errors import UsageError
from drugcli.library.library import Held, Library
from drugcli.lookup.answers import Answer
from drugcli.pages.page import ABSENT, CitedSource, Laid, Notice, Page, Reply, Row, Section
from drugcli.records.folding import fold
from drugcli.records.sources import Source, cite

OLD_AFTER = 1096
"""Days, three years; a page whose newest regulator source is older says so."""
NAME_KINDS = {"generic", "brand", "synonym", "salt", "code name", "abbreviation"}


def for_record(answer: Answer, library: Library, section: str | None, *, everything: bool, today: dt.date) -> Reply:
    """Return the reply to a name: the record's page when one was found, else the choice.

    Raises BrokenFileError for a record that cannot be read, UsageError for a section that does
    not exist.
    """
    if answer.id is None:
        from drugcli.pages.choices import for_choice

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


def _look_alikes(library: Library, answer: Answer, title: str) -> Iterator[Notice]:
    if answer.among == "drugs" and (alike := library.look_alikes([title, answer.name or title])):
        from drugcli.pages.choices import look_alike_notices

        yield from look_alike_notices(alike)


def _introduction(answer: Answer, title: str, held: Held) -> Iterator[Notice]:
    """Say first what the typed name is to the record, and whose record this is."""
    if answer.kind == "picked":
        yield Notice(kind="note", text=f"You typed {answer.query!r} and picked {title}.")
    elif told := _read_as(answer, title):
        yield Notice(kind="note", text=told)
    if not held.is_bundled:
        whose = "bundled record" if held.replaced_is_bundled else "record of an earlier formulary"
        replaced = f"; it replaces the {whose}, and changed sections are marked" if held.replaced else ""
        yield Notice(kind="note", text=f"From the formulary {held.folder}{replaced}.")


def _read_as(answer: Answer, title: str) -> str:
    """Say what was typed where that is not the name that was read in it, what that name is, and what was left out."""
    name = answer.name or title
    said = [] if fold(name) == fold(answer.query) else [f"You typed {answer.query!r}."]
    if answer.kind not in {"id", "name"} and fold(name) != fold(title):
        sort = "name" if answer.kind in NAME_KINDS else "code"
        said.append(f"{name} is a {sort} of {title} ({answer.kind}).")
    if answer.left_out:
        said.append(f"{' '.join(answer.left_out)!r} was left out: it makes no other drug of {title}.")
    return " ".join(said)


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
