"""TOML files of drugs, markets and seeds."""

import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import tomli

from drugcli.errors import BrokenFileError, Problem, UnreadableFileError
from drugcli.readers.shapes import misfits
from drugcli.records.markets import Market
from drugcli.records.monographs import Monograph
from drugcli.records.seeds import Seed
from drugcli.records.sources import cite

LARGEST = 2_000_000
"""Bytes; ten times the largest monograph. A larger file is a mistake, not a drug."""

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
        size = path.stat().st_size
        if size > LARGEST:
            problem = Problem(shown_as, "", f"{size:,} bytes; a file of one record has at most {LARGEST:,}")
            raise BrokenFileError([problem])
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(path, error.strerror or str(error)) from None
    return read(content, kind, shown_as)


def read(content: bytes, kind: type[AnyRecord], shown_as: str) -> AnyRecord:
    """Turn the bytes of a TOML file into a record, or raise BrokenFileError."""
    table = _parse(content, shown_as)
    problems = [Problem(shown_as, path, what) for path, what in _foreign_characters(table, "")]
    record = _convert(table, kind)
    if record is None:
        problems += [Problem(shown_as, path, what) for path, what in misfits(table, kind)]
    if kind is not Seed:
        problems += [Problem(shown_as, path, what) for path, what in _dangling_cites(table)]
    if record is None or problems:
        raise BrokenFileError(problems)
    return record


def _convert(table: dict[str, Any], kind: type[AnyRecord]) -> AnyRecord | None:
    if any(not text.strip() for _path, text in _texts(table, "")):
        return None
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError:
        return None


def _parse(content: bytes, shown_as: str) -> dict[str, Any]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BrokenFileError([Problem(shown_as, "", f"line {line} is not UTF-8; save the file as UTF-8")]) from None
    if not text.strip():
        raise BrokenFileError([Problem(shown_as, "", "the file is empty")])
    try:
        return tomli.loads(text.removeprefix("\ufeff"), parse_float=Decimal)
    except tomli.TOMLDecodeError as error:
        raise BrokenFileError([Problem(shown_as, "", f"not TOML: {error}")]) from None
    except (RecursionError, ValueError) as error:
        raise BrokenFileError([Problem(shown_as, "", f"not TOML that can be read: {error}")]) from None


def _dangling_cites(table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    sources = table.get("sources")
    ids = sorted(sources) if isinstance(sources, dict) else []
    for path, text in _texts(table, ""):
        parent, _, _index = path.rpartition("[")
        if parent.rpartition(".")[2] == "cites" and cite(text).source not in ids:
            yield parent, f"no source has the id {cite(text).source!r}; sources: {', '.join(ids) or 'none'}"


def _foreign_characters(table: dict[str, Any], path: str) -> Iterator[tuple[str, str]]:
    """Find what a terminal would obey instead of print: controls, escapes, bidirectional marks."""
    for where, text in _texts(table, path):
        for character in sorted(set(text) - {"\n"}):
            if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
                yield where, f"holds the control character U+{ord(character):04X}; remove it"


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            inner = f"{path}.{key}" if path else key
            yield inner, key
            yield from _texts(item, inner)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, f"{path}[{index}]")
