"""Lines fit their width, lose nothing, and never part a number from its unit."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from drugcli.render.wrapping import NUMBER, wrap

WIDTHS = st.integers(min_value=4, max_value=120)
WORDS = st.one_of(
    st.integers(min_value=0, max_value=10_000_000).map(lambda number: f"{number:,}"),
    st.sampled_from(
        ["0.2", "mg", "mL", "days", "and", "14", "at", "(16", "1-2", "°C", "months,", "USD", "USD 1,636 million"]
    ),
    st.text("abcdefgh·-(),%é", min_size=1, max_size=14),
    st.text("成人エグ", min_size=1, max_size=6),
    st.just("https://example.org/an/address/that/is/longer/than/a/line/and/has/no/space"),
)
TEXTS = st.lists(WORDS, max_size=30).map(" ".join)


@given(TEXTS, WIDTHS)
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in wrap(text, width))


@given(TEXTS, WIDTHS)
def test_no_character_is_lost_or_added(text: str, width: int) -> None:
    assert "".join("".join(wrap(text, width)).split()) == "".join(text.split())


@given(TEXTS, WIDTHS)
def test_only_what_is_wider_than_a_line_is_broken_within_a_word(text: str, width: int) -> None:
    whole = [word for word in text.split() if cell_len(word) <= width]
    shown = " ".join(wrap(text, width)).split()

    assert all(word in shown for word in whole)


@example("take 1 2 3 4 5 6 mg", 8)
@example("0 0 0 0 0 USD 1,636 million", 5)
@example("for 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 cases", 24)
@given(TEXTS, WIDTHS)
def test_a_number_and_its_unit_stand_on_one_line(text: str, width: int) -> None:
    lines = wrap(text, width)

    for line, after in pairwise(lines):
        number, unit = line.split()[-1], after.split()[0]
        if NUMBER.match(number) and not NUMBER.match(unit) and not unit.startswith("("):
            assert cell_len(f"{number} {unit}") > width


@given(TEXTS, WIDTHS)
def test_lines_are_as_full_as_they_can_be(text: str, width: int) -> None:
    """A word goes to the next line only when it does not fit, alone or with what it must stand beside."""
    lines = wrap(text, width)

    for line, after in pairwise(lines):
        words = after.split()
        if not NUMBER.match(words[0]) and not re.match(r"[(\[]?[A-Z]{3}$", words[0]) and words[0] in text.split():
            assert cell_len(f"{line} {words[0]}") > width or NUMBER.match(line.split()[-1])


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("   ", 10, [""]),
        ("one two", 7, ["one two"]),
        ("one two", 6, ["one", "two"]),
        ("give 12 mg now", 9, ["give", "12 mg now"]),
        ("give 12 mg now", 7, ["give", "12 mg", "now"]),
        ("on 14 and 28 days", 10, ["on 14 and", "28 days"]),
        ("on 14 and 28 days", 8, ["on", "14 and", "28 days"]),
        ("below (12 mg) each", 11, ["below", "(12 mg)", "each"]),
        ("sold USD 1,636 million a year", 18, ["sold", "USD 1,636 million", "a year"]),
        ("tablets; day 4: 2 tablets", 13, ["tablets;", "day 4:", "2 tablets"]),
        ("first\nsecond line", 20, ["first", "second line"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("成人成人", 4, ["成人", "成人"]),
        ("20 abcdefghij", 5, ["20", "abcde", "fghij"]),
    ],
)
def test_texts_are_broken_where_a_reader_would(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


def test_a_long_name_of_several_parts_is_broken_between_them() -> None:
    assert wrap("exampline-sodium+mannitol+water", 20) == ["exampline-sodium+", "mannitol+water"]
    assert wrap("exampline-sodium+mannitol", 10) == ["exampline-", "sodium+", "mannitol"]
