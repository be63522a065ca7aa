"""A drug is opened by its names however they are typed, and by nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drugcli.errors import DrugcliError
from drugcli.library.compiled import LaidOut
from drugcli.library.formulary import Formulary
from drugcli.library.library import Library, Names
from drugcli.lookup.resolve import resolve
from drugcli.records.folding import words
from drugcli.records.salts import HYDRATES, SALTS
from tests.lookup.conftest import DATA, NAMES, PRODUCTS, SUBSTANCES

HERE = {"exampline": {"exampline", "examplex", "examplissimo"}}
"""The words by which the one drug that is here is meant."""
TYPED_WORDS = ["exampline", "Examplex", "examplone", "otherline", "fourthline", "formolol", "singline", "calcium",
               "sodium", "succinate", "hydrochloride", "tartrate", "monohydrate", "anhydrous",
               "and", "with", "12", "mg"]  # fmt: skip
SAYINGS = st.lists(st.sampled_from(TYPED_WORDS), min_size=1, max_size=5)
MARKS = st.sampled_from([" ", "/", " + ", "-", ", ", " & ", ";"])


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("names")
    for table, text in (("substances.tsv", SUBSTANCES), ("names.tsv", NAMES), ("products.tsv", PRODUCTS)):
        (folder / table).write_text(text, encoding="utf-8")
    caches = tmp_path_factory.mktemp("caches")
    formulary = Formulary(DATA / "formulary", caches, lambda _record: LaidOut(b"", ()))
    held = Library([formulary], Names(folder, caches))
    yield held
    held.close()


@settings(max_examples=300)
@given(SAYINGS, MARKS)
def test_a_drug_is_opened_only_by_its_own_words_and_those_of_its_salt(
    library: Library, said: list[str], mark: str
) -> None:
    answer = resolve(mark.join(said), library, "drugs")

    if answer.status == "found":
        beside = {word for word in words(answer.query) if word not in HERE[answer.id or ""]}
        assert beside <= {"sodium"} | HYDRATES
        assert beside < set(words(answer.query))


@settings(max_examples=100)
@given(
    st.lists(st.sampled_from(["exampline", "sodium"]), min_size=2, max_size=4).filter(lambda said: "exampline" in said)
)
def test_the_order_and_number_of_words_do_not_matter(library: Library, said: list[str]) -> None:
    assert resolve(" ".join(said), library, "drugs").id == "exampline"


@settings(max_examples=100)
@given(st.sampled_from(sorted(SALTS - HYDRATES - {"sodium"})))
def test_no_salt_but_its_own_opens_a_drug(library: Library, salt: str) -> None:
    assert resolve(f"exampline {salt}", library, "drugs").id is None


@settings(max_examples=200)
@given(st.text(max_size=30) | st.text("0123456789-ABNDCUI ", max_size=14))
def test_whatever_is_typed_is_answered_or_refused(library: Library, typed: str) -> None:
    try:
        answer = resolve(typed, library, "drugs")
    except DrugcliError:
        return
    assert (answer.id is None) == (answer.status != "found")
    assert bool(answer.known) == (answer.status == "known")
