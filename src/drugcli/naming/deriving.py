"""From the public lists to the vocabulary: the names of drugs, with their substances."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from drugcli.naming.claims import Entry, entries, keeps
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
from drugcli.naming.words import COSMETIC
from drugcli.records.listed import Substance


class Line(NamedTuple):
    """A line of substances.tsv."""

    unii: str
    substance: str
    classes: str
    routes: str
    form_of: str
    lists: str


Table = tuple[str, Sequence[str], Iterable[Sequence[str]]]
"""The name of a table, its columns, its lines."""


class Vocabulary(NamedTuple):
    """What is derived: substances, the names of one substance, the names of combinations, codes."""

    substances: list[Line]
    names: list[Entry]
    products: list[Entry]
    codes: list[Entry]

    def tables(self) -> list[Table]:
        """Return the tables as they are written."""
        written: list[Table] = [
            ("substances.tsv", ("unii", "substance", "classes", "routes", "form of", "lists"), self.substances),
            ("names.tsv", ("unii", "kind", "name"), self.names),
            ("products.tsv", ("uniis", "kind", "name"), self.products),
        ]
        return [*written, *([("codes.tsv", ("uniis", "kind", "name"), self.codes)] if self.codes else [])]


def derive(substances: Mapping[str, Substance], products: Sequence[Product]) -> Vocabulary:
    """Return the vocabulary of the two lists."""
    forms = Forms(substances)
    chosen = choose(substances, products, forms)
    named = [substances[unii] for unii in sorted(chosen)]
    claims = [claim for claim in unii_claims(named) if keeps(claim)]
    taken = {fold(claim.text) for claim in claims}
    claims += [*nameless(named, chosen, taken), *families(named, chosen, taken, forms)]
    owners = official_names(claims, substances, chosen)
    words = Words(owners, claims, named, products, forms)
    cosmetic = {one.unii for one in named if lower(one.preferred) in COSMETIC}
    ndc = list(Namer(words, forms, cosmetic, uses(products, chosen, forms)).claims())
    claims += component_claims(substances, chosen, forms)
    ndc += heads(ndc, words)
    settler = Settler(claims, ndc, owners, forms)
    single, combined = entries([*ndc, *filter(settler.stands, claims)], forms)
    return Vocabulary(substance_lines(named, chosen, Facts(products, forms), forms), single, combined, [])


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
