"""All formularies as one: the bundled one, then the user's own, of which the last wins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from drugcli.errors import BrokenFileError, Problem, UnreadableFileError
from drugcli.library import folders
from drugcli.library.compiled import LayOut, Summary
from drugcli.library.formulary import Formulary, Hit, Named

if TYPE_CHECKING:
    from drugcli.library.abbreviations import Abbreviation
    from drugcli.library.known import Progress
    from drugcli.library.labels import LabelLibrary
    from drugcli.library.lookalikes import LookAlike
    from drugcli.library.vocabulary import Vocabulary
    from drugcli.records.markets import Market
    from drugcli.records.monographs import Monograph


MOST_KEPT = 30_000
"""Answers to what a name means, kept while files count as fresh: a substance's code is asked for again and again."""


class Held(NamedTuple):
    """A record's page, the formulary it comes from, and the page that it replaces."""

    page: bytes
    id: str
    folder: Path
    replaced: bytes | None
    is_bundled: bool
    replaced_is_bundled: bool


class Names(NamedTuple):
    """Where the known names are and their cache, and who is told how far the cache has come."""

    folder: Path
    caches: Path
    imported: Path | None = None
    """The folder of the user's own lists."""
    progress: Progress | None = None


class Library:
    """Every record that can be looked up."""

    def __init__(self, formularies: Sequence[Formulary], names: Names | None = None) -> None:
        self._formularies = tuple(formularies)
        self._names = names
        self._vocabulary: Vocabulary | None = None
        self.looks = 0
        """How often every file was looked at; none is again before the next time, if it was at all."""
        self._known_by_now = lru_cache(maxsize=MOST_KEPT)(self._named)

    @property
    def vocabulary(self) -> Vocabulary:
        """The names of real drugs; opened when it is first asked for."""
        if self._vocabulary is None:
            from drugcli.library.vocabulary import Vocabulary

            self._vocabulary = Vocabulary(*(self._names or (None, Path())))
        return self._vocabulary

    def named(self, folded: str, kind: str) -> list[Named]:
        """Return the records that go by a folded name, as their files are now."""
        if self.looks:
            return self._known_by_now(folded, kind)
        return self._fresh(lambda: self._named(folded, kind))

    def meant(self, folded: Sequence[str], kind: str) -> list[Named]:
        """Return the records of one kind with any of these folded names or codes, as they were last looked at."""
        return list(self._winning(lambda formulary: formulary.meant(folded, kind)))

    def worded(self, words: str, kind: str) -> list[Named]:
        """Return the records of one kind with a name of these words, in whatever order."""
        return list(self._winning(lambda formulary: formulary.worded(words, kind)))

    def with_part(self, folded: Sequence[str], kind: str) -> list[Named]:
        """Return the generic names of combinations with an active ingredient of any of these folded names."""
        return list(self._winning(lambda formulary: formulary.with_part(folded, kind)))

    def own_names(self, kind: str, id_: str) -> list[Named]:
        """Return all names and codes of one record."""
        return [one for one in self._formularies if one.holds(kind, id_)][-1].own_names(kind, id_)

    def names(self, kind: str) -> Iterator[Named]:
        """Yield every name of every record of one kind."""
        return self._winning(lambda formulary: formulary.names(kind))

    def within_reach(self, folded: str, edits: int) -> set[str]:
        """Return the folded names that may be within so many edits, and some that are not."""
        return {name for formulary in self._formularies for name in formulary.within_reach(folded, edits)}

    def spelled(self, folded: Sequence[str], kind: str) -> Iterator[Named]:
        """Yield the records of one kind with any of these folded names."""
        return self._winning(lambda formulary: formulary.spelled(folded, kind))

    def beginning_with(self, folded: str, kind: str) -> Iterator[Named]:
        """Yield the records of one kind with a name that begins so."""
        return self._winning(lambda formulary: formulary.beginning_with(folded, kind))

    def sounding_like(self, heard: str, kind: str) -> Iterator[Named]:
        """Yield the records of one kind with a name of this sound."""
        return self._winning(lambda formulary: formulary.sounding_like(heard, kind))

    def ids(self, kind: str) -> list[str]:
        """Return the ids of all records of one kind."""
        return sorted({id_ for formulary in self._formularies for id_ in formulary.ids(kind)})

    def held(self, kind: str, id_: str) -> Held:
        """Return a record's page, or raise BrokenFileError when the file that wins is broken."""
        *weaker, strongest = [one for one in self._formularies if one.holds(kind, id_)]
        return Held(
            page=strongest.page(kind, id_),
            id=id_,
            folder=strongest.folder,
            replaced=_replaced(weaker[-1], kind, id_) if weaker else None,
            is_bundled=strongest is self._formularies[0],
            replaced_is_bundled=bool(weaker) and weaker[-1] is self._formularies[0],
        )

    @property
    def labels(self) -> LabelLibrary | None:
        """The user's labels, where some were imported; here there are none."""
        return None

    def is_label(self, _id: str) -> bool:
        """Tell whether a drug goes by its labels, for it has no record; here there are no labels."""
        return False

    def monograph(self, id_: str) -> Monograph:
        """Return a drug's record, or raise BrokenFileError when the file that wins is broken."""
        from drugcli.records.monographs import Monograph

        record = self.record("drugs", id_)
        assert isinstance(record, Monograph)  # noqa: S101  a drug's record is one
        return record

    def record(self, kind: str, id_: str) -> Monograph | Market:
        """Return a record, or raise BrokenFileError when the file that wins is broken."""
        return [one for one in self._formularies if one.holds(kind, id_)][-1].record(kind, id_)

    def abbreviation(self, folded: str) -> Abbreviation | None:
        """Return what a few letters stand for that were taken for another drug."""
        if self._names is None:
            return None
        from drugcli.library.abbreviations import abbreviations

        return abbreviations(self._names.folder).get(folded)

    def look_alikes(self, names: Iterable[str]) -> list[LookAlike]:
        """Return what is taken for a word of these names, in the tall-man letters published for them."""
        if self._names is None:
            return []
        from drugcli.library.lookalikes import look_alikes

        return look_alikes(self._names.folder, names)

    def summary(self, kind: str, id_: str) -> Summary:
        """Return what tells a record from its neighbours."""
        strongest = [one for one in self._formularies if one.holds(kind, id_)][-1]
        return strongest.summary(kind, id_)

    def search(self, expression: str) -> list[Hit]:
        """Return the passages that match an FTS5 expression, the best first."""
        hits = [
            hit
            for depth, formulary in enumerate(self._formularies)
            for hit in formulary.search(expression)
            if not self._is_replaced(depth, hit.kind, hit.id)
        ]
        return sorted(hits, key=lambda hit: (hit.rank, hit.kind, hit.id))

    def refresh(self) -> None:
        """Look at every file again; what was looked at once counts as fresh as long as this library is open."""
        for formulary in self._formularies:
            formulary.refresh()
        self._known_by_now.cache_clear()
        self.looks += 1

    def close(self) -> None:
        """Let go of the caches' files."""
        for formulary in self._formularies:
            formulary.close()
        if self._vocabulary is not None:
            self._vocabulary.close()

    def problems(self) -> list[Problem]:
        """Return the problems of all broken files."""
        return [problem for formulary in self._formularies for problem in formulary.problems()]

    def cache_troubles(self) -> list[str]:
        """Return why caches could not be written."""
        troubles = [formulary.cache_trouble for formulary in self._formularies]
        troubles += [self._vocabulary.cache_trouble] if self._vocabulary is not None else []
        return list(dict.fromkeys(trouble for trouble in troubles if trouble))

    def import_troubles(self) -> list[str]:
        """Return why imported lists of names are not in use; nothing while no known name was asked for."""
        return self._vocabulary.import_troubles() if self._vocabulary is not None else []

    def _named(self, folded: str, kind: str) -> list[Named]:
        return list(self._winning(lambda formulary: formulary.named(folded, kind)))

    def _winning(self, ask: Callable[[Formulary], Iterable[Named]]) -> Iterator[Named]:
        """Yield what formularies answer, without the records that a stronger one replaces."""
        for depth, formulary in enumerate(self._formularies):
            for name in ask(formulary):
                if not self._is_replaced(depth, name.kind, name.id):
                    yield name

    def _fresh(self, ask: Callable[[], list[Named]]) -> list[Named]:
        """Ask, and once more after a refresh when nothing was found or a file found has changed."""
        found = ask()
        stale = any(one.is_stale(name.kind, name.id) for name in found for one in self._formularies)
        if found and not stale:
            return found
        self.refresh()
        return ask()

    def _is_replaced(self, depth: int, kind: str, id_: str) -> bool:
        return any(stronger.holds_sound(kind, id_) for stronger in self._formularies[depth + 1 :])


def _replaced(weaker: Formulary, kind: str, id_: str) -> bytes | None:
    """Return the page that another replaces; a file that can no longer be read replaces nothing."""
    try:
        return weaker.page(kind, id_)
    except (BrokenFileError, UnreadableFileError):
        return None


def open_library(flags: Sequence[Path], lay_out: LayOut, progress: Progress | None = None) -> Library:
    """Open the bundled formulary and the user's own; an index of names that must be made tells its progress.

    Raises FormularyError for a folder that is no formulary.
    """
    caches = folders.caches()
    named = folders.named_by_user(flags)
    names = folders.vocabulary()
    formularies = [Formulary(folder, caches, lay_out) for folder in (folders.bundled(), *named)]
    return Library(formularies, Names(names, caches, folders.imported_names(), progress) if names else None)
