"""One spelling for all the ways to type a name."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drugcli.records.folding import fold, printable

patient = settings(deadline=None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ISIS 396443", "isis-396443"),
        ("ISIS 396443", "Isis396443"),
        ("Exámpline", "EXAMPLINE"),
        ("exampline  sodium", "Exampline-Sodium"),
        ("\N{FULLWIDTH LATIN CAPITAL LETTER E}xamplex", "examplex"),
        ("straße", "STRASSE"),
        ("examplex®", "Examplex"),
    ],
)
def test_ways_to_type_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


def test_two_names_do_not_fold_alike() -> None:
    assert fold("exampline") != fold("examplin")


@patient
@given(st.text())
@example("İ")
@example("ŉ")
@example("ﷺ")
@example("\u0345")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@patient
@given(st.text())
def test_case_never_matters(text: str) -> None:
    assert fold(text.casefold()) == fold(text)


@patient
@given(st.text(), st.sampled_from([" ", "-", "\t", "\u00a0", "\u200b", "'", "®", "\x1b"]))
def test_space_and_punctuation_never_matter(text: str, between: str) -> None:
    assert fold(between.join(text)) == fold(text)


@patient
@given(st.text())
def test_what_is_printable_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    kept = printable(text)

    assert not {unicodedata.category(one) for one in kept} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert printable(kept) == kept


def test_what_can_be_printed_is_kept() -> None:
    assert printable("β-thalassaemia\t(16%)\n") == "β-thalassaemia (16%) "
    assert printable("\x1b[31mred\x1b[0m \u202edesrever\udce9") == "[31mred[0m desrever"
