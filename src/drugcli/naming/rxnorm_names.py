"""From RxNorm's table of names to the vocabulary."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from drugcli.naming.claims import Claim, Entry, entries, keeps
from drugcli.naming.forms import Forms
from drugcli.naming.rxnorm import BRAND, COMBINATION, INGREDIENTS, RxNorm, Sets
from drugcli.naming.spelling import fold, lower, tidy
from drugcli.naming.vocabulary import Line, Vocabulary
from drugcli.records.listed import Atom, Substance

UNTOLD = {
    COMBINATION: "combinations with a part that the list does not name",
    BRAND: "brands whose ingredients the list does not tell",
}


def derive_rxnorm(atoms: Iterable[Atom]) -> Vocabulary:
    """Return the vocabulary of RxNorm."""
    rxnorm = RxNorm(atoms)
    left_out = rxnorm.left_out
    sets = {rxcui: found for rxcui in rxnorm.concepts if (found := rxnorm.sets(rxcui))}
    for rxcui in rxnorm.concepts.keys() - sets.keys():
        left_out[UNTOLD[rxnorm.concepts[rxcui][0]]] += 1
    claimed = list(claims(rxnorm, sets))
    typed = [claim for claim in claimed if keeps(claim)]
    left_out["names too long or too short to be typed"] += len(claimed) - len(typed)
    standing = list(without_taken(typed))
    left_out["synonyms that are the names of other drugs"] += len(typed) - len(standing)
    named = substances(rxnorm)
    forms = Forms(named)
    single, combined = entries(standing, forms)
    return Vocabulary(sorted(lines(named, forms)), single, combined, sorted(codes(sets)), left_out)


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


def lines(named: Mapping[str, Substance], forms: Forms) -> Iterator[Line]:
    """Yield the lines of substances.tsv."""
    for key, one in named.items():
        yield Line(key, lower(one.preferred), classes="", routes="", form_of=forms.parent(key) or "", lists="RxNorm")


def codes(sets: Mapping[str, Sets]) -> Iterator[Entry]:
    """Yield the lines of codes.tsv."""
    for rxcui, found in sets.items():
        yield from (Entry("; ".join(sorted(uniis)), "RxCUI", rxcui) for uniis in found)
