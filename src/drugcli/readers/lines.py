"""A list of names, one a line, as it comes: nothing is held but the line that is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from drugcli.errors import UnreadableFileError

LONGEST = 4096
"""Bytes of a line that is looked at; a name is much shorter."""
BEGINNING = 40
"""Characters of a longer line that are kept, to tell which it is."""
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
FOREIGN = {
    b"\xff\xfe": "is UTF-16",
    b"\xfe\xff": "is UTF-16",
    b"PK\x03\x04": "is a spreadsheet or an archive",
    b"\xd0\xcf\x11\xe0": "is a spreadsheet",
    b"\x1f\x8b": "is compressed",
    b"%PDF": "is a PDF",
}
"""How files begin that hold no line of text."""


class Line(NamedTuple):
    """A line of a list: its number, what stands on it, why that can be no name, and where it ends, in bytes."""

    number: int
    text: str
    wrong: str | None
    end: int


def read_lines(stream: BinaryIO, place: Path) -> Iterator[Line]:
    """Yield every line, blank ones too; raises UnreadableFileError for what is no text, or cannot be read on."""
    end = 0
    try:
        for number, (content, size) in enumerate(_lines(stream), 1):
            if number == 1:
                _refuse_foreign(content, place)
            plain = content.removeprefix(BYTE_ORDER_MARK) if number == 1 else content
            end += size
            yield Line(number, *_text(plain.rstrip(b"\r\n"), size), end)
    except OSError as error:
        raise UnreadableFileError(place, error.strerror or str(error)) from None


def _lines(stream: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Yield the beginning of each line, and how many bytes the line has."""
    while content := stream.readline(LONGEST):
        size, rest = len(content), content
        while len(rest) == LONGEST and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST)
            size += len(rest)
        yield content, size


def _refuse_foreign(content: bytes, place: Path) -> None:
    for beginning, what in FOREIGN.items():
        if content.startswith(beginning):
            raise UnreadableFileError(place, f"it {what}; save it as text in UTF-8, one name a line")


def _text(content: bytes, size: int) -> tuple[str, str | None]:
    if size > LONGEST:
        beginning = content.decode(errors="replace")[:BEGINNING]
        return f"{beginning}…", f"the line has {size:,} bytes; no name is so long"
    try:
        return content.decode(), None
    except UnicodeDecodeError as error:
        wrong = f"byte {error.start + 1} of the line is not UTF-8; save the list as UTF-8"
        return content.decode(errors="replace"), wrong
