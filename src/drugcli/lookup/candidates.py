"""Candidates: what tells a record, or a drug that is known only, from its neighbours."""

from collections.abc import Iterable
from functools import lru_cache

from drugcli.library.formulary import Named
from drugcli.library.library import Library
from drugcli.library.vocabulary import Vocabulary
from drugcli.lookup.answers import Candidate
from drugcli.lookup.meanings import Meaning
from drugcli.records.folding import words

MOST_BRANDS = 3
MOST_KEPT = 20_000
"""Drugs whose brands are kept for the names that follow."""


def candidate(meaning: Meaning, library: Library, edits: int | None = None) -> Candidate:
    """Return a meaning as a candidate, here or known only."""
    if meaning.held is not None:
        named = meaning.held._replace(text=meaning.text, sort=meaning.sort)
        return _held(named, meaning.why, library, edits)
    assert library.vocabulary is not None  # noqa: S101  it is where the meaning comes from
    return _known_only(meaning, library.vocabulary, edits)


def _held(named: Named, why: str, library: Library, edits: int | None) -> Candidate:
    summary = library.summary(named.kind, named.id)
    return Candidate(
        id=named.id,
        title=summary.title,
        name=named.text,
        kind=named.sort,
        why=why,
        class_=summary.class_,
        routes=summary.routes,
        brands=summary.brands[:MOST_BRANDS],
        edits=edits,
    )


def _known_only(meaning: Meaning, vocabulary: Vocabulary, edits: int | None) -> Candidate:
    members = [one for drug in meaning.drugs for one in vocabulary.members(drug)]
    return Candidate(
        id=" ".join(meaning.drugs),
        title=" and ".join(sorted(vocabulary.substance(drug).name for drug in meaning.drugs)),
        name=meaning.text,
        kind=meaning.sort,
        why=meaning.why,
        class_=", ".join(_split(one.classes for one in members)) or None,
        routes=tuple(_split(one.routes for one in members)),
        brands=_brands(meaning.drugs, vocabulary),
        held=False,
        edits=edits,
    )


@lru_cache(maxsize=MOST_KEPT)
def _brands(drugs: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return a few brands: as their makers write them, where the lists do, and none that adds to a name shown."""
    found = {name.text: name.folded for name in vocabulary.names(drugs) if name.sort == "brand"}
    written = {text: folded for text, folded in found.items() if not text.isupper()}
    told = [word for drug in drugs for word in words(vocabulary.substance(drug).name)]
    shown: list[str] = []
    for text, folded in sorted((written or found).items(), key=lambda one: (len(one[0]), one)):
        if not any(one in folded for one in told):
            shown.append(text)
            told.append(folded)
        if len(shown) == MOST_BRANDS:
            break
    return tuple(shown)


def _split(lists: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(part for text in lists for part in text.split("; ") if part)
