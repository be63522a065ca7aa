"""Figures in running text, and whether one of a monograph is one of a label."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drugcli.comparing.claims import Claim
from drugcli.comparing.figures import figures, implied
from drugcli.comparing.sections import Passage
from drugcli.comparing.verify import standing
from drugcli.records.labels import Block, Paragraph, Section, Table

Rows = tuple[tuple[str, ...], ...]


def passage(text: str = "", rows: Rows = (), caption: str = "") -> Passage:
    blocks: list[Block] = [Paragraph(text=text)] if text else []
    blocks += [Table(rows=rows, caption=caption)] if rows else []
    return Passage("2.1", [Section(title="Dosage", number="2.1", blocks=tuple(blocks))])


def claim(text: str) -> Claim:
    one = figures(text)[0]
    return Claim("warning[0].text", one.value, one.unit, one.written, ())


def told(text: str) -> list[str]:
    return [f"{one.value.normalize():f} {one.unit}" for one in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 mg and 12mg", ["12 mg", "12 mg"]),
        ("1,200 mg or 1200 mg", ["1200 mg", "1200 mg"]),
        (".5 mL, 0.5 mL", ["0.5 mL", "0.5 mL"]),
        ("twelve mg every four months", ["12 mg", "4 month"]),
        ("twenty-four hours", ["24 hour"]),
        ("5, 10, or 20 mg", ["5 mg", "10 mg", "20 mg"]),
        ("2\u00b0C\u20138\u00b0C", ["2 °C", "8 °C"]),
        ("20\u00ba to 25\u00baC", ["20 °C", "25 °C"]),
        ("2.5 mg/kg; 600 mg/m 2", ["2.5 mg per kg", "600 mg per m²"]),
        ("12 mg/5 mL", ["12 mg per 5 mL", "5 mL"]),
        ("1.1 \u00d7 10 14 vg/kg", ["110000000000000 vg per kg"]),
        ("50 mcg or 50 \u00b5g", ["50 mcg", "50 mcg"]),
        ("11 (25.7%) days", ["11 day", "25.7 %"]),
        ("5.2 (2.2, 6.4) hours", ["5.2 hour", "2.2 hour", "6.4 hour"]),
        ("months 3 to 5", ["3 month", "5 month"]),
        ("two vials", ["2 None"]),
        ("a 5/8\u201d needle", ["5 inch", "8 inch"]),
        ("one of them; CYP1A2, COVID-19", []),
        ("see Table 1 and (5.1, 5.2)", []),
        ("three (3) patients", ["3 None"]),
        ("call 1-800-555-0100", ["0 1-800-555-0100"]),
    ],
)
def test_figures_are_read_however_they_are_written(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("monthly", "1 month"), ("every other week", "2 week"), ("once a day", "1 day"), ("aged 65 and over", "65 year")],
)
def test_times_without_a_figure_are_known(text: str, expected: str) -> None:
    assert [f"{one.value} {one.unit}" for one in implied(text)] == [expected]


@pytest.mark.parametrize(
    ("ours", "label", "as_written"),
    [
        ("12 mg", "Give 12mg.", "12mg"),
        ("12 mg", "Give twelve mg.", "twelve mg"),
        ("4 months", "every four months", "four months"),
        ("1 month", "once monthly", "monthly"),
        ("14 days", "two weeks later", "two weeks"),
        ("1,000 mg", "1 g", "1 g"),
        ("50 mg per mL", "25 mg/0.5 mL", "25 mg/0.5 mL"),
        ("5 mg per mL", "Each mL contains 5 mg.", "5 mg"),
        ("12 mg", "12 mg/mL", "12 mg/mL"),
        ("4 cartons", "cartons of one or four prefilled syringes", "four"),
        ("4 capsules", "four 20-mg capsules", "four"),
        ("30", "thirty single-dose vials", "thirty"),
    ],
)
def test_a_figure_stands_in_other_words(ours: str, label: str, as_written: str) -> None:
    found = standing(claim(ours), passage(label))

    assert found is not None
    assert found.written == as_written


@pytest.mark.parametrize(
    ("ours", "label"),
    [
        ("12 mg", "12 mcg"),
        ("12 mg", "112 mg, 12.5 mg, 1.12 mg"),
        ("2 mg", "2 mg/kg"),
        ("2 mg per kg", "2 mg"),
        ("12 mg per mL", "12 mg/5 mL"),
        ("30 days", "1 month"),
        ("5 patients", "5 mg"),
        ("5.1 hours", "(see 5.1)"),
        ("12 mg", "table without it"),
        ("1 vial", "one of them"),
    ],
)
def test_another_figure_is_not_taken_for_it(ours: str, label: str) -> None:
    assert standing(claim(ours), passage(label)) is None


def test_a_cell_has_the_unit_of_its_column_of_its_row_and_of_the_caption() -> None:
    rows = (("Weight (kg)", "Dose (mg)"), ("10", "40"), ("volume, mL", "5"))

    assert standing(claim("40 mg"), passage(rows=rows)) is not None
    assert standing(claim("5 mL"), passage(rows=rows)) is not None
    assert standing(claim("40 mL"), passage(rows=rows)) is None
    assert standing(claim("75 \u00d710^9"), passage(rows=(("Platelets (x10 9 /L)",), ("At least 75",)))) is not None
    assert standing(claim("75 \u00d710^9"), passage(rows=(("Platelets (/L)",), ("At least 75",)))) is None
    assert standing(claim("7 %"), passage(rows=(("rash", "7"),), caption="Reactions in % of patients")) is not None


NUMBERS = st.decimals(min_value=0, max_value=9999, allow_nan=False, places=1)
UNITS = st.sampled_from(["mg", "mL", "days", "%", "mg/kg", "kg", ""])
WORDS = st.lists(st.one_of(NUMBERS.map(str), UNITS, st.sampled_from(["give", "to", "(", ")", ",", "or"])), max_size=12)


@given(WORDS.map(" ".join), NUMBERS, UNITS)
def test_what_stands_is_in_the_text_letter_for_letter_and_is_the_figure(text: str, value: Decimal, unit: str) -> None:
    """A plain search for what is said to stand finds it, and its number is the one that was looked for."""
    ours = claim(f"{value:f} {unit}")
    found = standing(ours, passage(text))

    assert found is None or found.written in text
    assert found is None or any(one in text for one in (f"{value:f}", f"{value.normalize():f}"))


@given(st.text())
def test_figures_are_parts_of_their_text(text: str) -> None:
    assert all(text[one.start : one.end] == one.written for one in [*figures(text), *implied(text)])
