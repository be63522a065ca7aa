"""How figures are written: what has killed by being misread is told, and nothing else is."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from drugcli.records.amounts import Amount
from drugcli.records.facts import Fact
from drugcli.records.monographs import Monograph
from drugcli.records.seeds import Seed
from drugcli.rules.figures import figures_are_written_safely, no_trailing_zeros

patient = settings(deadline=None)

NO_ZERO = "a decimal without its zero can be read ten times too large; write 0.5"
TRAILING = "a trailing zero can be read ten times too large; write 1, not 1.0"
COMMA = "write thousands with a comma: 1,000"
SPACE = "put a space before the unit"
IN_WORDS = "write the frequency or route in words"
SIGN = "write the sign in words: less than, at least, and"
EXTRA = "remove the extra space"

UNSAFE = [
    (".5 mg", f"'.5': {NO_ZERO}"),
    ("a dose of .5", f"'.5': {NO_ZERO}"),
    ("(.25)", f"'.2': {NO_ZERO}"),
    ("1.0 mg", f"'1.0': {TRAILING}"),
    ("0.50 mg", f"'0.50': {TRAILING}"),
    ("10.0%", f"'10.0': {TRAILING}"),
    ("a dose of 1.0.", f"'1.0': {TRAILING}"),
    ("5 µg", "'µg': write mcg"),
    ("5 μg", "'μg': write mcg"),
    ("5 ug", "'5 ug': write mcg"),
    ("2 cc", "'2 cc': write mL"),
    ("2cc", "'2cc': write mL"),
    ("5 ml", "'5 ml': write mL"),
    ("10 IU", "'10 IU': write units"),
    ("10 U", "'10 U': write units"),
    ("10u", "'10u': write units"),
    ("10 IU per mL", "'10 IU': write units"),
    ("12mg", f"'12mg': {SPACE}"),
    ("0.5mg", f"'0.5mg': {SPACE}"),
    ("5mL", f"'5mL': {SPACE}"),
    ("14days", f"'14days': {SPACE}"),
    ("1000 patients", f"'1000': {COMMA}"),
    ("USD 12000", f"'12000': {COMMA}"),
    ("1234.5 mg", f"'1234': {COMMA}"),
    ("10000-fold", f"'10000': {COMMA}"),
    ("in 20244", f"'20244': {COMMA}"),
    ("2024.5 mg", f"'2024': {COMMA}"),
    ("once QD", f"'QD': {IN_WORDS}"),
    ("given qod", f"'qod': {IN_WORDS}"),
    ("BID", f"'BID': {IN_WORDS}"),
    ("SC injection", f"'SC': {IN_WORDS}"),
    ("at HS", f"'HS': {IN_WORDS}"),
    ("< 50", f"'<': {SIGN}"),
    ("more (>5)", f"'>': {SIGN}"),
    ("≥ 18 years", f"'≥': {SIGN}"),
    ("≤ 18 years", f"'≤': {SIGN}"),
    ("Smith & Jones", f"'&': {SIGN}"),
    ("me@example.org", f"'@': {SIGN}"),
    ("two  spaces", f"'two spaces': {EXTRA}"),
    (" before", f"'two spaces': {EXTRA}"),
    ("after\n", f"'two spaces': {EXTRA}"),
]

SAFE = [
    "1,000",
    "2,097",
    "1,234.5",
    "10,000-fold",
    "0.5 mg",
    "0.05 mg",
    "10 mg",
    "100 mg",
    "10.05 mg",
    "1,080 patients",
    "in 2024",
    "in 2024.",
    "from 1999 to 2032",
    "(2016-2024)",
    "2024-03-01",
    "2.4 mg per mL",
    "NDC 64406-058-01",
    "1-800-555-0199",
    "version 2.10 of the label",
    "Version 10.20",
    "section 5.10",
    "§5.10 and §12.30",
    "release 1.0.3",
    "99.95%",
    "(16%)",
    "5 of 10",
    "CYP450",
    "CYP2D6 and HbA1c",
    "J2326",
    "SMN2",
    "5 units",
    "10 mcg",
    "5 mL",
    "14 days apart",
    "once daily, subcutaneous",
    "a 2-fold rise",
    "less than 50, or at least 100",
    "one line\nand another",
    "stamp 08032025",
    "β-thalassaemia",
]


def told(text: str) -> list[str]:
    """Return what is said of a text in the place of a fact."""
    record = Monograph(name="exampline", sources={}, class_=Fact(text=text, cites=("label",)))
    assert {path for path, _what in figures_are_written_safely(record)} <= {"class.text"}
    return [what for _path, what in figures_are_written_safely(record)]


@pytest.mark.parametrize(("text", "what"), UNSAFE)
def test_what_can_be_misread_is_told(text: str, what: str) -> None:
    assert what in told(text)


@pytest.mark.parametrize("text", SAFE)
def test_what_is_written_safely_passes(text: str) -> None:
    assert told(text) == []


def test_all_that_is_wrong_with_a_text_is_told_at_once() -> None:
    assert told(".5 mg < 1.0 mg") == [f"'.5': {NO_ZERO}", f"'1.0': {TRAILING}", f"'<': {SIGN}"]


@patient
@given(st.decimals(min_value=0, max_value=999, places=3))
def test_a_plain_figure_passes_and_the_same_figure_with_a_zero_more_does_not(value: Decimal) -> None:
    plain = f"{value.normalize():f}"

    assert told(f"{plain} mg") == []
    assert told(f"{plain}{'0' if '.' in plain else '.0'} mg") != []


@patient
@given(st.integers(0, 10**12))
def test_thousands_with_commas_pass(count: int) -> None:
    assert told(f"{count:,} patients") == []


@patient
@given(st.integers(10**4, 10**12))
def test_thousands_without_commas_are_told(count: int) -> None:
    assert told(f"{count} patients") == [f"'{count}': {COMMA}"]


@pytest.mark.parametrize("unit", ["µg", "cc", "ml", "IU", "U", "ug"])
def test_a_unit_is_looked_at_wherever_it_stands_alone(exampline: Monograph, unit: str) -> None:
    (half_life,) = exampline.kinetics
    phase = replace(exampline.regimens[0].phases[0], amount=Amount(value=Decimal(40), unit=unit))
    regimen = replace(exampline.regimens[0], phases=(phase, *exampline.regimens[0].phases[1:]))
    presentation = replace(exampline.presentations[0], strength=replace(exampline.presentations[0].strength, per=unit))
    record = replace(
        exampline,
        kinetics=(replace(half_life, unit=unit),),
        regimens=(regimen, *exampline.regimens[1:]),
        presentations=(presentation,),
    )

    assert [path for path, _what in figures_are_written_safely(record)] == [
        "regimen[0].phase[0].amount.unit",
        "presentation[0].strength.per",
        "kinetics[0].unit",
    ]


@pytest.mark.parametrize(
    ("key", "text"), [("interval", "14.0 days"), ("after", "0.50 months"), ("name", "loading QD"), ("name", "2 cc")]
)
def test_lengths_of_time_are_looked_at_and_names_are_not(exampline: Monograph, key: str, text: str) -> None:
    first, *others = exampline.regimens
    phase = replace(first.phases[1], **{key: text})
    record = replace(
        exampline, regimens=(replace(first, phases=(first.phases[0], phase), missed=()), *others), switches=()
    )

    assert [path for path, _what in figures_are_written_safely(record)] == (
        [f"regimen[0].phase[1].{key}"] if key != "name" else []
    )


def test_the_name_of_a_presentation_is_a_strength(exampline: Monograph) -> None:
    record = replace(exampline, presentations=(replace(exampline.presentations[0], name="40mg in 5 cc"),))

    assert list(figures_are_written_safely(record)) == [
        ("presentation[0].name", "'5 cc': write mL"),
        ("presentation[0].name", f"'40mg': {SPACE}"),
    ]


def test_what_others_wrote_is_left_as_they_wrote_it(exampline: Monograph, outlook: Seed) -> None:
    source = replace(exampline.sources["label-us-2024"], title="Drugs & doses < 1.0 mg", publisher="A & B")
    name = replace(exampline.other_names[0], text="ISIS 396443")
    record = replace(exampline, sources={**exampline.sources, "label-us-2024": source}, other_names=(name,))

    assert list(figures_are_written_safely(record)) == []
    assert list(figures_are_written_safely(outlook)) == []


@pytest.mark.parametrize(
    ("value", "better"), [("6.0", "6"), ("0.50", "0.5"), ("-1.10", "-1.1"), ("100.00", "100"), ("0.0", "0")]
)
def test_a_figure_that_ends_in_a_zero_after_the_point_is_told(exampline: Monograph, value: str, better: str) -> None:
    record = replace(exampline, kinetics=(replace(exampline.kinetics[0], value=Decimal(value)),))

    assert list(no_trailing_zeros(record)) == [
        ("kinetics[0].value", f"{value} ends in a zero after the point; write {better}")
    ]


@pytest.mark.parametrize("value", ["6", "60", "100", "0", "0.5", "10.05", "1E+2"])
def test_a_figure_that_ends_otherwise_passes(exampline: Monograph, value: str) -> None:
    record = replace(exampline, kinetics=(replace(exampline.kinetics[0], value=Decimal(value)),))

    assert list(no_trailing_zeros(record)) == []
