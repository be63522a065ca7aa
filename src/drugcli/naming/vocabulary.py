"""What is derived from a list, table by table."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from drugcli.naming.claims import Entry


class Line(NamedTuple):
    """A line of substances.tsv."""

    unii: str
    substance: str
    classes: str
    routes: str
    form_of: str
    lists: str


Table = tuple[str, Sequence[str], Iterable[Sequence[str]]]
"""The name of a table, its columns, its lines."""


class Vocabulary(NamedTuple):
    """What is derived: substances, the names of one substance, the names of combinations, codes."""

    substances: list[Line]
    names: list[Entry]
    products: list[Entry]
    codes: list[Entry]
    left_out: Counter[str]
    """How many lines of the list gave no name, by reason."""

    def tables(self) -> list[Table]:
        """Return the tables as they are written."""
        written: list[Table] = [
            ("substances.tsv", ("unii", "substance", "classes", "routes", "form of", "lists"), self.substances),
            ("names.tsv", ("unii", "kind", "name"), self.names),
            ("products.tsv", ("uniis", "kind", "name"), self.products),
        ]
        return [*written, *([("codes.tsv", ("uniis", "kind", "name"), self.codes)] if self.codes else [])]
