"""What inactive ingredients are called: the names of one substance stand together (data/names/excipients.tsv)."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import NamedTuple

TABLE = "excipients.tsv"


class Excipient(NamedTuple):
    """A substance that is an inactive ingredient, such as polysorbate 80."""

    unii: str
    name: str
    """The one that the list prefers, as labels' lists of ingredients have it."""
    others: tuple[str, ...]
    """What else it is called: 'tween 80'."""

    @property
    def names(self) -> tuple[str, ...]:
        """All its names."""
        return (self.name, *self.others)


class Excipients:
    """The excipients of a folder of names; without one there are none."""

    def __init__(self, folder: Path | None) -> None:
        self._table = folder / TABLE if folder else None

    @cached_property
    def all(self) -> tuple[Excipient, ...]:
        """All of them, by UNII."""
        if self._table is None or not self._table.is_file():
            return ()
        named: dict[str, list[str]] = {}
        for line in self._table.read_text(encoding="utf-8").splitlines():
            unii, tab, name = line.partition("\t")
            if tab and unii != "unii":
                named.setdefault(unii, []).append(name)
        return tuple(Excipient(unii, names[0], tuple(names[1:])) for unii, names in named.items())
