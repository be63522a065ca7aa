"""Names that are taken for each other, in the groups and the tall-man letters that the FDA published."""

from pathlib import Path
from typing import NamedTuple

from drugcli.records.folding import fold

TABLE = "look-alikes.tsv"
HEADER = ["group", "name", "tall-man"]


class LookAlike(NamedTuple):
    """A name of a group; its tall-man form is the published one, never made up."""

    group: str
    name: str
    tall_man: str


def others(folder: Path, names: list[str]) -> dict[str, tuple[str, ...]]:
    """Return, for each of the names that is in a group, its tall-man form and those of the rest of its groups.

    The keys are the tall-man forms. A name whose group holds no other is left out.
    """
    rows = _rows(folder / TABLE)
    wanted = {fold(name) for name in names}
    found: dict[str, tuple[str, ...]] = {}
    for own in (row for row in rows if fold(row.name) in wanted):
        rest = [row.tall_man for row in rows if row.group == own.group and row.name != own.name]
        if rest:
            found[own.tall_man] = tuple(dict.fromkeys([*found.get(own.tall_man, ()), *rest]))
    return found


def _rows(path: Path) -> list[LookAlike]:
    if not path.is_file():
        return []
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    cells = [line.split("\t") for line in lines]
    return [LookAlike(*row) for row in cells if len(row) == len(HEADER) and row != HEADER]
