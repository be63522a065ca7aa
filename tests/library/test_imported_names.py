"""Imported lists in use: beside the bundled names, or in their place; and not at all, where they cannot be read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from drugcli.errors import DrugcliError
from drugcli.library.importing import import_lists
from drugcli.library.vocabulary import Vocabulary
from drugcli.records.folding import fold

LISTS = Path(__file__).resolve().parent.parent / "data" / "lists"
UNII, RXNORM = LISTS / "UNII_Names.txt", LISTS / "RXNCONSO.RRF"
BUNDLED = {
    "substances.tsv": "unii\tsubstance\tclasses\troutes\tform of\tlists\n000000001X\texampline\tblocker\toral\t\tNDC\n",
    "names.tsv": "unii\tkind\tname\n"
    "000000001X\tgeneric\texampline\n000000001X\tbrand\tBundlex\n000000001X\tbrand\tLonelex\n",
    "products.tsv": "uniis\tkind\tname\n",
}

Import = Callable[..., None]
Names = Callable[[str], set[str]]


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    return tmp_path / "imported"


@pytest.fixture
def bundled(tmp_path: Path) -> Path:
    folder = tmp_path / "names"
    folder.mkdir()
    for table, text in BUNDLED.items():
        (folder / table).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def bring_in(imported: Path, bundled: Path) -> Import:
    """Return an import of one list."""

    def bring(path: Path, *, replaces: bool = False) -> None:
        date, beside = dt.date(2026, 1, 1), None if replaces else bundled
        import_lists([path], imported, beside=beside, date=date, progress=lambda _what, _done, _total: None)

    return bring


@pytest.fixture
def vocabulary(bundled: Path, tmp_path: Path, imported: Path) -> Iterator[Vocabulary]:
    with closing(Vocabulary(bundled, tmp_path / "caches", imported)) as opened:
        yield opened


@pytest.fixture
def substances(vocabulary: Vocabulary) -> Names:
    """Return a look-up of the substances, one set a line, that go by a name."""

    def look_up(name: str) -> set[str]:
        vocabulary.close()
        return {" ".join(one.uniis) for one in vocabulary.named(fold(name))}

    return look_up


def test_an_imported_list_stands_beside_the_bundled_names(bring_in: Import, substances: Names) -> None:
    assert substances("Linex") == substances("testazole") == set()
    bring_in(UNII)

    assert substances("testazole") == {"000000005X"}
    assert substances("Bundlex") == substances("exampline") == {"000000001X"}


def test_an_imported_list_takes_nothing_away_from_a_substance(bring_in: Import, vocabulary: Vocabulary) -> None:
    bring_in(RXNORM)
    exampline = vocabulary.substance("000000001X")

    assert (exampline.classes, exampline.routes, exampline.is_marketed) == ("blocker", "oral", True)


def test_an_imported_list_can_take_the_place_of_the_bundled_names(bring_in: Import, substances: Names) -> None:
    bring_in(UNII, replaces=True)

    assert substances("Bundlex") == set()
    assert substances("testazole") == {"000000005X"}


def test_a_combination_of_rxnorm_is_all_its_parts(bring_in: Import, substances: Names) -> None:
    bring_in(RXNORM)

    assert substances("Duoex") == {"000000001X 000000005X"}


def test_what_rxnorm_does_not_tell_is_known_by_its_name_alone(bring_in: Import, substances: Names) -> None:
    bring_in(RXNORM)

    assert substances("Halfex") == {"RXCUI:11"}


def test_what_has_no_unii_gives_way_to_a_bundled_name(bring_in: Import, substances: Names) -> None:
    bring_in(RXNORM)

    assert substances("Lonelex") == {"000000001X"}


def test_without_the_bundled_names_it_stands(bring_in: Import, substances: Names) -> None:
    bring_in(RXNORM, replaces=True)

    assert substances("Lonelex") == {"RXCUI:10"}


def test_an_rxcui_leads_to_its_substances(bring_in: Import, vocabulary: Vocabulary) -> None:
    bring_in(RXNORM)

    assert [one.uniis for one in vocabulary.coded("RxCUI", ["9"])] == [("000000001X", "000000005X")]


def test_a_list_that_is_refused_leaves_the_older_in_use(
    bring_in: Import, substances: Names, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    bring_in(UNII)
    (tmp_path / "cut").write_bytes(UNII.read_bytes()[:-20])
    with pytest.raises(DrugcliError):
        bring_in(tmp_path / "cut", replaces=True)

    assert substances("testazole") == {"000000005X"}
    assert substances("Bundlex") == {"000000001X"}
    assert vocabulary.import_troubles() == []


def test_an_archive_that_is_damaged_leaves_the_bundled_names_in_use(
    bring_in: Import, substances: Names, vocabulary: Vocabulary, imported: Path
) -> None:
    bring_in(UNII, replaces=True)
    archive = imported / "unii.zip"
    archive.write_bytes(archive.read_bytes()[:-40])
    (trouble,) = vocabulary.import_troubles()

    assert substances("Bundlex") == {"000000001X"}
    assert substances("testazole") == set()
    assert trouble.startswith(f"{archive}: cannot be read")


def test_the_draft_of_a_killed_import_is_not_used(substances: Names, imported: Path) -> None:
    imported.mkdir()
    (imported / ".draft-killed.zip").write_bytes(b"half an archive")

    assert substances("Bundlex") == {"000000001X"}
