"""On a terminal: colours, the choice by one key, and the pager."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import OnTerminal

BOLD = "\x1b[1m"


def test_a_terminal_is_given_colours(on_terminal: OnTerminal) -> None:
    result = on_terminal("show", "exampline")

    assert result.exit_code == 0
    assert BOLD in result.stdout
    assert "40 mg, 3 doses 14 days apart" in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize("how", ["NO_COLOR", "TERM=dumb", "--no-color"])
def test_a_terminal_is_given_plain_text_when_asked_for(on_terminal: OnTerminal, how: str) -> None:
    result = on_terminal(
        "show",
        "exampline",
        "--all",
        *(["--no-color"] if how == "--no-color" else []),
        NO_COLOR="1" if how == "NO_COLOR" else None,
        TERM="dumb" if how == "TERM=dumb" else "xterm-256color",
    )

    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    assert "40 mg, 3 doses 14 days apart" in result.stdout


def test_what_other_programs_read_has_no_colours_on_a_terminal_either(on_terminal: OnTerminal) -> None:
    assert "\x1b" not in on_terminal("show", "exampline", "--json").stdout


def test_a_page_is_laid_out_for_the_width_of_the_terminal(on_terminal: OnTerminal) -> None:
    lines = on_terminal("show", "exampline", "--all", "--no-color", columns=60).stdout.splitlines()

    assert 55 <= max(len(line) for line in lines) <= 60


def test_one_key_opens_a_candidate(on_terminal: OnTerminal) -> None:
    result = on_terminal("show", "exmpline", keys="1")

    assert result.exit_code == 0
    assert "1 exampline" in result.stdout
    assert "40 mg, 3 doses 14 days apart" in result.stdout
    assert "You typed 'exmpline' and picked exampline." in result.stdout
    assert "Press 1 to open, any other key to leave." in result.stderr


@pytest.mark.parametrize("key", ["q", "0", "9", "²", "\r", "\x04", "\x1b", "11"], ids=ascii)
def test_any_other_key_opens_nothing(on_terminal: OnTerminal, key: str) -> None:
    result = on_terminal("show", "exmpline", keys=key)

    assert result.exit_code == 3
    assert "40 mg" not in result.stdout
    assert "Traceback" not in result.stderr


def test_nothing_is_asked_when_nobody_wants_to_be(on_terminal: OnTerminal) -> None:
    result = on_terminal("show", "exmpline", "--no-input")

    assert result.exit_code == 3
    assert "Press" not in result.stderr
    assert "40 mg" not in result.stdout


def test_a_page_longer_than_the_terminal_goes_through_the_pager(on_terminal: OnTerminal) -> None:
    result = on_terminal("show", "exampline", "--all", lines=24, PAGER="sed -e 's/^/paged: /'")

    assert result.exit_code == 0
    assert "paged: Kinetics" in result.stdout.replace(BOLD, "")


def test_a_short_page_does_not(on_terminal: OnTerminal) -> None:
    result = on_terminal("show", "exampline", "--section", "kinetics", lines=24, PAGER="sed -e 's/^/paged: /'")

    assert "6.2 hours" in result.stdout
    assert "paged" not in result.stdout
