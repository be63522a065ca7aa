"""From tables of names, bundled and imported, to the index in which they are looked up."""

from __future__ import annotations

import gc
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from drugcli.errors import BrokenFileError, DrugcliError, Problem
from drugcli.library import grams
from drugcli.library.families import grouped
from drugcli.library.imports import about
from drugcli.library.known import NAMES, PRODUCTS, SUBSTANCES, Progress, Substance
from drugcli.readers.names import Listed, Table, read_names, read_substances
from drugcli.records.folding import fold, in_any_order, sound

CODES = "codes.tsv"
SCHEMA = (
    """
CREATE TABLE substance (
  unii TEXT PRIMARY KEY, name TEXT, classes TEXT, routes TEXT, base TEXT, drug TEXT, is_marketed INTEGER
) WITHOUT ROWID;
CREATE TABLE known (folded TEXT, text TEXT, sort TEXT, uniis TEXT, sound TEXT, words TEXT, bases TEXT);
CREATE TABLE code (code TEXT, kind TEXT, uniis TEXT);
CREATE INDEX code_by_code ON code (code);
CREATE TABLE trouble (what TEXT);
"""
    + grams.SCHEMA
)
INDEXES = {
    "substance_by_base": "substance (base)",
    "substance_by_drug": "substance (drug)",
    "known_by_fold": "known (folded)",
    "known_by_sound": "known (sound)",
    "known_by_uniis": "known (uniis)",
    "known_by_words": "known (words) WHERE words IS NOT NULL",
    "known_by_bases": "known (bases) WHERE bases IS NOT NULL",
}
"""Made when all names are in, which takes half the time."""

Name = tuple[str, str, str]
"""UNIIs, divided by spaces; sort; text."""


TOLD_EVERY = 1_000
"""Names."""


class Tables:
    """Tables of one origin, read whole: a damaged import must leave nothing behind."""

    def __init__(self, place: Table) -> None:
        self.substances = list(read_substances(place / SUBSTANCES))
        self.names = [*read_names(place / NAMES), *read_names(place / PRODUCTS)]
        codes = place / CODES
        self.codes = list(read_names(codes)) if codes.exists() else []
        listed = {one.unii for one in self.substances}
        for uniis, _sort, text in self.names:
            if not listed.issuperset(uniis.split()):
                raise BrokenFileError([Problem(str(place), "", f"{text}: a substance of it is not in {SUBSTANCES}")])


def fill(connection: sqlite3.Connection, folder: Path, archives: Sequence[Path], progress: Progress | None) -> None:
    """Fill an empty index; an import that cannot be read is told, and the rest stays in use."""
    with _without_collecting():
        _fill(connection, folder, archives, progress or _untold)


def _untold(done: int, total: int) -> None:
    """Tell nobody."""


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Look for no garbage meanwhile: a million tuples hold none, and to look takes a tenth of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _fill(connection: sqlite3.Connection, folder: Path, archives: Sequence[Path], progress: Progress) -> None:
    progress(0, 1)
    imported = [found for archive in archives if (found := _imported(connection, archive)) is not None]
    replaced = any(replaces for replaces, _tables in imported)
    origins = [*([] if replaced else [Tables(folder)]), *(tables for _replaces, tables in imported)]
    substances = {one.unii: one for one in grouped(_merged(origins))}
    marks = ", ".join("?" * len(Substance._fields))
    connection.executemany(f"INSERT INTO substance VALUES ({marks})", substances.values())  # noqa: S608
    names = dict.fromkeys(name for tables in origins for name in tables.names)
    stages = _Stages(progress, len(names))
    connection.executemany("INSERT INTO known VALUES (?, ?, ?, ?, ?, ?, ?)", _rows(stages.counted(names), substances))
    codes = ((code, kind, uniis) for tables in origins for uniis, kind, code in tables.codes)
    connection.executemany("INSERT INTO code VALUES (?, ?, ?)", codes)
    for index, columns in INDEXES.items():
        connection.execute(f"CREATE INDEX {index} ON {columns}")
    spellings = [folded for (folded,) in connection.execute("SELECT DISTINCT folded FROM known")]
    grams.build(connection, spellings, stages.indexed)


class _Stages:
    """Tells how far an index has come: a quarter is to read, a half to fold the names, a quarter to index letters."""

    def __init__(self, progress: Progress, names: int) -> None:
        self._progress = progress
        self._names = names

    def counted(self, names: Iterable[Name]) -> Iterator[Name]:
        for done, name in enumerate(names):
            if done % TOLD_EVERY == 0:
                self._progress(self._names + 2 * done, 4 * self._names)
            yield name

    def indexed(self, done: int, total: int) -> None:
        self._progress(self._names * 3 * total + self._names * done, 4 * self._names * total)


def _imported(connection: sqlite3.Connection, archive: Path) -> tuple[bool, Tables] | None:
    try:
        return about(archive).replaces, Tables(zipfile.Path(archive))
    except DrugcliError as error:
        connection.execute("INSERT INTO trouble VALUES (?)", (str(error),))
        return None


def _merged(origins: Iterable[Tables]) -> Iterable[Listed]:
    """Return each substance once: what a later origin says of it goes before, and its silence takes nothing away."""
    merged: dict[str, Listed] = {}
    for tables in origins:
        for one in tables.substances:
            before = merged.get(one.unii)
            merged[one.unii] = one if before is None else _both(one, before)
    return merged.values()


def _both(one: Listed, before: Listed) -> Listed:
    lists = "; ".join(sorted({*before.lists.split("; "), *one.lists.split("; ")} - {""}))
    return Listed(*(new or old for new, old in zip(one, before, strict=True)))._replace(lists=lists)


def _rows(names: Iterable[Name], substances: Mapping[str, Substance]) -> Iterator[tuple[str | None, ...]]:
    for uniis, sort, text in names:
        folded = fold(text)
        if folded:
            several = uniis.split()
            bases = " ".join(sorted({substances[unii].base for unii in several})) if len(several) > 1 else None
            yield folded, text, sort, uniis, sound(folded), in_any_order(text), bases
