from __future__ import annotations

import io
import json
import math
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from drugcli.readers.labels import Position, read_paths, read_stream, total
from drugcli.readers.limits import DEFAULT, Limits
from drugcli.readers.refused import Refused
from drugcli.records.labels import Label
from tests.made_up_labels import answer, record, renamed, spl, zipped

ONE, TWO, THREE = record(), renamed(2), renamed(3)
TINY = DEFAULT._replace(record=20_000, document=20_000, brackets=500)


def read(content: bytes, limits: Limits = DEFAULT) -> tuple[list[Label], list[Refused]]:
    """Return what a stream gives, as if it stood in a file."""
    found = list(read_stream(io.BytesIO(content), limits, "made-up"))
    return [one for one in found if isinstance(one, Label)], [one for one in found if isinstance(one, Refused)]


@pytest.mark.parametrize(
    ("content", "count"),
    [
        pytest.param(answer(ONE, TWO), 2, id="an answer"),
        pytest.param(json.dumps(ONE).encode(), 1, id="one bare result"),
        pytest.param(json.dumps([ONE, TWO]).encode(), 2, id="a list"),
        pytest.param(json.dumps(ONE).encode() + b"\n" + json.dumps(TWO).encode(), 2, id="a record a line"),
        pytest.param(b"\xef\xbb\xbf \n" + answer(ONE), 1, id="with a byte order mark"),
        pytest.param(json.dumps({"results": [ONE]}, indent=2).encode(), 1, id="indented"),
        pytest.param(spl(), 1, id="SPL"),
        pytest.param(spl().decode().replace("UTF-8", "UTF-16").encode("utf-16"), 1, id="SPL in UTF-16"),
        pytest.param(zipped(x=answer(ONE, TWO)), 2, id="zip of JSON"),
        pytest.param(zipped(a=spl(), picture__jpg=b"\xff\xd8\xff"), 1, id="zip of SPL and a picture"),
        pytest.param(zipped(a__zip=zipped(a__xml=spl()), b__zip=zipped(b=answer(TWO))), 2, id="zip of zips"),
    ],
)
def test_the_kind_is_told_by_the_content(content: bytes, count: int) -> None:
    labels, refused = read(content)

    assert len(labels) == count
    assert refused == []


def nested(depth: int) -> object:
    """Return a list within lists."""
    whole: list[object] = []
    for _level in range(depth):
        whole = [whole]
    return whole


def flagged(archive: bytes) -> bytes:
    """Return an archive whose files claim to be encrypted."""
    at = archive.index(b"PK\x01\x02")
    return archive[:6] + b"\x01" + archive[7 : at + 8] + b"\x01" + archive[at + 9 :]


WHOLE = zipped(a=answer(ONE, TWO))
CORRUPT = WHOLE[:60] + bytes(byte ^ 0x55 for byte in WHOLE[60:90]) + WHOLE[90:]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(b"", "the file is empty", id="empty"),
        pytest.param(b"  \n", "the file is empty", id="blank"),
        pytest.param(answer().decode().encode("utf-16"), "JSON in UTF-16; save it as UTF-8", id="UTF-16"),
        pytest.param(b"%PDF-1.7", "neither JSON nor XML nor a zip archive", id="a PDF"),
        pytest.param(b'{"error": {"code": "NOT_FOUND"}}', "nothing was found", id="openFDA's error"),
        pytest.param(b'{"a": 1}', "no answer of openFDA", id="other JSON"),
        pytest.param(b'{"meta": {', "no answer of openFDA", id="JSON that ends at once"),
        pytest.param(b'{"results": {}}', "JSON, but its results are no list", id="results that are no list"),
        pytest.param(b'{"results": [ ]}', "its list of records is empty", id="no results"),
        pytest.param(b'{"version": "12"', "it breaks off in record 1", id="a record that breaks off"),
        pytest.param(WHOLE[:100], "no sound zip archive", id="truncated zip"),
        pytest.param(b"PK\x05\x06" + bytes(18), "no label is in it", id="zip of nothing"),
        pytest.param(zipped(a__jpg=b"\xff\xd8"), "no label is in it", id="zip of a picture"),
        pytest.param(CORRUPT, "damaged", id="damaged zip"),
        pytest.param(flagged(WHOLE), "encrypted", id="encrypted zip"),
        pytest.param(zipped(up=b"") + b"x", "the file is empty", id="zip of an empty file"),
    ],
)
def test_what_holds_no_label_is_refused_with_one_reason(content: bytes, why: str) -> None:
    labels, (refused,) = read(content)

    assert labels == []
    assert why in refused.why


