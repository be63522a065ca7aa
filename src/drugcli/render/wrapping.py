"""Lines that fit a width and never part a number from its unit."""

import re

from rich.cells import cell_len, chop_cells

NUMBER = re.compile(r"^[(\[]?[\d.,/-]*\d$")
CURRENCY = re.compile(r"^[(\[]?[A-Z]{3}$")

DAY = re.compile(r"^[Dd]ay$")
JOINT = re.compile(r"(?<=[+])")
"""Where a long name of several parts comes apart: 'abacavir+lamivudine'."""
OF_DAY = re.compile(r"^\d+:$")
"""What a day of a pattern is called: 'day 4:'."""


def wrap(text: str, width: int) -> list[str]:
    """Break text into lines of at most ``width`` cells.

    No line ends with a number, whose unit would stand on the next one. Only what has no
    space at all, such as an address, is broken within a word, at a plus if it has one.
    """
    if len(text) <= width and text.isascii() and text == " ".join(text.split()):
        return [text]
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _wrap_line(_pieces(paragraph), width)
    return lines


def _pieces(line: str) -> list[str]:
    """Split a line at spaces; a number keeps the word that follows it, and the currency or the "day" before it."""
    pieces: list[str] = []
    for word in line.split():
        last = pieces[-1].rpartition(" ")[2] if pieces else ""
        is_unit = NUMBER.match(last) and word[0] != "("
        if is_unit or (CURRENCY.match(last) and NUMBER.match(word)) or (DAY.match(last) and OF_DAY.match(word)):
            pieces[-1] += f" {word}"
        else:
            pieces.append(word)
    return pieces


def _wrap_line(pieces: list[str], width: int) -> list[str]:
    lines: list[str] = []
    room = 0
    for piece in pieces:
        size = cell_len(piece)
        if size < room:
            lines[-1] += f" {piece}"
            room -= size + 1
        elif size <= width:
            lines.append(piece)
            room = width - size
        else:
            lines += _broken(piece, width)
            room = width - cell_len(lines[-1])
    return lines or [""]


def _parted(word: str, width: int) -> list[str]:
    """Break a word between its parts, and within one that is longer than a line."""
    lines: list[str] = []
    for part in JOINT.split(word):
        if lines and cell_len(lines[-1]) + cell_len(part) <= width:
            lines[-1] += part
        else:
            lines += chop_cells(part, width)
    return lines


def _broken(piece: str, width: int) -> list[str]:
    """Break what is longer than a line: between numbers, then before a unit, then within a word."""
    words = piece.split(" ")
    if len(words) == 1:
        return _parted(piece, width)
    if len(words) == 2:  # noqa: PLR2004  a number and its unit
        return _wrap_line(words, width)
    pairs: list[str] = []
    for word in words:
        if pairs and NUMBER.match(pairs[-1]) and not NUMBER.match(word):
            pairs[-1] += f" {word}"
        else:
            pairs.append(word)
    return _wrap_line(pairs, width)
