"""Formularies of a test's own, the caches beside them, and drugs made up by the hundred."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest

from drugcli.library.formulary import Formulary
from drugcli.library.library import Library
from drugcli.pages.laying_out import laid_out

SHARED = Path(__file__).resolve().parent.parent / "data" / "formulary"
LONG_AGO = 1_577_836_800
"""Seconds since 1970; the first day of 2020."""

MADE_UP = """\
name = "{name}"

{names}
[sources.label]
kind = "regulator label"
standing = "primary"
title = "{name} prescribing information"
publisher = "FDA"
date = 2024-03-01

[class]
text = "{text}"
cites = ["label#12.1"]
"""
BRAND = '[[other_name]]\ntext = "{brand}"\nkind = "brand"\ncites = ["label#1"]\n'


class MakeUp(Protocol):
    """Write the file of a made-up drug and return its path."""

    def __call__(self, formulary: Path, name: str, *brands: str, text: str = "enzyme inhibitor") -> Path: ...


class Opened(Protocol):
    """Open formularies as a new process would; the last wins."""

    def __call__(self, *folders: Path) -> Library: ...


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a copy of the made-up formulary, unchanged for so long that its cache can be relied on."""
    folder = tmp_path / "own"
    shutil.copytree(SHARED, folder)
    settle(folder)
    return folder


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    folder = tmp_path / "empty"
    (folder / "drugs").mkdir(parents=True)
    return folder


@pytest.fixture
def caches(tmp_path: Path) -> Path:
    return tmp_path / "caches"


@pytest.fixture
def make_up() -> MakeUp:
    def write(formulary: Path, name: str, *brands: str, text: str = "enzyme inhibitor") -> Path:
        path = formulary / "drugs" / f"{name}.toml"
        names = "\n".join(BRAND.format(brand=brand) for brand in brands)
        path.write_text(MADE_UP.format(name=name, names=names, text=text), encoding="utf-8")
        return path

    return write


@pytest.fixture
def opened_one(caches: Path) -> Iterator[Callable[..., Formulary]]:
    """Return a way to open a formulary as a new process would."""
    held: list[Formulary] = []

    def open_one(folder: Path, caches: Path = caches) -> Formulary:
        held.append(Formulary(folder, caches, laid_out))
        return held[-1]

    yield open_one
    for formulary in held:
        formulary.close()


@pytest.fixture
def opened(opened_one: Callable[..., Formulary]) -> Opened:
    def open_all(*folders: Path) -> Library:
        return Library([opened_one(folder) for folder in folders])

    return open_all


@pytest.fixture
def everything() -> Callable[[Formulary], dict[str, Any]]:
    """Return all that can be asked of a formulary."""

    def ask(formulary: Formulary) -> dict[str, Any]:
        kinds = ("drugs", "markets")
        known = [(kind, id_) for kind in kinds for id_ in formulary.ids(kind)]
        sound = [one for one in known if formulary.holds_sound(*one)]
        return {
            "ids": known,
            "names": [name for kind in kinds for name in formulary.names(kind)],
            "named": formulary.named("examplex", "drugs"),
            "summaries": [formulary.summary(*one) for one in known],
            "records": [formulary.record(*one) for one in sound],
            "problems": formulary.problems(),
            "hits": formulary.search("platelet OR diagnosis"),
        }

    return ask


@pytest.fixture
def settled() -> Callable[[Path], None]:
    return settle


def settle(folder: Path) -> None:
    """Make it long ago that files were added to a formulary or removed from it."""
    for kind in folder.iterdir():
        if kind.is_dir():
            os.utime(kind, (LONG_AGO, LONG_AGO))
