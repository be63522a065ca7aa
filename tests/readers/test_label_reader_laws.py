from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drugcli.readers.json_cutter import Cutter
from drugcli.readers.labels import read_stream
from drugcli.readers.limits import DEFAULT
from drugcli.readers.refused import Refused
from drugcli.records.folding import printable
from drugcli.records.labels import Label
from tests.made_up_labels import answer, record, renamed, spl, zipped

MADE_UP = [answer(record(), renamed(2)), spl(), zipped(a__json=answer()), zipped(b__zip=zipped(b__xml=spl()))]
CORPUS = os.environ.get("DRUGCLI_CORPUS")
LIMITS = DEFAULT._replace(size=50_000_000, document=2_000_000)
SPOTS = st.lists(st.tuples(st.integers(0, 10**9), st.binary(max_size=6), st.integers(0, 6)), min_size=1, max_size=8)


def mutated(content: bytes, spots: list[tuple[int, bytes, int]], end: int) -> bytes:
    """Return content with bytes put in and taken out here and there, and cut off somewhere."""
    for at, new, gone in spots:
        place = at % (len(content) + 1)
        content = content[:place] + new + content[place + gone :]
    return content[: end % (len(content) * 4 + 1)]


def only_labels_and_refusals(content: bytes) -> None:
    for one in read_stream(io.BytesIO(content), LIMITS):
        assert isinstance(one, Label | Refused)
        if isinstance(one, Refused):
            assert one.why
            assert printable(one.why) == one.why
            assert printable(one.where) == one.where
        else:
            texts = (section.text.replace("\n", "") for section in one.sections)
            assert all(printable(text) == text for text in texts)


@settings(max_examples=150)
@given(st.sampled_from(MADE_UP), SPOTS, st.integers(0, 10**9))
def test_a_reader_raises_nothing_whatever_it_reads(
    content: bytes, spots: list[tuple[int, bytes, int]], end: int
) -> None:
    only_labels_and_refusals(mutated(content, spots, end))


@given(st.binary(max_size=200), st.sampled_from([b"", b"{", b"[", b"<", b"PK\x03\x04", b'{"results": [', b"\xff\xfe<"]))
def test_a_reader_raises_nothing_at_noise(noise: bytes, start: bytes) -> None:
    only_labels_and_refusals(start + noise)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


class Dripping(io.BytesIO):
    """A stream of which each reading gives a few bytes."""

    def __init__(self, content: bytes, most: int) -> None:
        super().__init__(content)
        self.most = most

    def read(self, size: int | None = -1) -> bytes:
        return super().read(self.most if size is None or size < 0 else min(size, self.most))


@given(st.lists(VALUES, min_size=1, max_size=6), st.integers(1, 9), st.booleans())
def test_records_are_cut_apart_wherever_a_stream_is(several: list[object], most: int, is_ascii: bool) -> None:
    content = json.dumps(several, ensure_ascii=is_ascii).encode(errors="surrogatepass")
    cutter = Cutter(Dripping(content[1:], most).read, DEFAULT, is_list=True)
    found = [json.loads(one) for one in cutter.records() if isinstance(one, bytes)]

    assert found == several
    assert cutter.end == b"]"


@pytest.fixture(scope="module")
def real() -> list[bytes]:
    folder = Path(str(CORPUS))
    answers = sorted(folder.glob("openfda/2026-07/*.json"), key=lambda path: path.stat().st_size)[:40:4]
    return [path.read_bytes() for path in (*answers, *sorted(folder.glob("spl/*.xml")))]


@pytest.mark.skipif(CORPUS is None, reason="DRUGCLI_CORPUS names no folder of real labels")
@settings(max_examples=100)
@given(st.data())
def test_a_reader_raises_nothing_at_real_files_gone_wrong(real: list[bytes], data: st.DataObject) -> None:
    only_labels_and_refusals(mutated(data.draw(st.sampled_from(real)), data.draw(SPOTS), data.draw(st.integers(0))))
