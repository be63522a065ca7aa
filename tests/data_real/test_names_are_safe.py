"""No correct name of a real drug opens another one, or is answered with its neighbour."""

import random
from collections.abc import Iterator
from itertools import groupby, permutations
from pathlib import Path

import pytest

from drugcli.library.compiled import LaidOut
from drugcli.library.formulary import Formulary
from drugcli.library.library import Library, Names
from drugcli.library.lookalikes import TABLE
from drugcli.lookup.resolve import resolve
from drugcli.readers.names import read_names
from drugcli.records.folding import fold, words

DATA = Path(__file__).resolve().parent.parent.parent / "data"
SEED = 20261130
SAMPLE = 300


def rows() -> list[list[str]]:
    lines = (DATA / "names" / TABLE).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line[:1].isdigit()]


def pairs() -> list[tuple[str, str]]:
    groups = groupby(rows(), key=lambda row: row[0])
    return [pair for _group, members in groups for pair in permutations([name for _, name, _ in members], 2)]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    caches = tmp_path_factory.mktemp("caches")
    held = Library([Formulary(DATA, caches, lambda _record: LaidOut(b"", ()))], Names(DATA / "names", caches))
    yield held
    held.close()


def test_names_of_drugs_that_are_not_here_are_known_as_themselves(library: Library) -> None:
    chance = random.Random(SEED)  # noqa: S311  no secret
    every = [one for one in read_names(DATA / "names" / "names.tsv") if one[1] in {"generic", "brand"}]
    vocabulary = library.vocabulary
    for _unii, _sort, name in chance.sample(every, SAMPLE):
        answer = resolve(name, library, "drugs")
        own = {vocabulary.substance(unii).base for one in vocabulary.named(fold(name)) for unii in one.uniis}
        if answer.id is not None:
            held = {code.code for code in library.monograph(answer.id).identifiers if code.kind == "UNII"}
            assert own & {vocabulary.substance(unii).base for unii in held}, name
            continue
        shown = {vocabulary.substance(drug).base for one in answer.known for drug in one.id.split()}
        assert (answer.status, answer.candidates, shown) == ("known", (), own), name


@pytest.mark.parametrize(("typed", "other"), pairs(), ids="-".join)
def test_a_look_alike_is_never_answered_with_the_other(library: Library, typed: str, other: str) -> None:
    answer = resolve(typed, library, "drugs")

    assert (answer.status, answer.candidates) == ("known", ())
    assert all(other not in words(one.title) for one in answer.known)
    assert {one.tall_man for one in library.look_alikes([typed])} <= {row[2] for row in rows() if row[1] == typed}


def test_names_of_groups_are_written_as_they_are_looked_up() -> None:
    assert [name for _group, name, tall_man in rows() if not name == fold(name) == fold(tall_man)] == []
