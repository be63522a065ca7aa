"""A user's own formularies win over the bundled one, and are named beside what they changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

BASE, FIRST, SECOND = (f"tests/data/formulary{which}" for which in ("", "-first", "-second"))


def test_the_last_formulary_wins(run: Run) -> None:
    result = run("show", "exampline", "--data", BASE, "--data", FIRST, "--data", SECOND)

    assert result.exit_code == 0
    assert "60 mg every 4 months" in result.stdout
    assert "50 mg" not in result.stdout
    assert "40 mg" not in result.stdout


def test_the_order_of_the_flags_is_the_order_of_strength(run: Run) -> None:
    assert "50 mg every 4 months" in run("show", "exampline", "--data", SECOND, "--data", FIRST).stdout


def test_the_environment_names_several_formularies_too(run: Run) -> None:
    assert "60 mg" in run("show", "exampline", DRUGCLI_DATA=f"{BASE}:{FIRST}::{SECOND}").stdout


def test_a_flag_is_stronger_than_the_environment(run: Run) -> None:
    result = run("show", "exampline", "--data", BASE, DRUGCLI_DATA=SECOND)

    assert "40 mg" in result.stdout
    assert "60 mg" not in result.stdout


def test_the_formulary_of_a_page_is_named(run: Run) -> None:
    assert f"From the formulary {BASE}." in run("show", "exampline").stdout


def test_a_page_that_replaces_another_says_so_and_marks_what_changed(run: Run) -> None:
    page = json.loads(run("show", "exampline", "--json", "--data", BASE, "--data", FIRST).stdout)["page"]
    (whose,) = (notice["text"] for notice in page["notices"])
    notes = {section["key"]: section["note"] for section in page["sections"]}

    assert whose.startswith(f"From the formulary {FIRST}; it replaces ")
    assert whose.endswith("changed sections are marked.")
    assert notes["dose"] == "changed by formulary-first"
    assert notes["monitoring"] == "left out by formulary-first"


def test_a_section_that_did_not_change_is_not_marked(run: Run) -> None:
    page = json.loads(run("show", "exampline", "--json", "--data", FIRST, "--data", SECOND).stdout)["page"]
    notes = {section["key"]: section["note"] for section in page["sections"]}

    assert notes.pop("dose") == "changed by formulary-second"
    assert set(notes.values()) == {None}


def test_a_section_that_was_left_out_is_named(run: Run) -> None:
    """Exampline's own record says nothing of missed doses, where the one that it replaces does."""
    page = json.loads(run("show", "exampline", "--json", "--data", BASE, "--data", FIRST).stdout)["page"]

    assert "missed-dose" in json.dumps(page)


def test_the_record_that_was_replaced_is_named_rightly(run: Run) -> None:
    page = json.loads(run("show", "exampline", "--json", "--data", BASE, "--data", FIRST).stdout)["page"]

    assert "bundled" not in page["notices"][0]["text"]


@pytest.mark.parametrize("format_", ["table", "markdown"])
def test_the_mark_is_seen_beside_the_heading(run: Run, format_: str) -> None:
    result = run("show", "exampline", "--format", format_, "--data", FIRST, "--data", SECOND)

    assert "Dose" in result.stdout
    assert "(changed by formulary-second)" in result.stdout.partition("Dose")[2].splitlines()[0]


def test_a_name_that_only_the_replaced_record_had_is_no_longer_one(run: Run) -> None:
    result = run("show", "Examplex", "--data", BASE, "--data", SECOND)

    assert result.exit_code != 0
    assert "40 mg" not in result.stdout


def test_a_brand_of_the_winning_record_opens_it(run: Run) -> None:
    assert "60 mg" in run("show", "Wardex", "--data", BASE, "--data", SECOND).stdout


def test_search_finds_nothing_in_a_record_that_was_replaced(run: Run) -> None:
    result = run("search", "platelets", "bleeding", "--data", BASE, "--data", SECOND)

    assert "exampline" not in result.stdout


def test_a_broken_file_is_not_passed_over_for_the_weaker_sound_one(
    run: Run, formulary: Path, exampline_file: Path
) -> None:
    broken = exampline_file.read_text(encoding="utf-8").replace("value = 40,", "value = -40,")
    (formulary / "drugs" / "exampline.toml").write_text(broken, encoding="utf-8")
    result = run("show", "exampline", "--data", BASE, "--data", formulary)

    assert result.exit_code == 4
    assert result.stdout == ""
    assert f"{formulary}/drugs/exampline.toml: regimen[0].phase[0].amount" in result.stderr


def test_a_changed_file_is_noticed_at_the_next_look_up(run: Run, formulary: Path, exampline_file: Path) -> None:
    copy = formulary / "drugs" / "exampline.toml"
    shutil.copy(exampline_file, copy)
    before = run("show", "exampline", "--data", formulary)
    copy.write_text(copy.read_text(encoding="utf-8").replace("value = 40, unit", "value = 140, unit"), encoding="utf-8")
    after = run("show", "exampline", "--data", formulary)

    assert "140 mg, 3 doses" not in before.stdout
    assert "140 mg, 3 doses" in after.stdout


def test_a_new_file_is_found_and_a_removed_one_is_not(run: Run, formulary: Path, exampline_file: Path) -> None:
    missing = run("show", "exampline", "--data", formulary)
    shutil.copy(exampline_file, formulary / "drugs")
    there = run("show", "exampline", "--data", formulary)
    (formulary / "drugs" / "exampline.toml").unlink()
    gone = run("show", "exampline", "--data", formulary)

    assert [missing.exit_code, there.exit_code, gone.exit_code] == [1, 0, 1]


def test_a_broken_neighbour_is_told_of_on_stderr_alone(run: Run, formulary: Path, exampline_file: Path) -> None:
    shutil.copy(exampline_file, formulary / "drugs")
    (formulary / "drugs" / "brokenline.toml").write_text("name = 1\n", encoding="utf-8")
    result = run("show", "exampline", "--data", formulary)

    assert result.exit_code == 0
    assert "1 file has problems and cannot be shown; see them all with: drugcli check" in result.stderr
    assert "brokenline" not in result.stdout
