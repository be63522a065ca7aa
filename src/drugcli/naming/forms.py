"""Salts, esters, prodrugs and hydrates: which substance another one is a form of."""

from collections.abc import Iterable, Mapping

from drugcli.naming.spelling import lower, plain
from drugcli.naming.tags import STRICT_TAGS
from drugcli.naming.words import NO_BASES
from drugcli.records.listed import Substance
from drugcli.records.salts import SALTS


class Forms:
    """Knows which substance another one is a salt, an ester, a prodrug or a hydrate of, by their names."""

    def __init__(self, substances: Mapping[str, Substance]) -> None:
        self._by_name: dict[str, str] = {}
        for one in substances.values():
            for name in one.names:
                if name.type == "of" or name.tags & STRICT_TAGS:
                    self._by_name.setdefault(lower(name.text), one.unii)
        self._by_name.update((plain(one.preferred), one.unii) for one in substances.values())
        self._by_name.update((lower(one.preferred), one.unii) for one in substances.values())
        found = ((one.unii, self._find(one)) for one in substances.values())
        self._parents = {unii: parent for unii, parent in found if parent is not None}

    def _find(self, substance: Substance) -> str | None:
        words = plain(substance.preferred).split()
        unspecified = self._by_name.get(" ".join(words))
        if unspecified is not None and unspecified != substance.unii:
            return unspecified
        if len(words) > 1 and words[0] == "anhydrous":
            words = [*words[1:], words[0]]
        while len(words) > 1 and words.pop() in SALTS:
            found = self._by_name.get(" ".join(words))
            if found is not None and found != substance.unii and " ".join(words) not in NO_BASES:
                return found
        return None

    def parent(self, unii: str) -> str | None:
        """Return what the substance is a form of, or None."""
        return self._parents.get(unii)

    def above(self, unii: str) -> list[str]:
        """Return the parent, its parent and so on: for a dihydrate of a salt the salt, then the base."""
        found: list[str] = []
        while (parent := self._parents.get(unii)) is not None and parent not in found:
            found.append(parent)
            unii = parent
        return found

    def root(self, unii: str) -> str:
        """Return the last of the parents: metoprolol for metoprolol succinate, and for metoprolol itself."""
        return (self.above(unii) or [unii])[-1]

    def roots(self, uniis: Iterable[str]) -> frozenset[str]:
        """Return the roots of all."""
        return frozenset(map(self.root, uniis))


def without_bases(uniis: frozenset[str], forms: Forms) -> frozenset[str]:
    """Return a set without those substances of which it also holds a salt."""
    if len(uniis) == 1:
        return uniis
    above = {parent for unii in uniis for parent in forms.above(unii)}
    return uniis - above
