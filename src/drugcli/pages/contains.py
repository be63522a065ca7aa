"""Presentations that list something to be avoided, and those that do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from drugcli.comparing.contains import Contents, Found, Term
from drugcli.pages.page import CitedSource, Notice, Page, Reply, Row, Section
from drugcli.records.sources import Source, cite

TITLES = {
    "listed": "Listed",
    "unknown": "Ingredients not known here",
    "not-listed": "Not listed",
}
NOT_FREE = "'Not listed' is what the document says of its ingredients; it does not say that there is none."


def for_contents(
    terms: Sequence[Term], contents: Sequence[Contents], sources: Mapping[str, Source], unrecognised: Sequence[Term]
) -> Reply:
    """Return presentations by whether they list any of the terms, each with the document that it rests on."""
    known = [one for one in terms if one not in unrecognised]
    rows: dict[str, list[Row]] = {key: [] for key in TITLES}
    for one in contents:
        kind = _kind(one, known)
        text = " · ".join([one.name, *_said(one, kind, unrecognised)])
        rows[kind].append(Row(key=f"{one.drug}-{len(rows[kind]) + 1}", label=one.drug, text=text, cites=(one.source,)))
    sections = tuple(Section(key=key, title=title, rows=tuple(rows[key])) for key, title in TITLES.items() if rows[key])
    page = Page(
        title=", ".join(dict.fromkeys(one.drug for one in contents)) or "contains",
        subtitle=f"to avoid: {', '.join(one.text for one in terms)}",
        notices=tuple(_notices(unrecognised, has_unlisted=bool(rows["not-listed"]))),
        sections=sections,
    )
    cited = dict.fromkeys(cite(row.cites[0]).source for section in sections for row in section.rows)
    numbered = tuple(CitedSource(number=at, id=id_, source=sources[id_]) for at, id_ in enumerate(cited, 1))
    return Reply(query=page.title, answer=None, page=page, sources=numbered)


def _kind(one: Contents, known: Sequence[Term]) -> str:
    if any(each.is_listed for each in one.found):
        return "listed"
    return "not-listed" if one.is_known and known else "unknown"


def _said(one: Contents, kind: str, unrecognised: Sequence[Term]) -> Iterator[str]:
    for each in one.found:
        if each.term in unrecognised:
            yield f"{each.term.text}: not recognised"
        elif each.is_listed:
            yield f"{each.term.text}: {_listed(each)}"
        elif one.is_known:
            yield f"{each.term.text}: not listed"
        elif kind == "listed":
            yield f"{each.term.text}: not known"


def _listed(found: Found) -> str:
    if found.names:
        return f"listed as {', '.join(found.names)}"
    places = ", ".join(found.sections)
    return f"named in section {places}, which does not tell of which presentation"


def _notices(unrecognised: Sequence[Term], *, has_unlisted: bool) -> Iterator[Notice]:
    for one in unrecognised:
        text = f"{one.text!r} is not recognised: no ingredient here is called so. Nothing is said about it."
        yield Notice(kind="warning", text=f"{text} Check its name.")
    if has_unlisted:
        yield Notice(kind="note", text=NOT_FREE)
