"""The vocabulary: names of real drugs, whether or not there is anything here on them.

It is what keeps a drug that is not here from being answered with its neighbour. Three tables
with tabs (data/names): the substances, their names, and the names of combinations.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from drugcli.library import grams
from drugcli.library.cache import LAST, Cache, cache_name
from drugcli.library.stamps import Stamps, state_of

SUBSTANCES, NAMES, PRODUCTS = "substances.tsv", "names.tsv", "products.tsv"
TABLES = (SUBSTANCES, NAMES, PRODUCTS)


class KnownName(NamedTuple):
    """A name of a real drug; a combination has several substances."""

    folded: str
    text: str
    sort: str
    """Which sort of name: generic, brand, synonym, code name."""
    uniis: tuple[str, ...]


class Substance(NamedTuple):
    """What the vocabulary says of a substance: its preferred name, its classes and routes, by UNII."""

    unii: str
    name: str
    classes: str
    routes: str


class Vocabulary:
    """The known names of one folder."""

    def __init__(self, folder: Path, caches: Path) -> None:
        self._cache = Cache(caches, cache_name(folder), _Compiler(folder))

    def named(self, folded: str) -> list[KnownName]:
        """Return what goes by a folded name."""
        return self._where("folded = ?", folded)

    def within_reach(self, folded: str, edits: int) -> list[str]:
        """Return the folded names that may be within so many edits, and some that are not."""
        return self._cache.undamaged(lambda connection: grams.within_reach(connection, folded, edits))

    def spelled(self, folded: Sequence[str]) -> list[KnownName]:
        """Return what goes by any of these folded names."""
        return self._where(f"folded IN ({', '.join('?' * len(folded))})", *folded)

    def beginning_with(self, folded: str, most: int) -> list[KnownName]:
        """Return so many of the shortest names that begin so."""
        return self._where(
            f"folded >= ? AND folded < ? ORDER BY length(folded), folded LIMIT {most}", folded, folded + LAST
        )

    def sounding_like(self, heard: str) -> list[KnownName]:
        """Return the names of this sound (``records.folding.sound``)."""
        return self._where("sound = ?", heard)

    def substance(self, unii: str) -> Substance:
        """Return a substance; every name's substances are there."""
        ((row),) = self._cache.rows("SELECT unii, name, classes, routes FROM substance WHERE unii = ?", unii)
        return Substance(*row)

    def close(self) -> None:
        """Let go of the cache's file."""
        self._cache.close()

    @property
    def cache_trouble(self) -> str | None:
        """Why the cache could not be written, if it could not."""
        return self._cache.trouble

    def _where(self, condition: str, *arguments: str) -> list[KnownName]:
        query = f"SELECT folded, text, sort, uniis FROM known WHERE {condition}"  # noqa: S608
        found = self._cache.rows(query, *arguments)
        return [KnownName(folded, text, sort, tuple(uniis.split())) for folded, text, sort, uniis in found]


class _Compiler:
    """Brings a cache up to the three tables."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def stamps(self) -> Stamps:
        states = {table: state_of(self._folder / table) for table in TABLES}
        return {f"{table}.{part}": value for table, state in states.items() if state
                for part, value in zip(("mtime", "size"), state, strict=True)}  # fmt: skip

    def still_fit(self, kept: Stamps) -> bool:
        return kept == self.stamps()

    def create(self, connection: sqlite3.Connection) -> None:
        connection.executescript(SCHEMA + grams.SCHEMA)

    def update(self, connection: sqlite3.Connection) -> None:
        from drugcli.readers.names import read_names, read_substances

        connection.execute("DELETE FROM substance")
        connection.execute("DELETE FROM known")
        connection.executemany("INSERT INTO substance VALUES (?, ?, ?, ?)", read_substances(self._folder / SUBSTANCES))
        _add(connection, read_names(self._folder / NAMES))
        _add(connection, read_names(self._folder / PRODUCTS))
        spellings = {folded for (folded,) in connection.execute("SELECT folded FROM known")}
        grams.build(connection, spellings)


SCHEMA = """
CREATE TABLE substance (unii TEXT PRIMARY KEY, name TEXT, classes TEXT, routes TEXT) WITHOUT ROWID;
CREATE TABLE known (folded TEXT, text TEXT, sort TEXT, uniis TEXT, sound TEXT);
CREATE INDEX known_by_fold ON known (folded);
CREATE INDEX known_by_sound ON known (sound);
"""


def _add(connection: sqlite3.Connection, names: Iterable[tuple[str, str, str]]) -> None:
    from drugcli.records.folding import fold, sound

    rows = ((fold(text), text, sort, uniis) for uniis, sort, text in names)
    kept = ((folded, text, sort, uniis, sound(folded)) for folded, text, sort, uniis in rows if folded)
    connection.executemany("INSERT INTO known VALUES (?, ?, ?, ?, ?)", kept)
