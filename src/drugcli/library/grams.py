"""Which names could lie within so many edits of a typed one, without reading them all.

A name that differs from another by k edits shares most of its letters, and of its pairs of
letters, with it. A letter left out or changed costs two pairs and the letter at the most, a swap
of neighbours three pairs, a letter added one pair: never more than three of them (count
filtering by q-grams: Ukkonen 1992; Gravano et al. 2001). Names are kept by length, and for each
length and letter or pair there is one bit a name. Adding up the bits of the query's, all names
at once, leaves the few that share enough; no name within reach is ever left out.
"""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any
from zlib import compress, decompress

SCHEMA = """
CREATE TABLE block (length INTEGER PRIMARY KEY, names BLOB);
CREATE TABLE gram (length INTEGER, gram TEXT, bits BLOB, PRIMARY KEY (length, gram)) WITHOUT ROWID;
"""
LOST_BY_ONE_EDIT, LOST_BY_ADDING = 3, 1
"""Letters and pairs. A name that is longer than the query has letters added."""
FIRST, LAST = "^", "$"
"""Stand before and behind a name."""
FEW = 48
"""Names; a block of fewer is read whole, for that costs less than its bits."""
FAST = 1
"""zlib's level: the bits of a rare pair are nearly all zero and pack well at any."""
MOST_KEPT = 64_000_000
"""Bytes of bits that are kept unpacked."""
KEPT_FOR_NONE = 100
"""Bytes that it takes to know that no name has these letters."""
NOT_EMPTY = re.compile(rb"[^\0]")


def build(
    connection: sqlite3.Connection, names: Collection[str], progress: Callable[[int, int], None] | None = None
) -> None:
    """Index folded names in place of those indexed before; each is kept once."""
    connection.execute("DELETE FROM block")
    connection.execute("DELETE FROM gram")
    by_length: dict[int, set[str]] = defaultdict(set)
    for name in names:
        by_length[len(name) if name.isascii() else 0].add(name)
    done = 0
    for length, block in by_length.items():
        ordered = sorted(block)
        packed = ("".join(ordered) if length else "\n".join(ordered)).encode()
        connection.execute("INSERT INTO block VALUES (?, ?)", (length, packed))
        if length and len(ordered) >= FEW:
            rows = ((length, gram, _packed(bits)) for gram, bits in _bits(packed, length).items())
            connection.executemany("INSERT INTO gram VALUES (?, ?, ?)", rows)
        done += len(block)
        if progress is not None:
            progress(done, len(names))


class Index:
    """An index as it is read. What was unpacked for a name is kept for the names that follow."""

    def __init__(self) -> None:
        self._connection: sqlite3.Connection | None = None
        self._blocks: dict[int, str] = {}
        """The names of each length, one behind the other; of length 0, those of letters beyond ASCII, on lines."""
        self._bits: dict[int, dict[str, int]] = {}
        """By length and letters; no bits for letters that no name has."""
        self._kept = 0
        self._counts: tuple[str, dict[int, list[int]]] = ("", {})
        """Of the last name, by length: whoever found nothing near looks farther."""

    def within_reach(self, connection: sqlite3.Connection, query: str, edits: int) -> list[str]:
        """Return every indexed name that may be within so many edits of a folded query, and some that are not.

        Names of letters beyond ASCII are few, and always among them.
        """
        if connection is not self._connection:
            self._connection = connection
            self._blocks = {}
            self._counts = ("", {})
            self._forget_bits()
        grams = _grams(query)
        lengths = range(max(1, len(query) - edits), len(query) + edits + 1)
        self._unpack_blocks([0, *lengths])
        self._unpack_bits([length for length in lengths if len(self._blocks[length]) >= FEW * length], grams)
        found = self._blocks[0].split()
        for length in lengths:
            names = self._blocks[length]
            added = max(0, length - len(query))
            need = len(grams) - LOST_BY_ADDING * added - LOST_BY_ONE_EDIT * (edits - added)
            if need <= 0 or len(names) < FEW * length:
                found += [names[at : at + length] for at in range(0, len(names), length)]
            else:
                places = _places(_at_least(need, self._counted(query, length, grams)))
                found += [names[at * length : (at + 1) * length] for at in places]
        return found

    def _counted(self, query: str, length: int, grams: set[str]) -> list[int]:
        if self._counts[0] != query:
            self._counts = (query, {})
        counts = self._counts[1]
        if length not in counts:
            counts[length] = _counts(map(self._bits[length].__getitem__, grams))
        return counts[length]

    def _unpack_blocks(self, lengths: Iterable[int]) -> None:
        unread = [length for length in lengths if length not in self._blocks]
        if unread:
            self._blocks |= dict.fromkeys(unread, "")
            query = f"SELECT length, names FROM block WHERE length IN ({_marks(unread)})"  # noqa: S608
            self._blocks |= {length: names.decode() for length, names in self._asked(query, *unread)}

    def _unpack_bits(self, lengths: Iterable[int], grams: set[str]) -> None:
        if self._kept > MOST_KEPT:
            self._forget_bits()
        unread = {length: new for length in lengths if (new := grams.difference(self._bits.setdefault(length, {})))}
        if not unread:
            return
        wanted = set().union(*unread.values())
        for length in unread:
            self._bits[length] |= dict.fromkeys(wanted.difference(self._bits[length]), 0)
            self._kept += len(wanted) * KEPT_FOR_NONE
        query = f"SELECT * FROM gram WHERE length IN ({_marks(unread)}) AND gram IN ({_marks(wanted)})"  # noqa: S608
        for length, gram, packed in self._asked(query, *unread, *wanted):
            bits = decompress(packed)
            self._bits[length][gram] = int.from_bytes(bits, "little")
            self._kept += len(bits)

    def _forget_bits(self) -> None:
        self._bits = {}
        self._kept = 0

    def _asked(self, query: str, *arguments: int | str) -> Iterable[Any]:
        return self._connection.execute(query, arguments) if self._connection else ()


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))


