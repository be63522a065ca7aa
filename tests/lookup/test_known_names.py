"""Real drugs on which there is nothing here are known as such, and never answered with a neighbour."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drugcli.errors import BrokenFileError
from drugcli.library.compiled import LaidOut
from drugcli.library.formulary import Formulary
from drugcli.library.library import Library, Names
from drugcli.lookup.answers import Answer
from drugcli.lookup.resolve import resolve

DATA = Path(__file__).resolve().parent.parent / "data"
SUBSTANCES = """# made up
unii\tsubstance\tclasses\troutes\tform of\tlists
AAAAAAAAA6\texampline\tenzyme inhibitor\tintravenous\t\tNDC
BBBBBBBBBR\texamplone\texample blocker\toral; topical\t\tNDC
CCCCCCCCCC\totherline\t\t\t\tNDC
DDDDDDDDD9\tfourthline\t\t\t\tNDC
"""
NAMES = """unii\tkind\tname
AAAAAAAAA6\tbrand\tExamplissimo
AAAAAAAAA6\tgeneric\texampline
BBBBBBBBBR\tgeneric\texamplone
BBBBBBBBBR\tbrand\tSharedex
CCCCCCCCCC\tgeneric\totherline
AAAAAAAAA6\tbrand\tSharedex
"""
PRODUCTS = """uniis\tkind\tname
CCCCCCCCCC; DDDDDDDDD9\tbrand\tDuoline
"""

Ask = Callable[[str], Answer]


@pytest.fixture
def names(tmp_path: Path) -> Path:
    folder = tmp_path / "names"
    folder.mkdir()
    for table, text in (("substances.tsv", SUBSTANCES), ("names.tsv", NAMES), ("products.tsv", PRODUCTS)):
        (folder / table).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def library(names: Path, tmp_path: Path) -> Iterator[Library]:
    caches = tmp_path / "caches"
    formulary = Formulary(DATA / "formulary", caches, lambda _record: LaidOut(b"", ()))
    held = Library([formulary], Names(names, caches))
    yield held
    held.close()


@pytest.fixture
def ask(library: Library) -> Ask:
    return lambda typed: resolve(typed, library, "drugs")


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

    assert known.title == "otherline and fourthline"


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
