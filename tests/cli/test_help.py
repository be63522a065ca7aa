"""Help, version, and how a command is told that it was called wrongly."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import typer

from drugcli import __version__
from drugcli.cli import app
from drugcli.cli.commands import COMMANDS

if TYPE_CHECKING:
    from tests.conftest import Run

NAMES = ["names import", "names list", "names remove"]
LABELS = [
    "labels import",
    "labels fetch",
    "labels list",
    "labels info",
    "labels diff",
    "labels remove",
    "labels vacuum",
]
GROUPS = {"names", "labels"}
SHOWING = [*(command for command in COMMANDS if command not in GROUPS), *NAMES, *LABELS]
"""Commands that answer; the others only hold some."""


def test_the_commands_are_those_we_know_of() -> None:
    assert {"show", "dose", "market", "search", "resolve", "list", "sources", "check"} <= set(COMMANDS)
    assert set(COMMANDS) >= GROUPS


@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_opens_with_examples_and_names_every_command(run: Run, flag: str) -> None:
    result = run(flag)
    above, _, below = result.stdout.partition("Commands:")

    assert result.exit_code == 0
    assert "\n  drugcli show nusinersen\n" in above
    assert "Not medical advice" in above
    for command in COMMANDS:
        assert f"\n  {command} " in below


@pytest.mark.parametrize("command", [*COMMANDS, *NAMES, *LABELS, "labels export"])
def test_the_help_of_a_command_opens_with_examples(run: Run, command: str) -> None:
    result = run(*command.split(), "--help")
    above, _, _below = result.stdout.partition("Options:")

    assert result.exit_code == 0
    assert f"\n  drugcli {command}" in above
    assert result.stderr == ""


@pytest.mark.parametrize("command", SHOWING)
def test_every_option_of_a_command_is_explained(run: Run, command: str) -> None:
    _above, _, options = run(*command.split(), "--help", COLUMNS="200").stdout.partition("Options:")
    explained = [" ".join(option.split()) for option in options.split("\n  -")[1:]]

    assert len(explained) > 3
    assert all(option.endswith(".") for option in explained)


@pytest.mark.parametrize("command", SHOWING)
def test_every_command_that_shows_something_can_write_json(run: Run, command: str) -> None:
    help_text = run(*command.split(), "--help", COLUMNS="200").stdout

    assert "--json" in help_text
    assert "table|json|csv|markdown" in help_text
    assert ("--data DIR" in help_text) is (command not in {*NAMES, *LABELS})
    assert "--no-color" in help_text


@pytest.mark.parametrize("command", COMMANDS)
def test_the_list_of_commands_has_a_whole_sentence_for_each(command: str) -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)

    with group.make_context("drugcli", [command, "--help"], resilient_parsing=True) as context:
        built = group.get_command(context, command)
        assert built is not None
        assert built.get_short_help_str(limit=200).endswith(".")


def test_without_a_command_help_is_shown(run: Run) -> None:
    result = run()

    assert result.exit_code == 2
    assert "drugcli show nusinersen" in result.stdout + result.stderr


def test_the_version_is_shown(run: Run) -> None:
    assert run("--version") == (0, f"drugcli {__version__}\n", "")


@pytest.mark.parametrize("arguments", [["show"], ["show", "exampline", "--dose"], ["list", "labels"]], ids=" ".join)
def test_a_wrong_call_is_told_in_json_where_json_was_asked_for(run: Run, arguments: list[str]) -> None:
    result = run(*arguments, "--json")

    assert result.exit_code == json.loads(result.stdout)["error"]["exit_code"] == 2


@pytest.mark.parametrize(
    "arguments", [["shwo", "exampline"], ["show"], ["show", "exampline", "--dose"], ["search"], ["check", "--section"]]
)
def test_a_wrong_call_is_told_and_is_no_traceback(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Usage: drugcli" in result.stderr


@pytest.mark.parametrize("command", ["", *COMMANDS, *NAMES, *LABELS, "labels export"])
def test_help_fits_a_terminal_and_cuts_no_sentence_short(run: Run, command: str) -> None:
    result = run(*command.split(), "--help", COLUMNS="80")

    assert result.exit_code == 0
    assert [line for line in result.stdout.splitlines() if len(line) > 80] == []
    assert [line for line in result.stdout.splitlines()[1:] if line.endswith("...")] == []


def test_help_is_as_wide_as_the_terminal_and_breaks_no_example(process: Run) -> None:
    above, _, _below = process("search", "--help", COLUMNS="50").stdout.partition("Options:")
    prose = [line for line in above.splitlines() if not line.startswith("  drugcli ")]

    assert max(map(len, prose)) <= 50
    assert "\n  drugcli search '\"platelet count\" before' --section 5\n" in above
