"""Lines of the public lists of names, as they stand there: of the UNII list, the NDC directory and RxNorm."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple


class Name(NamedTuple):
    """A name as the UNII list has it: 'of', 'bn', 'cn' or 'cd'; the text without its tags; the tags."""

    type: str
    text: str
    tags: frozenset[str]


class Substance:
    """An entry of the UNII list, such as metoprolol succinate.

    A list has 600,000 names: they are kept in one flat list, each followed by its type and tags, which many share.
    """

    __slots__ = ("kept", "preferred", "unii")

    def __init__(self, unii: str, preferred: str) -> None:
        self.unii = unii
        self.preferred = preferred
        self.kept: list[Any] = []

    def add(self, name: Name) -> None:
        """Add a name."""
        self.kept += (name.text, _shared((name.type, name.tags)))

    @property
    def names(self) -> Iterator[Name]:
        """All names."""
        texts = iter(self.kept)
        for text, (type_, tags) in zip(texts, texts, strict=True):
            yield Name(type_, text, tags)

    @property
    def count(self) -> int:
        """The number of names."""
        return len(self.kept) // 2

    @property
    def tags(self) -> frozenset[str]:
        """All tags of all names."""
        return _together(frozenset(tags for _type, tags in self.kept[1::2]))


@cache
def _shared(one: tuple[str, frozenset[str]]) -> tuple[str, frozenset[str]]:
    return one


@cache
def _together(sets: frozenset[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


class Unii(NamedTuple):
    """The list of UNII names: its substances, and how many of its lines give none of their names, by reason."""

    substances: dict[str, Substance]
    left_out: Counter[str]


class ProductRow(NamedTuple):
    """A product of the NDC directory; lists within a column are divided by ';'."""

    type: str
    proprietary: str
    suffix: str
    nonproprietary: str
    routes: str
    category: str
    started: str
    labeler: str
    substances: str
    classes: str


class Atom(NamedTuple):
    """A name of a concept of RxNorm, by the vocabulary ('RXNORM', 'MTHSPL') that it comes from.

    'type' is RxNorm's term type, such as IN, of an ingredient; 'code' is the concept's in that vocabulary.
    """

    rxcui: str
    vocabulary: str
    type: str
    code: str
    text: str
    is_obsolete: bool
