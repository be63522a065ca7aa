"""The index of letter pairs never leaves out a name within reach."""

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from drugcli.library import grams

LETTERS = st.text("abcdeo1", min_size=1, max_size=14)
NAMES = st.lists(LETTERS | st.text("aéω", min_size=1, max_size=6), max_size=60)


@pytest.fixture
def index() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.executescript(grams.SCHEMA)
    yield connection
    connection.close()


def edited(name: str, edits: list[tuple[int, str]]) -> str:
    """Change a name letter by letter: insert, delete, replace or swap."""
    for at, letter in edits:
        place = at % (len(name) + 1)
        kind = at % 4
        rest = name[place + (kind in {1, 2}) :]
        if kind == 3:
            name = name[:place] + name[place : place + 2][::-1] + name[place + 2 :]
        else:
            name = name[:place] + (letter if kind != 1 else "") + rest
    return name


@given(names=NAMES, query=LETTERS, edits=st.integers(1, 3), few=st.sampled_from([1, 5, 256]))
def test_no_name_within_reach_is_left_out(names: list[str], query: str, edits: int, few: int) -> None:
    connection = sqlite3.connect(":memory:")
    connection.executescript(grams.SCHEMA)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grams, "FEW", few)
        grams.build(connection, names)
        found = grams.within_reach(connection, query, edits)
    connection.close()

    assert {name for name in names if OSA.distance(query, name) <= edits} <= set(found) <= set(names)


@given(
    name=st.text("abcdefghij", min_size=3, max_size=20),
    changes=st.lists(st.tuples(st.integers(0, 100), st.sampled_from("abcxyz")), min_size=1, max_size=2),
)
def test_a_slip_finds_the_name_among_many(name: str, changes: list[tuple[int, str]]) -> None:
    slip = edited(name, changes)
    connection = sqlite3.connect(":memory:")
    connection.executescript(grams.SCHEMA)
    others = {f"{number:0{len(name)}d}"[-len(name) :] for number in range(400)}
    grams.build(connection, {name, *others})
    distance = OSA.distance(slip, name)

    found = grams.within_reach(connection, slip, max(distance, 1))
    connection.close()

    assert name in found


def test_far_names_are_not_read(index: sqlite3.Connection) -> None:
    grams.build(index, {f"{number:010d}" for number in range(1000)} | {"exampline", "examplines"})

    assert set(grams.within_reach(index, "examplinne", 1)) == {"exampline", "examplines"}


def test_what_was_indexed_before_is_gone(index: sqlite3.Connection) -> None:
    grams.build(index, ["exampline"])
    grams.build(index, ["otherline"])

    assert grams.within_reach(index, "exampline", 1) == ["otherline"]
