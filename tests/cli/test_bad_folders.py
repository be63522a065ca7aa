"""Formularies that cannot be used: one clear line and exit code 5, in JSON too."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

NOBODY = 65534
COMMANDS = (["show", "exampline"], ["market", "exampitis"], ["search", "x"], ["list"], ["sources", "x"], ["check"])


@pytest.fixture
def unreadable() -> Iterator[Path]:
    """Return a formulary that nobody may read, in a place that everybody may."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "closed"
        (folder / "drugs").mkdir(parents=True)
        Path(place).chmod(0o755)
        folder.chmod(0)
        yield folder
        folder.chmod(0o700)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_folder_that_does_not_exist_is_told(run: Run, command: list[str]) -> None:
    result = run(*command, "--data", "tests/data/nowhere")

    assert result == (5, "", "tests/data/nowhere: there is no such folder\n")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_folder_that_does_not_exist_is_told_in_json(run: Run, command: list[str]) -> None:
    result = run(*command, "--data", "tests/data/nowhere", "--json")
    answer = json.loads(result.stdout)

    assert result.exit_code == answer["error"]["exit_code"] == 5
    assert answer["error"]["message"] == "tests/data/nowhere: there is no such folder"
    assert answer["error"]["problems"] == []


def test_a_folder_in_the_environment_that_does_not_exist_is_told(run: Run) -> None:
    assert run("list", DRUGCLI_DATA="tests/data/formulary:tests/data/nowhere").exit_code == 5


def test_a_file_is_no_formulary(run: Run) -> None:
    result = run("list", "--data", "pyproject.toml")

    assert result.exit_code == 5
    assert result.stderr == "pyproject.toml: this is a file; name the folder that holds drugs/ and markets/\n"


def test_a_folder_with_too_long_a_name_does_not_exist(run: Run) -> None:
    result = run("list", "--data", "x" * 5000)

    assert result.exit_code == 5
    assert "there is no such folder" in result.stderr


def test_a_folder_of_anything_else_is_no_formulary(run: Run, tmp_path: Path) -> None:
    result = run("list", "--data", tmp_path)

    assert result.exit_code == 5
    assert "no formulary; a formulary holds a folder drugs/, a folder markets/, or both" in result.stderr


@pytest.mark.parametrize("command", [["list"], ["check"]], ids=" ".join)
@pytest.mark.parametrize("name", ["\x1b[31mnowhere", "now\u202ehere", "nowhere\udcff"], ids=ascii)
def test_the_name_of_a_folder_that_does_not_exist_is_printed_harmlessly(
    run: Run, command: list[str], name: str
) -> None:
    result = run(*command, "--json", "--data", name)

    assert result.exit_code == 5
    assert json.loads(result.stdout)["error"]["exit_code"] == 5
    assert {"\x1b", "\u202e"}.isdisjoint(result.stdout + result.stderr)


