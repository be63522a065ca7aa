"""Names of drugs in a few letters that were taken for other drugs (data/names/abbreviations.tsv)."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from drugcli.records.folding import fold

TABLE = "abbreviations.tsv"


class Abbreviation(NamedTuple):
    """What the letters stand for, and which drugs they were taken for."""

    text: str
    stands_for: str
    taken_for: tuple[str, ...]


@lru_cache(maxsize=1)
def abbreviations(folder: Path) -> dict[str, Abbreviation]:
    """Return the table by folded names; it is read once, for a list of names asks for many."""
    path = folder / TABLE
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    cells = [line.split("\t") for line in text.splitlines() if not line.startswith("#")][1:]
    return {fold(text): Abbreviation(text, stands_for, tuple(taken.split("; "))) for text, stands_for, taken in cells}
