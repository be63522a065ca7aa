"""Everything that is wrong with files, formularies and seeds."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from drugcli.errors import BrokenFileError, FormularyError, Problem, UnreadableFileError
from drugcli.library import folders
from drugcli.library.compiling import names_of
from drugcli.readers.toml import KIND_OF_FOLDER, Record, read_file
from drugcli.records.folding import fold, printable
from drugcli.records.markets import Market
from drugcli.records.monographs import Monograph
from drugcli.records.seeds import Seed
from drugcli.rules import broken

KINDS_SHOWN = tuple(f"{kind}/" for kind in folders.KINDS)


class Checked(NamedTuple):
    """A file as it is named to the user, and its record if it can be read."""

    shown_as: str
    path: Path
    record: Record | None


def check_all(places: Sequence[Path], today: dt.date) -> tuple[list[Problem], int]:
    """Return every problem of the files in some folders or of single files, and how many files there are.

    Raises FormularyError for a place that is none.
    """
    problems: list[Problem] = []
    count = 0
    roots = {path.parent.resolve().parent for place in places for path in _files(place)}
    for place in places:
        checked = [_read(path, place, problems) for path in _files(place)]
        count += len(checked)
        for one in checked:
            if one.record is not None:
                problems += [Problem(one.shown_as, *what) for what in _about(one, today)]
        problems += _strays(place)
        problems += _shared_names(checked)
        problems += _broken_links(checked, {folders.bundled(), *roots})
    return problems, count


def _files(place: Path) -> list[Path]:
    try:
        return _found(place)
    except PermissionError:
        raise FormularyError(place, "the folder may not be read; change its permissions") from None


def _found(place: Path) -> list[Path]:
    if place.is_file():
        if place.parent.resolve().name not in KIND_OF_FOLDER:
            raise FormularyError(place, f"lies in no folder named {', '.join(KIND_OF_FOLDER)}; move it into one")
        return [place]
    if not place.is_dir():
        raise FormularyError(place, "there is no such file or folder")
    if place.resolve().name in KIND_OF_FOLDER:
        return folders.files(place)
    kinds = [place / kind for kind in KIND_OF_FOLDER if (place / kind).is_dir()]
    if not kinds:
        folders.usable(place)
    return [path for kind in kinds for path in folders.files(kind)]


def _strays(place: Path) -> Iterator[Problem]:
    """Find files that look like records and are never read, for their place or their ending."""
    if not place.is_dir() or place.resolve().name in KIND_OF_FOLDER:
        return
    read = {path for kind in KIND_OF_FOLDER for path in folders.files(place / kind)}
    for path in sorted(place.rglob("*")):
        if ".toml" in path.name.lower() and not path.name.startswith(".") and path.is_file() and path not in read:
            what = f"is not read; a record lies in {' or '.join(KINDS_SHOWN)} and its name ends in .toml"
            yield Problem(printable(str(path.relative_to(place))), "", what)


def _read(path: Path, place: Path, problems: list[Problem]) -> Checked:
    shown_as = printable(path.name if path == place else str(path.relative_to(place)))
    if printable(path.name) != path.name:
        problems.append(Problem(shown_as, "", "the file's name holds what cannot be printed; rename it"))
    try:
        return Checked(shown_as, path, read_file(path, KIND_OF_FOLDER[path.parent.resolve().name], shown_as))
    except BrokenFileError as error:
        problems += error.problems
    except UnreadableFileError as error:
        if path == place:
            raise
        problems.append(Problem(shown_as, "", str(error).removeprefix(f"{path}: ")))
    return Checked(shown_as, path, None)


def _about(checked: Checked, today: dt.date) -> Iterator[tuple[str, str]]:
    record = checked.record
    assert record is not None  # noqa: S101  the caller looked
    yield from broken(record, today)
    if isinstance(record, Monograph):
        expected = "-".join(record.name.lower().split())
        if checked.path.stem != expected:
            yield "name", f"the file of {record.name!r} is named {expected}.toml"


def _shared_names(checked: Sequence[Checked]) -> Iterator[Problem]:
    """Find names that two files of one kind claim: whoever types one would have to be asked."""
    owners: dict[tuple[type[Record], str], list[tuple[Checked, str]]] = defaultdict(list)
    for one in checked:
        if one.record is not None and not isinstance(one.record, Seed):
            for name in names_of(one.record, one.path.stem):
                owners[type(one.record), fold(name.text)].append((one, name.text))
    for claims in owners.values():
        for one, text in claims if len(claims) > 1 else ():
            others = ", ".join(other.shown_as for other, _text in claims if other is not one)
            yield Problem(one.shown_as, "other_name", f"{text!r} is also a name in {others}; one drug, one name")


def _broken_links(checked: Sequence[Checked], roots: Iterable[Path]) -> Iterator[Problem]:
    """Find links between drugs and markets that lead nowhere in any of the formularies."""
    ids = {kind: {path.stem for root in roots for path in folders.files(root / kind)} for kind in folders.KINDS}
    for one in checked:
        if isinstance(one.record, Monograph) and one.record.market and one.record.market not in ids["markets"]:
            yield Problem(one.shown_as, "market", f"there is no markets/{one.record.market}.toml")
        if isinstance(one.record, Market):
            for drug in one.record.drugs:
                if drug not in ids["drugs"]:
                    yield Problem(one.shown_as, "drugs", f"there is no drugs/{drug}.toml")
