"""Several formularies as one: the last wins, and what it replaces is gone from every answer."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drugcli.errors import BrokenFileError
from drugcli.library.library import Library
from drugcli.records.folding import fold
from drugcli.records.monographs import Monograph

if TYPE_CHECKING:
    from tests.library.conftest import MakeUp, Opened


def ids_of(library: Library, name: str) -> list[str]:
    return [named.id for named in library.named(fold(name), "drugs")]


def class_of(library: Library, id_: str) -> str | None:
    record = library.record("drugs", id_)
    assert isinstance(record, Monograph)
    return record.class_.text


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def first(tmp_path: Path, make_up: MakeUp) -> Path:
    return formulary(tmp_path / "first", make_up, "Firstex", "kept by the first")


@pytest.fixture
def second(tmp_path: Path, make_up: MakeUp) -> Path:
    return formulary(tmp_path / "second", make_up, "Secondex", "kept by the second")


def formulary(folder: Path, make_up: MakeUp, brand: str, text: str) -> Path:
    """Write a formulary with a drug of its own and one that both have."""
    (folder / "drugs").mkdir(parents=True)
    make_up(folder, "exampline", brand, text=text)
    make_up(folder, brand.lower().replace("ex", "line"), text=text)
    return folder


def test_the_last_formulary_wins(first: Path, second: Path, opened: Opened) -> None:
    library = opened(first, second)
    held = library.held("drugs", "exampline")
    record = library.record("drugs", "exampline")

    assert isinstance(record, Monograph)
    assert record.class_.text == "kept by the second"
    assert b"kept by the second" in held.page
    assert (held.folder, held.is_bundled) == (second, False)
    assert b"kept by the first" in (held.replaced or b"")
    assert class_of(opened(second, first), "exampline") == "kept by the first"


def test_a_record_that_nothing_replaces_is_as_it_was(first: Path, second: Path, opened: Opened) -> None:
    library = opened(first, second)

    assert library.held("drugs", "firstline").folder == first
    assert library.held("drugs", "firstline").is_bundled
    assert library.held("drugs", "firstline").replaced is None
    assert library.held("drugs", "secondline").folder == second


def test_the_names_of_a_replaced_record_vanish(first: Path, second: Path, opened: Opened) -> None:
    library = opened(first, second)

    assert ids_of(library, "Secondex") == ["exampline"]
    assert ids_of(library, "Firstex") == []
    assert ids_of(library, "exampline") == ["exampline"]
    assert {named.text for named in library.names("drugs")} == {"exampline", "Secondex", "firstline", "secondline"}


def test_a_replaced_record_is_found_by_no_search(first: Path, second: Path, opened: Opened) -> None:
    hits = opened(first, second).search("kept AND first")

    assert {hit.id for hit in hits} == {"firstline"}


def test_the_list_holds_each_record_once(first: Path, second: Path, opened: Opened) -> None:
    assert opened(first, second).ids("drugs") == ["exampline", "firstline", "secondline"]
    assert opened(first, second).summary("drugs", "exampline").brands == ("Secondex",)


def test_of_three_formularies_the_last_wins_over_the_second(
    first: Path, second: Path, tmp_path: Path, make_up: MakeUp, opened: Opened
) -> None:
    third = formulary(tmp_path / "third", make_up, "Thirdex", "kept by the third")
    held = opened(first, second, third).held("drugs", "exampline")

    assert held.folder == third
    assert b"kept by the second" in (held.replaced or b"")
    assert ids_of(opened(first, second, third), "Secondex") == []


def test_a_market_does_not_replace_a_drug_of_the_same_id(first: Path, own: Path, opened: Opened) -> None:
    (own / "drugs" / "exampline.toml").unlink()
    (own / "markets" / "exampitis.toml").rename(own / "markets" / "exampline.toml")

    library = opened(first, own)

    assert class_of(library, "exampline") == "kept by the first"
    assert ids_of(library, "Firstex") == ["exampline"]


@pytest.mark.parametrize("name", ["exampline", "Firstex"])
def test_a_winner_that_is_broken_is_no_reason_to_show_the_loser(
    first: Path, second: Path, opened: Opened, name: str
) -> None:
    change(second / "drugs" / "exampline.toml", "[class]", "[clas]")
    library = opened(first, second)

    assert ids_of(library, name)[-1:] == ["exampline"]
    with pytest.raises(BrokenFileError, match="clas: unknown key; did you mean class"):
        library.held("drugs", "exampline")


def test_a_winner_that_breaks_between_two_runs_is_noticed(first: Path, second: Path, opened: Opened) -> None:
    assert ids_of(opened(first, second), "Firstex") == []

    change(second / "drugs" / "exampline.toml", "[class]", "[clas]")

    library = opened(first, second)
    assert ids_of(library, "Firstex") == ["exampline"]
    with pytest.raises(BrokenFileError):
        library.held("drugs", "exampline")


def test_a_winner_that_is_mended_wins_again(first: Path, second: Path, opened: Opened) -> None:
    path = second / "drugs" / "exampline.toml"
    change(path, "[class]", "[clas]")
    assert opened(first, second).problems()

    change(path, "[clas]", "[class]")

    assert class_of(opened(first, second), "exampline") == "kept by the second"
    assert ids_of(opened(first, second), "Firstex") == []


def test_a_winner_that_is_removed_gives_way(first: Path, second: Path, opened: Opened) -> None:
    assert class_of(opened(first, second), "exampline") == "kept by the second"

    (second / "drugs" / "exampline.toml").unlink()

    assert class_of(opened(first, second), "exampline") == "kept by the first"
    assert ids_of(opened(first, second), "Firstex") == ["exampline"]


def test_a_loser_that_is_broken_replaces_nothing_and_does_no_harm(first: Path, second: Path, opened: Opened) -> None:
    library = opened(first, second)
    assert library.held("drugs", "exampline").replaced

    change(first / "drugs" / "exampline.toml", "[class]", "[clas]")

    for one in (library, opened(first, second)):
        held = one.held("drugs", "exampline")
        assert (held.folder, held.replaced) == (second, None)


def test_a_name_that_two_drugs_have_is_theirs_both(first: Path, make_up: MakeUp, opened: Opened) -> None:
    make_up(first, "otherline", "Firstex")

    assert ids_of(opened(first), "Firstex") == ["exampline", "otherline"]


def test_a_name_that_two_formularies_give_to_two_drugs_is_theirs_both(
    first: Path, second: Path, make_up: MakeUp, opened: Opened
) -> None:
    make_up(second, "otherline", "Firstline")

    assert set(ids_of(opened(first, second), "Firstline")) == {"firstline", "otherline"}


def test_a_name_added_in_place_is_noticed_when_it_is_looked_up(own: Path, opened: Opened) -> None:
    assert ids_of(opened(own), "Freshex") == []

    change(own / "drugs" / "exampline.toml", 'text = "Examplex"', 'text = "Freshex"')

    assert ids_of(opened(own), "Freshex") == ["exampline"]


def test_a_name_removed_in_place_is_noticed_when_it_is_looked_up(own: Path, opened: Opened) -> None:
    assert ids_of(opened(own), "Examplex") == ["exampline"]

    change(own / "drugs" / "exampline.toml", 'text = "Examplex"', 'text = "Freshex"')

    assert ids_of(opened(own), "Examplex") == []


def test_a_name_moved_in_place_from_one_file_to_another_is_noticed(
    first: Path, make_up: MakeUp, opened: Opened
) -> None:
    assert ids_of(opened(first), "Firstex") == ["exampline"]

    make_up(first, "exampline")
    make_up(first, "firstline", "Firstex")

    assert ids_of(opened(first), "Firstex") == ["firstline"]


def test_a_name_added_in_place_that_another_drug_has_already_is_noticed(
    own: Path, make_up: MakeUp, settled: Callable[[Path], None], opened: Opened
) -> None:
    make_up(own, "otherline")
    settled(own)
    assert ids_of(opened(own), "Examplex") == ["exampline"]

    make_up(own, "otherline", "Examplex")

    assert ids_of(opened(own), "Examplex") == ["exampline", "otherline"]


def test_a_library_can_be_refreshed_while_open(own: Path, make_up: MakeUp, opened: Opened) -> None:
    library = opened(own)
    assert library.ids("drugs") == ["exampline"]

    make_up(own, "newline", "Newlex")
    shutil.rmtree(own / "markets")
    library.refresh()

    assert library.ids("drugs") == ["exampline", "newline"]
    assert library.ids("markets") == []


def test_problems_are_those_of_all_formularies(first: Path, second: Path, opened: Opened) -> None:
    for folder in (first, second):
        change(folder / "drugs" / "exampline.toml", "[class]", "[clas]")

    files = {problem.file for problem in opened(first, second).problems()}

    assert files == {str(folder / "drugs" / "exampline.toml") for folder in (first, second)}


def test_trouble_with_the_cache_is_told_once(first: Path, second: Path, caches: Path, opened: Opened) -> None:
    caches.write_text("a file where the folder should be", encoding="utf-8")
    library = opened(first, second)

    assert library.ids("drugs") == ["exampline", "firstline", "secondline"]
    assert len(library.cache_troubles()) == 1
