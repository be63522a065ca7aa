"""drugcli list, as its user sees it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import Run


def test_drugs_and_markets_are_listed(run: Run) -> None:
    result = run("list")

    assert result.exit_code == 0
    assert "Examplex · enzyme inhibitor · intravenous" in result.stdout
    assert "Exampitis market" in result.stdout
    assert result.stdout.index("\nDrugs\n") < result.stdout.index("\nMarkets\n")


def test_only_drugs_are_listed_when_asked_for(run: Run) -> None:
    result = run("list", "drugs")

    assert "exampline" in result.stdout
    assert "Exampitis market" not in result.stdout


def test_only_markets_are_listed_when_asked_for(run: Run) -> None:
    result = run("list", "markets")

    assert "Examplex" not in result.stdout
    assert "Exampitis market" in result.stdout


def test_what_else_there_might_be_is_refused(run: Run) -> None:
    result = run("list", "labels")

    assert result.exit_code == 2
    assert "'drugs', 'markets'" in result.stderr


def test_the_list_can_be_had_as_json(run: Run) -> None:
    answer = json.loads(run("list", "drugs", "--json").stdout)
    (drugs,) = answer["page"]["sections"]

    assert drugs["key"] == "drugs"
    assert "exampline" in [row["key"] for row in drugs["rows"]]
    assert [row["key"] for row in drugs["rows"]] == sorted(row["key"] for row in drugs["rows"])


def test_the_list_can_be_had_as_csv(run: Run) -> None:
    lines = run("list", "drugs", "--format", "csv").stdout.splitlines()

    assert lines[0] == "section,key,label,value,unit,text,cites"
    assert "drugs,exampline,exampline,,,Examplex · enzyme inhibitor · intravenous," in lines


def test_a_drug_held_twice_is_listed_once(run: Run) -> None:
    both = "tests/data/formulary:tests/data/formulary-second"
    rows = json.loads(run("list", "drugs", "--json", DRUGCLI_DATA=both).stdout)["page"]["sections"][0]["rows"]

    assert [row["text"] for row in rows if row["key"] == "exampline"] == ["Wardex · enzyme inhibitor · intravenous"]


def test_a_broken_file_is_listed_and_told_of(run: Run, formulary: Path, exampline_file: Path) -> None:
    shutil.copy(exampline_file, formulary / "drugs")
    (formulary / "drugs" / "brokenline.toml").write_text("=", encoding="utf-8")
    result = run("list", "drugs", "--data", formulary)

    assert result.exit_code == 0
    assert "brokenline" in result.stdout
    assert "1 file has problems" in result.stderr
