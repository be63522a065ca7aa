"""Whole pages of exampline, compared letter by letter.

To renew them after a change that is meant: UPDATE_GOLDEN=1 make test, then read the difference.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Golden, Run

WIDTHS = (60, 80, 100, 160)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_at_each_width(run: Run, golden: Golden, width: int) -> None:
    golden(f"exampline-{width}.txt", run("show", "exampline", COLUMNS=str(width)).stdout)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_whole_monograph_at_each_width(run: Run, golden: Golden, width: int) -> None:
    golden(f"exampline-all-{width}.txt", run("show", "exampline", "--all", COLUMNS=str(width)).stdout)


@pytest.mark.parametrize(("format_", "ending"), [("json", "json"), ("csv", "csv"), ("markdown", "md")])
def test_the_whole_monograph_in_each_format(run: Run, golden: Golden, format_: str, ending: str) -> None:
    golden(f"exampline-all.{ending}", run("show", "exampline", "--all", "--format", format_).stdout)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_choice_after_a_slip_at_each_width(run: Run, golden: Golden, width: int) -> None:
    golden(f"exmpline-{width}.txt", run("show", "exmpline", COLUMNS=str(width)).stdout)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_width_loses_a_word_of_the_page(run: Run, width: int) -> None:
    wide = run("show", "exampline", "--all", COLUMNS="1000").stdout
    narrow = run("show", "exampline", "--all", COLUMNS=str(width)).stdout

    assert sorted(narrow.split()) == sorted(wide.split())


def test_csv_has_a_line_for_each_notice_and_each_row_of_json(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("show", "exampline", "--all", "--format", "csv").stdout)))
    answer = json.loads(run("show", "exampline", "--all", "--json").stdout)
    notices = [{"key": one["kind"], **one} for one in answer["page"]["notices"]]
    in_json = [("notices", one) for one in notices]
    in_json += [(section["key"], row) for section in answer["page"]["sections"] for row in section["rows"]]

    assert [(row["section"], row["key"], row["text"], row["cites"].split()) for row in rows] == [
        (section, row["key"], row["text"], row["cites"]) for section, row in in_json
    ]
