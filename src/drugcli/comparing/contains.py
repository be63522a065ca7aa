"""What presentations are listed to contain, by labels' inactive ingredients and monographs' compositions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from drugcli.comparing.avoided import Term, named_in, words_of
from drugcli.library.labels import Held, LabelLibrary
from drugcli.records.labels import Label, LabelIngredient, Product, Section
from drugcli.records.monographs import Monograph

NAMING = frozenset({"description", "inactive_ingredient"})
"""openFDA's names of the sections that say what a drug is made of."""

SOLVENTS = re.compile(r"\bsolub\w* .*?(?=[.;:]\D|contain|ingredient|excipient|$)", re.IGNORECASE)
"""What a drug is soluble in; that it contains it is not said."""


class Found(NamedTuple):
    """Where a term is listed, as it is written there; nowhere, if there is nothing."""

    term: Term
    names: tuple[str, ...]
    """In the presentation's own list."""
    sections: tuple[str, ...] = ()
    """Numbers or titles of sections of the label that name it, which do not tell of which presentation."""

    @property
    def is_listed(self) -> bool:
        """Whether it is named at all."""
        return bool(self.names or self.sections)


class Contents(NamedTuple):
    """A presentation, and which terms it is listed to contain."""

    drug: str
    name: str
    source: str
    """A number for each document that was looked at."""
    is_known: bool
    """Whether its inactive ingredients are told."""
    found: tuple[Found, ...]


def of_monograph(drug: str, record: Monograph, terms: Sequence[Term]) -> Iterator[Contents]:
    """Yield the presentations of a monograph; the source is that of the composition."""
    for one in record.presentations:
        made_of = one.composition
        names = [name for each in made_of.ingredients for name in (each.name, each.salt) if name] if made_of else []
        cites = made_of.cites if made_of else one.cites
        found = tuple(Found(sought, tuple(_in_names(sought, names))) for sought in terms)
        yield Contents(drug, one.name, cites[0], made_of is not None, found)


def of_label(
    drug: str, label: Label, sections: Sequence[Section], source: str, terms: Sequence[Term]
) -> Iterator[Contents]:
    """Yield the products of a label; ``sections`` are those that name ingredients without telling of which product."""
    for one in label.products or (Product(name=label.name),):
        is_known = _has_inactive(one) or _says_more(one)
        name = " · ".join(part for part in (one.name, one.form, one.ndc) if part)
        yield Contents(drug, name, source, is_known, tuple(_found(sought, one, sections) for sought in terms))


def _found(sought: Term, product: Product, sections: Sequence[Section]) -> Found:
    """Return where a term is listed: in a product's own list, else in the sections that are about all products."""
    is_apart = _has_inactive(product)
    own = _in_ingredients(sought, product.ingredients) if is_apart else named_in(sought, product.listed)
    if own:
        return Found(sought, own)
    telling = (one.number or one.title for one in sections if _tells_of(sought, one))
    return Found(sought, (), tuple(dict.fromkeys(telling)))


def _in_names(sought: Term, names: Iterable[str]) -> Iterator[str]:
    """Yield the names, told apart, that name the term, each once."""
    return (name for name in dict.fromkeys(names) if named_in(sought, name))


def _in_ingredients(sought: Term, several: Iterable[LabelIngredient]) -> tuple[str, ...]:
    """Return the names of the ingredients that are meant, by their UNII or by their names."""
    return tuple(dict.fromkeys(one.name for one in several if one.unii in sought.uniis or named_in(sought, one.name)))


def _has_inactive(product: Product) -> bool:
    """Tell whether a product's ingredients are told one by one, the inactive ones too; openFDA runs them together."""
    return any(one.role == "inactive" for one in product.ingredients)


def _tells_of(sought: Term, section: Section) -> bool:
    """Tell whether a section names a term otherwise than as what the drug dissolves in."""
    return bool(named_in(sought, SOLVENTS.sub(" ", " ".join(section.text.split()))))


def _says_more(product: Product) -> bool:
    """Tell whether a run-together list has anything beside the names of the product and of what is active in it."""
    own = {word for name in (product.name, product.generic or "", *(one.name for one in product.ingredients))
           for word in words_of(name)}  # fmt: skip
    return any(word not in own for word in words_of(product.listed))


def ingredient_sections(library: LabelLibrary, held: Held) -> list[Section]:
    """Return the sections of a label that name ingredients: the description, and the list of an OTC label."""
    return [library.section(one) for one in library.headings(held) if one.field in NAMING]


def is_recognised(sought: Term, library: LabelLibrary | None, contents: Sequence[Contents]) -> bool:
    """Tell whether a term is the name of an excipient, or of anything that is listed: here or in the whole library."""
    if sought.uniis:
        return True
    if any(one.is_listed for each in contents for one in each.found if one.term == sought):
        return True
    return library is not None and library.lists(sought.words)
