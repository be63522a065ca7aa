"""A stream of JSON, cut apart at the brackets where one record ends and another begins.

What is wrong within a record, or too large to be held, does not keep those behind it from being found.
"""

import re
from collections.abc import Iterator

from drugcli.readers.joined import Read
from drugcli.readers.limits import Limits
from drugcli.readers.refused import RefusedError

PIECE = 1 << 16
"""Bytes that are read at a time."""
DEEPEST = 100
"""Brackets within one another, those in texts left out; labels have 6."""
ENDS_OF_TEXT = b'"\n'
"""A text of JSON has no line feed: one that lost its quote ends there, and the next record is found."""
WITHIN_TEXT = re.compile(rb'[^"\\\n]*(?:\\.[^"\\\n]*)*', re.DOTALL)
"""What goes on a text: a backslash and what it stands for are two bytes of it, a quote behind one is no end."""
STRUCTURE = re.compile(rb'["\[\]{}]')
STRUCTURE_AND_COMMA = re.compile(rb'["\[\]{},]')


class Cutter:
    """Cuts a stream apart where one record ends and another begins; one that is too large is let go of."""

    def __init__(self, read: Read, limits: Limits, *, is_list: bool) -> None:
        self._read = read
        self._limits = limits
        self._is_list = is_list
        self._content = bytearray()
        self._depth = self._brackets = 0
        self._is_in_text = False
        self._fault: str | None = None
        self.end: bytes | None = None
        """The bracket that ended the list, and what was read behind it; None where the stream ended before."""

    def records(self) -> Iterator[bytes | RefusedError]:
        """Yield the bytes of each record, or why it is too much to read."""
        while self.end is None and (piece := self._read(PIECE)):
            yield from self._cut(piece)
        if self.end is None and not self._depth and not self._is_in_text and self.is_within:
            yield self._whole(b"")

    @property
    def is_within(self) -> bool:
        """Whether a record was begun and has not ended."""
        return bool(self._fault or self._content.strip())

    def _cut(self, piece: bytes) -> Iterator[bytes | RefusedError]:
        start = at = 0
        while at < len(piece):
            if self._is_in_text:
                at = self._after_text(piece, at)
                if self._is_in_text and at < len(piece):  # a backslash, and what it stands for is yet to be read
                    more = self._read(1)
                    at, piece = at if more else len(piece), piece + more
                continue
            found = (STRUCTURE_AND_COMMA if self._is_list and not self._depth else STRUCTURE).search(piece, at)
            if found is None:
                break
            at = found.end()
            if self._ends(found[0]):
                is_own = not self._is_list
                yield self._whole(piece[start : at if is_own else at - 1])
                start = at
                if found[0] in b"]}" and not is_own:
                    self.end = piece[at - 1 :]
                    return
        self._keep(piece[start:])

    def _after_text(self, piece: bytes, at: int) -> int:
        """Return where a piece goes on behind a text, or where it or what can be read of the text ends."""
        found = WITHIN_TEXT.match(piece, at)
        end = found.end() if found else at
        if end < len(piece) and piece[end] in ENDS_OF_TEXT:
            self._is_in_text = False
            return end + 1
        return end

    def _ends(self, sign: bytes) -> bool:
        """Take note of a quote, bracket or comma, and tell whether a record ends there."""
        if sign == b'"':
            self._is_in_text = True
        elif sign in b"[{":
            self._depth += 1
            self._brackets += 1
            if self._depth > DEEPEST:
                self._let_go("it is nested more deeply than any record")
            elif self._brackets > self._limits.brackets:
                self._let_go(f"more than {self._limits.brackets:,} brackets")
        elif not self._depth:
            return True
        elif sign in b"]}":
            self._depth -= 1
            return not self._is_list and not self._depth
        return False

    def _keep(self, content: bytes) -> None:
        if self._fault is None:
            self._content += content
            if len(self._content) > self._limits.record:
                self._let_go(f"more than {self._limits.record:,} bytes")

    def _let_go(self, fault: str) -> None:
        self._fault = self._fault or fault
        self._content.clear()

    def _whole(self, last: bytes) -> bytes | RefusedError:
        self._keep(last)
        content, fault = bytes(self._content), self._fault
        self._content.clear()
        self._fault = None
        self._depth = self._brackets = 0
        return RefusedError(fault) if fault else content
