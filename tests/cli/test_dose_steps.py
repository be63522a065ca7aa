"""drugcli dose: steps that depend on response, from phases that end, and amounts that go up and down."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.conftest import DATA

if TYPE_CHECKING:
    from tests.conftest import Run

COURSE = ("ladderline", "--regimen", "us-course", "--start", "2026-01-05")
DAILY = ("ladderline", "--regimen", "us-daily")


@pytest.fixture
def dose(run: Run) -> Run:
    return lambda *arguments, **changed: run(
        "dose", *arguments, "--data", DATA / "formulary-dosing", COLUMNS="200", **changed
    )


def test_a_step_counts_from_the_last_dose_of_a_phase_that_ends(dose: Run) -> None:
    result = dose(*COURSE, "--step", "again")

    assert (result.exit_code, result.stderr) == (0, "")
    assert "Wed 2026-02-11  step again, 20 mg, 2 doses 7 days apart: no response" in result.stdout
    assert result.stdout.index("step again") < result.stdout.index("20 mg (second course 1 of 2)")
    assert "Wed 2026-02-18  20 mg (second course 2 of 2)" in result.stdout


@pytest.mark.parametrize(
    "asked",
    [
        (*COURSE, "--step", "at-any-time"),
        (*DAILY, "--start", "2026-01-05", "--step", "to-weekly"),
        ("stepline", "--regimen", "us-ladder", "--weight", "60kg", "--start", "2026-01-05", "--step", "stop"),
    ],
)
def test_a_step_without_a_day_that_the_source_gives_asks_for_one_first(dose: Run, asked: tuple[str, ...]) -> None:
    result = dose(*asked)
    step = asked[-1]

    assert (result.exit_code, result.stderr) == (3, "")
    first = next(line for line in result.stdout.splitlines() if line.startswith("  "))
    assert f"{step}: the source gives no day for it; state one: --step {step}@2026-01-31" in first
    assert "Dates" not in result.stdout


def test_a_step_on_a_stated_day_ends_the_doses_before_it(dose: Run) -> None:
    result = dose(*DAILY, "--start", "2026-01-05", "--count", "3", "--step", "to-weekly@2026-01-07", "--json")

    (section,) = json.loads(result.stdout)["page"]["sections"]
    assert [row["label"] for row in section["rows"] if row["key"][:2] == "20"] == [
        "Mon 2026-01-05",
        "Tue 2026-01-06",
        "Wed 2026-01-07",
    ]
    assert next(row["value"] for row in section["rows"] if row["key"] == "2026-01-07") == 30


def test_a_range_goes_up_and_down_and_each_amount_has_its_day(dose: Run) -> None:
    asked = (*DAILY, "--start", "2026-01-05", "--count", "3")
    result = dose(*asked, "--step", "more@2026-01-06", "--step", "less@2026-01-07")

    assert (result.exit_code, result.stderr) == (0, "")
    for line in (
        "Mon 2026-01-05  2 to 4 mg (daily 1)",
        "Tue 2026-01-06  step more, 1 mg more: too little",
        "Tue 2026-01-06  3 to 5 mg (daily 2)",
        "Wed 2026-01-07  1 to 3 mg (daily 3)",
        "daily           from Mon 2026-01-05: 2 to 4 mg daily",
        "daily           from Wed 2026-01-07: 1 to 3 mg daily",
        "2 mg + 1 mg = 3 mg; 4 mg + 1 mg = 5 mg; 3 mg − 2 mg = 1 mg; 5 mg − 2 mg = 3 mg",
    ):
        assert line in result.stdout


def test_a_regimen_without_the_step_says_that_its_dose_is_without_it(dose: Run) -> None:
    result = dose("ladderline", "--step", "at-any-time")

    assert (result.exit_code, result.stderr) == (0, "")
    daily = result.stdout[result.stdout.index("FDA daily (us-daily)") :]
    assert "at-any-time: this regimen has no such step; what follows is without it" in daily
    assert result.stdout.count("no such step") == 1


def test_side_by_side_a_regimen_that_a_step_ends_has_none(dose: Run) -> None:
    result = dose("stepline", "--weight", "60kg", "--step", "pause")

    assert (result.exit_code, result.stderr) == (0, "")
    assert "FDA ladder: none" in result.stdout


def test_a_step_that_may_leave_no_dose_says_so(dose: Run) -> None:
    result = dose(*DAILY, "--step", "less")

    assert (result.exit_code, result.stderr) == (0, "")
    assert "daily      2 mg daily" in result.stdout
    assert "the step's largest change leaves no dose; 2 mg is the most that it leaves" in result.stdout


def test_a_step_that_leads_to_no_dose_is_refused(dose: Run) -> None:
    result = dose(*DAILY, "--step", "less", "--step", "less")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "--step less: it leads to no dose; the source gives none so low.\n"
