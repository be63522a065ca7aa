"""TOML files of drugs, markets and seeds."""

import stat
import unicodedata
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import tomli

from drugcli.errors import BrokenFileError, Problem, UnreadableFileError
from drugcli.readers.shapes import Misfit, misfits
from drugcli.records.folding import printable
from drugcli.records.markets import Market
from drugcli.records.monographs import Monograph
from drugcli.records.seeds import Seed
from drugcli.records.sources import cite

LARGEST = 2_000_000
"""Bytes; ten times the largest monograph. A larger file is a mistake, not a drug."""

MOST = 500
"""Problems told of one file; a file with more is another sort of file."""

SHOWN = 20
"""Ids of sources, to choose the right one from."""

Record = Monograph | Market | Seed
AnyRecord = TypeVar("AnyRecord", bound=Record)

KIND_OF_FOLDER: dict[str, type[Monograph] | type[Market] | type[Seed]] = {
    "drugs": Monograph,
    "markets": Market,
    "seeds": Seed,
}


def read_file(path: Path, kind: type[AnyRecord], shown_as: str) -> AnyRecord:
    """Read one record.

    Raises BrokenFileError with every problem of the file, named as ``shown_as``, and
    UnreadableFileError when the operating system refuses.
    """
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise UnreadableFileError(path, "it is a folder or a device, not a file")
        if state.st_size > LARGEST:
            raise _broken(shown_as, ("", f"{state.st_size:,} bytes; a file of one record has at most {LARGEST:,}"))
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(path, error.strerror or str(error)) from None
    return read(content, kind, shown_as)


def read(content: bytes, kind: type[AnyRecord], shown_as: str) -> AnyRecord:
    """Turn the bytes of a TOML file into a record, or raise BrokenFileError."""
    table = _parse(content, shown_as)
    dangling = _dangling_cites(table) if kind is not Seed else ()
    found = list(islice(chain(_foreign_characters(table), misfits(table, kind), dangling), MOST + 1))
    if len(found) > MOST:
        found[MOST] = ("", f"more than {MOST} problems; mend these first")
    if found:
        raise _broken(shown_as, *found)
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:  # pragma: no cover  misfits() speaks first, and a test holds it to that
        raise _broken(shown_as, ("", str(error))) from None


def _broken(shown_as: str, *found: Misfit) -> BrokenFileError:
    """Word the error without what a terminal would obey: keys, values and file names are the file's own."""
    return BrokenFileError([Problem(printable(shown_as), printable(path), printable(what)) for path, what in found])


def _parse(content: bytes, shown_as: str) -> dict[str, Any]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _broken(shown_as, ("", f"line {line} is not UTF-8; save the file as UTF-8")) from None
    if not text.strip():
        raise _broken(shown_as, ("", "the file is empty"))
    try:
        return tomli.loads(text.removeprefix("\ufeff"), parse_float=_figure)
    except tomli.TOMLDecodeError as error:
        raise _broken(shown_as, ("", f"not TOML: {error}")) from None
    except RecursionError:
        raise _broken(shown_as, ("", "nested more deeply than any record; look for a bracket too many")) from None
    except ValueError:
        # Python refuses to read whole numbers of more than 4,300 digits.
        raise _broken(shown_as, ("", "holds a number of more digits than can be read")) from None


def _figure(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ValueError(text) from None


def _dangling_cites(table: dict[str, Any]) -> Iterator[Misfit]:
    sources = table.get("sources")
    ids = sources.keys() if isinstance(sources, dict) else ()
    known = ", ".join(sorted(ids)[:SHOWN]) or "none"
    more = f" and {len(ids) - SHOWN} more" if len(ids) > SHOWN else ""
    for path, text in _texts(table):
        parent, _, _index = path.rpartition("[")
        if parent.rpartition(".")[2] == "cites" and cite(text).source not in ids:
            yield parent, f"no source has the id {cite(text).source!r}; sources: {known}{more}"


def _foreign_characters(table: dict[str, Any]) -> Iterator[Misfit]:
    """Find what a terminal would obey instead of print: controls, escapes, bidirectional marks."""
    for where, text in _texts(table):
        if text.isprintable():
            continue
        for character in sorted(set(text) - {"\n"}):
            if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
                yield where, f"holds the control character U+{ord(character):04X}; remove it"


def _texts(table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every key and every string with its key path; without recursion, for a file may be nested deeply."""
    waiting: list[tuple[str, Any]] = [("", table)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, dict):
            inner = [(f"{path}.{key}" if path else key, key, item) for key, item in value.items()]
            yield from ((where, key) for where, key, _item in inner)
            waiting.extend((where, item) for where, _key, item in reversed(inner))
        elif isinstance(value, list):
            waiting.extend((f"{path}[{index}]", item) for index, item in reversed(list(enumerate(value))))
