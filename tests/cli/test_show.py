"""drugcli show, as its user sees it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

FIRST_DOSE = "40 mg, 3 doses 14 days apart"


@pytest.mark.parametrize(
    "typed",
    [
        "exampline",
        "EXAMPLINE",
        "  Exampline ",
        "examp line",
        "éxamplinè",
        "Examplex",
        "examplex®",
        "exampline sodium",
        "Exampline-Sodium",
        "99999-058-01",
        "99999 058 01",
        "x99xx99",
    ],
)
def test_a_drug_is_found_by_any_of_its_names_however_it_is_spelled(run: Run, typed: str) -> None:
    result = run("show", typed)

    assert result.exit_code == 0
    assert result.stdout.startswith("exampline")
    assert FIRST_DOSE in result.unwrapped
    assert result.stderr == ""


def test_a_name_of_several_words_needs_no_quotes(run: Run) -> None:
    assert run("show", "exampline", "sodium") == run("show", "exampline sodium")


def test_a_brand_is_said_to_be_a_name_of_the_drug(run: Run) -> None:
    assert "Examplex is a name of exampline (brand)." in run("show", "EXAMPLEX").stdout


def test_a_code_is_said_to_be_a_code_of_the_drug(run: Run) -> None:
    assert "99999-058-01 is a code of exampline (NDC, 40 mg in 5 mL)." in run("show", "99999-058-01").stdout


def test_the_generic_name_needs_no_introduction(run: Run) -> None:
    assert "is a name of" not in run("show", "exampline").stdout


def test_the_dose_stands_on_the_first_screen(run: Run) -> None:
    first_screen = run("show", "exampline").stdout.splitlines()[:24]

    assert any("40 mg, 3 doses 14 days apart" in line for line in first_screen)
    assert any("30 mg on days 0, 14 and 28" in line for line in first_screen)


def test_the_page_names_the_sections_that_it_leaves_out(run: Run) -> None:
    closing = run("show", "exampline").stdout.rpartition("More:")[2]

    assert "storage" in closing
    assert "--all" in closing
    assert "dose" not in closing.split(", ")


def test_all_shows_every_section(run: Run) -> None:
    result = run("show", "exampline", "--all")

    assert result.exit_code == 0
    assert "2 to 8 °C" in result.stdout
    assert "sodium chloride, 8.77 mg per mL" in result.stdout
    assert "More:" not in result.stdout


def test_sections_are_shown_in_the_order_they_were_asked_for(run: Run) -> None:
    result = run("show", "exampline", "--section", " Storage ,dose,storage")

    assert result.exit_code == 0
    assert result.stdout.count("\nStorage\n") == 1
    assert result.stdout.index("\nStorage\n") < result.stdout.index("\nDose\n")
    assert "Missed dose" not in result.stdout


def test_a_section_that_holds_nothing_says_so(run: Run) -> None:
    result = run("show", "exampline", "--section", "overdose")

    assert result.exit_code == 0
    assert "not in our data" in result.stdout.partition("Overdose")[2]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("dosage", "There is no section 'dosage'."),
        ("dose,dosage", "There is no section 'dosage'."),
        ("\x1b[31mdose", "There is no section '\\x1b[31mdose'."),
        ("", "No section was named."),
        (" , ", "No section was named."),
    ],
)
def test_a_section_that_does_not_exist_is_refused_with_the_list(run: Run, asked: str, said: str) -> None:
    result = run("show", "exampline", "--section", asked)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(said)
    assert "dose, boxed-warning, missed-dose" in result.stderr


def test_a_slip_is_met_with_a_choice_and_no_dose(run: Run) -> None:
    result = run("show", "exmpline")

    assert result.exit_code == 3
    assert "exampline" in result.stdout
    assert "1 letter different · enzyme inhibitor · intravenous · Examplex" in result.stdout
    assert "40 mg" not in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("examplien", "1 letter different"),
        ("exampplinne", "2 letters different"),
        ("exam", "begins with it"),
        ("ekksaamplinne", "sounds like it"),
        ("exemplex", "(brand Examplex)"),
    ],
)
def test_a_name_like_one_that_we_hold_says_why_it_is_offered(run: Run, typed: str, why: str) -> None:
    result = run("show", typed)

    assert result.exit_code == 3
    assert "exampline" in result.stdout
    assert why in result.stdout
    assert " mg" not in result.stdout


def test_a_brand_of_two_drugs_opens_neither(run: Run) -> None:
    result = run("show", "Twinex", DRUGCLI_DATA="tests/data/formulary-odd")

    assert result.exit_code == 3
    assert "'Twinex' is a name of several drugs." in result.stdout
    assert "twinlane" in result.stdout
    assert "twinline" in result.stdout
    assert "11 mg" not in result.stdout


def test_one_of_two_drugs_with_a_brand_in_common_opens_by_its_own_name(run: Run) -> None:
    result = run("show", "twinlane", DRUGCLI_DATA="tests/data/formulary-odd")

    assert result.exit_code == 0
    assert result.stdout.startswith("twinlane")


def test_a_name_that_is_like_nothing_says_so(run: Run) -> None:
    result = run("show", "qqqqqqqqqq")

    assert result.exit_code == 1
    assert "Nothing here goes by the name 'qqqqqqqqqq'." in result.stdout
    assert "drugcli list drugs" in result.unwrapped
    assert result.stderr == ""


def test_a_name_of_a_market_is_none_of_a_drug(run: Run) -> None:
    result = run("show", "exampitis market")

    assert result.exit_code in {1, 3}
    assert "USD" not in result.stdout


@pytest.mark.parametrize(
    ("typed", "status", "exit_code"),
    [("Examplex", "found", 0), ("exmpline", "near", 3), ("twinex", "ambiguous", 3), ("qqqqqqqqqq", "unknown", 1)],
)
def test_json_tells_how_the_name_was_matched(run: Run, typed: str, status: str, exit_code: int) -> None:
    both = "tests/data/formulary:tests/data/formulary-odd"
    result = run("show", typed, "--json", DRUGCLI_DATA=both)
    answer = json.loads(result.stdout)

    assert result.exit_code == exit_code
    assert answer["schema"] == "drugcli/1"
    assert answer["query"] == typed
    assert answer["match"]["status"] == status
    assert (answer["match"]["drug"] is None) == (status != "found")
    assert bool(answer["match"]["candidates"]) == (status in {"near", "ambiguous"})
    assert "error" not in answer
    assert result.stderr == ""


def test_json_candidates_carry_what_tells_them_apart(run: Run) -> None:
    answer = json.loads(run("show", "exmpline", "--json").stdout)

    assert answer["match"]["candidates"][0] == {
        "id": "exampline",
        "title": "exampline",
        "name": "exampline",
        "kind": "generic",
        "why": "1 letter different",
        "class": "enzyme inhibitor",
        "routes": ["intravenous"],
        "brands": ["Examplex"],
        "held": True,
        "edits": 1,
    }
    assert answer["sources"] == []
    assert "40 mg" not in json.dumps(answer)


def test_json_names_the_kind_of_name_that_matched(run: Run) -> None:
    match = json.loads(run("show", "exampline sodium", "--json").stdout)["match"]

    assert (match["drug"], match["market"], match["name"], match["kind"]) == (
        "exampline",
        None,
        "exampline sodium",
        "salt",
    )


def test_every_row_of_json_points_to_a_source_that_is_listed(run: Run) -> None:
    answer = json.loads(run("show", "exampline", "--all", "--json").stdout)
    rows = [row for section in answer["page"]["sections"] for row in section["rows"]]
    cited = {cite.partition("#")[0] for row in rows for cite in row["cites"]}

    assert cited == {source["id"] for source in answer["sources"]}
    assert [source["number"] for source in answer["sources"]] == [1, 2]


def test_keys_of_json_rows_are_stable_and_told_apart(run: Run) -> None:
    answer = json.loads(run("show", "exampline", "--all", "--json").stdout)

    for section in answer["page"]["sections"]:
        keys = [row["key"] for row in section["rows"]]
        assert sorted(keys) == sorted(set(keys)), section["key"]


def test_two_identifiers_of_one_kind_have_keys_of_their_own(run: Run, formulary: Path, exampline_file: Path) -> None:
    text = exampline_file.read_text(encoding="utf-8")
    text += '[[identifier]]\nkind = "ATC"\ncode = "X99XX98"\ncites = ["smpc-eu-2024#5.1"]\n'
    text += '[[maker]]\nrole = "maker"\nname = "Other Pharma"\ncites = ["label-us-2024#17"]\n'
    (formulary / "drugs" / "exampline.toml").write_text(text, encoding="utf-8")
    asked = run("show", "exampline", "--section", "identifiers,makers", "--json", "--data", formulary)

    for section in json.loads(asked.stdout)["page"]["sections"]:
        assert len({row["key"] for row in section["rows"]}) == 2


def test_figures_are_numbers_in_json(run: Run) -> None:
    answer = json.loads(run("show", "exampline", "--section", "kinetics", "--json").stdout)
    (half_life,) = answer["page"]["sections"][0]["rows"]

    assert half_life["value"] == 6.2
    assert half_life["unit"] == "hours"


@pytest.mark.parametrize("format_", ["csv", "markdown", "table"])
def test_json_and_another_format_contradict_each_other(run: Run, format_: str) -> None:
    result = run("show", "exampline", "--json", "--format", format_)

    assert result.exit_code == 2
    assert f"--json and --format {format_} contradict each other" in result.stderr
    assert "mg" not in result.stdout


def test_json_twice_is_no_contradiction(run: Run) -> None:
    assert run("show", "exampline", "--json", "--format", "json") == run("show", "exampline", "--json")


def test_an_unknown_format_is_refused(run: Run) -> None:
    result = run("show", "exampline", "--format", "xml")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "'table', 'json', 'csv', 'markdown'" in result.stderr


@pytest.mark.parametrize("day", ["tomorrow", "1e9", "9" * 30, "²"])
def test_a_fixed_day_that_is_none_is_refused(run: Run, day: str) -> None:
    result = run("show", "exampline", SOURCE_DATE_EPOCH=day)

    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH" in result.stderr
    assert result.stdout == ""


def test_without_a_fixed_day_a_page_is_shown_too(run: Run) -> None:
    assert run("show", "exampline", SOURCE_DATE_EPOCH=None).exit_code == 0
