"""From RxNorm's table of names to the vocabulary."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from drugcli.naming.claims import Claim, Entry, entries, keeps
from drugcli.naming.forms import Forms
from drugcli.naming.rxnorm import BRAND, INGREDIENTS, OWN, RxNorm, Sets, own_key
from drugcli.naming.spelling import fold, lower, tidy
from drugcli.naming.vocabulary import Line, Vocabulary
from drugcli.records.listed import Atom, Substance


def derive_rxnorm(atoms: Iterable[Atom]) -> Vocabulary:
    """Return the vocabulary of RxNorm."""
    rxnorm = RxNorm(atoms)
    left_out = rxnorm.left_out
    sets = {rxcui: rxnorm.sets(rxcui) for rxcui in rxnorm.concepts}
    claimed = list(claims(rxnorm, sets))
    typed = [claim for claim in claimed if keeps(claim)]
    left_out["names too long or too short to be typed"] += len(claimed) - len(typed)
    standing = list(without_taken(typed))
    left_out["synonyms that are the names of other drugs"] += len(typed) - len(standing)
    ingredients = substances(rxnorm)
    forms = Forms(ingredients)
    single, combined = entries(standing, forms)
    return Vocabulary(
        sorted(lines({**ingredients, **untold(rxnorm, sets)}, forms)), single, combined, sorted(codes(sets)), left_out
    )


def without_known(vocabulary: Vocabulary, known: Collection[str]) -> Vocabulary:
    """Return a vocabulary without the names of what has no UNII that are known, folded, of something that has one."""
    kept = [one for one in vocabulary.names if not (one.uniis.startswith(OWN) and fold(one.text) in known)]
    left_out = Counter({"names without a UNII that are known with one": len(vocabulary.names) - len(kept)})
    return vocabulary._replace(names=kept, left_out=vocabulary.left_out + left_out)


def claims(rxnorm: RxNorm, sets: Mapping[str, Sets]) -> Iterator[Claim]:
    """Yield what the concepts are called."""
    for rxcui, found in sets.items():
        type_, text = rxnorm.concepts[rxcui]
        kind, name = ("brand", tidy(text)) if type_ == BRAND else ("generic", lower(text))
        yield from (Claim(uniis, kind, name) for uniis in found)
    for rxcui, text in rxnorm.synonyms:
        if rxcui in sets:
            is_brand = rxnorm.concepts[rxcui][0] == BRAND
            kind, name = ("brand", tidy(text)) if is_brand else ("synonym", lower(text))
            yield from (Claim(uniis, kind, name) for uniis in sets[rxcui])


def without_taken(claims: list[Claim]) -> Iterator[Claim]:
    """Yield the claims but for synonyms that are the generic name or the brand of something else."""
    owners: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
    for claim in claims:
        if claim.kind != "synonym":
            owners[fold(claim.text)].add(claim.uniis)
    for claim in claims:
        if claim.kind != "synonym" or owners.get(fold(claim.text), {claim.uniis}) == {claim.uniis}:
            yield claim


def substances(rxnorm: RxNorm) -> dict[str, Substance]:
    """Return the substances; what is two concepts has the name of the ingredient, not that of its salt."""
    best: dict[str, tuple[int, str]] = {}
    for rxcui, key in rxnorm.keys.items():
        type_, text = rxnorm.concepts[rxcui]
        rank = (INGREDIENTS.index(type_), text)
        best[key] = min(best.get(key, rank), rank)
    return {key: Substance(key, text) for key, (_rank, text) in best.items()}


def untold(rxnorm: RxNorm, sets: Mapping[str, Sets]) -> dict[str, Substance]:
    """Return the brands and combinations that are substances of their own, because the list tells no other."""
    own = {rxcui: own_key(rxcui) for rxcui in sets.keys() - rxnorm.keys.keys()}
    return {
        key: Substance(key, rxnorm.concepts[rxcui][1])
        for rxcui, key in own.items()
        if sets[rxcui] == frozenset({frozenset({key})})
    }


def lines(named: Mapping[str, Substance], forms: Forms) -> Iterator[Line]:
    """Yield the lines of substances.tsv."""
    for key, one in named.items():
        yield Line(key, lower(one.preferred), classes="", routes="", form_of=forms.parent(key) or "", lists="RxNorm")


def codes(sets: Mapping[str, Sets]) -> Iterator[Entry]:
    """Yield the lines of codes.tsv."""
    for rxcui, found in sets.items():
        yield from (Entry("; ".join(sorted(uniis)), "RxCUI", rxcui) for uniis in found)