@pytest.mark.parametrize(
    "path",
    ["../up.json", "/etc/up.json", "a/../../up.json", "..\\up.json", "C:\\up.json", "C:up.json", "\\\\host\\up.json"],
)
def test_a_path_that_climbs_out_is_refused_and_the_rest_is_read(path: str) -> None:
    labels, refused = read(zipped(**{path: answer(ONE), "sound__json": answer(TWO)}))

    assert len(labels) == 1
    assert [one.why for one in refused] == ["its path climbs out of the archive"]


def test_a_link_in_an_archive_is_not_followed() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        link = zipfile.ZipInfo("link.json")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/hostname")
        archive.writestr("sound.json", answer(ONE))
    labels, refused = read(held.getvalue())

    assert len(labels) == 1
    assert refused == [Refused("made-up/link.json", "a link, not a file")]


def test_a_bomb_is_not_unpacked() -> None:
    bomb = zipped(bomb__json=b'{"results": [' + b" " * 5_000_000, sound__json=answer(TWO))
    labels, refused = read(bomb)

    assert len(labels) == 1
    assert [one.why for one in refused] == ["it unfolds more than 200 times, as a zip bomb does"]


def test_limits_of_an_archive_end_it() -> None:
    several = zipped(**{f"{number}__json": answer(renamed(number)) for number in range(5)})
    by_files, by_size = DEFAULT._replace(entries=2), DEFAULT._replace(size=4_500)

    assert [len(part) for part in read(several, by_files)] == [2, 1]
    assert "more than 2 files" in read(several, by_files)[1][0].why
    assert "more than 4,500 bytes unpacked" in read(several, by_size)[1][-1].why
    assert len(read(several, by_size)[1]) == 1


def test_an_archive_of_very_many_files_is_not_even_listed() -> None:
    several = zipped(**{f"{number}{'-' * 30_000}": b"" for number in range(50)})
    listed = several.index(b"PK\x01\x02")
    large = several[: several.index(b"PK\x05\x06")]
    size = (len(large) - listed).to_bytes(8, "little")
    record = b"PK\x06\x06" + (44).to_bytes(8, "little") + bytes(28) + size + listed.to_bytes(8, "little")
    locator = b"PK\x06\x07" + bytes(4) + len(large).to_bytes(8, "little") + b"\1\0\0\0"
    end = b"PK\x05\x06" + bytes(8) + b"\xff" * 8 + bytes(2)

    for archive in (several, large + record + locator + end):
        assert [one.why for one in read(archive, DEFAULT._replace(entries=10))[1]] == ["far more than 10 files"]
        assert len(read(archive)[1]) == 50


def test_archives_within_archives_have_an_end() -> None:
    nested = zipped(a=answer(ONE))
    for _level in range(3):
        nested = zipped(a=nested)

    assert [one.why for one in read(nested)[1]] == ["archives within archives, more than 3 deep"]


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        pytest.param({**TWO, "version": None}, "version: missing", id="no version"),
        pytest.param({**TWO, "boxed_warning": 7}, "boxed_warning: expected a list of texts", id="a wrong type"),
        pytest.param({**TWO, "boxed_warning": ["x" * 500_000]}, "more than 20,000 bytes", id="a long text"),
        pytest.param({**TWO, "boxed_warning": ['\\"' * 250_000]}, "more than 20,000 bytes", id="all escapes"),
        pytest.param({**TWO, "boxed_warning": [[]] * 600}, "more than 500 brackets", id="all brackets"),
        pytest.param(nested(101), "nested more deeply than any", id="all depth"),
        pytest.param({**TWO, "boxed_warning": math.nan}, "NaN is no value of JSON", id="NaN"),
        pytest.param({**TWO, "openfda": {"unii": [-math.inf]}}, "-Infinity is no value of JSON", id="infinity"),
        pytest.param(7, "the record is no object", id="a number"),
        pytest.param("no record", "the record is no object", id="a text"),
        pytest.param(None, "the record is no object", id="null"),
    ],
)
def test_one_bad_record_never_stops_the_rest(bad: object, why: str) -> None:
    content = json.dumps({"results": [ONE, bad, THREE]}).encode()
    labels, refused = read(content, TINY)

    assert [label.name for label in labels] == ["Examplex", "Examplex3"]
    assert [one.where for one in refused] == ["made-up, record 2"]
    assert why in refused[0].why


