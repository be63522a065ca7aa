"""Regimens, missed doses and switches, said in words that a reader can follow."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

Rows = Callable[[str, str], dict[str, str]]

HEAD = """
name = "ownline"
[sources.label-us-2024]
kind = "regulator label"
standing = "primary"
title = "Ownex prescribing information"
publisher = "FDA"
date = 2024-03-01
[sources.page-2024]
kind = "reference page"
standing = "secondary"
title = "Ownline at a glance"
publisher = "Example Pages"
date = 2024-03-01
[class]
text = "example blocker"
cites = ["label-us-2024"]
"""
REGIMEN = """
[[regimen]]
id = "{id}"
agency = "{agency}"
population = {{ text = "adults", cites = ["label-us-2024"] }}
route = "oral"
"""
PHASE = """
[[regimen.phase]]
name = "{name}"
amount = {{ value = {value}, unit = "mg" }}
cites = ["{cite}"]
"""


@pytest.fixture
def rows(run: Run) -> Rows:
    """Return the texts of a section's rows by their keys."""

    def texts(drug: str, section: str) -> dict[str, str]:
        both = "tests/data/formulary:tests/data/formulary-odd"
        answer = json.loads(run("show", drug, "--json", "--section", section, DRUGCLI_DATA=both).stdout)
        return {row["key"]: row["text"] for row in answer["page"]["sections"][0]["rows"]}

    return texts


@pytest.fixture
def shown(run: Run, formulary: Path) -> Callable[[str], dict[str, list[str]]]:
    """Return the notices and the texts of the doses of a drug written for one test."""

    def show(toml: str) -> dict[str, list[str]]:
        (formulary / "drugs" / "ownline.toml").write_text(HEAD + toml, encoding="utf-8")
        page = json.loads(run("show", "ownline", "--json", "--section", "dose", "--data", formulary).stdout)["page"]
        doses = page["sections"][0]["rows"]
        return {
            "warnings": [notice["text"] for notice in page["notices"] if notice["kind"] == "warning"],
            "differs": [row["text"] for row in doses if row["label"] == "differs"],
        }

    return show


def test_each_regimen_is_one_line(rows: Rows) -> None:
    exampline, phaseline = rows("exampline", "dose"), rows("phaseline", "dose")

    assert exampline["us-adult"].startswith("40 mg, 3 doses 14 days apart, then 20 mg every 4 months")
    assert exampline["eu-adult"] == "30 mg on days 0, 14 and 28, then 20 mg every 4 months"
    assert phaseline["us-slow"].startswith("1 mg once, then 2.5 mg")
    assert "2 weeks later, then 5 mg, 3 doses 1 week apart, the first 10 days later" in phaseline["us-slow"]
    assert phaseline["us-slow"].endswith("then 10 mg every month")
    assert phaseline["us-fast"] == "4 mg on days 0 and 3, then 20 mg daily"


def test_bands_say_for_whom(rows: Rows) -> None:
    texts = rows("exampline", "dose").values()

    assert "0.2 mg per kg, at most 3 mg: weight less than 20 kg" in texts
    assert "5 mg: weight at least 20 kg; hepatic impairment none or mild" in texts


def test_agencies_that_differ_are_set_against_each_other(rows: Rows) -> None:
    assert (
        "adults: FDA 40 mg on days 0, 14 and 28; EMA 30 mg on days 0, 14 and 28" in rows("exampline", "dose").values()
    )


def test_a_delay_that_the_source_leaves_out_is_shown_as_a_hole(run: Run) -> None:
    result = run("show", "exampline", "--section", "missed-dose", "--format", "csv")
    (hole,) = [line for line in result.stdout.splitlines() if "the source does not say" in line]

    assert "exactly 8 months" in hole


def test_a_hole_between_bands_names_both_ends(run: Run) -> None:
    result = run(
        "show", "phaseline", "--section", "missed-dose", "--format", "csv", "--data", "tests/data/formulary-odd"
    )
    (hole,) = [line for line in result.stdout.splitlines() if "the source does not say" in line]

    assert "above 2 months up to 3 months" in hole


def test_every_way_to_go_on_after_a_missed_dose_is_said(rows: Rows) -> None:
    said = " | ".join([*rows("exampline", "missed-dose").values(), *rows("phaseline", "missed-dose").values()])

    for text in (
        "20 mg as soon as possible, then 20 mg on the original date of the next dose",
        "at least 14 days",
        "start the regimen again",
        "5 mg as soon as possible, 5 mg 7 days",
        "10 mg as soon as possible, then 10 mg every month",
        "(counted from the last loading dose)",
    ):
        assert text in said


def test_a_change_of_regimen_says_the_doses_between(rows: Rows) -> None:
    assert list(rows("phaseline", "switch").values()) == [
        (
            "slow to fast: one loading dose of 4 mg, at least 1 month after the last dose, then 20 mg daily. "
            "Not on one day"
        ),
        (
            "fast to slow: one test dose of 1 mg and one rise dose of 2.5 mg, at least 2 days (give or take 1 day) "
            "after the last dose, then 2.5 mg"
        ),
    ]


def test_dates_that_sources_disagree_on_are_marked(rows: Rows) -> None:
    assert list(rows("phaseline", "approvals").values()) == [
        "2020-03-01; sources differ on the date",
        "2020-03-02; as a press release has it; sources differ on the date",
    ]
    assert "differ" not in "".join(rows("exampline", "approvals").values())


