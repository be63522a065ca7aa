"""drugcli dose: tests that have dates of their own."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.conftest import DATA

if TYPE_CHECKING:
    from tests.conftest import Run

Told = Callable[..., list[tuple[str, str]]]
"""Label and text of each row."""

OLD = ("testline", "--regimen", "us-old")
GIVEN = "2026-01-31,2026-02-28,2026-03-31,2026-04-30,2026-05-31"


@pytest.fixture
def dose(run: Run) -> Run:
    return lambda *arguments, **changed: run(
        "dose", *arguments, "--data", DATA / "formulary-dosing", COLUMNS="200", **changed
    )


@pytest.fixture
def told(dose: Run) -> Told:
    def rows_of(*arguments: str) -> list[tuple[str, str]]:
        result = dose(*arguments, "--json")
        assert (result.exit_code, result.stderr) == (0, "")
        (section,) = json.loads(result.stdout)["page"]["sections"]
        return [(row["label"], row["text"]) for row in section["rows"]]

    return rows_of


def test_tests_and_doses_stand_in_the_order_of_their_dates(told: Told) -> None:
    rows = told(*OLD, "--start", "2026-01-31", "--count", "3")

    assert rows[1:6] == [
        ("Sat 2026-01-17", "by this day at the latest: liver tests"),
        ("Sat 2026-01-31", "10 mg (monthly 1)"),
        ("Sat 2026-02-28", "10 mg (monthly 2); the month has no such day, so its last is taken"),
        ("Tue 2026-03-31", "due: liver tests"),
        ("Tue 2026-03-31", "10 mg (monthly 3)"),
    ]


def test_after_a_change_tests_of_the_new_regimen_count_from_it_and_others_go_on(told: Told) -> None:
    rows = told(*OLD, "--given", GIVEN, "--on", "2026-06-02", "--switch", "us-new", "--count", "2")

    assert rows[2:12] == [
        ("Sun 2026-05-31", "due, the last of 2 days before Tue 2026-06-02: liver tests"),
        ("Tue 2026-06-30", "before the first dose: troponin"),
        ("Tue 2026-06-30", "30 mg (quarterly 1)"),
        ("Tue 2026-07-07", "due: troponin"),
        ("Tue 2026-07-14", "due: troponin"),
        ("Tue 2026-07-21", "due: troponin"),
        ("Tue 2026-07-28", "due: troponin"),
        ("Fri 2026-07-31", "due: liver tests"),
        ("Wed 2026-09-30", "due: liver tests"),
        ("Wed 2026-09-30", "30 mg (quarterly 2)"),
    ]
    assert ("tests", "liver tests: every 2 months; counted from the first dose of treatment, Sat 2026-01-31") in rows
    weekly = "troponin: before the first dose, then weekly for 1 month"
    assert ("tests", f"{weekly}; counted from the first dose of FDA new, Tue 2026-06-30") in rows


def test_without_the_first_dose_a_test_has_no_date_and_its_day_is_asked_for(told: Told) -> None:
    rows = told(*OLD, "--last", "2026-01-31", "--on", "2026-02-02", "--count", "1")

    assert (
        "tests",
        "liver tests: every 2 months; it has dates where the doses are stated from the first on, as --given",
    ) in rows
    assert "due: liver tests" not in dict(rows).values()


def test_tests_after_the_only_dose_are_dated(told: Told) -> None:
    rows = told("testline", "--regimen", "us-single", "--start", "2026-01-31")

    assert [label for label, text in rows if text == "due: troponin"] == [
        "Sat 2026-02-07",
        "Sat 2026-02-14",
        "Sat 2026-02-21",
        "Sat 2026-02-28",
    ]


def test_a_test_due_again_and_again_says_how_often_and_until_when(told: Told) -> None:
    asked = (*OLD, "--start", "2026-01-31", "--until")

    listed = [text for _label, text in told(*asked, "2028-03-31") if text == "due: liver tests"]
    assert listed == ["due: liver tests"] * 13
    cut = [one for one in told(*asked, "2029-02-01") if one[1].startswith("due")]
    assert len(cut) == 13
    assert cut[-1] == ("Fri 2028-03-31", "due, and on 5 days more, every 2 months until Wed 2029-01-31: liver tests")
