"""Labels from whatever holds them: openFDA's JSON, SPL, archives and folders of these, a stream.

The kind is told by the content, never by the name. What is no label is refused with its reason,
and the rest is read on.
"""

import stat
import tempfile
import zipfile
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from struct import error as StructError  # noqa: N812
from typing import BinaryIO
from zlib import error as ZlibError  # noqa: N812  zlib names it as no class

from drugcli.readers.archives import DIRECTORY, SMALL, Allowance, Measured, TooMuchError, directory_size, entries
from drugcli.readers.cleaning import clean
from drugcli.readers.exported import read_exported
from drugcli.readers.joined import Joined, Stream
from drugcli.readers.json_stream import read_results
from drugcli.readers.limits import DEFAULT, Limits
from drugcli.readers.openfda import read_record
from drugcli.readers.refused import Refused, RefusedError
from drugcli.readers.spl import read_document
from drugcli.records.labels import Label

SPOOLED = 32_000_000
"""Bytes of an archive within an archive that are kept in memory."""
START = 4_096
PICTURES = {".jpg", ".jpeg", ".png", ".gif", ".css", ".xsl", ".txt", ".pdf"}
"""What release archives hold beside the documents; it is passed by without a word."""

Read = Label | Refused


class Position:
    """How far a reader has come, in bytes of the files that it was given."""

    def __init__(self) -> None:
        self.done = 0
        self._file: BinaryIO | None = None

    def follow(self, file: BinaryIO) -> None:
        """Count with a file from now on."""
        self._file = file

    def leave(self, size: int) -> None:
        """Count a file as done."""
        self._file = None
        self.done += size

    @property
    def now(self) -> int:
        """Bytes so far."""
        return self.done + (self._file.tell() if self._file is not None and not self._file.closed else 0)


def total(paths: list[Path]) -> int:
    """Return how many bytes there are to read; a file that cannot be looked at counts nothing."""
    return sum(_size(path) for place in paths for path in _files(place))


def read_paths(paths: list[Path], limits: Limits = DEFAULT, position: Position | None = None) -> Iterator[Read]:
    """Yield the labels of files and folders, and what was refused of them."""
    where = position or Position()
    for place in paths:
        yield from _or_refused(_read_place(place, limits, where), clean(str(place)))


def _read_place(place: Path, limits: Limits, position: Position) -> Iterator[Read]:
    for path in _files(place):
        yield from _read_path(path, limits, position)
        position.leave(_size(path))


def _or_refused(read: Iterator[Read], name: str) -> Iterator[Read]:
    """Yield what is read; where that is nothing, somebody thought otherwise and is told."""
    first = next(read, None)
    if first is None:
        yield Refused(name, "no label is in it")
        return
    yield first
    yield from read


def read_stream(stream: Stream, limits: Limits = DEFAULT, name: str = "standard input") -> Iterator[Read]:
    """Yield the labels of a stream."""
    yield from _or_refused(_read_stream(stream, name, limits, Allowance(limits), 1), name)


def _files(place: Path) -> Iterator[Path]:
    """Yield a file, or all files of a folder in the order of their names; links that lead around are not followed."""
    if not place.is_dir():
        yield place
        return
    for path in sorted(place.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(place).parts):
            yield path


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _read_path(path: Path, limits: Limits, position: Position) -> Iterator[Read]:
    name = clean(str(path))
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            yield Refused(name, "it is a device, not a file")
            return
        with path.open("rb") as file:
            position.follow(file)
            yield from _read_file(file, name, limits, Allowance(limits), 1)
    except OSError as error:
        yield Refused(name, f"cannot be read ({error.strerror or error})", is_unread=True)


def _read_file(file: BinaryIO, name: str, limits: Limits, allowance: Allowance, level: int) -> Iterator[Read]:
    start = file.read(START)
    file.seek(0)
    if start.startswith(b"PK"):
        yield from _read_archive(file, name, limits, allowance, level)
    else:
        yield from _read_text(file, start, name, limits)


def _read_text(stream: Stream, start: bytes, name: str, limits: Limits) -> Iterator[Read]:
    """Yield what a JSON or XML stream holds, as it begins."""
    plain = start.removeprefix(BOM_UTF8).lstrip()
    is_utf16 = start.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    if is_utf16 and start[2:].replace(b"\0", b"").lstrip()[:1] in {b"{", b"["}:
        yield Refused(name, "JSON in UTF-16; save it as UTF-8")
    elif plain[:1] in {b"{", b"["}:
        if start.startswith(BOM_UTF8):
            stream.read(3)
        for one in read_results(stream.read, name, limits):
            yield one if isinstance(one, Refused) else _label(*one)
    elif plain.startswith(b"<") or is_utf16:
        content = stream.read(limits.document + 1)
        if len(content) > limits.document:
            yield Refused(name, f"an XML document of more than {limits.document:,} bytes")
            return
        if content.count(b"<") + content.count(b"=") > limits.tags:
            yield Refused(name, f"an XML document of more than {limits.tags:,} tags and attributes")
            return
        try:
            yield read_document(content)
        except RefusedError as error:
            yield Refused(name, str(error))
    elif PurePosixPath(name).suffix.lower() not in PICTURES:
        yield Refused(name, "neither JSON nor XML nor a zip archive" if plain else "the file is empty")


def _label(place: str, record: object) -> Read:
    try:
        return read_exported(record) if isinstance(record, dict) and "sections" in record else read_record(record)
    except RefusedError as error:
        return Refused(place, str(error))


def _read_archive(file: BinaryIO, name: str, limits: Limits, allowance: Allowance, level: int) -> Iterator[Read]:
    if level > limits.levels:
        yield Refused(name, f"archives within archives, more than {limits.levels} deep")
        return
    try:
        if directory_size(file) > max(limits.entries * DIRECTORY, SMALL):
            yield Refused(name, f"far more than {limits.entries:,} files")
            return
        with zipfile.ZipFile(file) as archive:
            for entry in entries(archive, name, allowance):
                if isinstance(entry, Refused):
                    yield entry
                    continue
                place = f"{name}/{clean(entry.filename)}"
                try:
                    with archive.open(entry) as packed:
                        measured = Measured(packed, entry, allowance)
                        yield from _read_stream(measured, place, limits, allowance, level + 1)
                except TooMuchError as error:
                    yield Refused(place, str(error))
                    if error.is_final:
                        return
                except DAMAGED as error:
                    yield Refused(place, f"damaged ({_reason(error)})")
    except DAMAGED as error:
        yield Refused(name, f"no sound zip archive ({_reason(error)})")


def _read_stream(stream: Stream, name: str, limits: Limits, allowance: Allowance, level: int) -> Iterator[Read]:
    """Yield the labels of a stream; an archive is kept in a temporary file first, for it is read from its end."""
    start = stream.read(START)
    if not start.startswith(b"PK"):
        yield from _read_text(Joined(start, stream.read), start, name, limits)
        return
    with tempfile.SpooledTemporaryFile(max_size=SPOOLED) as spooled:
        spooled.write(start)
        while piece := stream.read(1 << 20):
            spooled.write(piece)
        spooled.seek(0)
        yield from _read_archive(spooled, name, limits, allowance, level)  # type: ignore[arg-type]


DAMAGED = (
    zipfile.BadZipFile,
    ZlibError,
    StructError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    LookupError,
    OverflowError,
    MemoryError,
    OSError,
)
"""What zipfile raises for what is no archive, or a broken one."""


def _reason(error: BaseException) -> str:
    return clean(" ".join(str(error).split()))[:120] or type(error).__name__
