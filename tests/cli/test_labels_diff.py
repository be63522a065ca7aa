"""drugcli labels diff."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.made_up_labels import SET_ID, answer, record, renamed, spl

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import OnTerminal, Run

    Compare = Callable[[str, str], dict[str, Any]]

NEW = (
    "2 DOSAGE AND ADMINISTRATION Give 50 mg. (2.1) 2.1 Recommended Dosage The dose is 50 mg, as section "
    "2.2 says. 2.2 Missed Dose Give it at once. • Never give two. • Keep the date."
)


@pytest.fixture
def home(run: Run, tmp_path: Path) -> str:
    """Return a data folder with versions 12, 13 and 14 of exampline's label, and one of exampline2's."""
    later = {"version": "14", "effective_time": "20260101", "dosage_and_administration": [NEW], "boxed_warning": None}
    (tmp_path / "a.json").write_bytes(
        answer(record(), record(version="13", description=["11 DESCRIPTION It is white."]), record(**later), renamed(2))
    )
    data = str(tmp_path / "data")
    assert run("labels", "import", tmp_path / "a.json", XDG_DATA_HOME=data).exit_code == 0
    return data


def test_the_two_newest_versions_are_compared_and_figures_come_first(run: Run, home: str) -> None:
    result = run("labels", "diff", "examplex", XDG_DATA_HOME=home)

    assert (result.exit_code, result.stderr) == (0, "")
    assert "version 13 to version 14" in result.stdout
    assert result.stdout.index("Figures that changed") < result.stdout.index("2 DOSAGE")
    assert "was 40 mg; is 50 mg: ... DOSAGE AND ADMINISTRATION Give [-40-] {+50+} mg." in result.unwrapped.replace(
        "is 50 mg: 2 DOSAGE", "is 50 mg: ... DOSAGE"
    )
    assert "Boxed warning (removed)" in result.stdout
    assert "11 DESCRIPTION (removed)" in result.stdout


def test_versions_and_sections_can_be_named(run: Run, home: str) -> None:
    arguments = ("labels", "diff", SET_ID, "--from", "12", "--to", "13")
    whole = run(*arguments, XDG_DATA_HOME=home)
    one = run("labels", "diff", "examplex", "--section", "2.1", "--json", XDG_DATA_HOME=home)
    figures, section = json.loads(one.stdout)["page"]["sections"]

    assert "11 DESCRIPTION (added)" in whole.stdout
    assert "Figures" not in whole.stdout
    assert {row["label"] for row in figures["rows"]} == {"2.1"}
    assert (section["key"], {row["label"] for row in section["rows"]}) == ("2", {"2.1"})
    assert "[-40-]" in section["rows"][0]["before"]
    assert "{+50+}" in section["rows"][0]["after"]


def test_a_section_is_asked_for_as_by_show(run: Run, home: str) -> None:
    by_word = run("labels", "diff", "examplex", "--section", "dosage", "--json", XDG_DATA_HOME=home)
    _figures, section = json.loads(by_word.stdout)["page"]["sections"]

    assert (by_word.exit_code, section["key"]) == (0, "2")


def test_brackets_that_only_moved_are_no_change(run: Run, home: str) -> None:
    result = run("labels", "diff", "examplex", "--section", "2", XDG_DATA_HOME=home)

    assert "( 2.1 )" not in result.stdout


def test_the_same_words_are_no_change(run: Run, home: str, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_bytes(answer(record(version="11")))
    run("labels", "import", tmp_path / "b.json", XDG_DATA_HOME=home)
    result = run("labels", "diff", "examplex", "--from", "11", "--to", "12", XDG_DATA_HOME=home)

    assert result.exit_code == 0
    assert "Nothing changed" in result.stdout


def test_columns_stand_side_by_side_where_there_is_room(run: Run, home: str) -> None:
    wide = run("labels", "diff", "examplex", "--section", "2.1", COLUMNS="220", XDG_DATA_HOME=home)
    line = next(line for line in wide.stdout.split("\n") if "[-40-]" in line)

    assert "{+50+}" in line
    assert line.index("[-40-]") + 20 < line.index("{+50+}")


def test_csv_and_markdown_have_both_sides(run: Run, home: str) -> None:
    table = run("labels", "diff", "examplex", "--format", "csv", XDG_DATA_HOME=home).stdout
    rows = [row for row in csv.DictReader(io.StringIO(table)) if row["section"] == "figures"]
    markdown = run("labels", "diff", "examplex", "--format", "markdown", XDG_DATA_HOME=home).stdout

    assert rows[0]["before"].startswith("40 mg: ")
    assert rows[0]["after"].startswith("50 mg: ")
    assert "was 40 mg; is 50 mg" in markdown


def test_two_forms_are_compared_with_a_warning(run: Run, home: str, tmp_path: Path) -> None:
    (tmp_path / "c.xml").write_bytes(spl(version="15"))
    run("labels", "import", tmp_path / "c.xml", XDG_DATA_HOME=home)
    result = run("labels", "diff", SET_ID, XDG_DATA_HOME=home)

    assert result.exit_code == 0
    assert "! One of these is from openFDA, the other is SPL" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["exampline2"], 1, "Only version 12 of this label is here"),
        (["examplex", "--from", "3"], 2, "Version 3 of this label is not here. Here are: 14, 13, 12."),
        (["examplex", "--from", "3", "--to", "12"], 2, "Versions 3 and 12 are not both here. Here are: 14, 13, 12."),
        (["examplex", "--section", "99"], 2, "Neither version has a section '99'"),
    ],
)
def test_what_cannot_be_compared_is_said(run: Run, home: str, arguments: list[str], code: int, said: str) -> None:
    result = run("labels", "diff", *arguments, "--json", XDG_DATA_HOME=home)

    assert result.exit_code == json.loads(result.stdout)["error"]["exit_code"] == code
    assert said in result.stderr


def test_among_several_labels_of_a_drug_one_is_to_be_named(run: Run, home: str, tmp_path: Path) -> None:
    other = "00000000-0000-4000-8000-000000000077"
    (tmp_path / "d.json").write_bytes(answer(record(set_id=other), record(set_id=other, version="13")))
    run("labels", "import", tmp_path / "d.json", XDG_DATA_HOME=home)
    result = run("labels", "diff", "examplex", XDG_DATA_HOME=home)

    assert result.exit_code == 3
    assert "name one by its set id" in result.stderr
    assert other in result.stdout
    assert SET_ID in result.stdout


@pytest.fixture
def compared(run: Run, tmp_path: Path) -> Compare:
    """Compare two texts of one section, and return the page."""

    def compare(old: str, new: str) -> dict[str, Any]:
        bare = dict.fromkeys(("dosage_and_administration", "dosage_and_administration_table"))
        first, second = (
            {**bare, "dosage_and_administration": [f"2 DOSAGE AND ADMINISTRATION {text}"]} for text in (old, new)
        )
        (tmp_path / "a.json").write_bytes(answer(record(**first), record(version="13", **second)))
        home = str(tmp_path / "data")
        assert run("labels", "import", tmp_path / "a.json", XDG_DATA_HOME=home).exit_code == 0
        page: dict[str, Any] = json.loads(run("labels", "diff", "examplex", "--json", XDG_DATA_HOME=home).stdout)[
            "page"
        ]
        return page

    return compare


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("▪ Give Examplex\u2019s \u201cfirst\u201d dose.", '• Give EXAMPLEX\'s "first" dose.'),
        ("Give it once \u2013 daily.", "Give it once - daily."),
    ],
)
def test_bullets_quotes_dashes_and_capitals_are_no_change(compared: Compare, old: str, new: str) -> None:
    page = compared(old, new)

    assert page["sections"] == []
    assert page["notices"][0]["text"] == "Nothing changed: the words are the same."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Wash it. 7. Insert the needle.", "Wash it. Dry it. 8. Insert the needle."),
        ("Give it. © Example Pharma 2020", "Give it. © Example Pharma 2023"),
        ("Give it [see Warnings ( 5. 1 )] now.", "Give it [see Warnings ( 5. 2 )] now."),
        ("Order 49655- 08 now.", "Order 49655- 09 now."),
        ("See Tables 16 and 17 first.", "See Tables 18 and 19 first."),
        ("Give it in a 28 day cycle.", "Give it in a 28-day cycle."),
    ],
)
def test_numbers_of_steps_sections_years_and_codes_are_no_figures(compared: Compare, old: str, new: str) -> None:
    assert [one["key"] for one in compared(old, new)["sections"]] == ["2"]


def test_a_passage_that_came_is_told_with_its_figures(compared: Compare) -> None:
    text = "In severe renal impairment give no more than 5 mg a day, over at least 30 minutes, and measure creatinine."
    figures, _section = compared("Give it at once.", f"Give it at once. {text}")["sections"]

    assert figures["rows"][0]["text"].startswith("was no figure; is 5 mg a day, 30 minutes: ")


def test_many_figures_of_one_change_are_counted(compared: Compare) -> None:
    many = ", ".join(f"{number} mg" for number in range(10, 30))
    figures, _section = compared("Give it.", f"Give it as {many} in this order and no other, please.")["sections"]

    assert "17 mg and 12 more: " in figures["rows"][0]["text"]


def test_what_changed_is_summed_up_first(run: Run, home: str) -> None:
    result = run("labels", "diff", "examplex", XDG_DATA_HOME=home)

    assert "\nWhat changed: " in result.stdout
    assert "; in section 2; removed: section 11, Boxed warning." in result.unwrapped
    assert result.stdout.index("What changed") < result.stdout.index("Figures that changed")


def test_a_unit_that_ends_in_a_digit_is_not_said_twice(compared: Compare) -> None:
    figures, _section = compared("Give 350 mg/m 2 daily.", "Give 360 mg/m 2 daily.")["sections"]

    assert "mg per m" not in figures["rows"][0]["text"]


@pytest.mark.parametrize("columns", [80, 200])
def test_changes_are_coloured_on_a_terminal_and_nowhere_else(on_terminal: OnTerminal, home: str, columns: int) -> None:
    arguments = ("labels", "diff", "examplex", "--section", "2.1")
    shown = on_terminal(*arguments, columns=columns, XDG_DATA_HOME=home).stdout
    plain = on_terminal(*arguments, columns=columns, XDG_DATA_HOME=home, NO_COLOR="1").stdout

    assert "\x1b[31m[-40-]\x1b[0m" in shown
    assert "\x1b[32m{+50+}\x1b[0m" in shown
    assert "[-40-]" in plain
    assert "\x1b[3" not in plain
