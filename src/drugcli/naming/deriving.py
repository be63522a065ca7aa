"""From the public lists to the vocabulary: the names of drugs, with their substances."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from drugcli.naming.claims import entries, keeps
from drugcli.naming.facts import Facts
from drugcli.naming.forms import Forms
from drugcli.naming.known_words import Words
from drugcli.naming.ndc_claims import Namer, heads
from drugcli.naming.products import Product
from drugcli.naming.settling import Settler, official_names
from drugcli.naming.spelling import fold, lower
from drugcli.naming.substances import choose
from drugcli.naming.unii_claims import component_claims, families, nameless, unii_claims
from drugcli.naming.uses import uses
from drugcli.naming.vocabulary import Line, Vocabulary
from drugcli.naming.words import COSMETIC
from drugcli.records.listed import Substance


def derive(substances: Mapping[str, Substance], products: Sequence[Product]) -> Vocabulary:
    """Return the vocabulary of the two lists."""
    forms = Forms(substances)
    chosen = choose(substances, products, forms)
    named = [substances[unii] for unii in sorted(chosen)]
    called = list(unii_claims(named))
    claims = [claim for claim in called if keeps(claim)]
    odd = len(called) - len(claims)
    taken = {fold(claim.text) for claim in claims}
    claims += [*nameless(named, chosen, taken), *families(named, chosen, taken, forms)]
    owners = official_names(claims, substances, chosen)
    words = Words(owners, claims, named, products, forms)
    cosmetic = {one.unii for one in named if lower(one.preferred) in COSMETIC}
    ndc = list(Namer(words, forms, cosmetic, uses(products, chosen, forms)).claims())
    claims += component_claims(substances, chosen, forms)
    ndc += heads(ndc, words)
    settler = Settler(claims, ndc, owners, forms)
    standing = [claim for claim in claims if settler.stands(claim)]
    single, combined = entries([*ndc, *standing], forms)
    lines = substance_lines(named, chosen, Facts(products, forms), forms)
    left_out = Counter(
        {
            "names of substances in no list of drugs": _count(substances.values()) - _count(named),
            "chemistry, register numbers, excipients' trade names": _count(named) + len(named) - len(called),
            "names too long or too short to be typed": odd,
            "names given up to another drug of that name": len(claims) - len(standing),
            "products with a substance in no list of drugs": sum(not one.uniis <= chosen.keys() for one in products),
        }
    )
    return Vocabulary(lines, single, combined, [], left_out)


def _count(substances: Iterable[Substance]) -> int:
    return sum(one.count for one in substances)


def substance_lines(
    substances: Iterable[Substance], chosen: Mapping[str, Collection[str]], facts: Facts, forms: Forms
) -> list[Line]:
    """Return the lines of substances.tsv, sorted."""
    return sorted(
        Line(
            unii=one.unii,
            substance=lower(one.preferred),
            classes="; ".join(facts.classes(one.unii)),
            routes="; ".join(facts.routes(one.unii)),
            form_of=forms.parent(one.unii) or "",
            lists="; ".join(sorted(chosen[one.unii])),
        )
        for one in substances
    )
