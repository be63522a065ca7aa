"""One spelling for all the ways to type a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drugcli.records.folding import fold, printable

LATIN_AND_GREEK = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x3FF, exclude_characters="\u0131", exclude_categories=["Cn", "Cs"])
)
"""Dotless i (U+0131) has no capital of its own: it shares the capital of i."""


@given(st.text())
def test_to_fold_twice_is_to_fold_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(LATIN_AND_GREEK)
def test_case_does_not_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower()) == fold(text)


@given(st.text(), st.sampled_from([" ", "-", "\t", "/", "®", "'", "\u00a0", "\u200b"]))
def test_spaces_and_punctuation_do_not_matter(text: str, mark: str) -> None:
    assert fold(mark.join(["", *text.split(), ""])) == fold("".join(text.split()))


@given(st.text())
def test_a_folded_name_has_only_letters_and_digits(text: str) -> None:
    assert all(letter.isalnum() for letter in fold(text))


@given(st.text())
def test_what_is_left_to_print_is_left_the_second_time(text: str) -> None:
    assert printable(printable(text)) == printable(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ISIS 396443", "isis-396443"),
        ("Éxamplïne", "exampline"),
        ("EXAMPLINE®", "exampline"),
        ("straße", "STRASSE"),
        ("ﬁne", "fine"),
        ("\uff45\uff58ampline", "exampline"),
    ],
)
def test_spellings_of_one_name_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("exampline", "examplin"), ("δ-exampline", "β-exampline"), ("B1", "B12")])
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)
