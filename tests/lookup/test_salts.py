"""A salt word changes nothing where a base has one form; where it has several, each is a drug to ask about."""

from __future__ import annotations

import pytest

from tests.lookup.conftest import Ask, Hold


@pytest.mark.parametrize(
    ("typed", "left_out"),
    [
        ("singline sodium", ()),
        ("Singline Na", ()),
        ("SG-77-1 sodium", ("sodium",)),
        ("Singlex sodium", ("sodium",)),
        ("singline sodium monohydrate", ("monohydrate",)),
        ("singline anhydrous", ("anhydrous",)),
    ],
)
def test_the_salt_of_the_one_form_changes_nothing(hold: Hold, typed: str, left_out: tuple[str, ...]) -> None:
    answer = hold("singline")(typed)

    assert (answer.status, answer.id, answer.left_out) == ("found", "singline", left_out)


@pytest.mark.parametrize("typed", ["otherline hydrochloride", "otherline hcl", "hydrochloride otherline sodium"])
def test_a_drug_without_any_known_salt_is_met_under_each(hold: Hold, typed: str) -> None:
    answer = hold("otherline")(typed)

    assert (answer.status, answer.id) == (("found", "otherline") if typed.startswith("other") else ("near", None))


@pytest.mark.parametrize("typed", ["singline phosphate", "SG-77-1 phosphate", "Singlex hydrochloride"])
def test_a_salt_that_contradicts_the_one_form_opens_nothing(hold: Hold, typed: str) -> None:
    answer = hold("singline")(typed)

    assert (answer.status, answer.id) == ("near", None)
    assert answer.candidates[0].id == "singline"


def test_the_salt_that_a_record_names_contradicts_another(ask: Ask) -> None:
    """The record of exampline has exampline sodium."""
    assert ask("examplex sodium").id == "exampline"
    assert ask("exampline hydrochloride").status == "near"


@pytest.mark.parametrize("typed", ["formolol", "formolol phosphate", "formolol hcl", "FORMOLOL"])
def test_a_base_of_several_forms_is_a_question(hold: Hold, typed: str) -> None:
    answer = hold("formolol succinate")(typed)

    assert (answer.status, answer.id, answer.forms_of) == ("ambiguous", None, "formolol")
    assert [(one.title, one.held) for one in answer.candidates] == [
        ("formolol succinate", True),
        ("formolol tartrate", False),
    ]


def test_another_form_than_the_one_here_is_known_only(hold: Hold) -> None:
    ask = hold("formolol succinate")

    for typed in ("formolol tartrate", "tartrate formolol", "Formotart", "formolol tartrate dihydrate"):
        answer = ask(typed)
        assert (answer.status, answer.candidates) == ("known", ())
        assert [one.title for one in answer.known] == ["formolol tartrate"]
    assert ask("formosucc").id == "formolol-succinate"


def test_the_brand_of_one_form_with_the_salt_of_another_opens_nothing(hold: Hold) -> None:
    ask = hold("formolol succinate")

    assert ask("formosucc succinate").id == "formolol-succinate"
    assert ask("formosucc tartrate").status == "ambiguous"
    assert ask("formolol-succinate-brand tartrate").status == "ambiguous"


def test_forms_of_which_none_is_here_are_all_known(hold: Hold) -> None:
    answer = hold()("formolol")

    assert answer.status == "known"
    assert [one.title for one in answer.known] == ["formolol succinate", "formolol tartrate"]


def test_a_record_named_for_the_base_opens_for_its_name_and_asks_for_a_form(hold: Hold) -> None:
    ask = hold("formolol")
    answer = ask("formolol tartrate")

    assert ask("formolol").id == "formolol"
    assert answer.status == "ambiguous"
    assert [(one.title, one.held) for one in answer.candidates] == [("formolol", True), ("formolol tartrate", False)]


def test_a_base_that_is_a_form_itself_is_a_question_but_its_brand_is_not(hold: Hold) -> None:
    ask = hold("basoline acetate")

    assert ask("basoline").status == "ambiguous"
    assert [one.title for one in ask("Basocream").known] == ["basoline"]


@pytest.mark.parametrize("typed", ["calcium acetate", "calcium sodium", "sodium chloride", "iron citrate"])
def test_an_element_has_no_salts_that_change_nothing(hold: Hold, typed: str) -> None:
    assert hold("calcium", "iron")(typed).id is None
