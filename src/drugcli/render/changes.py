"""What changed in a text, in colour where there is one: [-removed-] and {+added+}, across the lines of a column."""

import re
from collections.abc import Sequence

from rich.text import Text

MARK = re.compile(r"(\[-)|(-\])|(\{\+)|(\+\})")
REMOVED, ADDED = "red", "green"


def coloured(text: Text, columns: Sequence[tuple[int, int]], first: int = 0) -> None:
    """Colour the changes of a text from some letter on; ``columns`` tell from where to where each goes in a line."""
    styles: list[str | None] = [None] * len(columns)
    start = first
    for line in text.plain[first:].split("\n"):
        for at, (left, right) in enumerate(columns):
            styles[at] = _in_line(text, start + left, start + min(right, len(line)), styles[at])
        start += len(line) + 1


def _in_line(text: Text, begun: int, end: int, style: str | None) -> str | None:
    """Colour what is between marks in one line of a column; return the style that is still open at its end."""
    for mark in MARK.finditer(text.plain, begun, max(begun, end)):
        if style is None and (mark[1] or mark[3]):
            begun, style = mark.start(), REMOVED if mark[1] else ADDED
        elif (style == REMOVED and mark[2]) or (style == ADDED and mark[4]):
            text.stylize(style, begun, mark.end())
            style = None
    if style is not None:
        text.stylize(style, begun, max(begun, end))
    return style
