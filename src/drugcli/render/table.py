"""A reply as Rich tables, laid out for the width of the terminal."""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from drugcli.pages.page import CitedSource, Notice, Page, Reply, Row, Section
from drugcli.records.sources import cite
from drugcli.render import cells
from drugcli.render.changes import coloured
from drugcli.render.wrapping import JOINT, wrap

INDENT = 2
TALLEST = 200
"""Rows laid out together: Rich takes longer for each line of a cell the more lines the cell has."""
NARROWEST = 48
"""Cells; a narrower terminal wraps lines itself, for a table that fits it would cut figures off."""
NARROW = 80
SIDE_BY_SIDE = 110
"""Cells; on less, two columns of text are hard to read."""
WIDEST_TEXT = 100
"""Cells; longer lines are hard to read."""


Cited = dict[tuple[str, ...], str]
"""Cites as they are shown, by the cites of a row."""


class Columns(NamedTuple):
    """Widths in cells."""

    label: int
    text: int
    cites: int


def render(reply: Reply, width: int, *, styled: bool) -> str:
    """Return a reply as text for a terminal of so many columns."""
    width = max(width, NARROWEST)
    buffer = io.StringIO()
    console = Console(
        file=buffer, width=width, force_terminal=styled, color_system="auto" if styled else None, highlight=False
    )
    console.print(*_parts(reply, width), sep="\n", soft_wrap=False)
    lines = buffer.getvalue().split("\n")
    return "\n".join(line.rstrip() for line in lines)


def _parts(reply: Reply, width: int) -> Iterator[RenderableType]:
    page = reply.page
    if page is None:
        return
    numbers = {source.id: source.number for source in reply.sources}
    cites = {row.cites: _cites(row.cites, numbers) for section in page.sections for row in section.rows}
    cites_width = _cites_width(cites, width, numbered=bool(numbers))
    if reply.answer is None or reply.answer.id is not None:
        yield _heading(page, width)
    yield from (_notice(notice, numbers, width) for notice in page.notices)
    for section in page.sections:
        yield _section_title(section, width)
        yield from _section(section.rows, cites, _columns(section, width, cites_width), width)
    if reply.sources:
        yield _sources(reply.sources, width)
    if page.more:
        yield from _closing(f"More: {', '.join(page.more)}. Add --all, or --section NAME,NAME.", width)
    if page.closing:
        yield from _closing(page.closing, width)


def _heading(page: Page, width: int) -> Text:
    lines = wrap(" · ".join(part for part in (page.title, page.subtitle) if part), width)
    text = Text("\n".join(lines), no_wrap=True)
    text.stylize("bold", 0, min(len(page.title), len(lines[0])))
    return text


def _notice(notice: Notice, numbers: dict[str, int], width: int) -> Text:
    mark, style = ("! ", "bold red") if notice.kind == "warning" else ("", "")
    cites = f" [{_cites(notice.cites, numbers)}]" if notice.cites else ""
    lines = wrap(f"{mark}{notice.text}{cites}", width)
    return Text("\n".join(lines), style=style, no_wrap=True)


def _section_title(section: Section, width: int) -> Text:
    note = f" ({section.note})" if section.note else ""
    text = Text("\n" + "\n".join(wrap(section.title + note, width)), style="bold", no_wrap=True)
    text.stylize("not bold italic", 1 + len(section.title))
    return text


def _section(rows: Sequence[Row], cites: Cited, columns: Columns, width: int) -> Iterator[RenderableType]:
    """Lay out the rows between two headings together, each heading on lines of its own."""
    for (is_heading, columns_of), group in groupby(rows, key=lambda row: (row.is_heading, _columns_of(row, width))):
        if columns_of is not None:
            text, places = cells.placed([columns_of(row) for row in group], width - INDENT, INDENT)
            shown = Text(text, no_wrap=True)
            if columns_of is _sides:
                coloured(shown, places)
            yield shown
            continue
        if not is_heading:
            several = list(group)
            parts = (several[at : at + TALLEST] for at in range(0, len(several), TALLEST))
            yield from (_grid(part, cites, columns) for part in parts)
            continue
        for row in group:
            cited = f" [{cites[row.cites]}]" if row.cites else ""
            lines = _indented(wrap(f"{row.label}{cited}", width - INDENT))
            yield Text("\n".join(lines), style="underline", no_wrap=True)


def _columns_of(row: Row, width: int) -> Callable[[Row], Sequence[str]] | None:
    """Return what tells the columns of a row that has some; before and after have columns where there is room."""
    if row.cells:
        return _cells
    return _sides if row.is_change and width >= SIDE_BY_SIDE else None


