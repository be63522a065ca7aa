"""Streams of which the start was read, to see what they hold."""

from collections.abc import Callable
from typing import Protocol

Read = Callable[[int], bytes]
"""Returns so many bytes of a stream, or fewer at its end."""


class Stream(Protocol):
    """What bytes are read from, once and in their order."""

    def read(self, size: int, /) -> bytes:
        """Return so many bytes, or fewer at the end."""


class Joined:
    """A stream whose start, which was read already, stands before the rest again."""

    def __init__(self, start: bytes, rest: Read) -> None:
        self._start = start
        self._rest = rest

    def read(self, size: int, /) -> bytes:
        """Return so many bytes, or fewer at the end."""
        first, self._start = self._start[:size], self._start[size:]
        return first + self._rest(size - len(first)) if len(first) < size else first
