"""A label's table as text: columns as wide as they need, the widest giving way where the terminal ends."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, zip_longest

from rich.cells import cell_len

from drugcli.render.wrapping import wrap

BETWEEN = 2
NARROWEST = 6
"""Cells of a column; below that nothing can be read."""


def placed(rows: Sequence[Sequence[str]], width: int, indent: int) -> tuple[str, list[tuple[int, int]]]:
    """Return rows of cells as lines, and from where to where in a line each column goes.

    Where they have more columns than the width holds, a row is a list, and there are no columns.
    """
    count = max(map(len, rows), default=0)
    whole = [[*row, *[""] * (count - len(row))] for row in rows]
    widths = _widths(whole, width - BETWEEN * (count - 1))
    lines = _listed(whole, width) if widths is None else _aligned(whole, widths)
    text = "\n".join(f"{' ' * indent}{line}".rstrip() for line in lines)
    starts = accumulate((one + BETWEEN for one in widths or ()), initial=indent)
    return text, [(start, start + one) for start, one in zip(starts, widths or (), strict=False)]


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """Return the width of each column, or None when they do not fit: no word is ever cut."""
    columns = list(zip(*rows, strict=True))
    wanted = [max(map(cell_len, column)) for column in columns]
    least = [min(max(max((cell_len(word) for cell in column for word in cell.split()), default=0), NARROWEST), want)
             for column, want in zip(columns, wanted, strict=True)]  # fmt: skip
    if sum(least) > width:
        return None
    while (over := sum(wanted) - width) > 0:
        at = max(range(len(wanted)), key=lambda one: (wanted[one] - least[one], wanted[one]))
        wanted[at] = max(least[at], wanted[at] - max(1, min(over, (wanted[at] - least[at]) // 2)))
    return wanted


def _aligned(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    for row in rows:
        cells = [wrap(cell, width) if width else [] for cell, width in zip(row, widths, strict=True)]
        for line in zip_longest(*cells, fillvalue=""):
            yield (" " * BETWEEN).join(
                part + " " * (width - cell_len(part)) for part, width in zip(line, widths, strict=True)
            )


def _listed(rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    for row in rows:
        yield from wrap(" | ".join(cell for cell in row if cell), width)
