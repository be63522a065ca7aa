"""drugcli search in the text of imported labels."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.made_up_labels import answer, record, renamed

if TYPE_CHECKING:
    from tests.conftest import Run

WORDS = "Measure the zygomatic index before each dose. Repeat the index of zygomatic bone weekly."


@pytest.fixture
def home(run: Run, tmp_path: Path) -> str:
    """Return a data folder with labels: of exampline versions 12 and 13, of exampline2 one."""
    labels = answer(
        record(warnings_and_cautions=[f"5 WARNINGS AND PRECAUTIONS 5.1 Bones {WORDS}"]),
        record(version="13", effective_time="20251101", warnings_and_cautions=[f"5 WARNINGS AND PRECAUTIONS {WORDS}"]),
        renamed(2),
    )
    (tmp_path / "answer.json").write_bytes(labels)
    data = str(tmp_path / "data")
    assert run("labels", "import", tmp_path / "answer.json", XDG_DATA_HOME=data).exit_code == 0
    return data


def test_a_hit_in_a_label_names_its_drug_section_version_and_text(run: Run, home: str) -> None:
    result = run("search", "zygomatic", XDG_DATA_HOME=home)

    assert (result.exit_code, result.stderr) == (0, "")
    assert "In labels, word for word" in result.stdout
    assert "version 13, 2025-11-01" in result.unwrapped
    assert "Measure the zygomatic index before each dose." in result.unwrapped
    assert "version 12" not in result.stdout


def test_older_versions_are_searched_when_asked_for(run: Run, home: str) -> None:
    result = run("search", "zygomatic", "--all-versions", XDG_DATA_HOME=home)

    assert "version 12" in result.unwrapped
    assert "version 13" in result.unwrapped


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (['"zygomatic index"'], True), (['"index zygomatic"'], False), (["zygom", "ind"], True),
        (["zygomatic", "--section", "5"], True), (["zygomatic", "--section", "4"], False),
        (["zygomatic", "--section", "warnings"], True), (["zygomatic", "--since", "2025-11-01"], True),
        (["zygomatic", "--since", "2025-11-02"], False), (["zygomatic", "--drug", "exampline2"], False),
    ],
)  # fmt: skip
def test_phrases_beginnings_and_filters(run: Run, home: str, asked: list[str], found: bool) -> None:
    result = run("search", *asked, XDG_DATA_HOME=home)

    assert result.exit_code == (0 if found else 1)
    assert ("zygomatic index" in result.unwrapped) is found


@pytest.mark.parametrize("asked", ['"*( AND', "OR NEAR/3 zygomatic", 'zygo"matic', "zygomatic*", "a:b^2"])
def test_nothing_that_is_typed_is_taken_for_a_command(run: Run, home: str, asked: str) -> None:
    assert run("search", asked, XDG_DATA_HOME=home).exit_code in {0, 1}


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--drug", "qqqq", "no drug here goes by that name"),
        ("--since", "1.1.2025", "write the day as year-month-day"),
        ("--count", "0", "give a whole number from 1 to 200"),
    ],
)
def test_an_option_that_cannot_be_taken_is_told(run: Run, home: str, option: str, value: str, told: str) -> None:
    result = run("search", "zygomatic", option, value, XDG_DATA_HOME=home)

    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


def test_hits_in_labels_can_be_had_as_json(run: Run, home: str) -> None:
    page = json.loads(run("search", "zygomatic", "--json", XDG_DATA_HOME=home).stdout)["page"]
    (section,) = page["sections"]

    assert section["key"] == "labels"
    assert section["rows"][0]["label"] == "show exampline-sodium"
