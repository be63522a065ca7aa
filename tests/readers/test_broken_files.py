"""Broken files, each of which says in its first lines what is wrong with it.

A new case is a new file in tests/data/broken: '# expect: key path: what is wrong', a line a problem.
"""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from drugcli.errors import BrokenFileError, Problem
from drugcli.readers.toml import KIND_OF_FOLDER, read_file
from drugcli.rules import broken

BROKEN = Path(__file__).resolve().parent.parent / "data" / "broken"
FILES = sorted(BROKEN.glob("*/*.toml"))
TODAY = dt.date(2026, 1, 1)
MARK = b"# expect: "


def expected(path: Path) -> list[str]:
    lines = path.read_bytes().split(b"\n")
    return [line.removeprefix(MARK).decode().rstrip("\r") for line in lines if line.startswith(MARK)]


def told(path: Path) -> list[str]:
    """Return what the reader says of a file, and the rules where it can be read."""
    try:
        record = read_file(path, KIND_OF_FOLDER[path.parent.name], path.name)
    except BrokenFileError as error:
        problems = error.problems
    else:
        problems = tuple(Problem(path.name, *what) for what in broken(record, TODAY))
    return [str(problem).removeprefix(f"{path.name}: ") for problem in problems]


def test_there_are_broken_files_of_every_kind() -> None:
    count = Counter(path.parent.name for path in FILES)

    assert count.keys() == KIND_OF_FOLDER.keys()
    assert min(count.values()) > 10


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_broken_file_is_told_everything_that_is_wrong_with_it(path: Path) -> None:
    assert expected(path)
    assert Counter(told(path)) == Counter(expected(path))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_is_said_of_a_broken_file_is_the_same_each_time(path: Path) -> None:
    assert told(path) == told(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_problems_are_worded_for_a_curator(path: Path) -> None:
    words = " ".join(told(path))

    for jargon in ("str", "int", "Decimal", "dict", "None", "NoneType", "ValidationError", "`", "$.", "^["):
        assert jargon not in words.replace("'", " ").split(), jargon
