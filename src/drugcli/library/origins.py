"""Where the names in use come from: those that are bundled, and lists that the user imported."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from drugcli.errors import DrugcliError
from drugcli.library.folders import archives
from drugcli.library.imports import Imported, about
from drugcli.library.known import NAMES, PRODUCTS, SUBSTANCES
from drugcli.readers.names import read_names, read_substances


class Bundled(NamedTuple):
    """The names that came with drugcli."""

    substances: int
    names: int


class Origins(NamedTuple):
    """The bundled names, if there are any; what was imported; and why archives cannot be used, one line each."""

    bundled: Bundled | None
    imported: Sequence[Imported]
    troubles: Sequence[str]

    @property
    def is_replaced(self) -> bool:
        """Whether an imported list stands in place of the bundled names."""
        return any(one.replaces for one in self.imported)


def origins(bundled: Path | None, folder: Path) -> Origins:
    """Return where the names come from; raises BrokenFileError for bundled tables that cannot be read."""
    imported, troubles = [], []
    for archive in archives(folder):
        try:
            imported.append(about(archive))
        except DrugcliError as error:
            troubles.append(str(error))
    return Origins(_counted(bundled) if bundled else None, imported, troubles)


def _counted(folder: Path) -> Bundled:
    names = [sum(1 for _name in read_names(folder / table)) for table in (NAMES, PRODUCTS)]
    return Bundled(sum(1 for _substance in read_substances(folder / SUBSTANCES)), sum(names))
