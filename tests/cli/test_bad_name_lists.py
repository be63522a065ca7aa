"""Files that are no list, or a damaged one: one clear line, and what was imported before stays as it was."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import UNMEASURED, merged

if TYPE_CHECKING:
    from tests.conftest import Run, Said

LISTS = Path(__file__).resolve().parent.parent / "data" / "lists"
UNII = (LISTS / "UNII_Names.txt").read_bytes()
RXNORM = (LISTS / "RXNCONSO.RRF").read_bytes()
HEADER = UNII.partition(b"\n")[0] + b"\n"
PACKED = gzip.compress(UNII)


def zipped(**members: bytes) -> bytes:
    import io

    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


ZIPPED = zipped(names=UNII * 20)
NOT_A_LIST = "none of the lists that can be imported: the FDA's list of UNII names, its NDC products"
DAMAGED = "the packed file is cut off or damaged; fetch it again"
Import = Callable[[Path], "Said"]


@pytest.fixture
def home(run: Run, tmp_path: Path) -> Path:
    """Return a data folder into which a list was imported."""
    assert (
        run("names", "import", LISTS / "product.txt", LISTS / "UNII_Names.txt", XDG_DATA_HOME=str(tmp_path)).exit_code
        == 0
    )
    return tmp_path


@pytest.fixture
def refused(run: Run, home: Path) -> Import:
    """Return an import that must leave everything as it was."""

    def import_(file: Path) -> Said:
        before = kept(home)
        result = run("names", "import", file, "--replace", XDG_DATA_HOME=str(home))
        assert kept(home) == before
        assert result.stdout == ""
        assert result.stderr.startswith(f"{file}: ")
        assert result.stderr.count("\n") == 1
        return result

    return import_


def kept(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (home / "drugcli" / "names").iterdir()}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"", "the file is empty", id="empty"),
        pytest.param(b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n1 0 obj\n", NOT_A_LIST, id="a PDF"),
        pytest.param(b"<!DOCTYPE html>\n<html><body>Not found</body></html>\n", NOT_A_LIST, id="a web page"),
        pytest.param(b'{"results": []}\n', NOT_A_LIST, id="JSON"),
        pytest.param(bytes(5_000_000), NOT_A_LIST, id="zeros"),
        pytest.param(UNII.decode().encode("utf-16"), "the text is in UTF-16; save it in UTF-8", id="UTF-16"),
        pytest.param(
            HEADER + "EXAMPLINE\u00c9\tof\t000000001X\tX\n".encode("latin-1"),
            "line 2 is not text in utf-8",
            id="Latin 1",
        ),
        pytest.param(HEADER, "the list has no lines but the first", id="the header alone"),
        pytest.param(UNII[:-30], "line 55 has 1 columns, the first line 4", id="text cut off"),
        pytest.param(RXNORM[:-30], "line 31 has 15 columns, the first line 19", id="RxNorm cut off"),
        pytest.param(
            HEADER + b"DAISY [HPUS]\tcn\t0000000001\tDAISY\n", "no name of a drug is in the list", id="no drug"
        ),
        pytest.param(
            HEADER + b"X" * 5_000_000 + b"\tof\t000000001X\tX\n", "line 2 has more than 20,000 bytes", id="a long line"
        ),
        pytest.param(PACKED[: len(PACKED) // 2], DAMAGED, id="gzip cut off"),
        pytest.param(PACKED[:-8] + b"????" + PACKED[-4:], DAMAGED, id="gzip damaged"),
        pytest.param(PACKED[:5], DAMAGED, id="gzip without a text"),
        pytest.param(ZIPPED[: len(ZIPPED) // 2], DAMAGED, id="zip cut off"),
        pytest.param(ZIPPED[:100] + b"?????" + ZIPPED[105:], DAMAGED, id="zip damaged"),
        pytest.param(zipped(readme=b"no list"), "the zip file holds none of the lists", id="zip without a list"),
        pytest.param(zipped(), "the zip file holds none of the lists", id="empty zip"),
    ],
)
def test_a_file_that_is_no_sound_list_has_problems(
    refused: Import, tmp_path: Path, content: bytes, message: str
) -> None:
    file = tmp_path / "list"
    file.write_bytes(content)

    result = refused(file)

    assert result.exit_code == 4
    assert message in result.stderr


def test_a_bomb_is_not_unpacked_to_its_end(refused: Import, tmp_path: Path) -> None:
    line = b"X" * 19_900 + b"\tsys\t000000001X\tEXAMPLINE\n"
    bomb = tmp_path / "bomb.gz"
    with gzip.open(bomb, "wb", compresslevel=1) as file:
        file.write(HEADER)
        for _ in range(310):
            file.write(line * 100)

    assert "it unpacks to more than 600 MB" in refused(bomb).stderr


@pytest.mark.parametrize(("name", "why"), [("nowhere", "No such file or directory"), (".", "it is no file")])
def test_what_is_no_file_cannot_be_read(refused: Import, tmp_path: Path, name: str, why: str) -> None:
    result = refused(tmp_path / name)

    assert result.exit_code == 5
    assert f"cannot be read ({why})" in result.stderr


def test_a_pipe_is_no_file(refused: Import, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    assert refused(tmp_path / "pipe").exit_code == 5


def test_control_characters_are_taken_out_and_a_name_of_nothing_else_is_counted(run: Run, tmp_path: Path) -> None:
    lines = b"EXAM\x1b[31mPLEX\x07\tbn\t000000001X\tEXAM\x00PLINE\n\x1b\x07\tbn\t000000001X\tEXAMPLINE\n"
    (tmp_path / "list").write_bytes(UNII + lines)
    result = run("names", "import", tmp_path / "list", XDG_DATA_HOME=str(tmp_path))
    with zipfile.ZipFile(tmp_path / "drugcli" / "names" / "unii.zip") as archive:
        names = archive.read("names.tsv").decode()

    assert result.exit_code == 0
    assert "1   names without a sign that can be printed\n" in result.stdout
    assert names.replace("\n", "").replace("\t", "").isprintable()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_folder_that_may_not_be_written_is_told(run: Run, home: Path) -> None:
    folder = home / "drugcli" / "names"
    folder.chmod(0o500)
    try:
        result = run("names", "import", LISTS / "RXNCONSO.RRF", XDG_DATA_HOME=str(home))
    finally:
        folder.chmod(0o700)

    assert (result.exit_code, result.stdout) == (5, "")
    assert result.stderr == f"{folder}: cannot be written (Permission denied)\n"


def test_a_folder_that_cannot_be_made_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "drugcli").write_text("a file, where a folder is wanted")
    result = run("names", "import", LISTS / "RXNCONSO.RRF", XDG_DATA_HOME=str(tmp_path))

    assert (result.exit_code, result.stdout) == (5, "")
    assert "cannot be written (" in result.stderr
    assert result.stderr.count("\n") == 1


LIMITED = """
import resource, signal, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))
signal.signal(signal.SIGXFSZ, getattr(signal, sys.argv.pop(1)))
from drugcli.__main__ import main
main()
"""
"""drugcli on a disk that takes 600 bytes of a file. Then, as the first argument says, it fails or dies."""


def limited(home: Path, environment: Mapping[str, str | None], on_full: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-B", "-c", LIMITED, on_full, "names", "import", LISTS / "UNII_Names.txt"],
        env=merged({**environment, **UNMEASURED, "XDG_DATA_HOME": str(home)}),
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_full_disk_is_told_and_leaves_what_was_there(home: Path, environment: Mapping[str, str | None]) -> None:
    before = kept(home)
    result = limited(home, environment, "SIG_IGN")

    assert (result.returncode, result.stdout) == (5, "")
    assert result.stderr == f"{home / 'drugcli' / 'names'}: cannot be written (File too large)\n"
    assert kept(home) == before


def test_to_be_killed_while_writing_leaves_what_was_there(
    run: Run, home: Path, environment: Mapping[str, str | None]
) -> None:
    before = kept(home)
    result = limited(home, environment, "SIG_DFL")
    after = kept(home)
    listed = run("names", "list", XDG_DATA_HOME=str(home))

    assert result.returncode == -signal.SIGXFSZ
    assert {name: content for name, content in after.items() if not name.startswith(".draft-")} == before
    assert len(after) == len(before) + 1
    assert "UNII and NDC" in listed.stdout


def test_the_draft_of_a_process_that_was_killed_is_swept_later(run: Run, home: Path) -> None:
    draft = home / "drugcli" / "names" / ".draft-killed.zip"
    draft.write_bytes(b"half")
    os.utime(draft, (0, 0))
    run("names", "import", LISTS / "UNII_Names.txt", XDG_DATA_HOME=str(home))

    assert list(kept(home)) == ["unii.zip"]


def test_two_imports_at_once_do_each_other_no_harm(
    tmp_path: Path, environment: Mapping[str, str | None], run: Run
) -> None:
    command = [sys.executable, "-m", "drugcli", "names", "import", str(LISTS / "UNII_Names.txt")]
    with_home = merged({**environment, "XDG_DATA_HOME": str(tmp_path)})
    running = [subprocess.Popen(command, env=with_home, stdout=subprocess.DEVNULL) for _ in range(4)]

    assert [one.wait(60) for one in running] == [0, 0, 0, 0]
    assert list(kept(tmp_path)) == ["unii.zip"]
    assert run("names", "list", XDG_DATA_HOME=str(tmp_path)).exit_code == 0


def test_a_damaged_archive_is_told_and_can_be_removed(run: Run, home: Path) -> None:
    archive = home / "drugcli" / "names" / "unii.zip"
    archive.write_bytes(archive.read_bytes()[:100])
    listed = run("names", "list", XDG_DATA_HOME=str(home), COLUMNS="200")

    assert listed.exit_code == 4
    assert f"{archive}: cannot be read" in listed.unwrapped
    assert "Use         in use" in listed.stdout
    assert run("names", "remove", "unii", XDG_DATA_HOME=str(home)).exit_code == 0
    assert run("names", "list", XDG_DATA_HOME=str(home)).exit_code == 0
