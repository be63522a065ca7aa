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
    yield f"# {_plain(page.title)}"
    if page.subtitle:
        yield f"\n{_plain(page.subtitle)}"
    for notice in page.notices:
        mark = "**Warning:** " if notice.kind == "warning" else ""
        cites = f" ({', '.join(notice.cites)})" if notice.cites else ""
        yield f"\n> {mark}{_plain(notice.text + cites)}"
    for section in page.sections:
        yield from _section(section)
    if reply.sources:
        yield "\n## Sources\n"
        for one in reply.sources:
            date = one.source.when
            about = [one.source.title, one.source.publisher, one.source.version or "", date, one.source.address or ""]
            yield f"{one.number}. `{one.id}`: {_plain(', '.join(part for part in about if part))}"
    if page.closing:
        yield f"\n{_plain(page.closing)}"


def _section(section: Section) -> Iterator[str]:
    note = f" ({section.note})" if section.note else ""
    yield f"\n## {_plain(section.title + note)}\n"
    yield "| | | cites |\n|---|---|---|"
    for row in section.rows:
        yield f"| {_plain(row.label)} | {_plain(row.text)} | {_plain(', '.join(row.cites))} |"


def _plain(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text).replace("\n", " ")
