"""What of the UNII list is needed before it is known which of its substances are drugs.

The list has ten times as many names as the drugs in it have. It is read twice: an outline first,
then the names of the drugs; so it is never held whole.
"""

from collections.abc import Iterable, Mapping, Sequence

from drugcli.naming.forms import Forms
from drugcli.naming.kinds import COMPONENT
from drugcli.naming.products import Product, asked
from drugcli.naming.substances import choose
from drugcli.records.folding import fold
from drugcli.records.listed import Name, ProductRow, Substance


class Telling:
    """Knows the names that tell a drug from another substance, and those that products' substances go by."""

    def __init__(self, rows: Iterable[ProductRow]) -> None:
        self._asked = {text for row in rows for text in asked(row)}
        self._folded = {fold(text) for text in self._asked}

    def __call__(self, name: Name) -> bool:
        """Tell whether a name belongs in the outline."""
        return (
            bool(name.tags)
            or name.type in {"of", "bn"}
            or COMPONENT in name.text
            or name.text in self._asked
            or (bool(self._folded) and fold(name.text) in self._folded)
        )


def needed(outline: Mapping[str, Substance], products: Sequence[Product]) -> set[str]:
    """Return the substances that are drugs, and those that drugs must be told from."""
    chosen = choose(outline, products, Forms(outline))
    components = {unii for unii, one in outline.items() if any(COMPONENT in name.text for name in one.names)}
    return components.union(chosen, *(one.uniis for one in products))
