"""CSV, Markdown and JSON: what other programs read."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from drugcli.errors import BrokenFileError, Problem, UsageError
from drugcli.pages.page import Page, Reply, Row, Section
from drugcli.render import as_csv, as_json, as_markdown

PRINTED = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
FIGURES = st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**9, places=3)
REPLIES = st.lists(
    st.builds(
        Row,
        key=PRINTED,
        label=PRINTED,
        text=PRINTED,
        value=st.one_of(st.none(), FIGURES),
        unit=st.one_of(st.none(), PRINTED),
    ),
    max_size=4,
).map(
    lambda rows: Reply(
        query="q", answer=None, page=Page(title="t", sections=(Section(key="s", title="S", rows=tuple(rows)),))
    )
)


@given(REPLIES)
def test_csv_reads_back_as_it_was(reply: Reply) -> None:
    assert reply.page is not None
    rows = reply.page.sections[0].rows
    _header, *read = csv.reader(io.StringIO(as_csv.render(reply), newline=""))

    assert [(one[1], one[2], one[5]) for one in read] == [(row.key, row.label, row.text) for row in rows]
    assert [Decimal(one[3]) if one[3] else None for one in read] == [row.value for row in rows]


@given(REPLIES)
def test_json_reads_back_as_it_was(reply: Reply) -> None:
    assert reply.page is not None
    rows = reply.page.sections[0].rows
    read = json.loads(as_json.render(reply), parse_float=Decimal, parse_int=Decimal)["page"]["sections"][0]["rows"]

    assert [(one["key"], one["label"], one["text"], one["value"], one["unit"]) for one in read] == [
        (row.key, row.label, row.text, row.value, row.unit) for row in rows
    ]


@given(REPLIES)
def test_a_row_is_one_line_of_a_markdown_table(reply: Reply) -> None:
    assert reply.page is not None
    lines = as_markdown.render(reply).split("\n")
    start = lines.index("|---|---|---|") + 1

    assert len(lines[start:]) - 1 == len(reply.page.sections[0].rows)


def test_a_large_figure_is_written_out() -> None:
    row = Row(key="k", label="l", text="t", value=Decimal("1E+3"))
    reply = Reply(query="q", answer=None, page=Page(title="t", sections=(Section(key="s", title="S", rows=(row,)),)))

    assert ",1000," in as_csv.render(reply)


def test_a_reply_without_a_page_is_a_header_in_csv_and_nothing_in_markdown() -> None:
    reply = Reply(query="q", answer=None, page=None)

    assert as_csv.render(reply) == "section,key,label,value,unit,text,cites\n"
    assert as_markdown.render(reply).strip() == ""
    assert json.loads(as_json.render(reply))["page"] is None


def test_an_error_in_json_lists_every_problem() -> None:
    error = BrokenFileError([Problem("a.toml", "class", "missing"), Problem("a.toml", "", "\x1b[31mred\udcff")])
    answer = json.loads(as_json.render_error(error, "q"))

    assert answer["error"] == {
        "message": "a.toml: class: missing\na.toml: [31mred",
        "exit_code": 4,
        "problems": [
            {"file": "a.toml", "path": "class", "what": "missing"},
            {"file": "a.toml", "path": "", "what": "[31mred"},
        ],
    }


def test_an_error_of_usage_has_no_problems_of_files() -> None:
    assert json.loads(as_json.render_error(UsageError("no"), "q"))["error"] == {
        "message": "no",
        "exit_code": 2,
        "problems": [],
    }
