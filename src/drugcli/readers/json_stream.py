"""Results of JSON of any size, one at a time, in little memory."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import ijson

from drugcli.readers.cleaning import clean
from drugcli.readers.limits import Limits
from drugcli.readers.openfda import Record
from drugcli.readers.refused import Refused
from drugcli.records.label_sections import BY_FIELD

CHUNK = 1 << 16
HEAD = 1 << 15
"""Bytes in which a file's first keys stand; openFDA's are in the first thousand."""
DEEPEST = 1_000
"""Brackets within one another; labels have 4, and single ones in their texts. ijson's memory is the square of it."""
LARGE = 200_000
"""Bytes of a record from which on its brackets are counted from piece to piece: counting takes time."""
TEXT = re.compile(rb'"(?:[^"\\]|\\.)*"?', re.DOTALL)
BRACKET = re.compile(rb"[\[\]{}]")
ODD = (ijson.JSONError, UnicodeDecodeError, ValueError, OverflowError, RecursionError)
"""What ijson raises for what is no JSON."""


TOO_DEEP = "a record that is nested more deeply than any"


class OversizeError(Exception):
    """A record is larger than records are, and nothing behind it can be read."""


class Guard:
    """A stream that cuts texts that are longer than any, and counts what a record has had so far.

    A text of hundreds of megabytes would be held whole before anybody could refuse it. Here most of
    it is left out, and its record is known to be one to refuse.
    """

    def __init__(self, read: Callable[[int], bytes], limits: Limits) -> None:
        self._read = read
        self._limits = limits
        self._run = 0
        self._record = 0
        self._brackets = 0
        self._depth = 0
        self.is_cut = False
        """Whether the record under way has lost a part of a text."""

    def read(self, size: int = -1) -> bytes:
        """Return the next piece; raises OversizeError."""
        if size == 0:
            return b""
        self._check()
        while piece := self._read(CHUNK):
            if not self._is_too_much(piece):
                self._count(piece)
                return piece
            self.is_cut = True
        return b""

    def next_record(self) -> None:
        """Begin to count anew."""
        self._record = self._brackets = self._depth = 0
        self.is_cut = False

    def _is_too_much(self, piece: bytes) -> bool:
        """Tell whether a piece lies in the middle of a text that is too long: all quotes in it are escaped ones."""
        if piece.count(b'"') > piece.count(b'\\"'):
            self._run = 0
            return False
        self._run += len(piece)
        return self._run > self._limits.text

    def _count(self, piece: bytes) -> None:
        opened = piece.count(b"[") + piece.count(b"{")
        if opened > DEEPEST and (_nests(piece) or _nests(b'"' + piece)):
            raise OversizeError(TOO_DEEP)
        self._record += len(piece)
        self._brackets += opened
        if self._record > LARGE:
            self._depth += opened - piece.count(b"]") - piece.count(b"}")

    def _check(self) -> None:
        if self._brackets > self._limits.brackets:
            raise OversizeError(f"a record of more than {self._limits.brackets:,} brackets")
        if self._depth > DEEPEST:
            raise OversizeError(TOO_DEEP)
        if self._record > self._limits.record:
            raise OversizeError(f"a record of more than {self._limits.record:,} bytes")


def read_results(read: Callable[[int], bytes], where: str, limits: Limits) -> Iterator[tuple[str, Any] | Refused]:
    """Yield each result of an answer of openFDA with the place where it stands, or the one result that a file is."""
    head = _head(read)
    first = _prefix(head)
    if first is None:
        yield Refused(where, "JSON, but no answer of openFDA: neither results nor a set_id are in it")
        return
    if first == "error":
        yield Refused(where, "an answer of openFDA that says that nothing was found")
        return
    guard = Guard(_after(head, read), limits)
    number = 0
    try:
        for result in ijson.items(guard, first, map_type=Record, use_float=False):
            number += 1
            place = f"{where}, record {number:,}" if first else where
            if guard.is_cut:
                yield Refused(place, f"a text of more than {limits.text:,} bytes")
            else:
                yield place, result
            guard.next_record()
    except OversizeError as error:
        yield Refused(where, f"after record {number:,}: {error}; what follows was not read")
    except ijson.IncompleteJSONError as error:
        yield Refused(where, f"the JSON breaks off or is wrong after record {number:,} ({_reason(error)})")
    except ODD as error:
        yield Refused(where, f"after record {number:,}: no JSON ({_reason(error)})")


def _nests(piece: bytes) -> bool:
    """Tell whether brackets are nested too deeply within a piece, brackets in texts left out."""
    depth = 0
    for bracket in BRACKET.findall(TEXT.sub(b"", piece)):
        depth += 1 if bracket in b"[{" else -1
        if depth > DEEPEST:
            return True
    return False


def _reason(error: Exception) -> str:
    return clean(" ".join(str(error).split()))[:120] or type(error).__name__


def _head(read: Callable[[int], bytes]) -> bytes:
    head = b""
    while len(head) < HEAD and (more := read(HEAD - len(head))):
        head += more
    return head


def _prefix(head: bytes) -> str | None:
    """Return where the records stand in a file that begins so: 'results.item', 'labels.item', '' for a single one."""
    events: list[tuple[str, str, Any]] = ijson.sendable_list()
    parsing = ijson.parse_coro(events)
    if _nests(head):
        return None
    with suppress(*ODD):
        parsing.send(head)
    for prefix, event, value in events:
        if prefix == "" and event == "start_array":
            return "item"
        if prefix == "" and event == "map_key":
            if value in {"results", "labels"}:
                return f"{value}.item"
            if value == "error":
                return "error"
            if value in BY_FIELD or value in {"set_id", "openfda", "effective_time", "version"}:
                return ""
    return None


def _after(head: bytes, read: Callable[[int], bytes]) -> Callable[[int], bytes]:
    """Return a way to read a stream of which the head was read already."""
    left = head

    def whole(size: int) -> bytes:
        nonlocal left
        if left:
            piece, left = left[:size], left[size:]
            return piece
        return read(size)

    return whole
