"""A reply as Markdown: a heading and a table a section."""

import re
from collections.abc import Iterator

from drugcli.pages.page import Reply, Section

SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#])")


def render(reply: Reply) -> str:
    """Return a reply as a Markdown document."""
    return "\n".join(_lines(reply)) + "\n"


def _lines(reply: Reply) -> Iterator[str]:
    page = reply.page
    if page is None:
        return
    yield f"# {plain(page.title)}"
    if page.subtitle:
        yield f"\n{plain(page.subtitle)}"
    for notice in page.notices:
        mark = "**Warning:** " if notice.kind == "warning" else ""
        cites = f" ({', '.join(notice.cites)})" if notice.cites else ""
        yield f"\n> {mark}{plain(notice.text + cites)}"
    for section in page.sections:
        yield from _section(section)
    if reply.sources:
        yield "\n## Sources\n"
        for one in reply.sources:
            date = one.source.when
            about = [one.source.title, one.source.publisher, one.source.version or "", date, one.source.address or ""]
            yield f"{one.number}. `{one.id}`: {plain(', '.join(part for part in about if part))}"
    if page.closing:
        yield f"\n{plain(page.closing)}"


def _section(section: Section) -> Iterator[str]:
    note = f" ({section.note})" if section.note else ""
    yield f"\n## {plain(section.title + note)}\n"
    yield "| | | cites |\n|---|---|---|"
    for row in section.rows:
        yield f"| {plain(row.label)} | {plain(row.text)} | {plain(', '.join(row.cites))} |"


def plain(text: str) -> str:
    """Return text that Markdown takes for nothing but text."""
    return SPECIAL.sub(r"\\\1", text).replace("\n", " ")