@pytest.mark.parametrize(
    ("sound", "damaged", "why"),
    [
        pytest.param('"version": "12"', '"version": "12", "version": "13"', "version is given twice", id="a key twice"),
        pytest.param('"unii":', '"unii": [], "unii":', "unii is given twice", id="a key within twice"),
        pytest.param('"version": "12"', '"version" "12"', "no JSON (expecting ':' delimiter", id="no colon"),
        pytest.param('"12"', "9" * 5_000, "a number of more than 100 digits", id="a number without end"),
        pytest.param('"version": "12"', '"version": 1e9999999999999999999', "a number that is none", id="no number"),
        pytest.param("Bleeding", "Bl\x01eding", "no JSON (invalid control character", id="a control character"),
        pytest.param("Bleeding", "Bl\udcffeding", "no UTF-8 (byte ", id="a byte that is no letter"),
        pytest.param("Bleeding", "Bl\\xeeding", "no JSON (invalid \\escape", id="an escape that is none"),
    ],
)
def test_a_damaged_record_never_stops_the_rest(sound: str, damaged: str, why: str) -> None:
    second = json.dumps(TWO).replace(sound, damaged)
    content = f'{{"results": [{json.dumps(ONE)}, {second}, {json.dumps(THREE)}]}}'
    labels, refused = read(content.encode(errors="surrogateescape"))

    assert [label.name for label in labels] == ["Examplex", "Examplex3"]
    assert [one.where for one in refused] == ["made-up, record 2"]
    assert refused[0].why.startswith(why)


@pytest.mark.parametrize("damaged", ['"version": "12', '"version": 12"', 'version": "12"', '"version: "12"'])
def test_where_records_have_lines_a_lost_quote_harms_one_alone(damaged: str) -> None:
    second = json.dumps(TWO, indent=2).replace('"version": "12"', damaged)
    content = f'{{"results": [\n{json.dumps(ONE, indent=2)},\n{second},\n{json.dumps(THREE, indent=2)}\n]}}\n'
    labels, refused = read(content.encode())

    assert [label.name for label in labels] == ["Examplex", "Examplex3"]
    assert [one.where for one in refused] == ["made-up, record 2"]


@pytest.mark.parametrize(
    "damaged", ['"version": "12', '"version": 12"', '"version": {"12"', '"version": ["12"', '"version": "12"}, "x": [']
)
def test_a_record_whose_brackets_or_quotes_are_wrong_is_told_once(damaged: str) -> None:
    second = json.dumps(TWO).replace('"version": "12"', damaged)
    labels, refused = read(f'{{"results": [{json.dumps(ONE)}, {second}, {json.dumps(THREE)}]}}'.encode())

    assert labels[0].name == "Examplex"
    assert len(refused) <= 2
    assert "record 2" in refused[0].where or "record 3" in refused[0].where


@pytest.mark.parametrize(
    ("tail", "why"),
    [
        pytest.param(b', {"version": "1', "it breaks off in record 2", id="cut off in a text"),
        pytest.param(b', {"version": "1\\', "it breaks off in record 2", id="cut off in an escape"),
        pytest.param(b', ["' + b'x", "' * 40_000, "it breaks off in record 2", id="a record without end"),
        pytest.param(b", " + b"[" * 400_000, "it breaks off in record 2", id="all depth"),
        pytest.param(b", ", "it breaks off behind record 1", id="cut off behind a comma"),
        pytest.param(b"", "it breaks off behind record 1", id="cut off behind a record"),
        pytest.param(b"]", "what follows record 1 is no part of its list", id="no end of the answer"),
        pytest.param(b"}, 7]}", "what follows record 1 is no part of its list", id="a bracket too many"),
        pytest.param(b"]}" + answer(TWO), "what follows record 1 is no part of its list", id="another answer"),
    ],
)
def test_what_came_before_a_fault_is_kept(tail: bytes, why: str) -> None:
    labels, refused = read(b'{"results": [' + json.dumps(ONE).encode() + tail, TINY)

    assert len(labels) == 1
    assert len(refused) == 1
    assert why in refused[0].why


