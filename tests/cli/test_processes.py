"""What only a process of its own can show: pipes, encodings, two runs at once. Each run costs a third of a second."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import Run

PATIENCE = 60


def test_the_module_can_be_run(process: Run) -> None:
    result = process("show", "exampline")

    assert result.exit_code == 0
    assert result.stdout.startswith("exampline")
    assert result.stderr == ""


def test_a_process_exits_with_the_code_of_its_answer(process: Run) -> None:
    assert process("show", "exmpline").exit_code == 3


def test_no_escape_code_reaches_a_pipe(process: Run) -> None:
    assert "\x1b" not in process("show", "exampline", "--all", FORCE_COLOR="1", CLICOLOR_FORCE="1").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "exampline", "--all"],
        ["show", "exampline", "--all", "--json"],
        ["check", "tests/data/formulary"],
        ["show", "exampline", "--data", "tests/data/nowhere", "--json"],
    ],
    ids=" ".join,
)
def test_a_reader_that_has_gone_is_no_error(environment: Mapping[str, str | None], arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    result = subprocess.run(
        [sys.executable, "-m", "drugcli", *arguments],
        env={**os.environ, **{name: value for name, value in environment.items() if value is not None}},
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    os.close(writer)

    assert "Traceback" not in result.stderr
    assert "Exception ignored" not in result.stderr
    assert "Broken" not in result.stderr
    assert result.returncode == (5 if "nowhere" in " ".join(arguments) else 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here is always full")
@pytest.mark.parametrize(
    "arguments",
    [["show", "exampline"], ["list", "--json"], ["check"], ["--help"], ["--version"], ["labels", "list", "--help"]],
    ids=" ".join,
)
def test_a_full_disk_is_told_in_one_line(environment: Mapping[str, str | None], arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "drugcli", *arguments],
            env={**os.environ, **{name: value for name, value in environment.items() if value is not None}},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    assert result.returncode == 5
    assert result.stderr == "The answer could not be written (No space left on device).\n"


def without(stream: str, environment: Mapping[str, str | None], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run drugcli as a shell does that closes a stream, such as '2>&-'."""
    return subprocess.run(
        ["sh", "-c", f'exec "$@" {stream}', "sh", sys.executable, "-m", "drugcli", *arguments],
        env={**os.environ, **{name: value for name, value in environment.items() if value is not None}},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


@pytest.mark.skipif(os.name != "posix", reason="a shell of POSIX closes the stream")
class TestClosedStreams:
    @pytest.mark.parametrize("arguments", [["show", "exampline"], ["list", "--json"]], ids=" ".join)
    def test_an_answer_that_has_nowhere_to_go_is_told(
        self, environment: Mapping[str, str | None], arguments: list[str]
    ) -> None:
        result = without(">&-", environment, *arguments)

        assert result.returncode == 5
        assert result.stderr == "The answer could not be written (Bad file descriptor).\n"

    @pytest.mark.parametrize(("typed", "exit_code"), [("exampline", 0), ("exmpline", 3)])
    def test_without_stderr_the_answer_is_the_same(
        self, environment: Mapping[str, str | None], process: Run, typed: str, exit_code: int
    ) -> None:
        result = without("2>&-", environment, "show", typed)

        assert result.returncode == exit_code
        assert result.stdout == process("show", typed).stdout

    def test_without_stderr_a_wrong_call_has_its_code(self, environment: Mapping[str, str | None]) -> None:
        assert without("2>&-", environment, "show", "exampline", "--section", "nowhere").returncode == 2

    def test_without_stdin_there_are_no_names(self, environment: Mapping[str, str | None]) -> None:
        result = without("<&-", environment, "resolve", "-", "--json")

        assert (result.returncode, result.stdout) == (0, "")
        assert "Traceback" not in result.stderr


def test_a_reader_that_wants_one_line_gets_it(environment: Mapping[str, str | None], tmp_path: Path) -> None:
    """As 'drugcli show … | head -1' does, with a page that is larger than a pipe holds."""
    _write_long_drug(tmp_path / "drugs")
    with subprocess.Popen(
        [sys.executable, "-m", "drugcli", "show", "longline", "--all", "--data", tmp_path],
        env={**os.environ, **{name: value for name, value in environment.items() if value is not None}},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline().startswith("longline")
        running.stdout.close()
        complaint = running.stderr.read()
        exit_code = running.wait(PATIENCE)

    assert (exit_code, complaint) == (0, "")


def _write_long_drug(folder: Path) -> None:
    folder.mkdir()
    warnings = "".join(
        f'[[warning]]\ntitle = "Warning {number}"\ntext = "Something to know, number {number}"\ncites = ["a"]\n'
        for number in range(4000)
    )
    (folder / "longline.toml").write_text(
        'name = "longline"\n[sources.a]\nkind = "regulator label"\nstanding = "primary"\ntitle = "A"\n'
        f'publisher = "FDA"\ndate = 2024-03-01\n[class]\ntext = "example"\ncites = ["a"]\n{warnings}',
        encoding="utf-8",
    )


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_without_our_characters_gets_the_page_all_the_same(process: Run, encoding: str) -> None:
    result = process("show", "wideline", DRUGCLI_DATA="tests/data/formulary-odd", PYTHONIOENCODING=encoding)

    assert result.exit_code == 0
    assert result.stdout.startswith("wideline")
    assert "1,000,000 units" in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize("format_", ["json", "csv"])
def test_what_other_programs_read_is_utf_8_whatever_the_terminal(process: Run, format_: str) -> None:
    named: dict[str, str | None] = {"DRUGCLI_DATA": "tests/data/formulary-odd"}
    plain = process("show", "wideline", "--all", "--format", format_, **named)

    assert "エグザンプリン" in plain.stdout
    assert process("show", "wideline", "--all", "--format", format_, PYTHONIOENCODING="ascii", **named) == plain


def test_a_name_that_is_no_text_is_answered_in_valid_json(process: Run) -> None:
    result = process("show", "exmp\udcffline", "--json")

    assert result.exit_code == 3
    assert json.loads(result.stdout)["query"] == "exmpline"


def test_two_first_runs_at_once_both_answer(environment: Mapping[str, str | None], tmp_path: Path) -> None:
    whole = {**environment, "XDG_CACHE_HOME": str(tmp_path)}
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "drugcli", "show", "exampline"],
            env={**os.environ, **{name: value for name, value in whole.items() if value is not None}},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        for _number in range(3)
    ]
    answers = [(*one.communicate(timeout=PATIENCE), one.returncode) for one in runs]

    assert len(set(answers)) == 1
    stdout, stderr, exit_code = answers[0]
    assert (exit_code, stderr) == (0, "")
    assert "40 mg, 3 doses 14 days apart" in stdout
    assert list((tmp_path / "drugcli").glob("draft-*")) == []
