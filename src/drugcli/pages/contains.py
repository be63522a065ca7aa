"""Presentations that list something to be avoided, and those that do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from drugcli.comparing.avoided import Term, named_in, term
from drugcli.comparing.contains import Contents, Found
from drugcli.pages.page import CitedSource, Notice, Page, Reply, Row, Section
from drugcli.records.sources import Source, cite

TITLES = {
    "listed": "Listed",
    "unknown": "Ingredients not known here",
    "not-listed": "Not listed",
}
OTHER_NAMES = "Other names count too, as far as the FDA's list of substances has them"
MOST_CALLED = 4
"""Substances that are named for one term."""
NOT_FREE = "'Not listed' is what the document says of its ingredients; it does not say that there is none."


def for_contents(
    terms: Sequence[Term],
    contents: Sequence[Contents],
    sources: Mapping[str, Source],
    unrecognised: Sequence[Term],
) -> Reply:
    """Return presentations by whether they list any of the terms, each with the document that it rests on."""
    known = [one for one in terms if one not in unrecognised]
    rows: dict[str, list[Row]] = {key: [] for key in TITLES}
    for (kind, drug, source, text), count in Counter(_shown(one, known, unrecognised) for one in contents).items():
        several = f" · {count:,} presentations" if count > 1 else ""
        rows[kind].append(
            Row(key=f"{drug}-{len(rows[kind]) + 1}", label=drug, text=f"{text}{several}", cites=(source,))
        )
    sections = tuple(Section(key=key, title=title, rows=tuple(rows[key])) for key, title in TITLES.items() if rows[key])
    page = Page(
        title=", ".join(dict.fromkeys(one.drug for one in contents)) or "contains",
        subtitle=f"to avoid: {', '.join(one.text for one in terms)}",
        notices=tuple(_notices(terms, unrecognised, has_unlisted=_is_any_unlisted(contents, known))),
        sections=sections,
    )
    cited = dict.fromkeys(cite(row.cites[0]).source for section in sections for row in section.rows)
    numbered = tuple(CitedSource(number=at, id=id_, source=sources[id_]) for at, id_ in enumerate(cited, 1))
    return Reply(query=page.title, answer=None, page=page, sources=numbered)


def _kind(one: Contents, known: Sequence[Term]) -> str:
    if any(each.is_listed for each in one.found):
        return "listed"
    return "not-listed" if one.is_known and known else "unknown"


def _shown(one: Contents, known: Sequence[Term], unrecognised: Sequence[Term]) -> tuple[str, str, str, str]:
    """Return where a presentation stands, its drug, its source and what is told of it."""
    kind = _kind(one, known)
    return kind, one.drug, one.source, " · ".join([one.name, *_said(one, kind, unrecognised)])


def _said(one: Contents, kind: str, unrecognised: Sequence[Term]) -> Iterator[str]:
    """Say what is listed, term by term, then in one go what is not."""
    recognised = [each for each in one.found if each.term not in unrecognised]
    yield from (f"{each.term.text}: {_listed(each)}" for each in recognised if each.is_listed)
    silent = ", ".join(each.term.text for each in recognised if not each.is_listed)
    if silent and one.is_known:
        yield f"not listed: {silent}"
    elif silent and kind == "listed":
        yield f"not known: {silent}"
    unknown = ", ".join(each.term.text for each in one.found if each.term in unrecognised)
    if unknown:
        yield f"not recognised: {unknown}"


def _is_any_unlisted(contents: Sequence[Contents], known: Sequence[Term]) -> bool:
    return any(one.is_known and not each.is_listed for one in contents for each in one.found if each.term in known)


def _listed(found: Found) -> str:
    if found.names:
        return f"listed as {', '.join(found.names)}"
    places = ", ".join(found.sections)
    return f"named in section {places}, which does not tell of which presentation"


def _notices(terms: Sequence[Term], unrecognised: Sequence[Term], *, has_unlisted: bool) -> Iterator[Notice]:
    for one in unrecognised:
        text = f"{one.text!r} is not recognised: no ingredient here is called so. Nothing is said about it."
        yield Notice(kind="warning", text=f"{text} Check its name.")
    if any(one.others for one in terms):
        yield Notice(kind="note", text=f"{OTHER_NAMES}{''.join(f'; {said}' for said in _called(terms))}.")
    if has_unlisted:
        yield Notice(kind="note", text=NOT_FREE)


def _called(terms: Sequence[Term]) -> Iterator[str]:
    """Say of which substances a term is a name, where that is not plain from the term itself."""
    for one in terms:
        bare = term(one.text)
        names = [name for name in one.called if not named_in(bare, name)]
        left = len(names) - MOST_CALLED
        others = f" and {left:,} other{'' if left == 1 else 's'}" if left > 0 else ""
        if names:
            yield f"{one.text}: {', '.join(names[:MOST_CALLED])}{others}"