def _cells(row: Row) -> Sequence[str]:
    return row.cells


def _sides(row: Row) -> Sequence[str]:
    return (row.label, row.before or "", row.after or "")


def _grid(rows: Sequence[Row], cites: Cited, columns: Columns) -> Table:
    """Lay rows out as one table row of three tall cells: Rich's cost is by the row."""
    tall = (Text(), Text(), Text())
    first = 0 if columns.label else 1
    for row in rows:
        lead = "bold" if row.is_lead else ""
        said = (row.label, row.text, cites[row.cites])
        wrapped = [wrap(text, width) if width else [] for text, width in zip(said, columns, strict=True)]
        height = max(len(cell) for cell in wrapped)
        wrapped[first] = _indented(wrapped[first])
        start = len(tall[1])
        for column, cell, style in zip(tall, wrapped, (lead, lead, "dim"), strict=True):
            column.append("\n".join([*cell, *[""] * (height - len(cell))]) + "\n", style=style)
        if row.marked:
            _mark(tall[1], start, row.marked)
        if row.is_change:
            coloured(tall[1], [(0, columns.text + INDENT)], start)
    grid = Table.grid(padding=(0, 2, 0, 0))
    for at, (column, width) in enumerate(zip(tall, columns, strict=True)):
        if width:
            grid.add_column(width=width + (INDENT if at == first else 0), no_wrap=True)
            column.right_crop(1)
    grid.add_row(*(column for column, width in zip(tall, columns, strict=True) if width))
    return grid


def _mark(column: Text, start: int, marked: Sequence[str]) -> None:
    """Mark parts of what stands in a column from some letter on, wherever its lines were broken."""
    parts = (r"\s+".join(map(re.escape, part.split())) for part in sorted(marked, key=len, reverse=True))
    for found in re.finditer(rf"\b(?:{'|'.join(parts)})\b", column.plain[start:]):
        column.stylize("bold", start + found.start(), start + found.end())


def _indented(lines: Sequence[str]) -> list[str]:
    return [" " * INDENT + line for line in lines]


def _columns(section: Section, width: int, cites: int) -> Columns:
    """Give a section's labels what they need, within bounds, and its text the rest."""
    widest = 16 if width < NARROW else 24 if width <= NARROW * 1.5 else 32
    labels = [row.label for row in section.rows if not row.is_heading]
    parts = (part for label in labels for word in label.split() for part in JOINT.split(word))
    widest = max(widest, max(map(cell_len, parts), default=0))
    room = width - INDENT - 2 - (cites + 2 if cites else 0) - width // 3
    label = min(max((cell_len(label) for label in labels), default=0), widest, room)
    text = width - INDENT - (label + 2 if label else 0) - (cites + 2 if cites else 0)
    return Columns(label, min(text, WIDEST_TEXT), cites)


def _cites_width(cites: Cited, width: int, *, numbered: bool) -> int:
    """Return one width for the whole page, so that cites stand in one column."""
    narrow, wide = (9, 14) if numbered else (20, 20)
    return min(max(map(cell_len, cites.values()), default=0), narrow if width <= NARROW else wide)


def _cites(cites: Sequence[str], numbers: dict[str, int]) -> str:
    """Write cites as '1 §2.1, 2.2; 2 §4.2'; a source that has no number here goes by its id."""
    sections: dict[str, list[str]] = {}
    for text in cites:
        source, section = cite(text)
        shown = sections.setdefault(str(numbers.get(source, source)), [])
        if section and section[0].isdigit():
            shown.append(section)
    return "; ".join(f"{source} §{', '.join(one)}" if one else source for source, one in sections.items())


def _sources(sources: Sequence[CitedSource], width: int) -> Text:
    text = Text("\nSources", style="bold", no_wrap=True)
    for one in sources:
        about = [one.source.title, one.source.publisher, _version(one), one.source.when, _standing(one)]
        lines = wrap(", ".join(part for part in about if part), width - 6)
        text.append(f"\n  {one.number:>2}  " + "\n      ".join(lines), style="not bold")
    return text


def _version(one: CitedSource) -> str:
    return f"version {one.source.version}" if one.source.version else ""


def _standing(one: CitedSource) -> str:
    return "secondary" if one.source.standing == "secondary" else ""


def _closing(text: str, width: int) -> Iterator[Text]:
    yield Text("\n" + "\n".join(wrap(text, width)), style="dim", no_wrap=True)
