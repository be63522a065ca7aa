"""Which of the public lists of names a file is, told by its first line, and the cells of its lines."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from drugcli.readers.packed import Progress, broken, head, lines, members
from drugcli.records.folding import printable

UNII_COLUMNS = ("Name", "TYPE", "UNII", "Display Name")
NDC_COLUMNS = (
    "PRODUCTTYPENAME",
    "PROPRIETARYNAME",
    "PROPRIETARYNAMESUFFIX",
    "NONPROPRIETARYNAME",
    "ROUTENAME",
    "MARKETINGCATEGORYNAME",
    "STARTMARKETINGDATE",
    "LABELERNAME",
    "SUBSTANCENAME",
    "PHARM_CLASSES",
)
ATOM_CELLS = 19
"""Cells of a line of RXNCONSO.RRF; the last is empty, for each ends in '|'."""
BOM = b"\xef\xbb\xbf"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Kind(StrEnum):
    """A public list that can be read; its value is how the field calls it."""

    UNII = "UNII"
    NDC = "NDC"
    RXNORM = "RxNorm"


class ListFile(NamedTuple):
    """A public list: the file, the member of it where it is a zip, and which list it is."""

    path: Path
    member: str | None
    kind: Kind


def recognised(path: Path) -> ListFile:
    """Return which list a file is, or the largest one in a zip; raises BrokenFileError and UnreadableFileError."""
    held = members(path)
    for member in held:
        kind = _kind_of(head(path, member))
        if kind is not None:
            return ListFile(path, member, kind)
    raise broken(path, _NONE_IN_ZIP if held != [None] else _why_not(head(path)))


_LISTS = "the FDA's list of UNII names, its NDC products (product.txt), or RxNorm's RXNCONSO.RRF"
_NONE_IN_ZIP = f"the zip file holds none of the lists that can be imported: {_LISTS}"


def _kind_of(first: bytes) -> Kind | None:
    cells = first.removeprefix(BOM).decode("cp1252", errors="replace").strip().split("\t")
    if set(UNII_COLUMNS) <= set(cells):
        return Kind.UNII
    if set(NDC_COLUMNS) <= set(cells):
        return Kind.NDC
    atom = first.split(b"|")
    is_atom = len(atom) == ATOM_CELLS and atom[0].isdigit() and len(atom[1]) == len("ENG")
    return Kind.RXNORM if is_atom else None


def _why_not(first: bytes) -> str:
    if not first:
        return "the file is empty"
    if first.startswith(UTF_16):
        return "the text is in UTF-16; save it in UTF-8"
    return f"none of the lists that can be imported: {_LISTS}"


def table_rows(file: ListFile, wanted: Sequence[str], encoding: str, progress: Progress | None) -> Iterator[list[str]]:
    """Yield the wanted columns of a list with tabs whose first line names them; raises BrokenFileError."""
    rows = cells_of(file, "\t", encoding, progress)
    header = next(rows)
    places = [header.index(column) for column in wanted]
    empty = True
    for cells in rows:
        empty = False
        yield [cells[place] for place in places]
    if empty:
        raise broken(file.path, "the list has no lines but the first")


def cells_of(file: ListFile, separator: str, encoding: str, progress: Progress | None) -> Iterator[list[str]]:
    """Yield the cells of each line, made printable; raises BrokenFileError where one has more or less than the first.

    A cell that says nothing but what a terminal would obey is empty.
    """
    count = 0
    for number, line in lines(file.path, file.member, progress):
        try:
            text = line.removeprefix(BOM).rstrip(b"\r\n").decode(encoding)
        except UnicodeDecodeError:
            raise broken(file.path, f"line {number} is not text in {encoding}; fetch the list again") from None
        cells = text.split(separator)
        if not text.replace(separator, "").isprintable():
            cells = [printable(cell) for cell in cells]
        count = count or len(cells)
        if len(cells) != count:
            raise broken(file.path, f"line {number} has {len(cells)} columns, the first line {count}")
        yield cells
