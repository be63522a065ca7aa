"""From any text to exactly one answer, and never to the wrong drug."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drugcli.errors import DrugcliError
from drugcli.library.compiled import LaidOut
from drugcli.library.formulary import Formulary
from drugcli.library.library import Library
from drugcli.lookup.near import MOST, allowed_edits
from drugcli.lookup.resolve import resolve
from drugcli.records.codes import HYPHENED, PRODUCT_DIGITS, ndc_key, recognise
from drugcli.records.folding import fold
from drugcli.records.monographs import Monograph

DATA = Path(__file__).resolve().parent.parent / "data"

NAMES = ["exampline", "Examplex", "exampline sodium", "99999-058-01", "X99XX99", "Twinex", "twinline", "oldline"]
LIKE_A_NAME = st.builds(
    lambda name, at, letters: name[:at] + letters + name[at:],
    st.sampled_from(NAMES),
    st.integers(min_value=0, max_value=16),
    st.text("abexlin -é0\x1b", max_size=4),
)
CUT = st.builds(lambda name, start, end: name[start:end], st.sampled_from(NAMES), st.integers(0, 8), st.integers(0, 16))
TYPED = st.one_of(st.text(max_size=30), LIKE_A_NAME, CUT, st.sampled_from(NAMES).map(str.swapcase))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Return a library of made-up drugs only."""
    caches = tmp_path_factory.mktemp("caches")
    held = Library(
        [Formulary(DATA / name, caches, lambda _record: LaidOut(b"", ())) for name in ("formulary", "formulary-odd")]
    )
    yield held
    held.close()


def _names(library: Library, id_: str) -> set[str]:
    """Return everything that a drug goes by, as its record has it."""
    record = library.record("drugs", id_)
    assert isinstance(record, Monograph)
    codes = [*record.identifiers, *(code for one in record.presentations for code in one.codes)]
    return {id_, record.name, *(name.text for name in record.other_names), *(code.code for code in codes)}


def _spellings(name: str) -> set[str]:
    """Return a name as it may be typed; an NDC also as the digits of its package and of its product."""
    if not HYPHENED.match(name):
        return {fold(name)}
    return {fold(name), ndc_key(name), ndc_key(name)[:PRODUCT_DIGITS]}


@settings(max_examples=200)
@example("999990058")
@example("İ")
@example("\ud800")
@example("exampline\x00")
@given(TYPED)
def test_a_drug_is_opened_only_by_a_name_that_it_has(library: Library, typed: str) -> None:
    try:
        answer = resolve(typed, library, "drugs")
    except DrugcliError:
        return
    if answer.status == "found":
        assert answer.id is not None
        code = recognise(answer.query)
        spellings = {fold(answer.query), *(fold(key) for key in (code.keys if code else ()))}
        assert spellings & {spelling for name in _names(library, answer.id) for spelling in _spellings(name)}
    else:
        assert (answer.id, answer.name, answer.kind) == (None, None, None)


@settings(max_examples=100)
@given(TYPED)
def test_a_name_that_opens_nothing_has_candidates_only_if_names_are_like_it(library: Library, typed: str) -> None:
    try:
        answer = resolve(typed, library, "drugs")
    except DrugcliError:
        return
    assert bool(answer.candidates) == (answer.status in {"near", "ambiguous"})
    assert len(answer.candidates) <= MOST
    assert len({one.id for one in answer.candidates}) == len(answer.candidates)


@pytest.mark.parametrize("name", NAMES)
def test_every_name_opens_its_drug_or_offers_all_that_have_it(library: Library, name: str) -> None:
    answer = resolve(name, library, "drugs")

    if name == "Twinex":
        assert answer.status == "ambiguous"
        assert [one.id for one in answer.candidates] == ["twinlane", "twinline"]
    else:
        assert answer.status == "found"


def test_candidates_are_listed_nearest_first(library: Library) -> None:
    answer = resolve("twinlime", library, "drugs")

    assert [one.id for one in answer.candidates][:2] == ["twinline", "twinlane"]
    assert [one.why for one in answer.candidates][:2] == ["1 letter different", "2 letters different"]


def test_two_letters_swapped_are_one_slip(library: Library) -> None:
    assert resolve("exmapline", library, "drugs").candidates[0].why == "1 letter different"


def test_names_that_begin_with_it_come_after_those_that_are_nearly_it(library: Library) -> None:
    answer = resolve("twin", library, "drugs")

    assert [one.why for one in answer.candidates] == ["begins with it"] * 2
    assert [one.id for one in answer.candidates] == ["twinlane", "twinline"]


def test_too_short_a_beginning_offers_nothing(library: Library) -> None:
    assert resolve("tw", library, "drugs").status == "unknown"


def test_the_candidate_carries_the_name_that_is_like_the_typed_one(library: Library) -> None:
    (candidate,) = resolve("Examplexx", library, "drugs").candidates

    assert (candidate.id, candidate.name, candidate.kind) == ("exampline", "Examplex", "brand")


def test_a_market_is_no_drug(library: Library) -> None:
    assert resolve("exampitis", library, "markets").id == "exampitis"
    assert resolve("exampitis", library, "drugs").id is None


@pytest.mark.parametrize(("length", "edits"), [(1, 1), (4, 1), (5, 2), (8, 2), (9, 3), (15, 3), (16, 4), (40, 6)])
def test_longer_names_may_differ_by_more(length: int, edits: int) -> None:
    assert allowed_edits(length) == edits
