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
        found = grams.Index().within_reach(connection, query, edits)
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

    found = grams.Index().within_reach(connection, slip, max(distance, 1))
    connection.close()

    assert name in found


def test_far_names_are_not_read(index: sqlite3.Connection) -> None:
    grams.build(index, {f"{number:010d}" for number in range(1000)} | {"exampline", "examplines"})

    assert set(grams.Index().within_reach(index, "examplinne", 1)) == {"exampline", "examplines"}


def test_what_was_unpacked_for_one_name_serves_the_next(index: sqlite3.Connection) -> None:
    names = {f"{number:08d}line" for number in range(1000)}
    grams.build(index, names)
    reader = grams.Index()
    fresh = {name: grams.Index().within_reach(index, name, 2) for name in sorted(names)[::50]}

    assert {name: reader.within_reach(index, name, 2) for name in fresh} == fresh


def test_what_is_kept_unpacked_is_bounded(index: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {f"{number:08d}line" for number in range(1000)}
    grams.build(index, names)
    monkeypatch.setattr(grams, "MOST_KEPT", 0)
    reader = grams.Index()

    assert all(name in reader.within_reach(index, name, 1) for name in sorted(names)[::50])
    assert reader._kept < 20 * grams.KEPT_FOR_NONE * 5 + 20 * 1000 / 8


def test_an_index_made_anew_is_read_anew(index: sqlite3.Connection) -> None:
    grams.build(index, ["exampline"])
    reader = grams.Index()
    reader.within_reach(index, "exampline", 1)
    other = sqlite3.connect(":memory:")
    other.executescript(grams.SCHEMA)
    grams.build(other, ["otherline"])

    assert reader.within_reach(other, "exampline", 1) == ["otherline"]
    other.close()


def test_what_was_indexed_before_is_gone(index: sqlite3.Connection) -> None:
    grams.build(index, ["exampline"])
    grams.build(index, ["otherline"])

    assert grams.Index().within_reach(index, "exampline", 1) == ["otherline"]
