"""A list of names gets a row a line, in order, whatever stands on the lines."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import PATIENCE, merged

if TYPE_CHECKING:
    from tests.conftest import OnTerminal, Run, Said

Resolve = Callable[..., "Said"]


@pytest.fixture
def resolve(run: Run, tmp_path: Path) -> Resolve:
    """Return drugcli resolve, run on a file of these bytes."""

    def resolve_bytes(content: bytes, *arguments: str, **changed: str | None) -> Said:
        names = tmp_path / "names.txt"
        names.write_bytes(content)
        return run("resolve", names, *arguments, **changed)

    return resolve_bytes


def rows(result: Said) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_every_line_has_its_row_in_order(resolve: Resolve) -> None:
    result = resolve(b"exampline\nexmpline\nqqqqqqqqqq\n\nExamplex\n")

    assert result.exit_code == 0
    assert [(row["line"], row["typed"], row["status"]) for row in rows(result)] == [
        (1, "exampline", "found"),
        (2, "exmpline", "near"),
        (3, "qqqqqqqqqq", "unknown"),
        (4, "", "refused"),
        (5, "Examplex", "found"),
    ]
    assert result.stderr == "5 lines: 2 found, 1 near, 1 unknown, 1 refused.\n"


def test_the_keys_of_a_row_are_public(resolve: Resolve) -> None:
    found, near = rows(resolve(b"EXAMPLEX\nexmpline\n"))

    assert found == {
        "schema": "drugcli/1",
        "line": 1,
        "typed": "EXAMPLEX",
        "status": "found",
        "drug": "exampline",
        "name": "Examplex",
        "kind": "brand",
        "score": 1,
        "candidates": [],
        "note": None,
    }
    assert near["candidates"][0] == {
        "name": "exampline",
        "drug": "exampline",
        "held": True,
        "class": "enzyme inhibitor",
        "edits": 1,
        "why": "1 letter different",
    }


def test_a_near_name_is_a_candidate_and_never_the_drug(resolve: Resolve) -> None:
    (row,) = rows(resolve(b"exmpline"))

    assert (row["drug"], row["name"], row["kind"]) == (None, None, None)
    assert row["score"] == 0.889  # 1 edit, 9 letters


def test_a_line_means_what_the_same_name_means_by_itself(run: Run, resolve: Resolve) -> None:
    typed = ["exampline", "exmpline", "examp", "99999-058-01", "NDC 12", "qqqqqqqq", "Examplex 40 mg"]
    alone = [json.loads(run("show", name, "--json").stdout)["match"] for name in typed]
    together = rows(resolve("\n".join(typed).encode()))

    for one, row in zip(alone, together, strict=True):
        assert row["status"] == one["status"]
        assert row["name"] == one["name"]
        assert [it["name"] for it in row["candidates"]] == [it["name"] for it in one["candidates"]]


def test_csv_has_a_head_and_candidates_in_one_column(resolve: Resolve) -> None:
    result = resolve(b"exmpline\nexampline\n", "--format", "csv")
    near, found = csv.DictReader(io.StringIO(result.stdout))

    assert result.exit_code == 0
    assert list(near) == ["line", "typed", "status", "drug", "name", "kind", "score", "candidates", "note"]
    assert (near["drug"], near["candidates"].split("; ")[0]) == ("", "exampline (1 letter different)")
    assert (found["drug"], found["score"]) == ("exampline", "1")


def test_markdown_is_one_table(resolve: Resolve) -> None:
    result = resolve(b"exampline\na|b|c\n", "--format", "markdown")

    assert result.stdout.startswith("| line | typed | status |")
    assert "| 1 | exampline | found | exampline |" in result.stdout
    assert r"a\|b\|c" in result.stdout


def test_a_table_can_be_asked_for(resolve: Resolve) -> None:
    result = resolve(b"exampline\nexmpline\n", "--format", "table")
    first, second = result.stdout.splitlines()

    assert first.split() == ["1", "exampline", "found", "exampline", "·", "generic"]
    assert second.split()[:4] == ["2", "exmpline", "near", "exampline"]


def test_a_terminal_gets_a_table(on_terminal: OnTerminal, tmp_path: Path) -> None:
    (tmp_path / "names").write_bytes(b"exampline\n")
    result = on_terminal("resolve", str(tmp_path / "names"))

    assert result.stdout.split()[:3] == ["1", "exampline", "found"]
    assert result.stderr == "1 line: 1 found.\n"


# -- Odd lines ----------------------------------------------------------------------------------------------------


def test_a_byte_order_mark_and_windows_line_ends_are_no_part_of_a_name(resolve: Resolve) -> None:
    result = resolve(b"\xef\xbb\xbfexampline\r\nExamplex\r\n")

    assert [(row["typed"], row["status"]) for row in rows(result)] == [("exampline", "found"), ("Examplex", "found")]


def test_a_line_that_is_not_utf_8_is_refused_and_the_rest_goes_on(resolve: Resolve) -> None:
    bad, good = rows(resolve(b"exampl\xefne\nexampline\n"))

    assert bad["status"] == "refused"
    assert bad["typed"] == "exampl\ufffdne"
    assert bad["note"] == "byte 7 of the line is not UTF-8; save the list as UTF-8"
    assert good["status"] == "found"


def test_a_line_of_5_megabytes_is_refused_and_the_rest_goes_on(resolve: Resolve) -> None:
    long, good = rows(resolve(b"x" * 5_000_000 + b"\nexampline\n"))

    assert long["status"] == "refused"
    assert long["note"] == "the line has 5,000,001 bytes; no name is so long"
    assert long["typed"] == "x" * 40 + "…"
    assert (good["line"], good["status"]) == (2, "found")


def test_a_name_that_is_too_long_is_refused_as_it_is_by_itself(resolve: Resolve) -> None:
    (row,) = rows(resolve(b"x" * 201))

    assert row["status"] == "refused"
    assert row["note"] == "The name has 201 characters; a name has at most 200."


@pytest.mark.parametrize("form", ["json", "csv", "markdown", "table"])
def test_what_a_terminal_would_obey_is_gone(resolve: Resolve, form: str) -> None:
    result = resolve("\x1b[31mexampline\x07\nexamp\u202eline\nexamp\x00line\n".encode(), "--format", form)

    assert not set("\x1b\x07\x00\u202e") & set(result.stdout)
    assert result.exit_code == 0


@pytest.mark.parametrize("line", [b"", b"   ", b"\t", b"---", b"#", b"\x00"])
def test_a_line_without_a_letter_or_a_digit_is_refused(resolve: Resolve, line: bytes) -> None:
    refused, found = rows(resolve(line + b"\nexampline\n"))

    assert refused["status"] == "refused"
    assert refused["note"] == "no letter and no digit stands on the line"
    assert found["status"] == "found"


def test_a_number_sign_begins_no_comment(resolve: Resolve) -> None:
    (row,) = rows(resolve(b"# exampline"))

    assert row["status"] == "found"


def test_an_empty_list_has_no_row(resolve: Resolve) -> None:
    assert resolve(b"") == (0, "", "The list is empty.\n")


@given(content=st.binary(max_size=60) | st.text("exampl\n\r ine\x1b\x00é", max_size=40).map(str.encode))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_whatever_the_bytes_each_line_has_one_row(resolve: Resolve, content: bytes) -> None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"%PDF")):
        return
    result = resolve(content)
    lines = content.count(b"\n") + (not content.endswith(b"\n") and bool(content))

    assert result.exit_code == 0
    assert [row["line"] for row in rows(result)] == list(range(1, lines + 1))


# -- What cannot be read ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("beginning", "what"),
    [
        (b"\xff\xfee\x00", "it is UTF-16"),
        (b"PK\x03\x04", "it is a spreadsheet or an archive"),
        (b"\x1f\x8b\x08", "it is compressed"),
        (b"%PDF-1.7", "it is a PDF"),
    ],
)
def test_a_file_of_another_sort_is_told_in_one_line(resolve: Resolve, beginning: bytes, what: str) -> None:
    result = resolve(beginning + b"\nexampline\n")

    assert result.exit_code == 5
    assert result.stdout == ""
    assert f"cannot be read ({what}; save it as text in UTF-8, one name a line)" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_file_that_is_not_there_is_told_in_one_line(run: Run, tmp_path: Path) -> None:
    result = run("resolve", tmp_path / "nowhere.txt")

    assert (result.exit_code, result.stdout) == (5, "")
    assert result.stderr == f"{tmp_path / 'nowhere.txt'}: cannot be read (No such file or directory)\n"


def test_a_folder_is_no_list(run: Run, tmp_path: Path) -> None:
    assert run("resolve", tmp_path).exit_code == 5


def test_an_error_is_one_line_of_json_where_json_was_asked_for(run: Run, tmp_path: Path) -> None:
    result = run("resolve", tmp_path / "nowhere.txt", "--json")
    (line,) = result.stdout.splitlines()

    assert json.loads(line)["error"]["exit_code"] == 5


def test_csv_and_json_at_once_are_refused(resolve: Resolve) -> None:
    result = resolve(b"exampline", "--json", "--format", "csv")

    assert result.exit_code == 2
    assert "contradict" in result.stderr


# -- Streams ------------------------------------------------------------------------------------------------------


@pytest.fixture
def streaming(environment: Mapping[str, str | None]) -> Callable[..., subprocess.Popen[bytes]]:
    """Return drugcli resolve as a process that reads from a pipe and writes into one."""

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "drugcli", "resolve", *arguments],
            env=merged(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    return start


@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_row_comes_before_the_next_line_is_typed(
    streaming: Callable[..., subprocess.Popen[bytes]], form: str
) -> None:
    with streaming("-", "--format", form) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        if form == "csv":
            running.stdout.readline()
        for typed in (b"exampline", b"exmpline"):
            running.stdin.write(typed + b"\n")
            running.stdin.flush()
            assert typed in running.stdout.readline()
        _rest, complaint = running.communicate(timeout=PATIENCE)

    assert running.returncode == 0
    assert complaint == b"2 lines: 1 found, 1 near.\n"


def test_a_reader_that_has_enough_ends_it_quietly(streaming: Callable[..., subprocess.Popen[bytes]]) -> None:
    with streaming("-") as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdin.write(b"exampline\n")
        running.stdin.flush()
        running.stdout.readline()
        running.stdout.close()
        running.stdin.write(b"exampline\n" * 100)
        running.stdin.close()
        complaint = running.stderr.read()
        running.wait(PATIENCE)

    assert (running.returncode, complaint) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here is always full")
def test_a_full_disk_is_told_in_one_line(environment: Mapping[str, str | None], tmp_path: Path) -> None:
    (tmp_path / "names").write_bytes(b"exampline\n" * 10)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "drugcli", "resolve", tmp_path / "names"],
            env=merged(environment),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    assert done.returncode == 5
    assert done.stderr == "The answer could not be written (No space left on device).\n"


def test_a_bar_is_drawn_where_stderr_is_a_terminal_and_stdout_is_not(
    environment: Mapping[str, str | None], tmp_path: Path
) -> None:
    pty = pytest.importorskip("pty")
    screen, terminal = pty.openpty()
    names = tmp_path / "names"
    names.write_bytes(b"exampline\n" * 400)
    answers = tmp_path / "answers"
    with (
        answers.open("wb") as written,
        subprocess.Popen(
            [sys.executable, "-m", "drugcli", "resolve", names],
            env=merged(environment),
            stdout=written,
            stderr=terminal,
        ) as running,
    ):
        os.close(terminal)
        drawn = _read(screen)  # while it runs: a terminal that nobody reads stops its writer
    os.close(screen)

    assert running.returncode == 0
    assert answers.read_bytes().count(b"\n") == 400
    assert b"Resolving names" in drawn
    assert drawn.endswith(b"400 lines: 400 found.\r\n")


def _read(screen: int) -> bytes:
    drawn = b""
    while True:
        try:
            piece = os.read(screen, 65536)
        except OSError:  # Linux says so when the other end is closed
            return drawn
        if not piece:
            return drawn
        drawn += piece
