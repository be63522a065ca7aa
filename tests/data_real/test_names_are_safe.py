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
from tests.conftest import Run

DATA = Path(__file__).resolve().parent.parent.parent / "data"
MADE_UP = DATA.parent / "tests/data/formulary/drugs/exampline.toml"
SEED = 20261130
SAMPLE = 300


def rows() -> list[list[str]]:
    lines = (DATA / "names" / TABLE).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line[:1].isdigit()]


def pairs() -> list[tuple[str, str]]:
    groups = groupby(rows(), key=lambda row: row[0])
    return [pair for _group, members in groups for pair in permutations([name for _, name, _ in members], 2)]


@pytest.fixture(scope="module")
def caches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("caches")


def opened(folder: Path, caches: Path) -> Library:
    return Library([Formulary(folder, caches, lambda _record: LaidOut(b"", ()))], Names(DATA / "names", caches))


@pytest.fixture(scope="module")
def library(caches: Path) -> Iterator[Library]:
    held = opened(DATA, caches)
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
def test_a_look_alike_is_never_answered_with_the_other(typed: str, other: str, caches: Path, tmp_path: Path) -> None:
    """The other is here, as a made-up record under its name; no fact of the drug is claimed."""
    (tmp_path / "drugs").mkdir()
    text = MADE_UP.read_text(encoding="utf-8").replace('name = "exampline"', f'name = "{other}"', 1)
    (tmp_path / "drugs" / f"{other}.toml").write_text(text, encoding="utf-8")
    library = opened(tmp_path, caches)
    answer, itself = resolve(typed, library, "drugs"), resolve(other, library, "drugs")
    library.close()

    assert itself.id == other
    assert (answer.status, answer.candidates) == ("known", ())
    assert all(other not in words(one.title) for one in answer.known)


def test_names_of_groups_are_written_as_they_are_looked_up() -> None:
    assert [name for _group, name, tall_man in rows() if not name == fold(name) == fold(tall_man)] == []


@pytest.mark.parametrize("part", ["elexacaftor", "ivacaftor"])
def test_a_part_of_a_combination_opens_nothing_and_names_it(run: Run, part: str) -> None:
    result = run("show", part, DRUGCLI_DATA=None)

    assert (result.exit_code, result.stderr) == (1, "")
    assert "There is nothing here on it alone." in result.stdout
    assert "Here in combination elexacaftor-tezacaftor-ivacaftor" in result.unwrapped


@pytest.mark.parametrize(
    ("typed", "stands_for", "taken_for"),
    [
        ("MSO4", "morphine sulfate", "magnesium sulfate"),
        ("mtx", "methotrexate", "mitoxantrone"),
        ("AZT", "zidovudine", "aztreonam"),
        ("Ara A", "vidarabine", "cytarabine"),
    ],
)
def test_an_abbreviation_that_was_taken_for_another_drug_opens_neither(
    run: Run, typed: str, stands_for: str, taken_for: str
) -> None:
    result = run("show", typed, DRUGCLI_DATA=None)

    assert (result.exit_code, result.stderr) == (1, "")
    assert f"stands for {stands_for}, and was taken for" in result.unwrapped
    assert taken_for in result.unwrapped
    assert result.unwrapped.index("what it stands for") < result.unwrapped.index("what it was taken for")


def test_every_abbreviation_names_drugs_that_are_known(library: Library) -> None:
    table = (DATA / "names" / "abbreviations.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in table if not line.startswith("#")][1:]

    for text, stands_for, taken_for in rows:
        assert resolve(text, library, "drugs").status in {"near", "known"}
        for name in (stands_for, *taken_for.split("; ")):
            assert resolve(name, library, "drugs").status in {"known", "found", "ambiguous"}, name
