"""Which names could lie within so many edits of a typed one, without reading them all.

A name that differs from another by k edits shares most of its pairs of letters with it: each
edit destroys two pairs at the most, a swap of neighbours three (count filtering by q-grams:
Ukkonen 1992; Gravano et al. 2001). Names are kept by length, and for each length and pair of
letters there is one bit a name. Adding up the bits of the query's pairs, all names at once,
leaves the few that share enough; no name within reach is ever left out.
"""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from zlib import compress, decompress

SCHEMA = """
CREATE TABLE block (length INTEGER PRIMARY KEY, names BLOB);
CREATE TABLE gram (length INTEGER, gram TEXT, bits BLOB, PRIMARY KEY (length, gram)) WITHOUT ROWID;
"""
LOST_BY_ONE_EDIT = 3
FEW = 256
"""Names; a block of fewer is read whole, for that costs less than its bits."""
FAST = 1
"""zlib's level: the bits of a rare pair are nearly all zero and pack well at any."""
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
        packed = "".join(ordered) if length else "\n".join(ordered)
        connection.execute("INSERT INTO block VALUES (?, ?)", (length, packed.encode()))
        if length and len(ordered) >= FEW:
            rows = ((length, gram, compress(bits, FAST)) for gram, bits in _bits(ordered).items())
            connection.executemany("INSERT INTO gram VALUES (?, ?, ?)", rows)
        done += len(block)
        if progress is not None:
            progress(done, len(names))


def within_reach(connection: sqlite3.Connection, query: str, edits: int) -> list[str]:
    """Return every indexed name that may be within so many edits of a folded query, and some that are not.

    Names of letters beyond ASCII are few, and always among them.
    """
    reach = (len(query) - edits, len(query) + edits)
    shared = _grams(query)
    need = len(shared) - LOST_BY_ONE_EDIT * edits
    bits: dict[int, list[bytes]] = defaultdict(list)
    if need > 0:
        marks = ", ".join("?" * len(shared))
        wanted = f"SELECT length, bits FROM gram WHERE length BETWEEN ? AND ? AND gram IN ({marks})"  # noqa: S608
        for length, packed in connection.execute(wanted, (*reach, *shared)):
            bits[length].append(decompress(packed))
    found: list[str] = []
    blocks = "SELECT length, names FROM block WHERE length BETWEEN ? AND ? OR length = 0"
    for length, packed in connection.execute(blocks, reach):
        names = packed.decode()
        if not length:
            found += names.split("\n")
        elif need <= 0 or len(names) < FEW * length:
            found += (names[at : at + length] for at in range(0, len(names), length))
        else:
            found += (names[at * length : (at + 1) * length] for at in _places(_at_least(need, bits[length])))
    return found


def _grams(name: str) -> set[str]:
    marked = f"^{name}$"
    return {marked[at : at + 2] for at in range(len(marked) - 1)}


def _bits(names: Collection[str]) -> dict[str, bytearray]:
    """Return one bit a name for each pair of letters: the lowest bit of the first byte is the first name's."""
    size = (len(names) + 7) // 8
    bits: dict[str, bytearray] = {}
    for at, name in enumerate(names):
        byte, bit = at >> 3, 1 << (at & 7)
        for gram in _grams(name):
            if gram not in bits:
                bits[gram] = bytearray(size)
            bits[gram][byte] |= bit
    return bits


def _at_least(need: int, rows: Iterable[bytes]) -> int:
    """Return the names whose bit is set in at least ``need`` rows, as the bits of one number.

    Counts are kept in planes: bit i of plane p is digit p of the count of name i.
    """
    planes: list[int] = []
    for row in rows:
        carry = int.from_bytes(row, "little")
        for digit, plane in enumerate(planes):
            planes[digit], carry = plane ^ carry, plane & carry
        if carry:
            planes.append(carry)
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
