"""Doses that were computed by hand from the labels, with the section of each: tests/data_real/cases."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import tomli

from drugcli.pages.figures import reckoned

if TYPE_CHECKING:
    from tests.conftest import Run

CASES = Path(__file__).resolve().parent / "cases"
TODAY = "1785542400"
"""1 August 2026: the day to answer for, where a case names none."""
DATE = re.compile(r"\d{4}-\d{2}-\d{2}$")


def cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.toml")):
        for number, case in enumerate(tomli.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)["case"], 1):
            found.append(pytest.param(path.stem, case, id=f"{path.stem}-{number}"))
    return found


def test_there_are_cases() -> None:
    assert cases()


@pytest.mark.parametrize(("drug", "case"), cases())
def test_a_dose_comes_out_as_it_was_computed_by_hand(run: Run, drug: str, case: dict[str, Any]) -> None:
    asked = [drug, *case["arguments"]]
    result = run("dose", *asked, "--json", DRUGCLI_DATA=None, SOURCE_DATE_EPOCH=TODAY)
    page = json.loads(result.stdout).get("page") or {"sections": []}
    regimens = [one for one in page["sections"] if one["key"] not in {"side-by-side", "excluded"}]

    assert result.exit_code == case.get("exit", 0), f"{case['says']}\n{result.stdout}{result.stderr}"
    if "regimens" in case:
        assert [one["key"] for one in regimens] == case["regimens"], case["says"]
    rows = regimens[0]["rows"] if regimens else []
    dated = [row for row in rows if DATE.match(row["key"])]
    if "dates" in case:
        assert [row["key"] for row in dated] == case["dates"], case["says"]
    if "amounts" in case:
        amounts = dated or [row for row in rows if row["value"] is not None and "." not in row["key"]]
        assert [f"{reckoned(Decimal(str(row['value'])))} {row['unit']}" for row in amounts] == case["amounts"], case[
            "says"
        ]
    if case.get("contains"):
        said = run("dose", *asked, DRUGCLI_DATA=None, COLUMNS="300", SOURCE_DATE_EPOCH=TODAY)
        text = " ".join((said.stdout + said.stderr).split())
        for part in case["contains"]:
            assert part in text, case["says"]
