"""The tables of the vocabulary: lines of columns with tabs, '#' before a comment, the columns' names first."""

import csv
from collections.abc import Iterator
from pathlib import Path

from drugcli.errors import BrokenFileError, Problem, UnreadableFileError
from drugcli.records.folding import printable


def read_substances(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield UNII, preferred name, classes and routes of each substance; raises BrokenFileError."""
    for row in _columns(path, ("unii", "substance", "classes", "routes")):
        yield row[0], row[1], row[2], row[3]


def read_names(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the UNIIs (separated by spaces), the kind and the text of each name; raises BrokenFileError."""
    owner = "uniis" if path.name.startswith("products") else "unii"
    for uniis, kind, text in _columns(path, (owner, "kind", "name")):
        yield " ".join(uniis.replace(";", " ").split()), kind, text


def _columns(path: Path, wanted: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            plain = (line for line in lines if not line.startswith("#"))
            rows = csv.reader(plain, delimiter="\t", quoting=csv.QUOTE_NONE)
            header = next(rows, [])
            if not set(wanted) <= set(header):
                raise BrokenFileError([Problem(path.name, "", f"has no columns {', '.join(wanted)}")])
            places = [header.index(name) for name in wanted]
            for row in rows:
                if len(row) != len(header):
                    what = f"line {rows.line_num}: {len(row)} columns, not {len(header)}"
                    raise BrokenFileError([Problem(path.name, "", what)])
                yield tuple(printable(row[place]) for place in places)
    except OSError as error:
        raise UnreadableFileError(path, error.strerror or str(error)) from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise BrokenFileError([Problem(path.name, "", f"cannot be read: {error}")]) from None
