"""How much of what readers take from a file that may be hostile."""

from typing import NamedTuple

MB, GB = 1_000_000, 1_000_000_000


class Limits(NamedTuple):
    """Most of each; whatever goes beyond is refused with a reason that names the limit.

    The largest real record has 5 MB, the largest real text 1 MB, and real files pack 5 to 30 times.
    """

    entries: int = 200_000
    """Files of an archive, those of archives within it included."""
    ratio: int = 200
    """Times that a packed file may unfold."""
    size: int = 100 * GB
    """Bytes that an archive may unfold to, all its files together."""
    document: int = 40 * MB
    """Bytes of one XML document."""
    tags: int = 1_000_000
    """Tags and attributes of one XML document; one of nothing else needs 150 bytes of memory for each."""
    record: int = 12 * MB
    """Bytes of one record of JSON; one of short keys alone needs 30 times its size to be read."""
    brackets: int = 200_000
    """Brackets of one record of JSON; a record of nothing else would fill the memory many times over."""
    levels: int = 3
    """Archives within one another."""


DEFAULT = Limits()
