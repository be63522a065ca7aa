"""What is like a name is offered nearest first, and nothing of it is opened."""

from __future__ import annotations

import pytest

from tests.lookup.conftest import Ask, Hold


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("exampllne 12 mg/5 ml", "exampline"),
        ("exampline 12 mg/5 ml", "exampline"),
        ("exampline er 50 mg tab", "exampline"),
        ("examplex iv", "exampline"),
        ("examplomab longlastig", "longlasting examplomab"),
        ("longlastingexamplomb", "longlasting examplomab"),
        ("singlinne hydrochloride", "singline"),
        ("exampllne soddium", "exampline"),
        ("exampllne for the clinic", "exampline"),
    ],
)
def test_it_is_met_and_not_opened(ask: Ask, typed: str, meant: str) -> None:
    answer = ask(typed)

    assert (answer.status, answer.id) == ("near", None)
    assert answer.candidates[0].title == meant


def test_a_slip_for_a_drug_that_is_not_here_lists_what_is_here_after_it(ask: Ask) -> None:
    answer = ask("examplonne")

    assert [(one.title, one.held, one.edits) for one in answer.candidates[:2]] == [
        ("examplone", False, 1),
        ("exampline", True, 2),
    ]


def test_of_names_as_near_the_one_on_the_market_comes_first(hold: Hold) -> None:
    """Formotart is of formolol tartrate, which is sold."""
    first, *_others = hold()("Formosart").candidates

    assert (first.name, first.edits) == ("Formotart", 1)


def test_the_forms_that_are_here_follow_their_base(hold: Hold) -> None:
    answer = hold("formolol succinate")("formollol")

    assert [(one.title, one.held) for one in answer.candidates] == [
        ("formolol", False),
        ("formolol succinate", True),
    ]


def test_a_short_beginning_is_completed(hold: Hold) -> None:
    assert hold()("exampl").candidates[0].why == "begins with it"
