"""The same words in another order, doubled or connected, and combinations by their parts."""

from __future__ import annotations

import pytest

from tests.lookup.conftest import Ask, Hold


@pytest.mark.parametrize(
    "typed", ["examplomab longlasting", "longlasting longlasting examplomab", "examplomab, longlasting",
              "longlasting and examplomab"],
)  # fmt: skip
def test_the_same_words_are_the_same_name(hold: Hold, typed: str) -> None:
    answer = hold("longlasting examplomab")(typed)

    assert (answer.status, answer.id, answer.name) == ("found", "longlasting-examplomab", "longlasting examplomab")


def test_a_single_word_typed_twice_is_that_word(ask: Ask) -> None:
    assert ask("exampline exampline").id == "exampline"


def test_words_of_a_known_only_drug_are_known(hold: Hold) -> None:
    assert hold()("examplomab longlasting").status == "known"


@pytest.mark.parametrize(
    "typed", ["fourthline/otherline", "fourthline and otherline", "otherline + fourthline", "otherline-fourthline",
              "otherline & fourthline", "otherline; fourthline", "fourthline with otherline", "fourthline otherline",
              "otherline hydrochloride / fourthline"],
)  # fmt: skip
def test_a_combination_is_met_by_its_parts_in_any_order(hold: Hold, typed: str) -> None:
    answer = hold()(typed)

    assert answer.status == "known"
    assert [one.title for one in answer.known] == ["fourthline and otherline"]


@pytest.mark.parametrize("typed", ["Duoline", "otherline/fourthline", "fourthline sodium/otherline"])
def test_a_combination_here_is_opened_by_any_name_of_its_set(hold: Hold, typed: str) -> None:
    assert hold("fourthline-otherline")(typed).id == "fourthline-otherline"


def test_a_part_is_not_the_combination(hold: Hold) -> None:
    ask = hold("fourthline-otherline")

    assert ask("otherline").status == "known"
    assert ask("otherline/examplone").status == "near"


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("formolol/otherline", "known"),
        ("formolol succinate/otherline", "known"),
        ("otherline + Formosucc", "known"),
        ("formolol tartrate/otherline", "near"),
        ("singline/examplone", "known"),
        ("singline phosphate/examplone", "near"),
    ],
)
def test_a_salt_of_a_part_counts_where_it_changes_the_drug(hold: Hold, typed: str, status: str) -> None:
    assert hold()(typed).status == status


def test_a_combination_here_is_met_under_the_salts_of_its_parts_that_change_nothing(hold: Hold) -> None:
    answer = hold("newline and singline")("singline sodium/newline")

    assert (answer.id, answer.left_out) == ("newline-and-singline", ("sodium",))


@pytest.mark.parametrize("typed", ["formolol tartrate/newline", "formolol hydrochloride/newline"])
def test_a_combination_here_is_not_met_under_a_salt_that_is_another_drug(hold: Hold, typed: str) -> None:
    assert hold("newline and formolol")(typed).id is None
