"""The one way from a typed name to a record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from drugcli.errors import UsageError
from drugcli.library.library import Library
from drugcli.lookup.answers import STANDS_FOR, TAKEN_FOR, Answer, Kind
from drugcli.records.folding import fold, printable

if TYPE_CHECKING:
    from drugcli.library.abbreviations import Abbreviation
    from drugcli.lookup.meanings import Meaning

LONGEST = 200
"""Characters; the longest systematic name that anyone types is shorter."""


def clean(typed: str) -> str:
    """Return a typed name fit to print and to look up, or raise UsageError."""
    name = " ".join(printable(typed).split())
    if not fold(name):
        raise UsageError("No name was given. Type a generic name, a brand or a code, such as: drugcli show nusinersen")
    if len(name) > LONGEST:
        raise UsageError(f"The name has {len(name):,} characters; a name has at most {LONGEST}.")
    return name


def resolve(typed: str, library: Library, kind: Kind) -> Answer:
    """Return the one answer to a typed name among the records of one kind ('drugs', 'markets').

    A record is opened only by what is a name of it and of nothing else, up to its spelling, the
    order of its words, and the words of a salt that make no other drug of it. Raises UsageError
    for what cannot be a name.
    """
    query = clean(typed)
    return (
        _by_own_name(query, library, kind)
        or _by_code(query, library, kind)
        or _by_reading(query, library, kind)
        or _offer(query, library, kind)
    )


def _by_own_name(query: str, library: Library, kind: Kind) -> Answer | None:
    by_id = {named.id: named for named in reversed(library.named(fold(query), kind))}
    if len(by_id) == 1:
        (named,) = by_id.values()
        return Answer(among=kind, status="found", query=query, id=named.id, name=named.text, kind=named.sort)
    if not by_id:
        return None
    from drugcli.lookup.meanings import Meaning

    shared = [Meaning(named.text, named.sort, named) for _id, named in sorted(by_id.items())]
    return _settled(query, shared, library, kind)


def _by_code(query: str, library: Library, kind: Kind) -> Answer | None:
    """Return the answer to a code; one that nothing here has is like no other, and one broken says its rule."""
    from drugcli.records.codes import MalformedCodeError, recognise

    try:
        code = recognise(query) if kind == "drugs" else None
    except MalformedCodeError as error:
        return Answer(among=kind, status="unknown", query=query, note=f"No code: {error}.")
    if code is None:
        return None
    from drugcli.lookup.meanings import Meaning, distinct, meanings

    held = library.meant([fold(key) for key in code.keys], kind)
    found = distinct(Meaning(query, named.sort, named) for named in held)
    if not found and code.kind in {"UNII", "RxCUI"}:
        found = meanings(library).coded(code.kind, code.keys)
    nothing = Answer(among=kind, status="unknown", query=query, note=f"No drug here has the {code.kind} {query}.")
    return _settled(query, found, library, kind) or nothing


def _by_reading(query: str, library: Library, kind: Kind) -> Answer | None:
    """Return the answer to a known name, or to a name that is typed in another way."""
    if kind != "drugs":
        return None
    from drugcli.lookup.meanings import meanings
    from drugcli.lookup.readings import read

    reading = read(query, meanings(library))
    return _settled(query, reading.meanings, library, kind, left_out=reading.left_out)


def _settled(
    query: str, meanings: Sequence[Meaning], library: Library, kind: Kind, left_out: tuple[str, ...] = ()
) -> Answer | None:
    """Return the answer that meanings come to: one record is found, several are a choice."""
    if not meanings:
        return None
    answer = Answer(
        among=kind,
        status="found",
        query=query,
        name=meanings[0].text,
        kind=meanings[0].sort,
        left_out=left_out,
        forms_of=next((one.forms_of for one in meanings if one.forms_of), None),
    )
    if len(meanings) == 1 and meanings[0].held is not None:
        return replace(answer, id=meanings[0].held.id)
    from drugcli.lookup.candidates import candidate

    held_first = sorted(meanings, key=lambda one: one.held is None)
    candidates = tuple(candidate(one, library) for one in held_first)
    if candidates[0].held:
        return replace(answer, status="ambiguous", name=None, kind=None, candidates=candidates)
    return replace(answer, status="known", known=candidates)


def _offer(query: str, library: Library, kind: Kind) -> Answer:
    """Return the names that are like what was typed; of an abbreviation that was taken for another drug, both drugs."""
    short = library.abbreviation(fold(query)) if kind == "drugs" else None
    if short is not None:
        return _both(query, short, library)
    from drugcli.lookup.near import near

    candidates = tuple(near(query, library, kind))
    return Answer(among=kind, status="near" if candidates else "unknown", query=query, candidates=candidates)


def _both(query: str, short: Abbreviation, library: Library) -> Answer:
    from drugcli.lookup.candidates import candidate
    from drugcli.lookup.meanings import meanings

    every = meanings(library)
    meant = [one._replace(why=STANDS_FOR) for one in every.named(short.stands_for)]
    meant += [one._replace(why=TAKEN_FOR) for name in short.taken_for for one in every.named(name)]
    return Answer(
        among="drugs",
        status="near",
        query=query,
        candidates=tuple(candidate(one, library) for one in meant),
        note=f"{short.text} stands for {short.stands_for}, and was taken for {', '.join(short.taken_for)} (ISMP). "
        "Type the whole name.",
    )
