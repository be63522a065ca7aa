"""The concepts of RxNorm's table of names that a person may ask for, and the substances behind them.

The table tells no relations. They are read off the names where that is certain: a combination
names its parts, and a branded component its ingredients: 'exampline 40 MG [Examplex]'. What
cannot be read so wholly is a substance of its own, known by its name and no more: a brand must
never be answered with a wrong drug, nor a real one taken for a misspelling.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from drugcli.naming.spelling import fold
from drugcli.records.listed import Atom

INGREDIENTS = ("IN", "PIN")
COMBINATION, BRAND, BRANDED = "MIN", "BN", "SBDC"
CONCEPTS = (*INGREDIENTS, COMBINATION, BRAND)
SYNONYMS = frozenset({"SY", "TMSY", "PSN"})
UNII = re.compile(r"[0-9A-Z]{10}")
STRENGTH = re.compile(r" [\d.,]+ [^ ]+$")
AND = " / "
OWN = "RXCUI:"
"""Begins the key of what has no UNII."""

Sets = frozenset[frozenset[str]]
"""The sets of substances that go by one name."""


class RxNorm:
    """What the table says: concepts, by RxCUI, as their term type and name; synonyms; ingredients of brands."""

    def __init__(self, atoms: Iterable[Atom]) -> None:
        self.concepts: dict[str, tuple[str, str]] = {}
        self.synonyms: list[tuple[str, str]] = []
        self.left_out: Counter[str] = Counter()
        self._branded: defaultdict[str, set[str]] = defaultdict(set)
        self._uniis: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for atom in atoms:
            if atom.vocabulary == "RXNORM":
                self._add(atom)
            elif is_unii(atom):
                self._uniis[atom.rxcui][atom.code] = fold(atom.text)
        self.keys = {rxcui: self._key(rxcui) for rxcui, (type_, _text) in self.concepts.items() if type_ in INGREDIENTS}
        self._by_name = self._unambiguous()

    def _add(self, atom: Atom) -> None:
        if atom.is_obsolete:
            self.left_out["obsolete names"] += atom.type in CONCEPTS
        elif atom.type in SYNONYMS:
            self.synonyms.append((atom.rxcui, atom.text))
        elif atom.type == BRANDED:
            components, _bracket, brand = atom.text.removesuffix("]").rpartition(" [")
            self._branded[brand].add(components)
        elif atom.type in CONCEPTS and atom.text and atom.rxcui.isdecimal():
            self.concepts[atom.rxcui] = (atom.type, atom.text)
        elif atom.type in CONCEPTS:
            self.left_out["names without a sign that can be printed"] += 1

    def _key(self, rxcui: str) -> str:
        """Return the UNII of an ingredient, or its RxCUI where it has none, or several and none of its very name."""
        uniis = self._uniis.get(rxcui, {})
        name = fold(self.concepts[rxcui][1])
        likely = [unii for unii, folded in uniis.items() if folded == name] or list(uniis)
        return likely[0] if len(likely) == 1 else own_key(rxcui)

    def _unambiguous(self) -> dict[str, str]:
        """Return the ingredients, by their folded names."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for rxcui, key in self.keys.items():
            found[fold(self.concepts[rxcui][1])].add(key)
        return {name: min(keys) for name, keys in found.items() if len(keys) == 1}

    def sets(self, rxcui: str) -> Sets:
        """Return what goes by the name of a concept."""
        type_, text = self.concepts[rxcui]
        if type_ in INGREDIENTS:
            return frozenset({frozenset({self.keys[rxcui]})})
        if type_ == COMBINATION:
            found = [self._substances(text.split(AND))]
        else:
            found = [self._substances(_ingredients(components)) for components in self._branded.get(text, ())]
        return frozenset(found) if found and all(found) else frozenset({frozenset({own_key(rxcui)})})

    def _substances(self, names: Iterable[str]) -> frozenset[str]:
        """Return the substances of these names; none, where one is not known."""
        keys = [self._by_name.get(fold(name), "") for name in names]
        return frozenset(keys) if all(keys) else frozenset()


def own_key(rxcui: str) -> str:
    """Return the key of a substance that has no UNII."""
    return f"{OWN}{rxcui}"


def is_unii(atom: Atom) -> bool:
    """Tell whether a name is that of the labels' substance, whose code is its UNII."""
    named = atom.vocabulary == "MTHSPL" and atom.type == "SU" and not atom.is_obsolete
    return named and bool(UNII.fullmatch(atom.code))


def _ingredients(components: str) -> list[str]:
    """Return 'exampline 40 MG / testazole 5 MG/ML' as the names in it."""
    return [STRENGTH.sub("", component) for component in components.split(AND)]
