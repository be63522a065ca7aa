"""Tables fit the terminal, at any width, and cut nothing off."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from drugcli.pages.page import CitedSource, Notice, Page, Reply, Row, Section
from drugcli.records.sources import Source
from drugcli.render import table

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
SOURCES = tuple(
    CitedSource(
        number=number,
        id=id_,
        source=Source(kind="regulator label", standing="primary", title=f"Label {id_}", publisher="FDA", dated="2024"),
    )
    for number, id_ in enumerate(("label-us-2024", "smpc-eu-2024"), 1)
)

PHRASES = st.lists(
    st.one_of(
        st.sampled_from(["12", "mg", "every", "4", "months,", "[/b]", "[red]", ":smile:", "1,636", "USD", "成人", "·"]),
        st.text("abcdefghé-/\\[]", min_size=1, max_size=20),
    ),
    min_size=1,
    max_size=25,
).map(" ".join)
CITES = st.lists(
    st.sampled_from(["label-us-2024#2.1", "label-us-2024", "smpc-eu-2024#4.2", "smpc-eu-2024#6.1.1.1"]), max_size=5
).map(tuple)
ROWS = st.builds(
    Row, key=st.just("key"), label=st.one_of(st.just(""), PHRASES), text=PHRASES, cites=CITES, is_lead=st.booleans()
)
HEADINGS = st.builds(Row, key=st.just("key"), label=PHRASES, text=st.just(""), cites=CITES, is_heading=st.just(True))  # noqa: FBT003
SECTIONS = st.builds(
    Section,
    key=st.just("key"),
    title=PHRASES,
    rows=st.lists(st.one_of(ROWS, HEADINGS), min_size=1, max_size=4).map(tuple),
    note=st.one_of(st.none(), PHRASES),
)
NOTICES = st.builds(Notice, kind=st.sampled_from(["warning", "note"]), text=PHRASES, cites=CITES)
PAGES = st.builds(
    Page,
    title=PHRASES,
    subtitle=st.one_of(st.just(""), PHRASES),
    notices=st.lists(NOTICES, max_size=2).map(tuple),
    sections=st.lists(SECTIONS, max_size=3).map(tuple),
    more=st.lists(st.sampled_from(["storage", "adverse-reactions"]), max_size=9).map(tuple),
    closing=st.one_of(st.just(""), PHRASES),
)


def _reply(page: Page, sources: tuple[CitedSource, ...] = SOURCES) -> Reply:
    return Reply(query="q", answer=None, page=page, sources=sources)


def _squeezed(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=60)
@given(PAGES, st.integers(min_value=60, max_value=160), st.booleans())
def test_no_line_is_wider_than_the_terminal(page: Page, width: int, styled: bool) -> None:
    lines = ESCAPE.sub("", table.render(_reply(page), width, styled=styled)).split("\n")

    assert max(cell_len(line) for line in lines) <= width


@given(PAGES, st.integers(min_value=1, max_value=200))
def test_no_letter_of_a_page_is_lost_at_any_width(page: Page, width: int) -> None:
    """Columns of a row mix line by line, so letters are counted."""
    shown = sorted(_squeezed(table.render(_reply(page), width, styled=False)))
    wide = sorted(_squeezed(table.render(_reply(page), 3000, styled=False)))

    assert shown == wide


@settings(max_examples=30)
@given(PAGES, st.integers(min_value=48, max_value=160))
def test_colours_change_no_letter(page: Page, width: int) -> None:
    plain = table.render(_reply(page), width, styled=False)
    styled = table.render(_reply(page), width, styled=True)

    assert "\x1b" not in plain
    assert [line.rstrip() for line in ESCAPE.sub("", styled).split("\n")] == plain.split("\n")


@pytest.mark.parametrize("width", [1, 20, 47, 48])
def test_a_dose_is_never_cut_off_however_narrow_the_terminal(width: int) -> None:
    row = Row(
        key="us", label="FDA adults of 65 years", text="40 mg, 3 doses 14 days apart", cites=("label-us-2024#2.1.12.3",)
    )
    shown = table.render(
        _reply(Page(title="x", sections=(Section(key="dose", title="Dose", rows=(row,)),))), width, styled=False
    )

    assert "…" not in shown
    for figure in ("40 mg,", "3 doses", "14 days", "65 years"):
        assert figure in shown


def test_a_drug_with_a_long_name_keeps_it_whole_in_a_list() -> None:
    name = "elexacaftline-tezacaftline-xioi"
    row = Row(key=name, label=name, text="class of its own")
    shown = table.render(
        _reply(Page(title="x", sections=(Section(key="drugs", title="Drugs", rows=(row,)),))), 60, styled=False
    )

    assert f"  {name}  class of its own\n" in shown


def test_cites_go_by_the_number_of_their_source_and_their_sections() -> None:
    cites = ("label-us-2024#2.1", "smpc-eu-2024#4.2", "label-us-2024#2.2", "smpc-eu-2024#claim-dose")
    row = Row(key="a", label="", text="text", cites=cites)
    shown = table.render(
        _reply(Page(title="x", sections=(Section(key="s", title="S", rows=(row,)),))), 100, styled=False
    )

    assert "1 §2.1, 2.2; 2 §4.2" in " ".join(shown.replace("text", "").split())
    assert "claim-dose" not in shown


def test_a_cite_without_a_list_of_sources_goes_by_its_id() -> None:
    row = Row(key="a", label="", text="text", cites=("label-us-2024#2.1",))
    page = Page(title="x", sections=(Section(key="s", title="S", rows=(row,)),))

    assert "label-us-2024 §2.1" in table.render(_reply(page, ()), 80, styled=False)


def test_a_warning_stands_out_without_colours_too() -> None:
    page = Page(title="x", notices=(Notice(kind="warning", text="look out"), Notice(kind="note", text="by the way")))
    shown = table.render(_reply(page), 80, styled=False)

    assert "\n! look out\n" in shown
    assert "\nby the way\n" in shown


def test_a_reply_without_a_page_is_empty() -> None:
    assert table.render(Reply(query="q", answer=None, page=None), 80, styled=False).strip() == ""


def test_a_long_note_beside_a_heading_is_wrapped() -> None:
    section = Section(
        key="s", title="Dose", note="changed by " + "formulary " * 12, rows=(Row(key="a", label="", text="t"),)
    )
    shown = table.render(_reply(Page(title="x", sections=(section,))), 60, styled=False)

    assert shown.count("formulary") == 12
    assert max(len(line) for line in shown.split("\n")) <= 60


def test_a_value_beside_the_text_is_not_shown_twice() -> None:
    row = Row(key="a", label="Half-life", text="6.2 hours", value=Decimal("6.2"), unit="hours")
    shown = table.render(
        _reply(Page(title="x", sections=(Section(key="s", title="S", rows=(row,)),))), 80, styled=False
    )

    assert shown.count("6.2") == 1


def test_a_long_section_is_laid_out_without_a_seam() -> None:
    rows = tuple(Row(key=str(number), label=f"drug {number}", text="12 mg") for number in range(2 * table.TALLEST + 1))
    page = Page(title="Drugs", sections=(Section(key="drugs", title="Drugs", rows=rows),))
    lines = table.render(_reply(page, ()), 80, styled=False).rstrip().splitlines()

    start = lines.index("Drugs", 1) + 1
    assert [line.split() for line in lines[start:]] == [[*row.label.split(), "12", "mg"] for row in rows]
    assert len({line.index("12 mg") for line in lines[start:]}) == 1
