"""Where formularies and caches lie, and what is no formulary."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from drugcli.errors import Exit, FormularyError
from drugcli.library import folders
from drugcli.library.library import open_library
from drugcli.pages.laying_out import laid_out


@pytest.fixture(autouse=True)
def no_choice_of_the_user(monkeypatch: pytest.MonkeyPatch, caches: Path) -> None:
    monkeypatch.delenv(folders.DATA_VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(caches))


def test_the_bundled_formulary_is_one() -> None:
    assert folders.usable(folders.bundled()) == folders.bundled()


def test_caches_lie_where_the_system_wants_them(caches: Path) -> None:
    assert folders.caches() == caches / "drugcli"


def test_without_a_choice_there_is_no_formulary_of_the_users_own() -> None:
    assert folders.named_by_user([]) == []


def test_the_environment_names_formularies_the_strongest_last(
    own: Path, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(folders.DATA_VARIABLE, os.pathsep.join([str(empty), "", str(own)]))

    assert folders.named_by_user([]) == [empty, own]


def test_a_flag_is_stronger_than_the_environment(own: Path, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(folders.DATA_VARIABLE, str(empty))

    assert folders.named_by_user([own]) == [own]


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("nowhere", "there is no such folder"),
        ("nowhere/at/all", "there is no such folder"),
        ("own/drugs/exampline.toml", "this is a file; name the folder that holds drugs/ and markets/"),
        ("own/drugs", "no formulary; a formulary holds a folder drugs/, a folder markets/, or both"),
        ("", "no formulary; a formulary holds a folder drugs/, a folder markets/, or both"),
        ("n" * 300, "there is no such folder"),
    ],
    ids=["nothing", "nothing deep down", "file", "folder of one kind", "other folder", "name too long"],
)
def test_what_is_no_formulary_is_told_why(own: Path, tmp_path: Path, place: str, why: str) -> None:
    assert own.exists()

    with pytest.raises(FormularyError) as caught:
        folders.usable(tmp_path / place)

    assert str(caught.value) == f"{tmp_path / place}: {why}"
    assert caught.value.exit_code == Exit.FAILED


def test_a_formulary_of_markets_alone_is_one(tmp_path: Path) -> None:
    (tmp_path / "markets").mkdir()

    assert folders.usable(tmp_path) == tmp_path


def test_files_come_in_the_order_of_their_names(empty: Path) -> None:
    for name in ("b.toml", "a.toml", ".c.toml", "d.txt", "e.TOML"):
        (empty / "drugs" / name).touch()

    assert [path.name for path in folders.files(empty / "drugs")] == ["a.toml", "b.toml"]
    assert folders.files(empty / "nowhere") == []


def test_the_users_own_formulary_is_opened_beside_the_bundled_one(own: Path, caches: Path) -> None:
    library = open_library([own], laid_out)

    held = library.held("drugs", "exampline")
    library.close()

    assert (held.folder, held.is_bundled) == (own, False)
    assert len(list((caches / "drugcli").iterdir())) == 2
