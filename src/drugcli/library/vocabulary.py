"""The vocabulary: names of real drugs, whether or not there is anything here on them.

It is what keeps a drug that is not here from being answered with its neighbour. Tables with
tabs (data/names): the substances, their names, and the names of combinations; beside them, or
in their place, the lists that the user imported.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from drugcli.library import grams
from drugcli.library.cache import LAST, Cache, cache_name
from drugcli.library.folders import archives
from drugcli.library.known import TABLES, KnownName, Progress, Substance
from drugcli.library.stamps import Stamps, state_of


class Vocabulary:
    """The known names of the bundled folder and of the user's imports; without a folder there are none."""

    def __init__(
        self, folder: Path | None, caches: Path, imported: Path | None = None, progress: Progress | None = None
    ) -> None:
        self._cache = Cache(caches, cache_name(folder), _Compiler(folder, imported, progress)) if folder else None
        self._grams = grams.Index()
        self.substance = lru_cache(maxsize=None)(self._substance)
        self.members = lru_cache(maxsize=None)(self._members)
        self.names = lru_cache(maxsize=None)(self._names)
        self.forms = lru_cache(maxsize=None)(self._forms)

    def named(self, folded: str) -> list[KnownName]:
        """Return what goes by a folded name."""
        return self._where("folded = ?", folded)

    def coded(self, kind: str, codes: Sequence[str]) -> list[KnownName]:
        """Return what has any of these codes, UNII or RxCUI, as if they were its names."""
        if kind == "UNII":
            query = f"SELECT unii, unii, 'UNII', unii FROM substance WHERE unii IN ({_marks(codes)})"  # noqa: S608
        else:
            query = f"SELECT code, code, kind, uniis FROM code WHERE code IN ({_marks(codes)})"  # noqa: S608
        return [_known(row) for row in self._rows(query, *codes)]

    def within_reach(self, folded: str, edits: int) -> list[str]:
        """Return the folded names that may be within so many edits, and some that are not."""
        if self._cache is None:
            return []
        return self._cache.undamaged(lambda connection: self._grams.within_reach(connection, folded, edits))

    def spelled(self, folded: Sequence[str]) -> list[KnownName]:
        """Return what goes by any of these folded names."""
        return self._where(f"folded IN ({_marks(folded)})", *folded)

    def worded(self, words: str) -> list[KnownName]:
        """Return what goes by these words, in whatever order (``records.folding.in_any_order``)."""
        return self._where("words = ?", words)

    def beginning_with(self, folded: str, most: int) -> list[KnownName]:
        """Return so many of the shortest names that begin so."""
        return self._where(
            f"folded >= ? AND folded < ? ORDER BY length(folded), folded LIMIT {most}", folded, folded + LAST
        )

    def sounding_like(self, heard: str) -> list[KnownName]:
        """Return the names of this sound (``records.folding.sound``)."""
        return self._where("sound = ?", heard)

    def combining(self, bases: Iterable[str]) -> list[KnownName]:
        """Return the names of combinations of exactly these bases, whatever their salts."""
        return self._where("bases = ?", " ".join(sorted(set(bases))))

    def containing(self, base: str) -> list[KnownName]:
        """Return the names of combinations that a base, or a form of it, is part of."""
        return self._where("bases IS NOT NULL AND instr(bases, ?)", base)

    def _forms(self, base: str) -> list[str]:
        """Return the drugs, each by its UNII, that are forms of a base (or it itself) and on the market."""
        query = "SELECT DISTINCT drug FROM substance WHERE base = ? AND is_marketed ORDER BY drug"
        return [drug for (drug,) in self._rows(query, base)]

    def drugs(self, name: KnownName) -> tuple[str, ...]:
        """Return the drugs that a name means together, each by its UNII."""
        return tuple(sorted({self.substance(unii).drug for unii in name.uniis}))

    def _substance(self, unii: str) -> Substance:
        """Return a substance; every name's substances are there."""
        ((row),) = self._rows(f"{SUBSTANCE} WHERE unii = ?", unii)
        return Substance(*row)

    def _members(self, drug: str) -> list[Substance]:
        """Return the substances that are one drug."""
        return [Substance(*row) for row in self._rows(f"{SUBSTANCE} WHERE drug = ? ORDER BY unii", drug)]

    def _names(self, drugs: tuple[str, ...]) -> list[KnownName]:
        """Return all names of what holds exactly these drugs."""
        if len(drugs) == 1:
            uniis = [one.unii for one in self.members(*drugs)]
            return self._where(f"uniis IN ({_marks(uniis)})", *uniis)
        bases = {self.substance(drug).base for drug in drugs}
        return [name for name in self.combining(bases) if self.drugs(name) == drugs]

    def close(self) -> None:
        """Let go of the cache's file."""
        if self._cache is not None:
            self._cache.close()

    @property
    def cache_trouble(self) -> str | None:
        """Why the cache could not be written, if it could not."""
        return self._cache.trouble if self._cache else None

    def import_troubles(self) -> list[str]:
        """Return why lists that were imported are not in use."""
        return [what for (what,) in self._rows("SELECT what FROM trouble")]

    def _rows(self, query: str, *arguments: str) -> list[tuple[Any, ...]]:
        return self._cache.rows(query, *arguments) if self._cache else []

    def _where(self, condition: str, *arguments: str) -> list[KnownName]:
        query = f"SELECT folded, text, sort, uniis FROM known WHERE {condition}"  # noqa: S608
        return [_known(row) for row in self._rows(query, *arguments)]


SUBSTANCE = "SELECT unii, name, classes, routes, base, drug, is_marketed FROM substance"


def _known(row: Sequence[str]) -> KnownName:
    folded, text, sort, uniis = row
    return KnownName(folded, text, sort, tuple(uniis.split()))


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


class _Compiler:
    """Makes a cache of the tables."""

    begins_anew = True

    def __init__(self, folder: Path, imported: Path | None, progress: Progress | None) -> None:
        self._folder = folder
        self._imported = imported
        self._progress = progress

    def stamps(self) -> Stamps:
        tables = [self._folder / table for table in TABLES]
        states = {path.name: state_of(path) for path in [*tables, *self._archives()]}
        return {f"{name}.{part}": value for name, state in states.items() if state
                for part, value in zip(("mtime", "size"), state, strict=True)}  # fmt: skip

    def still_fit(self, kept: Stamps) -> bool:
        return kept == self.stamps()

    def sees_all(self, _kept: Stamps) -> bool:
        return True

    def create(self, connection: sqlite3.Connection) -> None:
        from drugcli.library.indexing import SCHEMA

        connection.executescript(SCHEMA)

    def update(self, connection: sqlite3.Connection) -> None:
        from drugcli.library.indexing import fill

        fill(connection, self._folder, self._archives(), self._progress)

    def _archives(self) -> list[Path]:
        return archives(self._imported) if self._imported else []
