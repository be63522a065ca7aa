"""Names that are taken for each other, in the groups and the tall-man letters that the FDA published.

Every page asks, so the table is read but not taken apart unless a name of the page is in it.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from drugcli.records.folding import words

TABLE = "look-alikes.tsv"


class LookAlike(NamedTuple):
    """A name of the table; its tall-man form is the published one, never made up."""

    name: str
    tall_man: str
    others: tuple[str, ...]
    """The tall-man forms of the rest of its groups; a group can name one drug alone."""


def look_alikes(folder: Path, names: Iterable[str]) -> list[LookAlike]:
    """Return what the table says of any word of some names, in their order: also of the base of a salt."""
    path = folder / TABLE
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    asked = dict.fromkeys(word for name in names for word in words(name))
    found = [word for word in asked if f"\t{word}\t" in text]
    return [_entry(word, _rows(text)) for word in found]


def _entry(name: str, rows: list[tuple[str, str, str]]) -> LookAlike:
    own = {group: tall_man for group, one, tall_man in rows if one == name}
    others = dict.fromkeys(tall_man for group, one, tall_man in rows if group in own and one != name)
    return LookAlike(name, next(iter(own.values())), tuple(others))


def _rows(text: str) -> list[tuple[str, str, str]]:
    """Return the groups, names and tall-man forms; the head has words for a group, not a number."""
    cells = (line.split("\t") for line in text.splitlines() if line[:1].isdigit())
    return [(group, name, tall_man) for group, name, tall_man in cells]