def test_a_folder_that_may_not_be_read_is_told(run: Run, unreadable: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything; see the next test")
    result = run("list", "--data", unreadable)

    assert result.exit_code == 5
    assert "may not be read; change its permissions" in result.stderr


AS_NOBODY = """
import os, sys
from typer.testing import CliRunner
from drugcli.cli import app
for command in (["list", "--data", "nowhere"], ["check", "nowhere"]):  # imports what nobody may read
    CliRunner().invoke(app, command)
os.setgroups([])
os.setresgid({0}, {0}, {0})
os.setresuid({0}, {0}, {0})
app()
"""


@pytest.mark.parametrize("command", [["list", "--data"], ["check", "--data"], ["check"]])
def test_a_folder_that_root_alone_may_read_is_told_to_others(unreadable: Path, command: list[str]) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can turn into somebody else; see the test before")
    result = subprocess.run(
        [sys.executable, "-c", AS_NOBODY.format(NOBODY), *command, unreadable],
        env={"PATH": os.defpath},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "Traceback" not in result.stderr
    assert result.stdout == ""
    assert result.stderr == f"{unreadable}: the folder may not be read; change its permissions\n"
    assert result.returncode == 5


@pytest.fixture
def broken(formulary: Path, exampline_file: Path) -> Path:
    """Return a formulary whose one drug has a negative dose and no class."""
    text = exampline_file.read_text(encoding="utf-8").replace("value = 40, unit", "value = -40, unit")
    (formulary / "drugs" / "exampline.toml").write_text(text.replace("[class]", "[clas]"), encoding="utf-8")
    return formulary


def test_a_broken_drug_is_not_shown_and_every_problem_is_told(run: Run, broken: Path) -> None:
    result = run("show", "exampline", "--data", broken)

    assert result.exit_code == 4
    assert result.stdout == ""
    assert "exampline.toml: clas: unknown key; did you mean class?" in result.stderr
    assert "exampline.toml: class: missing" in result.stderr
    assert "an amount is more than 0, not -40" in result.stderr


def test_a_broken_drug_is_told_of_in_valid_json(run: Run, broken: Path) -> None:
    result = run("show", "exampline", "--data", broken, "--json")
    answer = json.loads(result.stdout)

    assert result.exit_code == answer["error"]["exit_code"] == 4
    assert {"file", "path", "what"} == set(answer["error"]["problems"][0])
    assert "class" in [problem["path"] for problem in answer["error"]["problems"]]
    assert answer["error"]["message"] == result.stderr.rstrip("\n")
    assert answer["page"] is None


def test_control_characters_of_a_broken_file_are_not_printed(run: Run, formulary: Path) -> None:
    text = 'name = "examp\\u001b[31mline"\n"\\u001b[2Jkey" = "\\u0007\\u202e"\n'
    (formulary / "drugs" / "exampline.toml").write_text(text, encoding="utf-8")
    for result in (
        run("check", formulary),
        run("check", formulary, "--json"),
        run("check", formulary, "--format", "csv"),
        run("show", "exampline", "--data", formulary, "--json"),
    ):
        assert result.exit_code == 4
        assert {"\x1b", "\x07", "\u202e"}.isdisjoint(result.stdout + result.stderr)


@pytest.mark.parametrize("name", ["evil\x1b[31m", "evil\u202e", "evil\x07\n"], ids=ascii)
@pytest.mark.parametrize("command", [["list"], ["show", "evil[31m"], ["show", "evill"]], ids=" ".join)
def test_control_characters_of_a_file_name_are_not_printed(
    run: Run, formulary: Path, exampline_file: Path, name: str, command: list[str]
) -> None:
    shutil.copy(exampline_file, formulary / "drugs" / f"{name}.toml")
    result = run(*command, "--data", formulary)

    assert {"\x1b", "\u202e", "\x07"}.isdisjoint(result.stdout + result.stderr)


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="file names are Unicode there")
@pytest.mark.parametrize("command", [["list"], ["show", "exampline"], ["show", "evil"], ["check"]], ids=" ".join)
def test_a_file_name_that_is_no_text_is_no_traceback(
    run: Run, formulary: Path, exampline_file: Path, command: list[str]
) -> None:
    shutil.copy(exampline_file, formulary / "drugs")
    shutil.copy(exampline_file, formulary / "drugs" / os.fsdecode(b"evil\xff.toml"))
    result = run(*command, "--data", formulary)

    assert result.exit_code in {0, 1, 3, 4}


@pytest.mark.parametrize("cache", ["/dev/null", "/dev/null/below"])
def test_a_cache_that_cannot_be_written_costs_time_and_no_answer(run: Run, cache: str) -> None:
    result = run("show", "exampline", XDG_CACHE_HOME=cache)

    assert result.exit_code == 0
    assert result.stdout == run("show", "exampline").stdout
    assert result.stderr.startswith("The cache cannot be written (")
    assert result.stderr.count("\n") == 1
