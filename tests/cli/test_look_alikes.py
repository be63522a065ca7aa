"""A name of a look-alike group is shown in its published letters, with the names that it is taken for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run


def test_a_known_name_of_a_group_names_the_others(run: Run) -> None:
    result = run("show", "hydralazine")

    assert result.exit_code == 1
    assert "! Look-alike: hydrALAZINE is easily taken for hydrOXYzine (FDA list of tall-man names)." in result.unwrapped


def test_a_candidate_of_a_group_names_the_others(run: Run) -> None:
    notices = json.loads(run("show", "hydralazinee", "--json").stdout)["page"]["notices"]

    assert any(one["kind"] == "warning" and "hydrOXYzine" in one["text"] for one in notices)


def test_a_candidate_of_a_group_stands_beside_its_published_letters(run: Run) -> None:
    assert "\n  hydralazine  hydrALAZINE · 1 letter different" in run("show", "hydralazinee").stdout


@pytest.mark.parametrize("typed", ["apresoline", "apresolinne", "hydralazine hydrochloride", "hydralazine hcl"])
def test_a_brand_or_a_salt_of_a_group_names_the_others(run: Run, typed: str) -> None:
    assert "hydrALAZINE is easily taken for hydrOXYzine" in run("show", typed).unwrapped


def test_two_of_a_group_are_told_once(run: Run) -> None:
    assert run("show", "prednisolonee", "--json").stdout.count("is easily taken for") == 1


def test_a_group_of_one_is_shown_in_its_letters_and_takes_for_nothing(run: Run) -> None:
    result = run("show", "hydromorphone")

    assert "\n  hydromorphone  HYDROmorphone · " in result.stdout
    assert "Look-alike" not in result.stdout


def test_a_record_of_a_group_names_the_others(run: Run, formulary: Path, exampline_file: Path) -> None:
    """A made-up record under a name of the list: no fact of the drug is claimed."""
    text = exampline_file.read_text(encoding="utf-8").replace('name = "exampline"', 'name = "hydralazine"', 1)
    (formulary / "drugs" / "hydralazine.toml").write_text(text.replace("Examplex", "Examplihyd"), encoding="utf-8")
    result = run("show", "hydralazine", "--data", formulary)

    assert result.exit_code == 0
    assert "hydrOXYzine" in result.stdout.partition("Dose")[0]


def test_other_names_are_in_no_group(run: Run) -> None:
    assert "Look-alike" not in run("show", "exampline").stdout
