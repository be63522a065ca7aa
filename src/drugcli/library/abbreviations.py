"""Names of drugs in a few letters that were taken for other drugs (data/names/abbreviations.tsv)."""

from pathlib import Path
from typing import NamedTuple

from drugcli.records.folding import fold

TABLE = "abbreviations.tsv"
LONGEST = 5
"""Letters."""


class Abbreviation(NamedTuple):
    """What the letters stand for, and which drugs they were taken for."""

    text: str
    stands_for: str
    taken_for: tuple[str, ...]


def abbreviation(folder: Path, folded: str) -> Abbreviation | None:
    """Return what the table says of a folded name."""
    path = folder / TABLE
    if len(folded) > LONGEST or not path.is_file():
        return None
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            text, stands_for, taken_for = line.split("\t")
            if fold(text) == folded:
                return Abbreviation(text, stands_for, tuple(taken_for.split("; ")))
    return None
