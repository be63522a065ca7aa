"""The one way from a typed name to a record."""

from drugcli.errors import UsageError
from drugcli.library.formulary import Named
from drugcli.library.library import Library
from drugcli.lookup.answers import Answer, Candidate, Kind
from drugcli.records.folding import fold, printable

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

    Raises UsageError for what cannot be a name.
    """
    query = clean(typed)
    by_id = {named.id: named for named in reversed(library.named(fold(query), kind))}
    if len(by_id) == 1:
        (named,) = by_id.values()
        return Answer(among=kind, status="found", query=query, id=named.id, name=named.text, kind=named.sort)
    if by_id:
        shared = [_candidate(named, "has this name", library) for _id, named in sorted(by_id.items())]
        return Answer(among=kind, status="ambiguous", query=query, candidates=tuple(shared))
    return _by_code(query, library, kind) or _by_known_name(query, library, kind) or _offer(query, library, kind)


def _by_code(query: str, library: Library, kind: Kind) -> Answer | None:
    """Return the answer to a code; one that nothing here has is like no other, and one broken says its rule."""
    from drugcli.records.codes import MalformedCodeError, recognise

    try:
        code = recognise(query) if kind == "drugs" else None
    except MalformedCodeError as error:
        return Answer(among=kind, status="unknown", query=query, note=f"No code: {error}.")
    if code is None:
        return None
    found = {named.id: named for key in code.keys for named in library.named(fold(key), kind)}
    if len(found) == 1:
        (named,) = found.values()
        return Answer(among=kind, status="found", query=query, id=named.id, name=query, kind=named.sort)
    if found:
        shared = tuple(_candidate(named, "has this code", library) for _id, named in sorted(found.items()))
        return Answer(among=kind, status="ambiguous", query=query, candidates=shared)
    return Answer(among=kind, status="unknown", query=query, note=f"No drug here has the {code.kind} {query}.")


def _by_known_name(query: str, library: Library, kind: Kind) -> Answer | None:
    """Return the answer to the name of a real drug: its record if there is one, else that it is known only."""
    vocabulary = library.vocabulary
    names = vocabulary.named(fold(query)) if vocabulary is not None and kind == "drugs" else []
    if vocabulary is None or not names:
        return None
    from drugcli.lookup.known import held_under, known_only

    under = [(name, held_under(name, vocabulary, library)) for name in names]
    held = {named.id: (named, name) for name, named in under if named is not None}
    missing = {name.uniis: name for name, named in under if named is None}
    if len(held) == 1 and not missing:
        ((named, name),) = held.values()
        return Answer(among=kind, status="found", query=query, id=named.id, name=name.text, kind=name.sort)
    lacking = tuple(known_only(name, vocabulary, "has this name") for name in missing.values())
    if not held:
        return Answer(among=kind, status="known", query=query, name=names[0].text, kind=names[0].sort, known=lacking)
    here = tuple(_candidate(named, "has this name", library) for named, _name in held.values())
    return Answer(among=kind, status="ambiguous", query=query, candidates=(*here, *lacking))


def _offer(query: str, library: Library, kind: Kind) -> Answer:
    from drugcli.lookup.near import near

    candidates = tuple(
        one.means if isinstance(one.means, Candidate) else _candidate(one.means, one.why, library)
        for one in near(query, library, kind)
    )
    return Answer(among=kind, status="near" if candidates else "unknown", query=query, candidates=candidates)


def _candidate(named: Named, why: str, library: Library) -> Candidate:
    summary = library.summary(named.kind, named.id)
    return Candidate(
        id=named.id,
        title=summary.title,
        name=named.text,
        kind=named.sort,
        why=why,
        class_=summary.class_,
        routes=summary.routes,
        brands=summary.brands,
    )
