"""The FDA's lists that names are derived from: the one that is expected, and its digest."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from drugcli.readers.packed import broken, lines
from drugcli.readers.public_lists import Kind, ListFile, recognised


class Digest(NamedTuple):
    """What a list was when it was read: its SHA-256, unpacked, and its number of lines."""

    sha256: str
    lines: int


def digest(file: ListFile) -> Digest:
    """Return the digest of a list."""
    sha256, count = hashlib.sha256(), 0
    for count, line in lines(file.path, file.member):  # noqa: B007  the last number is the count
        sha256.update(line)
    return Digest(sha256.hexdigest(), count)


def expected(path: Path, kind: Kind) -> ListFile:
    """Return a file as a list, or raise BrokenFileError where it is not the one that is expected."""
    file = recognised(path)
    if file.kind is not kind:
        raise broken(path, f"this is the {file.kind} list; the {kind} list is expected here")
    return file
