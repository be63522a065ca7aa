"""The tables of the vocabulary: lines of columns with tabs, '#' before a comment, the columns' names first."""

import csv
import zipfile
import zlib
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from drugcli.errors import BrokenFileError, Problem, UnreadableFileError
from drugcli.records.folding import printable

Table = Path | zipfile.Path
"""A table as a file of its own, or in an archive."""
DAMAGE = (UnicodeDecodeError, csv.Error, zipfile.BadZipFile, zlib.error, KeyError, EOFError)


class Listed(NamedTuple):
    """A line of the table of substances; lists within a column are divided by '; '."""

    unii: str
    name: str
    classes: str
    routes: str
    form_of: str
    lists: str


def read_substances(path: Table) -> Iterator[Listed]:
    """Yield the substances; raises BrokenFileError."""
    for row in _columns(path, ("unii", "substance", "classes", "routes", "form of", "lists")):
        yield Listed(*row)


def read_names(path: Table) -> Iterator[tuple[str, str, str]]:
    """Yield the UNIIs (separated by spaces), the kind and the text of each name; raises BrokenFileError."""
    owner = "uniis" if path.name.startswith(("products", "codes")) else "unii"
    for uniis, kind, text in _columns(path, (owner, "kind", "name")):
        yield " ".join(uniis.replace(";", " ").split()), kind, text


def _columns(path: Table, wanted: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    try:
        with path.open("r", encoding="utf-8", newline="") as lines:
            plain = (line for line in lines if not line.startswith("#"))
            rows = csv.reader(plain, delimiter="\t", quoting=csv.QUOTE_NONE)
            header = next(rows, [])
            if not set(wanted) <= set(header):
                raise BrokenFileError([Problem(str(path), "", f"has no columns {', '.join(wanted)}")])
            pick = itemgetter(*map(header.index, wanted))
            for row in rows:
                if len(row) != len(header):
                    what = f"line {rows.line_num}: {len(row)} columns, not {len(header)}"
                    raise BrokenFileError([Problem(str(path), "", what)])
                cells = pick(row)
                yield cells if "".join(cells).isprintable() else tuple(map(printable, cells))
    except OSError as error:
        raise UnreadableFileError(Path(str(path)), error.strerror or str(error)) from None
    except DAMAGE as error:
        raise BrokenFileError([Problem(str(path), "", f"cannot be read: {error}")]) from None