def _grams(name: str) -> set[str]:
    """Return a name's letters and its pairs of letters, the first and the last marked."""
    return {*name, *map("".join, pairwise(f"{FIRST}{name}{LAST}"))}


def _bits(names: bytes, length: int) -> dict[str, int]:
    """Return one bit a name for each letter and pair of names of one length, one behind the other.

    The lowest bit is the first name's. Letters are read column by column, all names at once.
    """
    columns = [_letters(names[at::length][::-1]) for at in range(length)]
    bits: dict[str, int] = defaultdict(int)
    for letter, there in columns[0].items():
        bits[f"{FIRST}{letter}"] = there
    for letter, there in columns[-1].items():
        bits[f"{letter}{LAST}"] = there
    for column in columns:
        for letter, there in column.items():
            bits[letter] |= there
    for column, following in pairwise(columns):
        for letter, there in column.items():
            for other, there_too in following.items():
                if both := there & there_too:
                    bits[letter + other] |= both
    return bits


def _letters(column: bytes) -> dict[str, int]:
    """Return, for each letter of a column, one bit for each place where it stands, the last place lowest."""
    return {chr(letter): int(column.translate(_is(letter)), 2) for letter in set(column)}


@cache
def _is(letter: int) -> bytes:
    return bytes(ord("1") if one == letter else ord("0") for one in range(256))


def _packed(bits: int) -> bytes:
    return compress(bits.to_bytes((bits.bit_length() + 7) // 8, "little"), FAST)


def _counts(rows: Iterable[int]) -> list[int]:
    """Return in how many rows each bit is set, in planes: bit i of plane p is digit p of the count of name i.

    Rows are added three at a time, as a full adder does: their sum stays in the plane, their
    carry goes to the next.
    """
    planes: list[int] = []
    carried = list(rows)
    while carried:
        row, carried = carried, []
        while len(row) > 1:
            one, two = row.pop(), row.pop()
            three = row.pop() if row else 0
            half = one ^ two
            row.append(half ^ three)
            carried.append(one & two | half & three)
        planes += row
    return planes


def _at_least(need: int, planes: list[int]) -> int:
    """Return the names whose count is at least ``need``, as the bits of one number."""
    if need >> len(planes):
        return 0
    more, same = 0, -1
    for digit in reversed(range(len(planes))):
        if need >> digit & 1:
            same &= planes[digit]
        else:
            more |= same & planes[digit]
            same &= ~planes[digit]
    return more | same


def _places(bits: int) -> Iterator[int]:
    """Yield the places of the bits that are set, lowest first."""
    packed = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    for match in NOT_EMPTY.finditer(packed):
        byte, at = packed[match.start()], match.start() * 8
        for bit in range(8):
            if byte >> bit & 1:
                yield at + bit
