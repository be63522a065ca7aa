"""Keys of a page: each names one row of its section, or one section."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar

from msgspec.structs import replace

from drugcli.pages.page import Row, Section

Keyed = TypeVar("Keyed", Row, Section)


def told_apart(several: Iterable[Keyed]) -> Iterator[Keyed]:
    """Give the second of one key the suffix '.2', the third '.3'."""
    seen: Counter[str] = Counter()
    for one in several:
        seen[one.key] += 1
        yield one if seen[one.key] == 1 else replace(one, key=f"{one.key}.{seen[one.key]}")
