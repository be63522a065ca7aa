"""Real drugs by name: what the vocabulary says of a name, and whether there is something here on it."""

from collections.abc import Iterable

from drugcli.library.formulary import Named
from drugcli.library.library import Library
from drugcli.library.vocabulary import KnownName, Vocabulary
from drugcli.lookup.answers import Candidate
from drugcli.records.folding import fold


def held_under(known: KnownName, vocabulary: Vocabulary, library: Library) -> Named | None:
    """Return the drug here that a known name of one substance means: by the substance's UNII, else by its name."""
    if len(known.uniis) != 1:
        return None
    (unii,) = known.uniis
    found = library.named(fold(unii), "drugs") or library.named(fold(vocabulary.substance(unii).name), "drugs")
    ids = {named.id for named in found}
    return found[0] if len(ids) == 1 else None


def known_only(known: KnownName, vocabulary: Vocabulary, why: str) -> Candidate:
    """Return a known name as a candidate that cannot be opened."""
    substances = [vocabulary.substance(unii) for unii in known.uniis]
    return Candidate(
        id=" ".join(known.uniis),
        title=" and ".join(one.name for one in substances),
        name=known.text,
        kind=known.sort,
        why=why,
        class_=_joined(one.classes for one in substances) or None,
        routes=tuple(_split(one.routes for one in substances)),
        brands=(),
        held=False,
    )


def _split(lists: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(part for text in lists for part in text.split("; ") if part)


def _joined(lists: Iterable[str]) -> str:
    return ", ".join(_split(lists))
