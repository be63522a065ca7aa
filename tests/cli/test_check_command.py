"""drugcli check, as a curator sees it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run


@pytest.fixture
def broken(formulary: Path, exampline_file: Path) -> Path:
    """Return a formulary with one sound drug and one with two problems."""
    sound = exampline_file.read_text(encoding="utf-8").replace('market = "exampitis"', "")
    (formulary / "drugs" / "exampline.toml").write_text(sound, encoding="utf-8")
    text = exampline_file.read_text(encoding="utf-8").replace('market = "exampitis"', "markt = 1")
    text = text.replace('name = "exampline"', 'name = "brokenline"', 1).replace("value = 40, unit", "value = -40, unit")
    text = text.replace('"Examplex"', '"Brokex"', 1).replace('"exampline sodium"', '"brokenline sodium"', 1)
    (formulary / "drugs" / "brokenline.toml").write_text(text, encoding="utf-8")
    return formulary


def test_a_sound_formulary_has_no_problem(run: Run) -> None:
    result = run("check", "tests/data/formulary")

    assert result == (0, "no problem in 2 files\n", "")


def test_every_problem_of_a_file_is_told_at_once(run: Run, broken: Path) -> None:
    result = run("check", broken)

    assert result.exit_code == 4
    assert "drugs/brokenline.toml: markt: unknown key; did you mean market?" in result.stdout
    assert "drugs/brokenline.toml: regimen[0].phase[0].amount: an amount is more than 0, not -40" in result.stdout


def test_problems_are_counted(run: Run, broken: Path) -> None:
    result = run("check", broken)
    lines = result.stdout.splitlines()

    assert f"{len(lines)} problems in 1 of 2 files" in result.stderr


def test_a_line_names_one_problem_whatever_the_width(run: Run, broken: Path) -> None:
    assert run("check", broken, COLUMNS="20") == run("check", broken, COLUMNS="200")


def test_a_single_file_can_be_checked(run: Run, broken: Path) -> None:
    sound = run("check", broken / "drugs" / "exampline.toml")
    bad = run("check", broken / "drugs" / "brokenline.toml")

    assert sound == (0, "no problem in 1 file\n", "")
    assert bad.exit_code == 4
    assert bad.stdout.startswith("brokenline.toml: ")


def test_a_folder_of_one_kind_can_be_checked(run: Run, broken: Path) -> None:
    assert run("check", broken / "drugs").exit_code == 4


def test_several_places_can_be_checked(run: Run, broken: Path) -> None:
    result = run("check", "tests/data/formulary", broken)

    assert result.exit_code == 4
    assert "of 4 files" in result.stderr


def test_without_a_path_all_formularies_in_use_are_checked(run: Run, broken: Path) -> None:
    result = run("check", "--data", broken)

    assert result.exit_code == 4
    assert "drugs/brokenline.toml: markt" in result.stdout


def test_a_path_that_does_not_exist_cannot_be_checked(run: Run) -> None:
    result = run("check", "tests/data/nowhere")

    assert result.exit_code == 5
    assert result.stdout == ""
    assert result.stderr == "tests/data/nowhere: there is no such file or folder\n"


def test_a_file_in_no_folder_of_a_kind_cannot_be_checked(run: Run, tmp_path: Path, exampline_file: Path) -> None:
    shutil.copy(exampline_file, tmp_path / "exampline.toml")
    result = run("check", tmp_path / "exampline.toml")

    assert result.exit_code == 5
    assert "move it into one" in result.stderr


def test_a_folder_that_is_no_formulary_cannot_be_checked(run: Run, tmp_path: Path) -> None:
    result = run("check", tmp_path)

    assert result.exit_code == 5
    assert "no formulary; a formulary holds a folder drugs/" in result.stderr


def test_an_empty_formulary_has_no_problem(run: Run, formulary: Path) -> None:
    assert run("check", formulary) == (0, "no problem in 0 files\n", "")


def test_problems_can_be_had_as_json(run: Run, broken: Path) -> None:
    result = run("check", broken, "--json")
    answer = json.loads(result.stdout)
    (problems,) = answer["page"]["sections"]

    assert result.exit_code == 4
    assert {row["label"] for row in problems["rows"]} == {"drugs/brokenline.toml"}
    assert result.stderr == ""


def test_a_sound_formulary_is_valid_json(run: Run) -> None:
    result = run("check", "tests/data/formulary", "--json")

    assert result.exit_code == 0
    assert json.loads(result.stdout)["page"]["sections"] == []


@pytest.mark.parametrize(
    ("format_", "shown"), [("csv", "problems,1,drugs/brokenline.toml"), ("markdown", "## Problems")]
)
def test_problems_can_be_had_in_each_format(run: Run, broken: Path, format_: str, shown: str) -> None:
    result = run("check", broken, "--format", format_)

    assert result.exit_code == 4
    assert shown in result.stdout


def test_a_file_that_is_not_named_after_its_drug_is_a_problem(run: Run, formulary: Path, exampline_file: Path) -> None:
    shutil.copy(exampline_file, formulary / "drugs" / "other.toml")
    result = run("check", formulary)

    assert "drugs/other.toml: name: the file of 'exampline' is named exampline.toml" in result.stdout


def test_a_date_in_the_future_is_measured_by_the_fixed_day(run: Run) -> None:
    result = run("check", "tests/data/formulary", SOURCE_DATE_EPOCH="1500000000")

    assert result.exit_code == 4
    assert "2024-03-01 lies in the future; check the year" in result.stdout
