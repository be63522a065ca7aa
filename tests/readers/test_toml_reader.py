"""Bytes to records: what cannot be kept as a small file among the broken ones."""

import os
import threading
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from drugcli.errors import BrokenFileError, Exit, UnreadableFileError
from drugcli.readers.toml import LARGEST, MOST, read, read_file
from drugcli.records.monographs import Monograph


def problems_of(content: bytes) -> list[str]:
    with pytest.raises(BrokenFileError) as caught:
        read(content, Monograph, "exampline.toml")
    return [str(problem) for problem in caught.value.problems]


def test_a_sound_file_becomes_a_record(exampline_bytes: bytes) -> None:
    record = read(exampline_bytes, Monograph, "exampline.toml")

    assert record.name == "exampline"
    assert [regimen.id for regimen in record.regimens] == ["us-adult", "eu-adult", "us-child"]
    assert record.kinetics[0].value == Decimal("6.2")


def test_figures_are_never_rounded() -> None:
    head = b'name = "exampline"\nclass = { value = 0.1000000000001, unit = "mg", cites = ["label"] }\n'
    source = b'sources.label = { kind = "filing", standing = "primary", title = "Label", publisher = "FDA" }\n'

    assert str(read(head + source, Monograph, "exampline.toml").class_.value) == "0.1000000000001"


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
def test_an_editor_of_another_system_does_no_harm(exampline_bytes: bytes, newline: bytes, mark: bytes) -> None:
    changed = mark + exampline_bytes.replace(b"\n", newline)

    assert read(changed, Monograph, "a.toml") == read(exampline_bytes, Monograph, "a.toml")


@pytest.mark.parametrize("content", [b"", b" ", b"\n\n", b"\r\n\t \n"])
def test_an_empty_file_is_called_empty(content: bytes) -> None:
    assert problems_of(content) == ["exampline.toml: the file is empty"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "latin-1"])
def test_another_encoding_is_told_the_line_and_the_remedy(encoding: str) -> None:
    (problem,) = problems_of('# one\nname = "§ café"\n'.encode(encoding))

    assert problem.startswith("exampline.toml: ")
    assert problem.endswith(" is not UTF-8; save the file as UTF-8") or "not TOML" in problem


@pytest.mark.parametrize(
    "nested",
    [
        b"name = " + b"[" * 10_000,
        b"name = " + b"[" * 10_000 + b"]" * 10_000,
        b"name = " + b"{ a = " * 10_000 + b"1" + b"}" * 10_000,
    ],
    ids=["open brackets", "closed brackets", "tables"],
)
def test_deep_nesting_is_one_clear_problem(nested: bytes) -> None:
    assert problems_of(nested) == ["exampline.toml: nested more deeply than any record; look for a bracket too many"]


@pytest.mark.parametrize("brackets", [(b"", b" = 1"), (b"[", b"]")], ids=["key", "header"])
def test_a_dotted_key_of_10_000_parts_is_no_accident(brackets: tuple[bytes, bytes]) -> None:
    told = problems_of(b".".join([b"a"] * 10_000).join(brackets))

    assert max(map(len, told)) < 1_000


@pytest.mark.parametrize("deep", [100, 190, 350, 900])
def test_nesting_that_can_still_be_parsed_is_no_accident_either(deep: int) -> None:
    header = b"[x." + b".".join([b"a"] * deep) + b"]\n"
    value = b".".join([b"b"] * deep) + b' = "\\u001b"\n'

    assert len(problems_of(header + value)) > 1
    assert problems_of(b"name = " + b"[" * deep + b"]" * deep)


@pytest.mark.parametrize(
    ("figure", "why"),
    [
        (b"1" * 5_000, "holds a number of more digits than can be read"),
        (b"1e9999999999999999999", "holds a number of more digits than can be read"),
    ],
    ids=["digits", "exponent"],
)
def test_a_number_beyond_reading_is_one_clear_problem(figure: bytes, why: str) -> None:
    assert problems_of(b"name = " + figure) == [f"exampline.toml: {why}"]


