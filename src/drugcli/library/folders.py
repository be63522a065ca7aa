"""Where the bundled formulary and the caches lie."""

import os
from collections.abc import Sequence
from pathlib import Path

from drugcli import __version__
from drugcli.errors import FormularyError

DATA_VARIABLE = "DRUGCLI_DATA"
KINDS = ("drugs", "markets")
LAID_OUT_BY = ("records", "market", "pages", "library")
"""The code that decides what a compiled page holds."""
PACKAGE = Path(__file__).resolve().parent.parent


def bundled() -> Path:
    """Return the formulary that came with drugcli: in the package, or beside it in a checkout."""
    installed = PACKAGE / "data"
    return installed if installed.is_dir() else PACKAGE.parent.parent / "data"


def vocabulary() -> Path | None:
    """Return the folder of the known names, if there is one."""
    names = bundled() / "names"
    return names if names.is_dir() else None


def imported_names() -> Path:
    """Return the folder of the lists of names that the user imported, following XDG; it may not exist."""
    from platformdirs import user_data_path

    return user_data_path("drugcli", appauthor=False) / "names"


def archives(folder: Path) -> list[Path]:
    """Return the archives of imported lists; hidden ones are drafts."""
    return sorted(path for path in folder.glob("*.zip") if not path.name.startswith("."))


def edition() -> str:
    """Return what tells this drugcli's caches from another's: the version, and in a checkout the age of its code."""
    if bundled().parent == PACKAGE:
        return __version__
    code = [path.stat().st_mtime_ns for folder in LAID_OUT_BY for path in (PACKAGE / folder).glob("*.py")]
    return f"{__version__}-{max(code):x}"


def files(folder: Path) -> list[Path]:
    """Return the TOML files of one kind's folder. Hidden ones are an editor's or the system's, and no records."""
    return sorted(path for path in folder.glob("*.toml") if not path.name.startswith("."))


def caches() -> Path:
    """Return the folder for compiled formularies, following XDG."""
    from platformdirs import user_cache_path

    return user_cache_path("drugcli", appauthor=False)


def named_by_user(flags: Sequence[Path]) -> list[Path]:
    """Return the user's own formularies, the strongest last: from flags, else the environment.

    Raises FormularyError for one that cannot be used.
    """
    named = list(flags) or [Path(one) for one in os.environ.get(DATA_VARIABLE, "").split(os.pathsep) if one]
    return [usable(folder) for folder in named]


def usable(folder: Path) -> Path:
    """Return the folder if it is a formulary that can be read, or raise FormularyError."""
    try:
        return _usable(folder)
    except PermissionError:
        raise FormularyError(folder, "the folder may not be read; change its permissions") from None
    except OSError:
        raise FormularyError(folder, "there is no such folder") from None


def _usable(folder: Path) -> Path:
    if not folder.exists():
        raise FileNotFoundError(folder)
    if not folder.is_dir():
        raise FormularyError(folder, "this is a file; name the folder that holds drugs/ and markets/")
    if not os.access(folder, os.R_OK | os.X_OK):
        raise FormularyError(folder, "the folder may not be read; change its permissions")
    if not any((folder / kind).is_dir() for kind in KINDS):
        raise FormularyError(folder, "no formulary; a formulary holds a folder drugs/, a folder markets/, or both")
    for kind in KINDS:
        if (folder / kind).is_dir() and not os.access(folder / kind, os.R_OK | os.X_OK):
            raise FormularyError(folder / kind, "the folder may not be read; change its permissions")
    return folder
