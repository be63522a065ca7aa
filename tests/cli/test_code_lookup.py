"""Codes open the drug that they stand for, and nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run


@pytest.mark.parametrize(
    "typed", ["99999-058-01", "99999-0058-01", "9999905801", "99999005801", "99999-058", "x99xx99"]
)
def test_a_code_opens_its_drug_however_it_is_written(run: Run, typed: str) -> None:
    result = run("show", typed, "--section", "dose")

    assert result.exit_code == 0
    assert "is a code of exampline" in result.stdout
    assert "40 mg" in result.stdout


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("99999-058-02", "No drug here has the NDC 99999-058-02."),
        ("99999-59-01", "99999-59-01 has 5-2-2"),
        ("X99XX98", "Nothing here goes by the name"),
        ("M09AX99", "No drug here has the ATC M09AX99."),
        ("12345", "No drug here has the number 12345."),
        ("rxcui 12345", "No drug here has the RxCUI rxcui 12345."),
    ],
)
def test_a_code_that_nothing_has_is_like_no_other(run: Run, typed: str, said: str) -> None:
    result = run("show", typed)

    assert result.exit_code == 1
    assert said in result.unwrapped
    assert "Names like it" not in result.stdout
    assert "mg" not in result.stdout


def test_a_broken_code_is_told_in_json(run: Run) -> None:
    answer = json.loads(run("show", "99999-59-01", "--json").stdout)

    assert answer["match"]["status"] == "unknown"
    assert "4-4-2, 5-3-2, 5-4-1, 5-4-2" in answer["page"]["notices"][0]["text"]
