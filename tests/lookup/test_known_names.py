"""Real drugs on which there is nothing here are known as such, and never answered with a neighbour."""

from __future__ import annotations

from pathlib import Path

import pytest

from drugcli.errors import BrokenFileError
from drugcli.library.library import Library, Names
from drugcli.lookup.resolve import resolve
from tests.lookup.conftest import Ask, Hold


def test_a_real_drug_without_a_record_is_known(ask: Ask) -> None:
    answer = ask("Examplone")

    assert (answer.status, answer.id, answer.candidates) == ("known", None, ())
    (known,) = answer.known
    assert (known.title, known.class_, known.routes, known.held) == (
        "examplone",
        "example blocker",
        ("oral", "topical"),
        False,
    )


def test_its_neighbour_here_is_not_offered(ask: Ask) -> None:
    """Exampline is one letter away from examplone, and here."""
    assert ask("examplone").candidates == ()
    assert ask("examplonee").candidates[0].title == "examplone"


def test_a_slip_for_a_drug_that_is_not_here_does_not_slide_on(ask: Ask) -> None:
    answer = ask("otherlime")

    assert answer.status == "near"
    assert [(one.title, one.held) for one in answer.candidates] == [("otherline", False)]


def test_a_known_name_of_a_drug_that_is_here_opens_it(ask: Ask) -> None:
    answer = ask("examplissimo")

    assert (answer.status, answer.id, answer.name, answer.kind) == ("found", "exampline", "Examplissimo", "brand")


def test_a_name_of_a_drug_here_and_of_another_is_a_choice(ask: Ask) -> None:
    answer = ask("sharedex")

    assert answer.status == "ambiguous"
    assert {(one.title, one.held) for one in answer.candidates} == {("exampline", True), ("examplone", False)}


def test_a_combination_is_known_by_its_parts(ask: Ask) -> None:
    (known,) = ask("Duoline").known

    assert known.title == "fourthline and otherline"


def test_a_known_only_drug_has_its_brands(ask: Ask) -> None:
    (known,) = ask("examplone").known

    assert known.brands == ("Plonex", "Sharedex")


def test_a_name_of_several_real_drugs_lists_them_all(hold: Hold) -> None:
    answer = hold()("sharedex")

    assert answer.status == "known"
    assert [one.title for one in answer.known] == ["exampline", "examplone"]


def test_a_record_is_found_by_any_unii_of_its_drug(hold: Hold) -> None:
    """It goes by a name that the vocabulary does not know."""
    ask = hold("newline", newline=["GGGGGGGGG2"])

    assert ask("singline").id == ask("Singlex").id == ask("SG-77-1").id == "newline"


def test_a_combination_is_not_opened_by_the_name_of_a_part(hold: Hold) -> None:
    """Its record names the UNIIs of all that it holds."""
    ask = hold("newduo", newduo=["CCCCCCCCCC", "DDDDDDDDD9"])

    assert (ask("otherline").status, ask("fourthline").status) == ("known", "known")
    assert ask("Duoline").id == "newduo"


def test_a_unii_of_the_vocabulary_says_what_it_is(hold: Hold) -> None:
    answer = hold()("UNII BBBBBBBBBR")

    assert (answer.status, answer.kind) == ("known", "UNII")
    assert [one.title for one in answer.known] == ["examplone"]


def test_a_code_with_a_doubled_number_is_another_code(hold: Hold) -> None:
    assert hold("singline")("SG-77-1-1").status == "near"


def test_a_slip_for_a_drug_that_is_here_offers_it(ask: Ask) -> None:
    first, *_others = ask("exampllne").candidates

    assert (first.id, first.held) == ("exampline", True)


def test_names_are_read_again_when_a_table_changes(ask: Ask, names: Path) -> None:
    assert ask("freshline").status != "known"
    with (names / "names.tsv").open("a", encoding="utf-8") as table:
        table.write("CCCCCCCCCC\tbrand\tFreshline\n")

    library = Library([], Names(names, names.parent / "caches"))
    answer = resolve("freshline", library, "drugs")
    library.close()
    assert answer.status == "known"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("unii\tkind\n", "names.tsv: has no columns unii, kind, name"),
        ("unii\tkind\tname\nCCCCCCCCCC\tbrand\n", "names.tsv: line 2: 2 columns, not 3"),
    ],
)
def test_a_table_of_another_shape_is_told(ask: Ask, names: Path, text: str, told: str) -> None:
    (names / "names.tsv").write_text(text, encoding="utf-8")

    with pytest.raises(BrokenFileError, match=told):
        ask("freshline")
