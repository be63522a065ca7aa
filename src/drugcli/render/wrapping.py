"""Lines that fit a width and never part a number from its unit."""

import re

from rich.cells import cell_len, chop_cells

NUMBER = re.compile(r"^[(\[]?[\d.,/-]*\d$")
CURRENCY = re.compile(r"^[(\[]?[A-Z]{3}$")


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
    """Split a line at spaces; a number keeps the word that follows it, and the currency before it."""
    pieces: list[str] = []
    for word in line.split():
        last = pieces[-1].rpartition(" ")[2] if pieces else ""
        if (NUMBER.match(last) and word[0] != "(") or (CURRENCY.match(last) and NUMBER.match(word)):
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
    """Break what is longer than a line: between numbers, then before a unit, then within a word."""
    words = piece.split(" ")
    if len(words) == 1:
        return chop_cells(piece, width)
    if len(words) == 2:  # noqa: PLR2004  a number and its unit
        return _wrap_line(words, width)
    pairs: list[str] = []
    for word in words:
        if pairs and NUMBER.match(pairs[-1]) and not NUMBER.match(word):
            pairs[-1] += f" {word}"
        else:
            pairs.append(word)
    return _wrap_line(pairs, width)
