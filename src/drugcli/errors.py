"""Errors that word themselves and carry their exit code.

Exit codes are public: 1 nothing by that name, 2 wrong usage, 3 a choice is needed,
4 the data have problems, 5 something could not be read, written or reached.
"""

from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple


class Exit(IntEnum):
    """What an exit code of drugcli means."""

    ANSWERED = 0
    NOTHING = 1
    USAGE = 2
    CHOICE = 3
    PROBLEMS = 4
    FAILED = 5


class DrugcliError(Exception):
    """Anything that a user can be told in a line or two."""

    exit_code = Exit.FAILED


class Problem(NamedTuple):
    """Something wrong with a file, in a curator's words."""

    file: str
    path: str
    what: str

    def __str__(self) -> str:
        """Word it as 'file: key path: what is wrong'."""
        return ": ".join(part for part in self if part)


class BrokenFileError(DrugcliError):
    """A file of a formulary cannot be used as it is."""

    exit_code = Exit.PROBLEMS

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class FormularyError(DrugcliError):
    """A folder that was named as a formulary is none."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(f"{folder}: {why}")


class UnreadableFileError(DrugcliError):
    """The operating system would not let a file be read."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: cannot be read ({why})")


class UnwritableFileError(DrugcliError):
    """The operating system would not let a file be written."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: cannot be written ({why})")


class NotImportedError(DrugcliError):
    """No list of names that was imported goes by the given name."""

    exit_code = Exit.NOTHING

    def __init__(self, query: str, imported: Sequence[str]) -> None:
        there_is = f"imported are: {', '.join(imported)}" if imported else "nothing is imported"
        super().__init__(f"No imported list of names is called {query!r}; {there_is}.")


class UsageError(DrugcliError):
    """The command was called with something that it cannot take."""

    exit_code = Exit.USAGE
