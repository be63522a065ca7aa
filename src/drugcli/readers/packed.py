"""Lines of files that come from anywhere: plain, gzip, or within a zip.

None is read whole, and none is trusted: there are limits to a line and to what a file unpacks to.
"""

import gzip
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import IO, cast

from drugcli.errors import BrokenFileError, Problem, UnreadableFileError

LONGEST = 20_000
"""Bytes of a line; the longest of the lists has 8,000."""
MOST = 600_000_000
"""Bytes of an unpacked file: several times what the largest of the lists has."""
OFTEN = 5_000
"""Lines between two reports of progress."""

DAMAGE = (EOFError, UnicodeDecodeError, zlib.error, lzma.LZMAError, gzip.BadGzipFile, zipfile.BadZipFile)
GZIP, ZIP = b"\x1f\x8b", (b"PK\x03\x04", b"PK\x05\x06")

Progress = Callable[[int, int], None]
"""Told how many bytes of the file on disk, of how many, are read."""


def members(path: Path) -> list[str | None]:
    """Return the files in a zip, the largest first; of any other file, None for the file itself."""
    with _told_of_damage(path), path.open("rb") as raw:
        if not _start(raw).startswith(ZIP):
            return [None]
        with zipfile.ZipFile(raw) as archive:
            held = sorted(archive.infolist(), key=lambda one: (-one.file_size, one.filename))
            return [one.filename for one in held if not one.filename.endswith("/")]


def head(path: Path, member: str | None = None) -> bytes:
    """Return the first line, or as much of it as a line may have."""
    with _opened(path, member) as (_raw, unpacked):
        return unpacked.readline(LONGEST)


def lines(path: Path, member: str | None = None, progress: Progress | None = None) -> Iterator[tuple[int, bytes]]:
    """Yield the lines, each with its end, and their numbers from 1 on.

    Raises UnreadableFileError, and BrokenFileError for a file that is damaged or beyond the limits.
    """
    size = path.stat().st_size if path.is_file() else 0
    number, read = 0, 0
    with _opened(path, member) as (raw, unpacked):
        while line := unpacked.readline(LONGEST + 1):
            number += 1
            read += len(line)
            if len(line) > LONGEST:
                raise broken(path, f"line {number} has more than {LONGEST:,} bytes: this is no list of names")
            if read > MOST:
                raise broken(path, f"it unpacks to more than {MOST // 10**6} MB: this is no list of names")
            if progress is not None and number % OFTEN == 0:
                progress(raw.tell(), size)
            yield number, line


def broken(path: Path, what: str) -> BrokenFileError:
    """Return the error of a file that was given and cannot be used."""
    return BrokenFileError([Problem(str(path), "", what)])


@contextmanager
def _opened(path: Path, member: str | None) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Open a file, and what is packed in it."""
    with _told_of_damage(path), path.open("rb") as raw, _unpacked(raw, member) as unpacked:
        yield raw, unpacked


def _unpacked(raw: IO[bytes], member: str | None) -> AbstractContextManager[IO[bytes]]:
    if member is not None:
        return zipfile.ZipFile(raw).open(member)
    if _start(raw).startswith(GZIP):
        return cast("IO[bytes]", gzip.GzipFile(fileobj=raw))
    return nullcontext(raw)


def _start(raw: IO[bytes]) -> bytes:
    start = raw.read(4)
    raw.seek(0)
    return start


@contextmanager
def _told_of_damage(path: Path) -> Iterator[None]:
    if path.exists() and not path.is_file():
        raise UnreadableFileError(path, "it is no file")
    try:
        yield
    except DAMAGE:
        raise broken(path, "the packed file is cut off or damaged; fetch it again") from None
    except (RuntimeError, NotImplementedError) as error:
        raise broken(path, f"the zip file cannot be unpacked ({error})") from None
    except OSError as error:
        raise UnreadableFileError(path, error.strerror or str(error)) from None
