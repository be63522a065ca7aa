"""What the shell completes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run


@pytest.fixture
def complete(run: Run) -> Callable[..., list[str]]:
    """Return what is offered for a line, as bash asks for it."""

    def completed(line: str, **environment: str) -> list[str]:
        words = line.split(" ")
        asked = {"_DRUGCLI_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
        result = run(**asked, **environment)
        assert result.stderr == ""
        return [name for name in result.stdout.split("\n") if name]

    return completed


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("drugcli show exampl", ["examplex", "exampline", "exampline sodium"]),
        ("drugcli show EXAMPLEX", ["EXAMPLEX"]),
        ("drugcli show Exampl", ["Examplex", "Exampline", "Exampline sodium"]),
        ("drugcli market exampitis-d", ["exampitis-drugs"]),
        ("drugcli sources Examp", ["Examplex", "Exampline", "Exampline sodium"]),
        ("drugcli show qqqq", []),
    ],
)
def test_names_that_begin_with_what_was_typed_are_offered(
    complete: Callable[..., list[str]], line: str, names: list[str]
) -> None:
    offered = complete(line)

    assert set(names) <= set(offered)
    assert names or not offered


def test_every_name_offered_begins_as_it_was_typed(complete: Callable[..., list[str]]) -> None:
    """The shell drops all others."""
    offered = complete("drugcli show EXa")

    assert "EXamplex" in offered
    assert all(name.startswith("EXa") for name in offered)


def test_markets_are_offered_in_one_word(complete: Callable[..., list[str]]) -> None:
    offered = complete("drugcli market exampitis")

    assert {"exampitis", "exampitis-drugs", "exampitis-market"} <= set(offered)


def test_all_names_are_offered_before_anything_is_typed(complete: Callable[..., list[str]]) -> None:
    assert "exampline" in complete("drugcli show ")


def test_commands_are_offered(complete: Callable[..., list[str]]) -> None:
    assert complete("drugcli so") == ["sources"]


def test_a_formulary_that_cannot_be_used_offers_nothing_and_complains_of_nothing(
    complete: Callable[..., list[str]], tmp_path: Path
) -> None:
    assert complete("drugcli show ex", DRUGCLI_DATA=str(tmp_path / "nowhere")) == []
