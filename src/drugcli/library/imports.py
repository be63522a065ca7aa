"""The user's own lists of names, imported beside the bundled ones: an archive of tables each."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from drugcli.errors import BrokenFileError, NotImportedError, Problem, UnreadableFileError, UnwritableFileError
from drugcli.library.drafts import ABANDONED, remove_older
from drugcli.library.folders import archives

ABOUT = "about.json"
SUFFIX = ".zip"
DRAFT = ".draft-"


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What was imported, from which files, and when."""

    list: str
    """'UNII', 'UNII and NDC', 'RxNorm'."""
    files: tuple[str, ...]
    date: dt.date
    substances: int
    names: int
    replaces: bool
    """Whether it stands in place of the bundled names, not beside them."""
    left_out: dict[str, int]
    """How many lines gave no name, by reason."""

    @property
    def id(self) -> str:
        """The name of its archive: another import of the same list takes its place."""
        return self.list.partition(" ")[0].lower()


def about(archive: Path) -> Imported:
    """Return what an archive says of itself; raises BrokenFileError and UnreadableFileError."""
    try:
        with zipfile.ZipFile(archive) as opened:
            return msgspec.json.decode(opened.read(ABOUT), type=Imported)
    except OSError as error:
        raise UnreadableFileError(archive, error.strerror or str(error)) from None
    except (zipfile.BadZipFile, KeyError, EOFError, ValueError, msgspec.DecodeError) as error:
        what = f"cannot be read ({error}); import the list again, or remove this file"
        raise BrokenFileError([Problem(str(archive), "", what)]) from None


def keep(
    folder: Path, imported: Imported, tables: Iterable[tuple[str, Sequence[str], Iterable[Sequence[str]]]]
) -> Path:
    """Write an archive of tables (name, columns, lines) whole or not at all, in place of the older of its list.

    Raises UnwritableFileError.
    """
    place = folder / f"{imported.id}{SUFFIX}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        remove_older(folder.glob(f"{DRAFT}*"), ABANDONED)
        handle, name = tempfile.mkstemp(prefix=DRAFT, suffix=SUFFIX, dir=folder)
        os.close(handle)
        draft = Path(name)
        try:
            _write(draft, imported, tables)
            draft.replace(place)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise UnwritableFileError(folder, error.strerror or str(error)) from None
    return place


def _write(
    draft: Path, imported: Imported, tables: Iterable[tuple[str, Sequence[str], Iterable[Sequence[str]]]]
) -> None:
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(ABOUT, msgspec.json.encode(imported))
        for table, columns, lines in tables:
            with archive.open(table, "w") as file:
                for line in (columns, *lines):
                    file.write(("\t".join(line) + "\n").encode())


def remove(folder: Path, id_: str) -> None:
    """Remove the archive of a list, or raise NotImportedError."""
    by_id = {archive.stem: archive for archive in archives(folder)}
    if id_ not in by_id:
        raise NotImportedError(id_, list(by_id))
    try:
        by_id[id_].unlink(missing_ok=True)
    except OSError as error:
        raise UnwritableFileError(by_id[id_], error.strerror or str(error)) from None
