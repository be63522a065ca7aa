"""The compiled cache of a formulary: the same answers as a fresh reading, and no change goes unnoticed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from drugcli.errors import BrokenFileError, UnreadableFileError
from drugcli.library.formulary import Formulary
from drugcli.records.monographs import Monograph

if TYPE_CHECKING:
    from tests.library.conftest import MakeUp

Everything = Callable[[Formulary], dict[str, Any]]
OpenedOne = Callable[..., Formulary]
A_MOMENT_AGO = 4_102_444_800
"""Seconds since 1970; the year 2100, and so not long ago by any clock."""


def titles(formulary: Formulary, name: str) -> list[str]:
    return [named.text for named in formulary.named(name, "drugs")]


def class_of(formulary: Formulary, id_: str) -> str | None:
    record = formulary.record("drugs", id_)
    assert isinstance(record, Monograph)
    return record.class_.text


def change(path: Path, old: str, new: str) -> None:
    """Edit a file in place, as editors do that keep the file; its folder's time stays."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_what_the_cache_answers_is_what_the_files_say(own: Path, opened_one: OpenedOne, everything: Everything) -> None:
    fresh = everything(opened_one(own))
    cached = everything(opened_one(own))

    assert cached == fresh
    assert fresh["ids"] == [("drugs", "exampline"), ("markets", "exampitis")]
    assert {hit.kind for hit in fresh["hits"]} == {"drugs", "markets"}
    assert fresh["problems"] == []


def test_the_cache_is_one_file_and_no_draft_is_left(own: Path, caches: Path, opened_one: OpenedOne) -> None:
    opened_one(own).ids("drugs")

    (cache,) = caches.iterdir()
    assert cache.name.startswith("own-")
    assert cache.suffix == ".sqlite3"


def test_the_cache_is_not_written_again_without_need(own: Path, caches: Path, opened_one: OpenedOne) -> None:
    opened_one(own).ids("drugs")
    (cache,) = caches.iterdir()
    before = cache.stat().st_ino

    opened_one(own).record("drugs", "exampline")

    assert cache.stat().st_ino == before


def test_two_formularies_of_one_name_have_two_caches(own: Path, tmp_path: Path, opened_one: OpenedOne) -> None:
    other = tmp_path / "elsewhere" / "own"
    shutil.copytree(own, other)
    change(other / "drugs" / "exampline.toml", "enzyme inhibitor", "enzyme activator")

    assert class_of(opened_one(own), "exampline") == "enzyme inhibitor"
    assert class_of(opened_one(other), "exampline") == "enzyme activator"
    assert class_of(opened_one(own), "exampline") == "enzyme inhibitor"


def test_a_formulary_reached_by_another_path_shares_its_cache(
    own: Path, tmp_path: Path, caches: Path, opened_one: OpenedOne
) -> None:
    (tmp_path / "link").symlink_to(own)

    opened_one(own).ids("drugs")
    opened_one(tmp_path / "link").ids("drugs")

    assert len(list(caches.iterdir())) == 1


@pytest.mark.parametrize("is_open", [True, False], ids=["while open", "between two runs"])
def test_a_file_edited_in_place_is_noticed(own: Path, opened_one: OpenedOne, is_open: bool) -> None:
    before = opened_one(own)
    assert class_of(before, "exampline") == "enzyme inhibitor"

    change(own / "drugs" / "exampline.toml", "enzyme inhibitor", "enzyme activator")

    assert class_of(before if is_open else opened_one(own), "exampline") == "enzyme activator"


def test_an_edit_that_keeps_the_size_is_noticed_by_its_time(own: Path, opened_one: OpenedOne) -> None:
    path = own / "drugs" / "exampline.toml"
    os.utime(path, ns=(1, 1))
    assert class_of(opened_one(own), "exampline") == "enzyme inhibitor"

    change(path, "enzyme inhibitor", "enzyme inhibitoR")
    os.utime(path, ns=(2, 2))

    assert class_of(opened_one(own), "exampline") == "enzyme inhibitoR"


def test_an_edit_that_sets_the_time_back_is_noticed_by_its_size(own: Path, opened_one: OpenedOne) -> None:
    path = own / "drugs" / "exampline.toml"
    os.utime(path, ns=(1, 1))
    assert class_of(opened_one(own), "exampline") == "enzyme inhibitor"

    change(path, "enzyme inhibitor", "enzyme activators")
    os.utime(path, ns=(1, 1))

    assert class_of(opened_one(own), "exampline") == "enzyme activators"


def test_an_older_file_put_in_its_place_is_noticed(own: Path, tmp_path: Path, opened_one: OpenedOne) -> None:
    path = own / "drugs" / "exampline.toml"
    kept = tmp_path / "kept.toml"
    shutil.copy2(path, kept)
    os.utime(kept, ns=(1, 1))
    change(path, "enzyme inhibitor", "enzyme activator")
    assert class_of(opened_one(own), "exampline") == "enzyme activator"

    kept.replace(path)

    assert class_of(opened_one(own), "exampline") == "enzyme inhibitor"


def test_a_new_file_is_noticed(own: Path, make_up: MakeUp, opened_one: OpenedOne) -> None:
    assert opened_one(own).ids("drugs") == ["exampline"]

    make_up(own, "newline", "Newlex")

    assert opened_one(own).ids("drugs") == ["exampline", "newline"]
    assert titles(opened_one(own), "newlex") == ["Newlex"]


