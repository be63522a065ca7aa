"""Zip archives, without trust: nothing is unpacked to disk under its own name, and all of it is measured."""

import re
import zipfile
from collections.abc import Iterator
from os import SEEK_END
from pathlib import PureWindowsPath
from stat import S_ISLNK
from typing import IO, BinaryIO

from drugcli.readers.cleaning import clean
from drugcli.readers.limits import Limits
from drugcli.readers.refused import Refused

ENCRYPTED = 0x1
UNIX_MODE = 16
"""Bits below the file's mode, where an archive was made on Unix."""
PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""Ways to pack whose unpacking can be measured as it goes on."""
DIRECTORY = 100
"""Bytes of an archive's list of its files, for each file that it may have; real ones need 60 to 150."""
LONGEST_END = 70_000
"""Bytes at an archive's end in which it says where that list is: a comment may have 65,535."""
END = re.compile(rb"PK\x05\x06.{8}(.{4})", re.DOTALL)
END_OF_LARGE = re.compile(rb"PK\x06\x06.{36}(.{8})", re.DOTALL)
"""Zip's appnote, 4.3.16 and 4.3.14: where the size of the list stands, in zip and zip64."""
UNKNOWN = 0xFFFF_FFFF
"""Zip's, where zip64 has the size."""
SMALL = 1_000_000
"""Bytes; what is smaller may unfold as often as it likes, and have as many files as it likes until they are counted."""


class TooMuchError(Exception):
    """An archive unfolds beyond a limit."""

    def __init__(self, why: str, *, is_final: bool) -> None:
        self.is_final = is_final
        """Whether the limit is the archive's, so that nothing more of it is read."""
        super().__init__(why)


class Allowance:
    """What may still be taken from an archive, and from those within it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._size = 0
        self._entries = 0

    def take_entry(self) -> None:
        """Count a file; raises TooMuchError."""
        self._entries += 1
        if self._entries > self.limits.entries:
            raise TooMuchError(f"more than {self.limits.entries:,} files; the rest was not read", is_final=True)

    def take(self, size: int) -> None:
        """Count bytes; raises TooMuchError."""
        self._size += size
        if self._size > self.limits.size:
            raise TooMuchError(f"more than {self.limits.size:,} bytes unpacked; the rest was not read", is_final=True)


class Measured:
    """A packed file as a stream, which ends with an error where it unfolds too far."""

    def __init__(self, packed: IO[bytes], entry: zipfile.ZipInfo, allowance: Allowance) -> None:
        self._packed = packed
        self._most = max(entry.compress_size * allowance.limits.ratio, SMALL)
        self._allowance = allowance
        self._size = 0

    def read(self, size: int = -1) -> bytes:
        """Return so many bytes, or fewer at the end; raises TooMuchError."""
        piece = self._packed.read(size if size >= 0 else SMALL)
        self._size += len(piece)
        if self._size > self._most:
            ratio = self._allowance.limits.ratio
            raise TooMuchError(f"it unfolds more than {ratio:,} times, as a zip bomb does", is_final=False)
        self._allowance.take(len(piece))
        return piece


def directory_size(file: BinaryIO) -> int:
    """Return how many bytes an archive's list of its files has, or pretends to have at the most.

    zipfile reads that list whole, and needs ten times its size for it, before anybody could count the files.
    """
    length = file.seek(0, SEEK_END)
    file.seek(max(0, length - LONGEST_END))
    end = file.read()
    file.seek(0)
    sizes = [*END.findall(end), *END_OF_LARGE.findall(end)]
    return max((found for size in sizes if (found := int.from_bytes(size, "little")) != UNKNOWN), default=0)


def entries(archive: zipfile.ZipFile, name: str, allowance: Allowance) -> Iterator[zipfile.ZipInfo | Refused]:
    """Yield the files of an archive, and refuse those that no label's archive has."""
    for entry in archive.infolist():
        if not entry.filename:
            yield Refused(name, "a file in it has no name")
            continue
        if entry.is_dir():
            continue
        try:
            allowance.take_entry()
        except TooMuchError as error:
            yield Refused(name, str(error))
            return
        why = _why_not(entry)
        yield entry if why is None else Refused(f"{name}/{clean(entry.filename)}", why)


def _why_not(entry: zipfile.ZipInfo) -> str | None:
    """Return why a file of an archive is not read; None where it is."""
    path = PureWindowsPath(entry.filename)  # it takes both kinds of slashes, and knows drives
    if path.drive or path.root or ".." in path.parts:
        return "its path climbs out of the archive"
    if S_ISLNK(entry.external_attr >> UNIX_MODE):
        return "a link, not a file"
    if entry.flag_bits & ENCRYPTED:
        return "encrypted"
    return None if entry.compress_type in PACKINGS else "packed in a way that no label's archive is"
