"""Lists of names that the user imported: in use, or told in one line why not, with the older names still in use."""

from __future__ import annotations

import datetime as dt
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drugcli.library.imports import Imported, keep
from tests.conftest import PATIENCE, merged

if TYPE_CHECKING:
    from tests.conftest import Run, Said

SUBSTANCES = ("unii", "substance", "classes", "routes", "form of", "lists")
NAMES = ("unii", "kind", "name")
PRODUCTS = ("uniis", "kind", "name")
Import = Callable[..., Path]
Show = Callable[..., "Said"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "data" / "drugcli" / "names"


@pytest.fixture
def bring_in(home: Path) -> Import:
    """Return an import of one made-up drug that stands in place of the bundled names."""

    def bring(drug: str, *, columns: tuple[str, ...] = NAMES, others: int = 0) -> Path:
        names = [drug, *(f"{drug}{number:06}" for number in range(others))]
        about = Imported(
            list="made-up", files=("a",), date=dt.date(2024, 3, 1), substances=1, names=1, replaces=True, left_out={}
        )
        tables: tuple[tuple[str, tuple[str, ...], list[tuple[str, ...]]], ...] = (
            ("substances.tsv", SUBSTANCES, [("AAAAAAAAA6", drug, "example blocker", "oral", "", "NDC")]),
            ("names.tsv", columns, [("AAAAAAAAA6", "generic", name) for name in names]),
            ("products.tsv", PRODUCTS, []),
        )
        return keep(home, about, tables)

    return bring


@pytest.fixture
def own(tmp_path: Path) -> dict[str, str | None]:
    """Return what makes a home of the test's own."""
    return {"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CACHE_HOME": str(tmp_path / "cache")}


@pytest.fixture
def show(run: Run, own: dict[str, str | None]) -> Show:
    def show_here(name: str, *arguments: str) -> Said:
        return run("show", name, *arguments, **own)

    return show_here


def is_known(result: Said) -> bool:
    return result.exit_code == 1 and "is a real drug" in result.stdout


def test_an_imported_name_is_known(bring_in: Import, show: Show) -> None:
    assert not is_known(show("zzyxoline"))
    bring_in("zzyxoline")

    assert is_known(show("zzyxoline"))
    assert show("zzyxoline").stderr == ""


def test_a_newer_import_takes_the_place_of_the_older(bring_in: Import, show: Show) -> None:
    bring_in("zzyxoline")
    assert is_known(show("zzyxoline"))
    bring_in("yyzaxoline")

    assert is_known(show("yyzaxoline"))
    assert not is_known(show("zzyxoline"))


def cut(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:-30])


def flip(archive: Path) -> None:
    """Damage a table within its archive."""
    with zipfile.ZipFile(archive) as opened:
        place = opened.getinfo("names.tsv")
    content = bytearray(archive.read_bytes())
    start = place.header_offset + 30 + len("names.tsv")
    content[start : start + 20] = b"\xff" * 20
    archive.write_bytes(content)


def empty(archive: Path) -> None:
    archive.write_bytes(b"")


@pytest.mark.parametrize("damage", [cut, flip, empty])
def test_a_damaged_import_is_told_and_the_bundled_names_stay_in_use(
    bring_in: Import, show: Show, damage: Callable[[Path], None]
) -> None:
    archive = bring_in("zzyxoline")
    damage(archive)
    result = show("zzyxoline")

    assert not is_known(result)
    assert result.stderr.startswith(f"An imported list of names is not in use: {archive}")
    assert result.stderr.count("\n") == 1
    assert show("exampline").exit_code == 0


def test_a_table_with_a_wrong_column_is_told(bring_in: Import, show: Show) -> None:
    bring_in("zzyxoline", columns=("unii", "sort", "name"))
    result = show("zzyxoline")

    assert not is_known(result)
    assert "names.tsv: has no columns unii, kind, name" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_damaged_import_is_told_beside_a_list_too(
    bring_in: Import, run: Run, own: dict[str, str | None], tmp_path: Path
) -> None:
    cut(bring_in("zzyxoline"))
    (tmp_path / "names").write_bytes(b"qqqqqqqq\n")
    result = run("resolve", tmp_path / "names", **own)
    counts, trouble = result.stderr.splitlines()

    assert (result.exit_code, counts) == (0, "1 line: 1 unknown.")
    assert trouble.startswith("An imported list of names is not in use: ")


def index(own: dict[str, str | None]) -> Path:
    (found,) = (Path(str(own["XDG_CACHE_HOME"])) / "drugcli").glob("names-*.sqlite3")
    return found


@pytest.mark.parametrize("what", ["another shape", "half", "nothing", "no database", "no letters"])
def test_an_index_that_is_not_what_it_should_be_is_made_anew(
    bring_in: Import, show: Show, own: dict[str, str | None], what: str
) -> None:
    bring_in("zzyxoline")
    show("zzyxoline")
    path = index(own)
    content = path.read_bytes()
    if what == "another shape":
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("ALTER TABLE known RENAME TO named_before")
    elif what == "no letters":
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("UPDATE block SET names = x'ff'")
    else:
        path.write_bytes({"half": content[: len(content) // 2], "nothing": b"", "no database": b"x" * 5000}[what])

    assert is_known(show("zzyxoline"))
    near = show("zzyxolne")
    assert near.exit_code == 1
    assert "zzyxoline" in near.stdout
    assert near.stderr == ""


def test_an_index_that_cannot_be_written_is_made_in_memory(
    bring_in: Import, show: Show, own: dict[str, str | None]
) -> None:
    bring_in("zzyxoline")
    Path(str(own["XDG_CACHE_HOME"])).write_bytes(b"no folder")
    result = show("zzyxoline")

    assert is_known(result)
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("The cache cannot be written (")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no signal here kills at once")
def test_an_index_that_was_killed_half_way_does_no_harm(
    bring_in: Import, show: Show, own: dict[str, str | None], environment: Mapping[str, str | None]
) -> None:
    bring_in("zzyxoline", others=60_000)
    caches = Path(str(own["XDG_CACHE_HOME"])) / "drugcli"
    with subprocess.Popen(
        [sys.executable, "-m", "drugcli", "show", "zzyxoline"],
        env=merged({**environment, **own}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:
        deadline = time.monotonic() + PATIENCE
        while not any(draft.stat().st_size > 100_000 for draft in caches.glob("draft-*")):
            assert time.monotonic() < deadline
            time.sleep(0.005)
        running.send_signal(signal.SIGKILL)
    assert not list(caches.glob("names-*.sqlite3"))

    assert is_known(show("zzyxoline"))


def test_an_index_shows_its_progress_on_a_terminal(
    bring_in: Import, own: dict[str, str | None], environment: Mapping[str, str | None]
) -> None:
    pty = pytest.importorskip("pty")
    bring_in("zzyxoline", others=5_000)
    screen, terminal = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "drugcli", "show", "zzyxoline"],
        env=merged({**environment, **own}),
        stdout=subprocess.PIPE,
        stderr=terminal,
        timeout=PATIENCE,
        check=False,
    )
    os.close(terminal)
    drawn = os.read(screen, 65536)
    os.close(screen)

    assert done.returncode == 1
    assert b"Indexing names" in drawn
    assert b"\x1b" not in done.stdout
