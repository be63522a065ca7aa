"""Formularies and labels as one: the labels' names join those of the records here.

A drug that has a record is the record's, whatever its label calls it; one that has none goes by
its labels. Which it is, is told by its UNII and its generic names, never by a brand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path

from drugcli.library.compiled import Summary
from drugcli.library.formulary import Named
from drugcli.library.labels import KIND, LabelLibrary
from drugcli.library.library import Library

DRUGS = "drugs"
TELLING = frozenset({"UNII", "generic", "substance"})
"""Sorts of names that tell which drug a label is of."""


class WithLabels(Library):
    """Every record that can be looked up, and the labels of drugs that have none."""

    def __init__(self, library: Library, file: Path) -> None:
        super().__init__(library._formularies, library._names)  # noqa: SLF001  it takes the place of what it is made of
        self._file = file
        self._record_of = lru_cache(maxsize=None)(self._record)

    @cached_property
    def labels(self) -> LabelLibrary:
        """The labels, opened when they are first asked for; raises LabelLibraryError."""
        return LabelLibrary(self._file)

    def is_label(self, id_: str) -> bool:
        """Tell whether a drug goes by its labels, for it has no record."""
        return not any(formulary.holds(DRUGS, id_) for formulary in self._formularies)

    def named(self, folded: str, kind: str) -> list[Named]:
        """Return the records that go by a folded name, else the drugs of labels that do."""
        found = [] if kind != DRUGS or self._named(folded, kind) else self._joined(self.labels.named(folded))
        return found or super().named(folded, kind)

    def meant(self, folded: Sequence[str], kind: str) -> list[Named]:
        """Return the records with any of these folded names or codes, else the drugs of labels that have."""
        found = super().meant(folded, kind)
        return found if found or kind != DRUGS else self._joined(self.labels.meant(folded))

    def worded(self, words: str, kind: str) -> list[Named]:
        """Return the records with a name of these words, else the drugs of labels that have."""
        found = super().worded(words, kind)
        return found if found or kind != DRUGS else self._joined(self.labels.worded(words))

    def own_names(self, kind: str, id_: str) -> list[Named]:
        """Return the names and codes of one record, or of a drug of labels."""
        return self.labels.own_names(id_) if kind == KIND else super().own_names(kind, id_)

    def within_reach(self, folded: str, edits: int) -> set[str]:
        """Return the folded names that may be within so many edits, and some that are not."""
        return super().within_reach(folded, edits) | set(self.labels.within_reach(folded, edits))

    def spelled(self, folded: Sequence[str], kind: str) -> Iterator[Named]:
        """Yield what has any of these folded names."""
        found = super().spelled(folded, kind)
        return chain(found, self._joined(self.labels.spelled(folded))) if kind == DRUGS else found

    def beginning_with(self, folded: str, kind: str) -> Iterator[Named]:
        """Yield what has a name that begins so."""
        found = super().beginning_with(folded, kind)
        return chain(found, self._joined(self.labels.beginning_with(folded))) if kind == DRUGS else found

    def sounding_like(self, heard: str, kind: str) -> Iterator[Named]:
        """Yield what has a name of this sound."""
        found = super().sounding_like(heard, kind)
        return chain(found, self._joined(self.labels.sounding_like(heard))) if kind == DRUGS else found

    def summary(self, kind: str, id_: str) -> Summary:
        """Return what tells a record, or a drug of labels, from its neighbours."""
        return self.labels.summary(id_) if kind == KIND else super().summary(kind, id_)

    def close(self) -> None:
        """Let go of the files."""
        super().close()
        if "labels" in self.__dict__:
            self.labels.close()

    def _joined(self, found: Iterable[Named]) -> list[Named]:
        """Return names of labels, those of a drug that has a record as names of the record."""
        return [self._record_of(one.id, one) for one in found]

    def _record(self, drug: str, named: Named) -> Named:
        own = [one.folded for one in self.labels.own_names(drug) if one.sort in TELLING]
        ids = {one.id for one in super().meant(own, DRUGS)}
        return named._replace(kind=DRUGS, id=ids.pop()) if len(ids) == 1 else named
