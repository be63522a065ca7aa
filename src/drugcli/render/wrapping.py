"""Lines that fit a width and never part a number from its unit."""

import re

from rich.cells import cell_len, chop_cells

NUMBER = re.compile(r"^[(\[]?[\d.,/-]*\d$")


def wrap(text: str, width: int) -> list[str]:
    """Break text into lines of at most ``width`` cells.

    No line ends with a number, whose unit would stand on the next one. Only what has no
    space at all, such as an address, is broken within a word.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _wrap_line(_pieces(paragraph), width)
    return lines


def _pieces(line: str) -> list[str]:
    """Split a line at spaces, a number kept with the word that follows it."""
    pieces: list[str] = []
    for word in line.split():
        if pieces and NUMBER.match(pieces[-1].rpartition(" ")[2]):
            pieces[-1] += f" {word}"
        else:
            pieces.append(word)
    return pieces


def _wrap_line(pieces: list[str], width: int) -> list[str]:
    lines = [""]
    for piece in pieces:
        longer = f"{lines[-1]} {piece}" if lines[-1] else piece
        if cell_len(longer) <= width:
            lines[-1] = longer
        elif cell_len(piece) <= width:
            lines.append(piece)
        else:
            lines += _broken(piece, width)
    return lines if lines[0] or len(lines) == 1 else lines[1:]


def _broken(piece: str, width: int) -> list[str]:
    """Break what is longer than a line: at its spaces first, then within a word."""
    head, space, tail = piece.rpartition(" ")
    if space and cell_len(tail) <= width:
        return [*_wrap_line([head], width), tail]
    return chop_cells(piece, width)