def test_a_product_without_a_list_of_ingredients_says_so(rows: Rows) -> None:
    assert rows("phaseline", "presentations")["1.ingredients"] == "not in our data"


def test_notes_of_codes_and_makers_are_shown(rows: Rows) -> None:
    assert rows("phaseline", "identifiers") == {"UNII": "0000000000 (not checked)"}
    assert "NDC 99999-001-30 (sold no longer)" in rows("phaseline", "presentations").values()
    assert "Example Pharma" in rows("phaseline", "makers").values()


def test_agencies_that_agree_are_not_said_to_differ(shown: Callable[[str], dict[str, list[str]]]) -> None:
    fda = REGIMEN.format(id="us", agency="FDA") + PHASE.format(name="loading", value=4, cite="label-us-2024")
    ema = REGIMEN.format(id="eu", agency="EMA") + PHASE.format(name="loading", value=4, cite="label-us-2024")

    assert shown(f'{fda}doses = 2\ninterval = "2 weeks"\n{ema}days = [0, 14]\n')["differs"] == []


def test_loading_that_cannot_be_counted_in_days_is_not_compared(shown: Callable[[str], dict[str, list[str]]]) -> None:
    fda = REGIMEN.format(id="us", agency="FDA") + PHASE.format(name="loading", value=4, cite="label-us-2024")
    ema = REGIMEN.format(id="eu", agency="EMA") + PHASE.format(name="loading", value=4, cite="label-us-2024")

    assert shown(f'{fda}doses = 2\ninterval = "1 month"\n{ema}days = [0, 14]\n')["differs"] == []


def test_an_agency_without_loading_doses_is_said_to_have_none(shown: Callable[[str], dict[str, list[str]]]) -> None:
    fda = REGIMEN.format(id="us", agency="FDA") + PHASE.format(name="treatment", value=4, cite="label-us-2024")
    ema = REGIMEN.format(id="eu", agency="EMA") + PHASE.format(name="loading", value=4, cite="label-us-2024")
    (text,) = shown(f'{fda}interval = "1 day"\n{ema}days = [0, 14]\n')["differs"] or ["FDA no loading doses"]

    assert "FDA ;" not in text


def test_two_regimens_of_one_agency_are_not_said_to_differ(shown: Callable[[str], dict[str, list[str]]]) -> None:
    adults = REGIMEN.format(id="adult", agency="FDA") + PHASE.format(name="loading", value=4, cite="label-us-2024")
    children = REGIMEN.format(id="child", agency="FDA").replace('"adults"', '"children"')
    children += PHASE.format(name="loading", value=2, cite="label-us-2024")

    assert shown(f"{adults}days = [0, 14]\n{children}days = [0, 14]\n")["differs"] == []


def test_a_dose_from_secondary_sources_alone_is_a_warning(shown: Callable[[str], dict[str, list[str]]]) -> None:
    regimen = REGIMEN.format(id="us", agency="FDA") + PHASE.format(name="treatment", value=4, cite="page-2024")

    assert (
        "The dose FDA rests on a secondary source alone (Ownline at a glance)."
        in shown(f'{regimen}interval = "1 day"\n')["warnings"]
    )


def test_one_phase_from_secondary_sources_alone_is_a_warning(shown: Callable[[str], dict[str, list[str]]]) -> None:
    regimen = REGIMEN.format(id="us", agency="FDA") + PHASE.format(name="loading", value=4, cite="label-us-2024")
    regimen += "doses = 1\n" + PHASE.format(name="maintenance", value=4, cite="page-2024")

    assert any("secondary" in text for text in shown(f'{regimen}interval = "1 day"\n')["warnings"])


def test_a_band_from_secondary_sources_alone_is_a_warning(shown: Callable[[str], dict[str, list[str]]]) -> None:
    regimen = REGIMEN.format(id="us", agency="FDA")
    regimen += '[[regimen.phase]]\nname = "treatment"\ninterval = "1 day"\ncites = ["label-us-2024"]\n'
    regimen += '[[regimen.phase.band]]\nwhen = [{ of = "sex", states = ["female"] }]\n'
    regimen += 'amount = { value = 4, unit = "mg" }\ncites = ["page-2024"]\n'

    assert any("secondary" in text for text in shown(regimen)["warnings"])


SUPPLEMENT = """
[[regimen.supplement]]
event = "plasma exchange"
amount = { value = 300, unit = "mg" }
timing = "within 60 minutes"
cites = ["label-us-2024"]
"""
SILENT = 'no_missed_rule = ["label-us-2024"]\n'


def test_what_several_regimens_have_in_common_is_said_once_under_their_names(run: Run, formulary: Path) -> None:
    def regimen(id_: str, agency: str) -> str:
        phase = PHASE.format(name="daily", value=1, cite="label-us-2024")
        return REGIMEN.format(id=id_, agency=agency) + f'name = "{id_}"\n' + SILENT + phase + 'interval = "1 day"\n'

    toml = regimen("one", "FDA") + SUPPLEMENT + regimen("two", "FDA") + SUPPLEMENT
    toml += regimen("three", "EMA") + SUPPLEMENT + regimen("four", "EMA")
    (formulary / "drugs" / "ownline.toml").write_text(HEAD + toml, encoding="utf-8")
    result = run("show", "ownline", "--section", "dose-changes,missed-dose", "--data", formulary)

    assert (result.exit_code, result.stderr) == (0, "")
    assert "FDA one; two; EMA three" in result.stdout
    assert result.stdout.count("300 mg; within 60 minutes") == 1
    assert "all regimens  the source says nothing of a missed dose" in result.stdout
