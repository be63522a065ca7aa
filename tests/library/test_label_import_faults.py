"""Imports that are killed, that run at once, that run out of disk: what was committed stays."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from drugcli.library import grams
from drugcli.library.label_import import import_labels
from drugcli.library.labels import LabelLibrary
from drugcli.readers.openfda import read_record
from tests.conftest import PATIENCE, UNMEASURED, merged
from tests.made_up_labels import answer, record, renamed

MANY = 60
KILLS = 50
SMALL_BATCHES = """
import sys
from drugcli.library import label_import
label_import.BATCH = 5
from drugcli.__main__ import main
main()
"""


@pytest.fixture(scope="module")
def labels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("labels") / "answer.json"
    file.write_bytes(answer(*(renamed(number, references=[f"word{number}"]) for number in range(100, 100 + MANY))))
    return file


def begun(labels: Path, home: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", SMALL_BATCHES, "labels", "import", str(labels)]
    environment = merged({"XDG_DATA_HOME": str(home), "COVERAGE_PROCESS_START": None})
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def finished(running: subprocess.Popen[bytes]) -> tuple[int, bytes]:
    """Return the exit code of a run, and what it said on stderr."""
    said = running.communicate(timeout=PATIENCE)[1]
    return running.returncode, said


def library_of(home: Path) -> Path:
    return home / "drugcli" / "labels.sqlite3"


def is_whole(file: Path) -> int:
    """Return how many labels there are, once each has all its sections, names and passages."""
    library = LabelLibrary(file)
    held = list(library.all())
    for one in held:
        label = library.label(one)
        assert library.named(label.name.lower())
        assert len(label.sections) == one.last - one.first + 1
        assert label.name.lower() in library.within_reach(label.name.lower(), 1)
    library.close()
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.execute("INSERT INTO passage (passage) VALUES ('integrity-check')")
        (found,) = connection.execute("SELECT count(*) FROM passage WHERE passage MATCH 'exampitis'").fetchone()
        (sections,) = connection.execute("SELECT count(DISTINCT label) FROM section").fetchone()
    connection.close()
    assert sections == len(held)
    assert found >= len(held)
    return len(held)


def content(file: Path) -> list[object]:
    """Return all that a library holds, whatever the order in which it came."""
    library = LabelLibrary(file)
    held = [(one.drug, one.is_newest, library.label(one)) for one in library.all()]
    names = library.rows("SELECT * FROM name ORDER BY folded, set_id, sort")
    passages = library.rows("SELECT section.label, count(*) FROM passage JOIN section ON section.id = passage.rowid "
                            "WHERE passage MATCH 'dose' GROUP BY 1")  # fmt: skip
    likely = [sorted(library.within_reach(name, 2)) for name in ("examplex101", "exampline159")]
    library.close()
    return [held, names, sorted(count for _label, count in passages), likely]


def test_an_import_that_is_killed_loses_nothing_that_was_committed(labels: Path, tmp_path: Path) -> None:
    chance = random.Random(11)  # noqa: S311  nothing secret
    took = time.monotonic()
    assert finished(begun(labels, tmp_path / "whole")) == (0, b"")
    took = time.monotonic() - took
    home, before = tmp_path / "killed", 0
    for _turn in range(KILLS):
        running = begun(labels, home)
        time.sleep(chance.uniform(0, took))
        running.send_signal(signal.SIGKILL)
        finished(running)
        if library_of(home).exists():
            now = is_whole(library_of(home))
            assert now >= before
            assert now % 5 == 0
            before = now
        if before == MANY:
            home, before = home.with_name(f"{home.name}+"), 0
    assert finished(begun(labels, home)) == (0, b"")

    assert is_whole(library_of(home)) == MANY
    assert content(library_of(home)) == content(library_of(tmp_path / "whole"))


def test_two_imports_at_once_do_each_other_no_harm(labels: Path, tmp_path: Path) -> None:
    running = [begun(labels, tmp_path / "both") for _one in range(2)]
    alone = begun(labels, tmp_path / "alone")

    assert [finished(one) for one in (*running, alone)] == [(0, b"")] * 3
    assert is_whole(library_of(tmp_path / "both")) == MANY
    assert content(library_of(tmp_path / "both")) == content(library_of(tmp_path / "alone"))


def test_labels_are_read_while_others_are_imported(labels: Path, tmp_path: Path) -> None:
    file = library_of(tmp_path)
    list(import_labels(file, [read_record(record())]))
    running = begun(labels, tmp_path)
    while running.poll() is None:
        library = LabelLibrary(file)
        (held,) = library.sets("examplex", "exampline-sodium")
        assert library.label(held).name == "Examplex"
        library.close()

    assert finished(running) == (0, b"")
    assert is_whole(file) == MANY + 1


def test_names_are_found_before_an_import_that_was_cut_off_has_indexed_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "labels.sqlite3"

    def cut_off(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(grams, "build", cut_off)
    with pytest.raises(KeyboardInterrupt):
        list(import_labels(file, [read_record(record())]))
    library = LabelLibrary(file)

    assert "examplex" in library.within_reach("exampleks", 3)
    library.close()


FULL = (
    """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
del sys.argv[1]
"""
    + SMALL_BATCHES
)


@pytest.mark.parametrize("room", [2_000, 50_000, 200_000, 400_000])
def test_a_full_disk_is_told_and_what_was_committed_stays(labels: Path, tmp_path: Path, room: int) -> None:
    done = subprocess.run(
        [sys.executable, "-B", "-c", FULL, str(room), "labels", "import", str(labels)],
        env=merged({**UNMEASURED, "XDG_DATA_HOME": str(tmp_path)}), capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 5
    assert done.stderr.count("\n") == 1
    assert "labels.sqlite3: " in done.stderr
    assert "disk" in done.stderr
    assert finished(begun(labels, tmp_path)) == (0, b"")
    assert is_whole(library_of(tmp_path)) == MANY


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_library_in_a_folder_that_may_not_be_written_is_read(tmp_path: Path) -> None:
    file = tmp_path / "labels.sqlite3"
    list(import_labels(file, [read_record(record())]))
    tmp_path.chmod(0o500)
    try:
        library = LabelLibrary(file)
        assert library.named("examplex")
        library.close()
    finally:
        tmp_path.chmod(0o700)
