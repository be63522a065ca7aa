"""What presentations are listed to contain, by labels' inactive ingredients and monographs' compositions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from drugcli.library.labels import Held, LabelLibrary
from drugcli.records.labels import Label, Product, Section
from drugcli.records.monographs import Monograph

WORD = re.compile(r"[^\W_]+")
SHORT = 4
"""Letters of a word that is found only at the ends of others: 'nut' in 'peanut', 'soy' in 'soya'."""
NAMING = frozenset({"description", "inactive_ingredient"})
"""openFDA's names of the sections that say what a drug is made of."""
LEAST = 3
"""Letters; a shorter word is found only by itself."""


class Term(NamedTuple):
    """What is to be avoided, such as 'polysorbate 80'."""

    text: str
    words: tuple[str, ...]


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


def term(typed: str) -> Term:
    """Return a term; a last word in the plural stands for the singular too, and 'sulph' for 'sulf'."""
    words = [*_words(typed)]
    if words and len(words[-1]) > SHORT and words[-1].endswith("s") and not words[-1].endswith("ss"):
        words[-1] = words[-1][:-1]
    return Term(typed, tuple(words))


def named_in(sought: Term, text: str) -> tuple[str, ...]:
    """Return the words of a text that name a term, as they are written.

    A word is met by any that contains it: 'sulfite' by 'METABISULFITE', for what is to be avoided is so
    in its salts too. A number is met by the same number only.
    """
    spans = [match.span() for match in WORD.finditer(text)]
    words = [*_words(text)]
    count = len(sought.words)
    starts = (
        at for at in range(len(words) - count + 1)
        if count and all(_meets(one, word) for one, word in zip(sought.words, words[at : at + count], strict=True))
    )  # fmt: skip
    return tuple(dict.fromkeys(text[spans[at][0] : spans[at + count - 1][1]] for at in starts))


def _words(text: str) -> Iterator[str]:
    return (match[0].casefold().replace("sulph", "sulf") for match in WORD.finditer(text))


def _meets(sought: str, word: str) -> bool:
    if sought == word or not sought.isalpha() or len(sought) < LEAST:
        return sought == word
    return sought in word if len(sought) > SHORT else word.startswith(sought) or word.endswith(sought)


def of_monograph(drug: str, record: Monograph, terms: Sequence[Term]) -> Iterator[Contents]:
    """Yield the presentations of a monograph; the source is that of the composition."""
    for one in record.presentations:
        made_of = one.composition
        names = [name for each in made_of.ingredients for name in (each.name, each.salt) if name] if made_of else []
        cites = made_of.cites if made_of else one.cites
        found = tuple(Found(sought, _in_names(sought, names)) for sought in terms)
        yield Contents(drug, one.name, cites[0], made_of is not None, found)


def of_label(
    drug: str, label: Label, sections: Sequence[Section], source: str, terms: Sequence[Term]
) -> Iterator[Contents]:
    """Yield the products of a label; ``sections`` are those that name ingredients without telling of which product."""
    products = label.products or (Product(name=label.name),)
    for one in products:
        inactive = [each.name for each in one.ingredients if each.role == "inactive"]
        names = [each.name for each in one.ingredients] if inactive else [one.listed]
        is_known = bool(inactive) or _says_more(one)
        found = []
        for sought in terms:
            own = _in_names(sought, names)
            others = (
                ()
                if own
                else tuple(dict.fromkeys(each.number or each.title for each in sections if named_in(sought, each.text)))
            )
            found.append(Found(sought, own, others))
        form = " · ".join(part for part in (one.name, one.form, one.ndc) if part)
        yield Contents(drug, form, source, is_known, tuple(found))


def _in_names(sought: Term, names: Sequence[str]) -> tuple[str, ...]:
    """Return whole names where they are told apart, else the words that meet the term."""
    if len(names) == 1:
        return named_in(sought, names[0])
    return tuple(dict.fromkeys(name for name in names if named_in(sought, name)))


def _says_more(product: Product) -> bool:
    """Tell whether a run-together list has anything beside the names of the product and of what is active in it."""
    own = {word for name in (product.name, product.generic or "", *(one.name for one in product.ingredients))
           for word in _words(name)}  # fmt: skip
    return any(word not in own for word in _words(product.listed))


def ingredient_sections(library: LabelLibrary, held: Held) -> list[Section]:
    """Return the sections of a label that name ingredients: the description, and the list of an OTC label."""
    return [library.section(one) for one in library.headings(held) if one.field in NAMING]


def is_recognised(sought: Term, library: LabelLibrary | None, contents: Sequence[Contents]) -> bool:
    """Tell whether a term is the name of anything that is listed, in these presentations or in the whole library."""
    if any(one.is_listed for each in contents for one in each.found if one.term == sought):
        return True
    return library is not None and library.lists(sought.words)
