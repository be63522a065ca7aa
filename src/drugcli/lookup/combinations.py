"""Combinations by their parts, in whatever order and whatever stands between them."""

import re
from collections.abc import Iterator
from itertools import islice, product
from typing import NamedTuple

from drugcli.library.known import KnownName, Substance
from drugcli.lookup.meanings import Meanings, Reading, distinct
from drugcli.lookup.stems import WithoutSalts, without_salts
from drugcli.records.folding import fold, in_any_order

BETWEEN = re.compile(r"\s*[/+,&;]\s*|\s+-\s+|\s+(?:and|with|plus)\s+", re.IGNORECASE)
MOST_PARTS = 6
MOST_CHOICES = 24
"""Of what the parts may mean; 'insulin' alone means seven substances."""


class Part(NamedTuple):
    """A substance that a part of a text names, and the salt words that stand beside its name."""

    substance: Substance
    salts: frozenset[str]


def combinations_of(text: str, meanings: Meanings) -> Reading:
    """Return the combinations of the parts that a text names, here or known only."""
    parts = parts_of(text)
    if not 1 < len(parts) <= MOST_PARTS:
        return Reading([])
    known = meanings.known(_known(parts, meanings))
    here = _here(parts, meanings)
    return Reading(distinct([*known, *here.meanings]), () if known else here.left_out)


def parts_of(text: str) -> list[str]:
    """Return the parts between signs and words that connect; hyphens count where there is nothing else."""
    parts = [part for part in BETWEEN.split(text) if fold(part)]
    return parts if len(parts) > 1 else [part for part in text.split("-") if fold(part)]


def _here(parts: list[str], meanings: Meanings) -> Reading:
    """Return the records here that are named for the parts, without salts that make no other drug of them."""
    named: list[str] = []
    left_out: list[str] = []
    for part in parts:
        stem = next((one for one in without_salts(part) if _changes_nothing(one, meanings)), None)
        named.append(stem.text if stem else part)
        left_out += [*stem.salts, *stem.water] if stem else []
    return Reading([one for one in meanings.worded(" and ".join(named)) if one.held], tuple(left_out))


def _changes_nothing(stem: WithoutSalts, meanings: Meanings) -> bool:
    """Tell whether a part is the salt of a known name that has one form at the most, and no other salt."""
    salts = set(map(fold, stem.salts))
    forms = [meanings.vocabulary.forms(part.substance.base) for part in _meant_by(stem.text, meanings)]
    own = [meanings.salt_words(drug) for drugs in forms for drug in drugs]
    return bool(forms) and all(len(one) <= 1 for one in forms) and all(not one or salts <= one for one in own)


def _known(parts: list[str], meanings: Meanings) -> Iterator[KnownName]:
    options = [_meant_by(part, meanings) for part in parts]
    for chosen in islice(product(*options), MOST_CHOICES):
        bases = {part.substance.base for part in chosen}
        if len(bases) > 1:
            names = [name for name in meanings.vocabulary.combining(bases) if _fits(name, chosen, meanings)]
            yield from sorted(names, key=lambda name: (name.sort != "generic", name.text))


def _meant_by(part: str, meanings: Meanings) -> list[Part]:
    """Return the single substances that a part may name."""
    stems = [(part, frozenset[str]())]
    stems += [(stem.text, frozenset(map(fold, stem.salts))) for stem in without_salts(part)]
    for text, salts in stems:
        key = in_any_order(text)
        names = meanings.vocabulary.named(fold(text)) or (meanings.vocabulary.worded(key) if key else [])
        uniis = dict.fromkeys(name.uniis[0] for name in names if len(name.uniis) == 1)
        if uniis:
            return [Part(meanings.vocabulary.substance(unii), salts) for unii in uniis]
    return []


def _fits(name: KnownName, parts: tuple[Part, ...], meanings: Meanings) -> bool:
    """Tell whether a combination has the salts that were typed, where any were."""
    members = {one.base: one for one in map(meanings.vocabulary.substance, name.uniis)}
    return all(_is_form(members[part.substance.base], part, meanings) for part in parts)


def _is_form(member: Substance, part: Part, meanings: Meanings) -> bool:
    typed = part.substance
    if typed.base not in {typed.unii, member.unii} and typed.drug != member.drug:
        return False
    known = meanings.salt_words(member.drug)
    return not known or part.salts <= known
