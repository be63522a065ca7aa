"""The reader never raises anything but its own errors, whatever it is given."""

import unicodedata

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from drugcli.errors import BrokenFileError
from drugcli.readers.toml import KIND_OF_FOLDER, read

patient = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])

KINDS = st.sampled_from(sorted(KIND_OF_FOLDER))
WORDS = rb"""
    nan -inf 1e99999999999999999999 1e-999 0xffffffffffffffffffffffffffffffff -0 0.50 true 999999999999999999999999
    1979-05-27T07:32:00Z 1979-05-27 07:32:00 "" '' "\u001b[31m" "\u202e" "\n" "x#y" [] [[]] {} [{}] [[ # [sources]
    name=1 cites=[] cites=["#"] ""=1 "a.b[0]"="c"
    """
NASTY = st.sampled_from([*WORDS.split(), b"\x00", b"\xff", b"\xe2\x80\xae", b'"""', b"\n", b'" "', b"cites = [\n"])
TOKENS = st.binary(max_size=6) | NASTY


def refusal(content: bytes, kind: str) -> BrokenFileError | None:
    try:
        record = read(content, KIND_OF_FOLDER[kind], "some.toml")
    except BrokenFileError as error:
        return error
    assert isinstance(record, KIND_OF_FOLDER[kind])
    return None


def accepts_or_refuses(content: bytes, kind: str) -> None:
    """Read a file; if it is refused, then with problems that can be printed and that name the file."""
    error = refusal(content, kind)
    if error is not None:
        assert error.problems
        assert {problem.file for problem in error.problems} == {"some.toml"}
        assert all(problem.what for problem in error.problems)
        lines = "".join(str(problem) for problem in error.problems)
        assert not {unicodedata.category(one) for one in lines} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@patient
@given(st.binary(), KINDS)
@example(b"\xef\xbb\xbf", "drugs")
@example(b"\x00", "markets")
@example(b"a.b = 1\na.b.c = 2", "seeds")
def test_no_bytes_upset_the_reader(content: bytes, kind: str) -> None:
    accepts_or_refuses(content, kind)


@patient
@given(st.text(), KINDS)
def test_no_text_upsets_the_reader(content: str, kind: str) -> None:
    accepts_or_refuses(content.encode("utf-8", "surrogatepass"), kind)


@patient
@given(st.lists(TOKENS | st.sampled_from([b"=", b" ", b".", b"[", b"]", b"{", b"}", b","]), max_size=30), KINDS)
def test_nothing_like_toml_upsets_the_reader(tokens: list[bytes], kind: str) -> None:
    accepts_or_refuses(b"".join(tokens), kind)


@patient
@given(data=st.data())
def test_no_damage_to_a_sound_file_upsets_the_reader(exampline_bytes: bytes, data: st.DataObject) -> None:
    content = exampline_bytes
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        length = data.draw(st.integers(0, 40))
        content = content[:start] + data.draw(TOKENS) + content[start + length :]

    accepts_or_refuses(content, "drugs")


@patient
@given(data=st.data())
def test_no_value_in_a_sound_file_upsets_the_reader(exampline_bytes: bytes, data: st.DataObject) -> None:
    lines = exampline_bytes.splitlines(keepends=True)
    assigned = [index for index, line in enumerate(lines) if b" = " in line]
    for index in data.draw(st.lists(st.sampled_from(assigned), min_size=1, max_size=3, unique=True)):
        lines[index] = lines[index].partition(b" = ")[0] + b" = " + data.draw(TOKENS) + b"\n"

    accepts_or_refuses(b"".join(lines), "drugs")


@patient
@given(data=st.data())
def test_no_order_of_lines_upsets_the_reader(exampline_bytes: bytes, data: st.DataObject) -> None:
    lines = exampline_bytes.splitlines(keepends=True)
    picked = data.draw(st.lists(st.sampled_from(lines), max_size=60))

    accepts_or_refuses(b"".join(picked), data.draw(KINDS))


@pytest.mark.parametrize("kind", sorted(KIND_OF_FOLDER))
def test_a_file_of_another_kind_is_told_so(exampline_bytes: bytes, kind: str) -> None:
    accepts_or_refuses(exampline_bytes, kind)