@pytest.mark.parametrize("figure", [b"0x" + b"f" * 10_000, b"1e-999999999", b"1e999999999", b"0e999999999"])
def test_a_number_beyond_printing_is_not_printed(figure: bytes) -> None:
    told = problems_of(b"name = " + figure)

    assert "exampline.toml: name: expected text, found a number of more than 15 digits" in told
    assert max(map(len, told)) < 1_000


def test_a_long_text_is_not_repeated_in_full() -> None:
    told = problems_of(b'name = ["' + b"x" * 1_000_000 + b'"]\nclass = "' + b"x" * 1_000_000 + b'"')

    assert max(map(len, told)) < 1_000


def test_a_file_with_more_problems_than_anyone_reads_is_told_the_first_of_them() -> None:
    told = problems_of(b"\n".join(b"key%06d = 1" % number for number in range(100_000)))

    assert len(told) == MOST + 1
    assert told[0].startswith("exampline.toml: key000000: unknown key; ")
    assert told[-1] == "exampline.toml: more than 500 problems; mend these first"


def test_of_many_sources_some_are_shown() -> None:
    sources = b"".join(b"[sources.label-%02d]\n" % number for number in range(30))
    told = problems_of(b'class = { text = "enzyme inhibitor", cites = ["leaflet"] }\n' + sources)

    assert told[-1].startswith(
        "exampline.toml: class.cites: no source has the id 'leaflet'; sources: label-00, label-01,"
    )
    assert told[-1].endswith(", label-19 and 10 more")


def test_a_file_of_50_mb_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "exampline.toml"
    with path.open("wb") as file:
        file.truncate(50_000_000)

    with pytest.raises(BrokenFileError) as caught:
        read_file(path, Monograph, "exampline.toml")

    assert str(caught.value) == "exampline.toml: 50,000,000 bytes; a file of one record has at most 2,000,000"


def test_a_file_as_large_as_allowed_is_read(tmp_path: Path, exampline_bytes: bytes) -> None:
    path = tmp_path / "exampline.toml"
    path.write_bytes(exampline_bytes + b"#" * (LARGEST - len(exampline_bytes)))

    assert read_file(path, Monograph, "exampline.toml").name == "exampline"


def linked_to_nothing(path: Path) -> None:
    path.symlink_to("nowhere.toml")


def linked_to_itself(path: Path) -> None:
    path.symlink_to(path)


def linked_to_what_root_cannot_read(path: Path) -> None:
    path.symlink_to("/proc/self/mem")


def nothing(path: Path) -> None:
    """Leave the path as it is: there is no such file."""


@pytest.mark.parametrize(
    "make",
    [Path.mkdir, os.mkfifo, linked_to_nothing, linked_to_itself, linked_to_what_root_cannot_read, nothing],
    ids=lambda make: make.__name__,
)
def test_what_is_no_file_cannot_be_read_and_never_waits(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "exampline.toml"
    make(path)
    caught: list[Exception] = []

    def attempt() -> None:
        try:
            read_file(path, Monograph, "exampline.toml")
        except UnreadableFileError as error:
            caught.append(error)

    waiting = threading.Thread(target=attempt, daemon=True)
    waiting.start()
    waiting.join(timeout=10)

    (error,) = caught
    assert str(error).startswith(f"{path}: cannot be read (")
    assert isinstance(error, UnreadableFileError)
    assert error.exit_code == Exit.FAILED


def test_a_file_is_named_without_what_a_terminal_obeys() -> None:
    with pytest.raises(BrokenFileError) as caught:
        read(b"x = 1", Monograph, "ex\x1b[31mamp\udce9line.toml")

    assert {problem.file for problem in caught.value.problems} == {"ex[31mampline.toml"}
