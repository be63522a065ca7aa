"""Which substances are one drug: a base and its salt, where only one form of it is on the market.

Where several are, as metoprolol succinate and tartrate, each is a drug of its own. A hydrate is
one drug with what it is a hydrate of.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise

from drugcli.library.known import Substance
from drugcli.readers.names import Listed
from drugcli.records.salts import HYDRATES

APPROVED = frozenset({"Orange Book", "Purple Book"})
SOLD = frozenset({"NDC"})
MARKETED = APPROVED | SOLD
"""Lists of what is on the market in the United States (NDC), or was. NDC often names a base for its salt."""

SOLVENTS = HYDRATES | {"ethanolate", "glycol", "propanediol", "propylene", "solvate"}
"""What crystals are grown from, and may hold; it changes nothing."""


def grouped(listed: Iterable[Listed]) -> Iterator[Substance]:
    """Yield the substances, each with its base and its drug."""
    by_unii = {one.unii: one for one in listed}
    parents = {one.form_of for one in by_unii.values()}
    related = {unii: one for unii, one in by_unii.items() if one.form_of or unii in parents}
    forms = set(_forms(related))
    drugs = _drugs(related, forms)
    for one in by_unii.values():
        *_between, base = _above(one.unii, by_unii)
        dry = _dry(one.unii, by_unii)
        yield Substance(
            unii=one.unii,
            name=one.name,
            classes=one.classes,
            routes=one.routes,
            base=base,
            drug=drugs.get(dry, dry),
            is_marketed=_is_of(one, MARKETED) and (dry in forms or dry == base),
        )


def _above(unii: str, by_unii: Mapping[str, Listed]) -> list[str]:
    """Return a substance and all that it is a form of, its base last."""
    if not by_unii[unii].form_of:
        return [unii]
    chain = [unii]
    while (parent := by_unii[chain[-1]].form_of) in by_unii and parent not in chain:
        chain.append(parent)
    return chain


def _dry(unii: str, by_unii: Mapping[str, Listed]) -> str:
    """Return the substance without its solvent: all else that its name says, that of what it is a form of says too."""
    chain = _above(unii, by_unii)
    for one, parent in pairwise(chain):
        if not _words(one, by_unii) <= _words(parent, by_unii) | SOLVENTS:
            return one
    return chain[-1]


def _words(unii: str, by_unii: Mapping[str, Listed]) -> set[str]:
    return set(by_unii[unii].name.split())


def _drugs(by_unii: Mapping[str, Listed], all_forms: Iterable[str]) -> dict[str, str]:
    """Return the drug of each substance that is a step between a form and the highest name that is its alone."""
    forms: dict[str, set[str]] = defaultdict(set)
    for form in all_forms:
        for step in _above(form, by_unii):
            forms[step].add(form)
    drugs: dict[str, str] = {}
    for form in {form for below in forms.values() for form in below}:
        own = [step for step in _above(form, by_unii) if forms[step] == {form}]
        drugs |= dict.fromkeys(own, own[-1]) if own else {}
    return drugs


def _forms(by_unii: Mapping[str, Listed]) -> Iterator[str]:
    """Yield the forms of each base, without solvents: those sold, else those ever approved, else all that are salts.

    A substance that has forms is one itself only if it is approved: the NDC directory does not
    tell a base from its salt.
    """
    dry = {unii: _dry(unii, by_unii) for unii in by_unii}
    parents = {
        dry[one.form_of] for one in by_unii.values() if one.form_of in by_unii and dry[one.form_of] != dry[one.unii]
    }
    sold: dict[str, set[str]] = defaultdict(set)
    approved: dict[str, set[str]] = defaultdict(set)
    last: dict[str, set[str]] = defaultdict(set)
    for one in by_unii.values():
        form, base = dry[one.unii], _above(one.unii, by_unii)[-1]
        is_approved = _is_of(one, APPROVED)
        if is_approved:
            approved[base].add(form)
        if _is_of(one, SOLD) and (is_approved or form not in parents):
            sold[base].add(form)
        if form not in parents:
            last[base].add(form)
    for base, forms in last.items():
        yield from sold[base] or approved[base] or forms


def _is_of(one: Listed, lists: frozenset[str]) -> bool:
    return not lists.isdisjoint(_lists(one.lists))


@cache
def _lists(text: str) -> frozenset[str]:
    return frozenset(text.split("; "))
