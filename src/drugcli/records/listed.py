"""Lines of the public lists of names, as they stand there: of the UNII list, the NDC directory and RxNorm."""

from collections import Counter
from typing import NamedTuple

from msgspec import Struct


class Name(NamedTuple):
    """A name as the UNII list has it: 'of', 'bn', 'cn' or 'cd'; the text without its tags; the tags."""

    type: str
    text: str
    tags: frozenset[str]


class Substance(Struct, frozen=True, gc=False):
    """An entry of the UNII list, such as metoprolol succinate."""

    unii: str
    preferred: str
    names: list[Name]

    @property
    def tags(self) -> frozenset[str]:
        """All tags of all names."""
        return frozenset().union(*(name.tags for name in self.names))


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
