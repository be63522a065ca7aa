"""drugcli sources, as its user sees it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run


def test_the_documents_of_a_drug_are_listed_with_version_date_and_address(run: Run) -> None:
    result = run("sources", "Examplex")

    assert result.exit_code == 0
    assert "label-us-2024" in result.stdout
    assert "Examplex prescribing information" in result.stdout
    assert "regulator label · primary · FDA · version 12 · 2024-03-01" in result.stdout
    assert "https://example.org/examplex/label" in result.stdout
    assert result.stderr == ""


def test_the_documents_of_a_market_are_listed(run: Run) -> None:
    result = run("sources", "exampitis")

    assert result.exit_code == 0
    assert "publisher's report · secondary · Example Insights · 2025-02-01" in result.stdout


def test_a_superseded_document_is_marked(run: Run) -> None:
    assert "superseded: a newer one exists" in run("sources", "oldline", "--data", "tests/data/formulary-odd").unwrapped


def test_a_withdrawn_drug_has_its_documents_too(run: Run) -> None:
    assert "Withdrawn products" in run("sources", "goneline", "--data", "tests/data/formulary-odd").stdout


@pytest.mark.parametrize(("typed", "exit_code"), [("exmpline", 3), ("exampytis", 3), ("qqqqqqqqqq", 1)])
def test_a_name_of_nothing_opens_nothing(run: Run, typed: str, exit_code: int) -> None:
    result = run("sources", typed)

    assert result.exit_code == exit_code
    assert "https://" not in result.stdout
    assert f"the name '{typed}'" in result.unwrapped


def test_documents_can_be_had_as_json(run: Run) -> None:
    answer = json.loads(run("sources", "exampline", "--json").stdout)

    assert answer["match"]["status"] == "found"
    assert answer["page"]["sections"][0]["rows"][0]["key"] == "label-us-2024"
