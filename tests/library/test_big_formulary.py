"""A look-up reads the one file that it shows, however many there are."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drugcli.library.formulary import Formulary
from drugcli.records.monographs import Monograph

if TYPE_CHECKING:
    from tests.library.conftest import MakeUp, Opened

COUNT = 300


class Opening:
    """Counts the files that this process opens; an audit hook cannot be removed, so it is switched off."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.is_on = False
        sys.addaudithook(self._note)

    def _note(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.is_on and event == "open":
            self.paths.append(str(arguments[0]))


@pytest.fixture(scope="module")
def opening() -> Opening:
    return Opening()


@pytest.fixture
def many(empty: Path, make_up: MakeUp, settled: Callable[[Path], None], opened: Opened) -> Path:
    """Return a formulary of 300 drugs, compiled."""
    for number in range(COUNT):
        make_up(empty, f"drug{number:03}", f"Brand{number:03}")
    settled(empty)
    assert len(opened(empty).ids("drugs")) == COUNT
    return empty


def test_a_look_up_does_not_mind_what_the_other_files_hold(many: Path, opened: Opened) -> None:
    wanted = many / "drugs" / "drug123.toml"
    for path in (many / "drugs").iterdir():
        if path != wanted:
            path.write_bytes(b"\xff\x00 garbage")

    library = opened(many)
    (named,) = library.named("brand123", "drugs")
    record = library.record("drugs", named.id)

    assert isinstance(record, Monograph)
    assert (named.text, record.name) == ("Brand123", "drug123")


def test_a_look_up_opens_no_file_of_a_formulary_that_has_not_changed(
    many: Path, opened: Opened, opening: Opening
) -> None:
    library = opened(many)
    opening.is_on, opening.paths = True, []
    (named,) = library.named("brand123", "drugs")
    record = library.record("drugs", named.id)
    opening.is_on = False

    assert record.sources
    assert [path for path in opening.paths if path.endswith(".toml")] == []


def test_a_look_up_after_one_edit_opens_the_one_file(
    many: Path, make_up: MakeUp, opened: Opened, opening: Opening
) -> None:
    edited = make_up(many, "drug123", "Brand123", text="enzyme activator")
    library = opened(many)
    opening.is_on, opening.paths = True, []
    (named,) = library.named("brand123", "drugs")
    record = library.record("drugs", named.id)
    opening.is_on = False

    assert isinstance(record, Monograph)
    assert record.class_.text == "enzyme activator"
    assert [path for path in opening.paths if path.endswith(".toml")] == [str(edited)]


ASKED: dict[str, Callable[[Formulary], object]] = {
    "named": lambda one: one.named("brand123", "drugs"),
    "meant": lambda one: one.meant(["brand123", "drug123"], "drugs"),
    "spelled": lambda one: one.spelled(["brand123", "drug123"], "drugs"),
    "worded": lambda one: one.worded("brand123 drug", "drugs"),
    "beginning_with": lambda one: one.beginning_with("brand123", "drugs"),
    "sounding_like": lambda one: one.sounding_like("brnd123", "drugs"),
    "own_names": lambda one: one.own_names("drugs", "drug123"),
}
FEW_STEPS = 200
"""Of SQLite's machine; to read the names of all would take thousands."""


@pytest.mark.parametrize("question", ASKED)
def test_no_question_about_a_name_reads_the_names_of_all(
    many: Path, opened_one: Callable[..., Formulary], question: str
) -> None:
    formulary = opened_one(many)
    formulary.named("drug123", "drugs")
    steps: list[int] = []

    def step() -> int:
        steps.append(1)
        return 0

    connection = formulary._cache._open()
    connection.set_progress_handler(step, 1)
    ASKED[question](formulary)
    connection.set_progress_handler(None, 1)

    assert 0 < len(steps) < FEW_STEPS
