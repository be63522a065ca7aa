"""What names mean: records here, or real drugs on which there is nothing here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from drugcli.library.formulary import Named
from drugcli.library.known import KnownName, Substance
from drugcli.library.library import Library
from drugcli.lookup.answers import HAS_NAME, IS_BASE, IS_FORM
from drugcli.records.folding import fold, in_any_order, words
from drugcli.records.salts import HYDRATES, SALTS

MOST_KEPT = 30_000
"""Drugs whose records are kept for the names that follow."""
OF_ONE_FORM = frozenset({"brand", "code name", "UNII", "RxCUI"})
"""Sorts of names that are given to one form of a substance; its other names are those of its base, too."""


class Meaning(NamedTuple):
    """A drug that a name means: the record here, or the drugs of the vocabulary, each by its UNII."""

    text: str
    sort: str
    held: Named | None
    drugs: tuple[str, ...] = ()
    why: str = HAS_NAME
    forms_of: str | None = None

    @property
    def key(self) -> str:
        """What it is: of several names of one drug one is enough."""
        return self.held.id if self.held else " ".join(self.drugs)


class Reading(NamedTuple):
    """What a text means when it is read in some way, and the words that this leaves out."""

    meanings: list[Meaning]
    left_out: tuple[str, ...] = ()


def distinct(meanings: Iterable[Meaning]) -> list[Meaning]:
    """Return each drug once, under the first of its names."""
    found: dict[str, Meaning] = {}
    for one in meanings:
        found.setdefault(one.key, one)
    return list(found.values())


def meanings(library: Library) -> Meanings:
    """Return the meanings of a library; of one whose files are not looked at again, what was found is kept."""
    return _kept(library, library.looks) if library.looks else Meanings(library)


class Meanings:
    """The drugs here and those of the vocabulary, by their names."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.vocabulary = library.vocabulary
        self._record = lru_cache(maxsize=MOST_KEPT)(self._find)

    def named(self, text: str) -> list[Meaning]:
        """Return what goes by a text here, else what does in the vocabulary."""
        held = [Meaning(named.text, named.sort, named) for named in self.library.meant([fold(text)], "drugs")]
        return distinct(held) or self.known(self.vocabulary.named(fold(text)))

    def worded(self, text: str) -> list[Meaning]:
        """Return what has the same words: in another order, one of them doubled, or others to connect them."""
        key = in_any_order(text)
        if key is None or " " not in key:
            return self.named(key) if key else []
        held = [Meaning(named.text, named.sort, named) for named in self.library.worded(key, "drugs")]
        return distinct([*held, *self.known(self.vocabulary.worded(key))])

    def coded(self, kind: str, keys: tuple[str, ...]) -> list[Meaning]:
        """Return what the vocabulary has under a code."""
        return self.known(self.vocabulary.coded(kind, keys))

    def known(self, names: Iterable[KnownName]) -> list[Meaning]:
        """Return what known names mean; of a base with several forms that is each of the forms."""
        return distinct(meaning for name in names for meaning in self._of(name))

    def of(self, name: KnownName) -> Meaning:
        """Return what a known name means, a base of several forms as it stands."""
        drugs = self.vocabulary.drugs(name)
        return Meaning(name.text, name.sort, self._record(drugs), drugs)

    def forms(self, base: str) -> list[Meaning]:
        """Return the forms of a base under their own names, if they are several drugs."""
        drugs = self.vocabulary.forms(base)
        if len(drugs) < 2:  # noqa: PLR2004
            return []
        name = self.vocabulary.substance(base).name
        forms = [Meaning(self.vocabulary.substance(drug).name, "generic", self._record((drug,)), (drug,), IS_FORM, name)
                 for drug in drugs]  # fmt: skip
        return sorted(forms, key=lambda one: one.text)

    def drugs(self, meaning: Meaning) -> set[str]:
        """Return the drugs that a meaning stands for; those of a record by its UNIIs, else by its generic name."""
        if meaning.held is None:
            return set(meaning.drugs)
        own = self.library.own_names(meaning.held.kind, meaning.held.id)
        names = self._coded(own) or [
            name for one in own if one.sort == "generic" for name in self.vocabulary.named(one.folded)
        ]
        return {drug for name in names for drug in self.vocabulary.drugs(name)}

    def bases(self, meaning: Meaning) -> set[str]:
        """Return the bases of what a meaning stands for."""
        return {self.vocabulary.substance(drug).base for drug in self.drugs(meaning)}

    def salts(self, meaning: Meaning) -> set[str]:
        """Return the salt words of a drug: those of the substances that are one drug, and of its record."""
        known = {word for drug in self.drugs(meaning) for word in self.salt_words(drug)}
        if meaning.held:
            own = self.library.own_names(meaning.held.kind, meaning.held.id)
            known |= {word for name in own if name.sort == "salt" for word in words(name.text) if word in SALTS}
        return known

    def salt_words(self, drug: str) -> set[str]:
        """Return the words by which the substances that are one drug differ from their base."""
        members = self.vocabulary.members(drug)
        named = {word for one in members for word in words(one.name)}
        return named - set(words(self.vocabulary.substance(members[0].base).name)) - HYDRATES

    def _of(self, name: KnownName) -> Iterator[Meaning]:
        if len(name.uniis) > 1:
            yield self.of(name)
            return
        substance = self.vocabulary.substance(*name.uniis)
        forms = self.forms(substance.unii) if substance.unii == substance.base else []
        if forms and (name.sort not in OF_ONE_FORM or not substance.is_marketed):
            yield from forms
            return
        meaning = self.of(name)
        yield meaning
        if meaning.held is None:
            yield from self._named_for_base(name, substance)

    def _named_for_base(self, name: KnownName, form: Substance) -> Iterator[Meaning]:
        """Yield the record of a form's base: it may say what there is to say of the form."""
        for named in self.library.meant([fold(self.vocabulary.substance(form.base).name)], "drugs"):
            yield Meaning(name.text, name.sort, named, why=IS_BASE)

    def _find(self, drugs: tuple[str, ...]) -> Named | None:
        """Return the one record of these drugs: by their UNIIs, else by a name that means nothing else."""
        found = self._by_uniis(drugs) or self._by_names(drugs)
        return found[0] if len({named.id for named in found}) == 1 else None

    def _by_uniis(self, drugs: tuple[str, ...]) -> list[Named]:
        """Return the records of just these drugs: one that has other substances too is a combination."""
        folded = [fold(one.unii) for drug in drugs for one in self.vocabulary.members(drug)]
        bases = {self.vocabulary.substance(drug).base for drug in drugs}
        found = [named for named in self.library.meant(folded, "drugs") if named.sort == "UNII"]
        return [named for named in found if self._bases(named) == bases]

    def _bases(self, named: Named) -> set[str]:
        coded = self._coded(self.library.own_names(named.kind, named.id))
        return {self.vocabulary.substance(*name.uniis).base for name in coded}

    def _coded(self, own: list[Named]) -> list[KnownName]:
        codes = [one.text for one in own if one.sort == "UNII"]
        return self.vocabulary.coded("UNII", codes) if codes else []

    def _by_names(self, drugs: tuple[str, ...]) -> list[Named]:
        names = [name for name in self.vocabulary.names(drugs) if name.sort == "generic"]
        found = self.library.meant(list({name.folded for name in names}), "drugs")
        if not found and len(drugs) > 1:
            keys = {key for name in names if (key := in_any_order(name.text))}
            found = [named for key in sorted(keys) for named in self.library.worded(key, "drugs")]
        return [named for named in found if self._is_only(named.folded, drugs)]

    def _is_only(self, folded: str, drugs: tuple[str, ...]) -> bool:
        return all(self.vocabulary.drugs(name) == drugs for name in self.vocabulary.named(folded))


@lru_cache(maxsize=1)
def _kept(library: Library, _looks: int) -> Meanings:
    return Meanings(library)
