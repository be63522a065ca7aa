"""Names that are none: one clear line, an exit code, never a traceback."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from tests.conftest import Run

LOOK_UPS = ("show", "market", "sources")
HOSTILE = (
    "\x1b[31mexampline\x1b[0m",
    "\x1b]0;owned\x07exampline",
    "examp\x00line",
    "examp\x08line",
    "\u202eenilpmaxe",
    "examp\u200bline",
    "examp\u2028line",
    "exmp\x9bline",
    "exmp\udcffline",
    "qq\x1b[2Jqqqqqqqq",
)
"""Names with what a terminal would obey, or with what no text can hold."""


def _obeyed(text: str) -> list[str]:
    """Return the characters that a terminal would act upon, other than the end of a line."""
    return [one for one in text if one != "\n" and unicodedata.category(one) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]


@pytest.mark.parametrize("command", LOOK_UPS)
@pytest.mark.parametrize("typed", ["", " ", "\t\n", "---", "...!?", "()", "®", "\x1b", "\u200b", "\u202e"])
def test_a_name_without_a_letter_or_a_digit_is_refused(run: Run, command: str, typed: str) -> None:
    result = run(command, "--", typed)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("No name was given.")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("command", LOOK_UPS)
def test_a_name_of_10_000_characters_is_refused(run: Run, command: str) -> None:
    result = run(command, "x" * 10_000)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == "The name has 10,000 characters; a name has at most 200.\n"


def test_a_name_of_200_characters_is_looked_up(run: Run) -> None:
    assert run("show", "x" * 200).exit_code == 1


def test_10_000_blanks_around_a_name_do_not_matter(run: Run) -> None:
    assert run("show", " " * 5000 + "exampline" + " " * 5000).exit_code == 0


@pytest.mark.parametrize("command", LOOK_UPS)
@pytest.mark.parametrize("typed", HOSTILE, ids=ascii)
def test_what_a_terminal_would_obey_never_reaches_it(run: Run, command: str, typed: str) -> None:
    result = run(command, "--", typed)

    assert result.exit_code in {0, 1, 3}
    assert _obeyed(result.stdout + result.stderr) == []


@pytest.mark.parametrize("format_", ["json", "csv", "markdown"])
@pytest.mark.parametrize("typed", HOSTILE, ids=ascii)
def test_what_a_terminal_would_obey_is_in_no_format(run: Run, format_: str, typed: str) -> None:
    result = run("show", "--format", format_, "--", typed)

    assert _obeyed(result.stdout + result.stderr) == []


@pytest.mark.parametrize("typed", ["[red]qqqqqqqq[/red]", "[/b]qqqqqqqqqq", "qqqqqqqqqq[link=https://example.org]"])
def test_a_name_that_looks_like_markup_is_shown_as_it_was_typed(run: Run, typed: str) -> None:
    result = run("show", typed)

    assert result.exit_code == 1
    assert f"'{typed}'" in result.unwrapped


@pytest.mark.parametrize(
    ("typed", "exit_code"),
    [("", 2), ("x" * 10_000, 2), ("\x1b[31m", 1), ("\udcff", 2), ("\x1b[31mexmplin", 1), ("\x1b\x07exmpline", 3)],
    ids=ascii,
)
def test_json_is_valid_whatever_was_typed(run: Run, typed: str, exit_code: int) -> None:
    result = run("show", "--json", "--", typed)
    answer = json.loads(result.stdout)

    assert result.exit_code == exit_code
    assert answer["schema"] == "drugcli/1"
    assert ("error" in answer) == (exit_code == 2)


def test_an_error_in_json_has_the_message_and_the_exit_code(run: Run) -> None:
    result = run("show", "exampline", "--section", "dosage", "--json")
    answer = json.loads(result.stdout)

    assert answer["error"]["exit_code"] == result.exit_code == 2
    assert answer["error"]["message"] == result.stderr.rstrip("\n")
    assert answer["query"] == "exampline"
    assert (answer["match"], answer["page"], answer["sources"]) == (None, None, [])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example("0")
@example("İ")
@example("ﬁ\u0301")
@example("\ud800")
@example("\U0001f110")  # a letter in brackets that is no word
@given(st.text(st.characters(), max_size=20))
def test_any_text_is_answered_in_valid_json_with_its_exit_code(run: Run, typed: str) -> None:
    result = run("show", "--json", "--", typed)
    answer = json.loads(result.stdout)
    exit_codes = {"found": 0, "ambiguous": 3, "near": 3, "known": 1, "unknown": 1}
    expected = 2 if "error" in answer else exit_codes[answer["match"]["status"]]
    if expected == 3 and not any(one["held"] for one in answer["match"]["candidates"]):
        expected = 1

    assert result.exit_code == expected
    assert _obeyed(result.stdout) == []