def test_an_xml_document_has_a_largest_size() -> None:
    labels, refused = read(spl("<!-- x -->" * 3_000), TINY)

    assert (labels, [one.why for one in refused]) == ([], ["an XML document of more than 20,000 bytes"])


@pytest.mark.parametrize(
    "body", ["<component/>" * 300, "<component " + " ".join(f"a{number}=''" for number in range(300)) + "/>"]
)
def test_an_xml_document_has_a_largest_number_of_tags(body: str) -> None:
    labels, refused = read(spl(body), DEFAULT._replace(tags=400))

    assert (labels, [one.why for one in refused]) == ([], ["an XML document of more than 400 tags and attributes"])
    assert len(read(spl(body))[0]) == 1


def test_folders_are_read_whole_and_told_by_their_files(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.json").write_bytes(answer(ONE))
    (tmp_path / "a.xml").write_bytes(spl())
    (tmp_path / "notes.md").write_bytes(b"no label")
    (tmp_path / ".hidden").write_bytes(b"no label")
    (tmp_path / "picture.jpg").write_bytes(b"\xff\xd8")
    (tmp_path / "in" / "around").symlink_to(tmp_path)
    position = Position()
    found = list(read_paths([tmp_path], DEFAULT, position))

    assert [type(one) for one in found] == [Label, Label, Refused]
    assert found[2] == Refused(str(tmp_path / "notes.md"), "neither JSON nor XML nor a zip archive")
    assert position.now == total([tmp_path])


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    (refused,) = read_paths([tmp_path / "gone.json"])

    assert refused == Refused(str(tmp_path / "gone.json"), "cannot be read (No such file or directory)", is_unread=True)


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (refused,) = read_paths([tmp_path / "pipe"])

    assert isinstance(refused, Refused)
    assert refused.why == "it is a device, not a file"


HUGE = """
import json, pathlib
from drugcli.readers.labels import read_stream
from drugcli.readers.refused import Refused
from tests.made_up_labels import record, renamed

class Long:
    def __init__(self):
        first, last = json.dumps(record()), json.dumps(renamed(2))
        self.pieces = iter([f'{{"results": [{first}, {{"version": "'.encode(), *[b"x" * 1_000_000] * 300,
                            f'"}}, {last}]}}'.encode()])
        self.left = b""
    def read(self, size):
        if not self.left:
            self.left = next(self.pieces, b"")
        piece, self.left = self.left[:size], self.left[size:]
        return piece

found = list(read_stream(Long()))
(peak,) = [line.split()[1] for line in pathlib.Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line]
print([type(one).__name__ for one in found], int(peak) // 1000)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of a process is told by Linux alone")
def test_a_text_of_300_megabytes_is_never_held_whole() -> None:
    done = subprocess.run([sys.executable, "-c", HUGE], capture_output=True, text=True, check=True)
    kinds, _, megabytes = done.stdout.rpartition(" ")

    assert kinds == "['Label', 'Refused', 'Label']"
    assert int(megabytes) < 150


def test_a_packed_file_without_a_name_is_refused_and_the_rest_is_read() -> None:
    whole = zipped(x=answer(TWO), y=answer(ONE))
    at = whole.index(b"PK\x01\x02")
    nameless = whole[: at + 28] + b"\0" + whole[at + 29 : at + 30] + b"\x01" + whole[at + 31 :]
    labels, refused = read(nameless)

    assert len(labels) == 1
    assert [one.why for one in refused] == ["a file in it has no name"]


def test_an_archive_with_odd_headers_raises_nothing_of_its_own(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "odd.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.json", (1980, 1, 1, 0, 0, 0)), answer(ONE))
    whole = (tmp_path / "odd.zip").read_bytes()
    for method in (1, 6, 12, 14, 99):
        at = whole.index(b"PK\x01\x02")
        odd = whole[: at + 10] + bytes([method, 0]) + whole[at + 12 :]
        labels, refused = read(odd)
        assert (labels, len(refused)) == ([], 1)
