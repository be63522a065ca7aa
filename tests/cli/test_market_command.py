"""drugcli market, as its user sees it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

ODD = "tests/data/formulary-odd"


@pytest.mark.parametrize("typed", ["exampitis", "Exampitis Market", "exampitis-drugs", "EXAMPITIS"])
def test_a_market_is_found_by_its_title_its_names_and_its_id(run: Run, typed: str) -> None:
    result = run("market", typed)

    assert result.exit_code == 0
    assert result.stdout.startswith("Exampitis market")
    assert "USD 1,000 million" in result.stdout
    assert result.stderr == ""


def test_a_slip_is_met_with_a_choice_and_no_figure(run: Run) -> None:
    result = run("market", "exampytis")

    assert result.exit_code == 3
    assert "No market goes by the name 'exampytis'." in result.unwrapped
    assert "Exampitis market" in result.stdout
    assert "USD" not in result.stdout


def test_a_market_that_is_like_nothing_is_not_found(run: Run) -> None:
    result = run("market", "qqqqqqqqqq")

    assert result.exit_code == 1
    assert "drugcli list markets" in result.unwrapped


def test_what_does_not_add_up_is_said_above_and_beside_the_figures(run: Run) -> None:
    result = run("market", "exampitis")
    above, _, findings = result.stdout.partition("What does not add up")

    assert "not add up: see the findings." in above
    assert "1,210" in findings
    assert "10%" in findings


def test_findings_are_in_json(run: Run) -> None:
    answer = json.loads(run("market", "exampitis", "--json", "--section", "findings").stdout)
    (findings,) = answer["page"]["sections"]

    assert answer["match"]["market"] == "exampitis"
    assert answer["match"]["drug"] is None
    assert len(findings["rows"]) >= 2
    assert all(row["cites"] for row in findings["rows"])


def test_findings_can_be_made_to_fail(run: Run) -> None:
    shown = run("market", "exampitis")
    failed = run("market", "exampitis", "--fail-on-findings")

    assert shown.exit_code == 0
    assert failed.exit_code == 4
    assert failed.stdout == shown.stdout


def test_a_market_that_adds_up_does_not_fail(run: Run) -> None:
    result = run("market", "oddmarket", "--fail-on-findings", DRUGCLI_DATA=ODD)

    assert result.exit_code == 0
    assert "not add up" not in result.unwrapped


def test_a_slip_fails_as_a_slip_whatever_the_findings(run: Run) -> None:
    assert run("market", "exampytis", "--fail-on-findings").exit_code == 3


@pytest.mark.parametrize("width", ["60", "80", "100", "160"])
def test_no_line_is_wider_than_the_terminal(run: Run, width: str) -> None:
    lines = run("market", "exampitis", "--all", COLUMNS=width).stdout.splitlines()

    assert max(len(line) for line in lines) <= int(width)


@pytest.mark.parametrize("width", ["60", "80", "100"])
def test_no_width_loses_a_word(run: Run, width: str) -> None:
    wide = run("market", "exampitis", "--all", COLUMNS="1000").stdout

    assert sorted(run("market", "exampitis", "--all", COLUMNS=width).stdout.split()) == sorted(wide.split())


def test_all_shows_every_section(run: Run) -> None:
    page = run("market", "exampitis", "--all").stdout

    for text in (
        "Reported figures",
        "Diagnosis: more cases are found",
        "How large is the market?",
        "scope",
        "by prevalence",
    ):
        assert text in page


def test_a_section_that_does_not_exist_is_refused(run: Run) -> None:
    result = run("market", "exampitis", "--section", "dose")

    assert result.exit_code == 2
    assert "There is no section 'dose'. Sections: estimates, findings" in result.stderr


@pytest.mark.parametrize("format_", ["csv", "markdown"])
def test_a_market_can_be_written_in_each_format(run: Run, format_: str) -> None:
    result = run("market", "exampitis", "--all", "--format", format_)

    assert result.exit_code == 0
    assert "USD 1,210 million" in result.stdout
    assert result.stderr == ""


def test_regions_and_segments_name_the_publisher(run: Run) -> None:
    result = run("market", "exampitis", "--section", "regions,segments")

    assert result.exit_code == 0
    assert "Example Insights: share 60%; United States" in result.unwrapped
    assert "Example Insights, by prevalence" in result.stdout


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ("first = 2024\nlast = 2026\n", "5% a year, 2024 to 2026"),
        ("last = 2026\n", "5% a year, to 2026"),
        ("first = 2024\n", "5% a year, from 2024"),
        ("", "5% a year"),
    ],
    ids=["both", "last", "first", "none"],
)
def test_the_years_of_a_rate_are_worded_as_far_as_they_are_known(
    run: Run, tmp_path: Path, years: str, said: str
) -> None:
    text = Path("tests/data/formulary/markets/exampitis.toml").read_text(encoding="utf-8")
    assert "first = 2024\nlast = 2026\n" in text
    (tmp_path / "markets").mkdir()
    (tmp_path / "markets" / "exampitis.toml").write_text(
        text.replace("first = 2024\nlast = 2026\n", years), encoding="utf-8"
    )
    result = run("market", "exampitis", "--data", tmp_path, "--section", "estimates", "--json")
    rows = json.loads(result.stdout)["page"]["sections"][0]["rows"]

    assert [row["text"] for row in rows if row["label"] == "stated growth"] == [said]