def test_a_new_file_is_noticed_even_a_moment_after_another(own: Path, make_up: MakeUp, opened_one: OpenedOne) -> None:
    make_up(own, "first", "Firstex")
    os.utime(own / "drugs", (A_MOMENT_AGO, A_MOMENT_AGO))
    assert titles(opened_one(own), "firstex") == ["Firstex"]

    make_up(own, "second", "Secondex")
    os.utime(own / "drugs", (A_MOMENT_AGO, A_MOMENT_AGO))

    assert titles(opened_one(own), "secondex") == ["Secondex"]


def test_a_removed_file_is_noticed(own: Path, opened_one: OpenedOne) -> None:
    assert titles(opened_one(own), "examplex") == ["Examplex"]

    (own / "drugs" / "exampline.toml").unlink()

    gone = opened_one(own)
    assert gone.ids("drugs") == []
    assert titles(gone, "examplex") == []
    assert gone.search("platelet") == []
    assert not gone.holds("drugs", "exampline")


def test_a_file_removed_while_open_is_told_so(own: Path, opened_one: OpenedOne) -> None:
    formulary = opened_one(own)
    assert formulary.holds("drugs", "exampline")

    (own / "drugs" / "exampline.toml").unlink()

    with pytest.raises(UnreadableFileError, match=r"exampline\.toml: cannot be read"):
        formulary.record("drugs", "exampline")


def test_a_renamed_file_is_noticed(own: Path, opened_one: OpenedOne) -> None:
    assert opened_one(own).ids("drugs") == ["exampline"]

    (own / "drugs" / "exampline.toml").rename(own / "drugs" / "examplane.toml")

    renamed = opened_one(own)
    assert renamed.ids("drugs") == ["examplane"]
    assert {named.id for named in renamed.named("examplex", "drugs")} == {"examplane"}


def test_a_kind_that_had_no_folder_is_noticed(own: Path, tmp_path: Path, opened_one: OpenedOne) -> None:
    markets = own / "markets"
    markets.rename(tmp_path / "markets")
    assert opened_one(own).ids("markets") == []

    (tmp_path / "markets").rename(markets)

    assert opened_one(own).ids("markets") == ["exampitis"]


def test_a_file_that_breaks_and_is_mended_is_noticed_both_times(own: Path, opened_one: OpenedOne) -> None:
    path = own / "drugs" / "exampline.toml"
    opened_one(own).record("drugs", "exampline")

    change(path, "value = 40", "value = -40")
    with pytest.raises(BrokenFileError) as caught:
        opened_one(own).record("drugs", "exampline")
    assert [str(problem) for problem in caught.value.problems][:1] == [
        f"{path}: regimen[0].phase[0].amount: an amount is more than 0, not -40"
    ]

    change(path, "value = -40", "value = 40")
    assert class_of(opened_one(own), "exampline") == "enzyme inhibitor"


def test_a_broken_file_keeps_its_id_and_loses_its_names(own: Path, opened_one: OpenedOne) -> None:
    change(own / "drugs" / "exampline.toml", "value = 40", "value = -40")

    broken = opened_one(own)

    assert broken.ids("drugs") == ["exampline"]
    assert broken.holds("drugs", "exampline")
    assert not broken.holds_sound("drugs", "exampline")
    assert titles(broken, "exampline") == ["exampline"]
    assert titles(broken, "examplex") == []
    assert broken.summary("drugs", "exampline").title == "exampline"
    assert {problem.file for problem in broken.problems()} == {str(own / "drugs" / "exampline.toml")}


def test_what_is_no_file_is_a_problem_of_that_file_alone(own: Path, opened_one: OpenedOne) -> None:
    (own / "drugs" / "folder.toml").mkdir()

    formulary = opened_one(own)

    assert class_of(formulary, "exampline") == "enzyme inhibitor"
    assert [str(problem) for problem in formulary.problems()] == [
        f"{own / 'drugs' / 'folder.toml'}: cannot be read (it is a folder or a device, not a file)"
    ]


@pytest.mark.parametrize("name", [".#exampline.toml", "._exampline.toml", "exampline.toml~", "exampline.toml.bak"])
def test_what_an_editor_leaves_behind_is_no_record(own: Path, name: str, opened_one: OpenedOne) -> None:
    (own / "drugs" / name).symlink_to("nowhere")

    formulary = opened_one(own)

    assert formulary.ids("drugs") == ["exampline"]
    assert formulary.problems() == []


def test_a_file_whose_name_cannot_be_printed_is_no_record_and_does_no_harm(own: Path, opened_one: OpenedOne) -> None:
    for name in (b"caf\xe9.toml", b"\x1b[31mred.toml"):
        shutil.copy(own / "drugs" / "exampline.toml", own / "drugs" / os.fsdecode(name))

    assert opened_one(own).ids("drugs") == ["exampline"]


def test_an_empty_formulary_has_nothing(empty: Path, opened_one: OpenedOne, everything: Everything) -> None:
    assert not any(everything(opened_one(empty)).values())


def test_names_are_looked_up_by_kind(own: Path, opened_one: OpenedOne) -> None:
    formulary = opened_one(own)

    assert [named.id for named in formulary.named("exampitis", "markets")] == ["exampitis"]
    assert formulary.named("exampitis", "drugs") == []
    assert [(named.text, named.sort) for named in formulary.named("9999905801", "drugs")] == [
        ("99999-058-01", "NDC, 40 mg in 5 mL")
    ]


def test_nothing_goes_by_an_injected_query(own: Path, opened_one: OpenedOne) -> None:
    formulary = opened_one(own)

    assert formulary.named("' OR 1=1 --", "drugs") == []
    assert formulary.ids("drugs' OR '1'='1") == []
