"""Which substances of the UNII list are drugs for people."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from drugcli.naming.forms import Forms
from drugcli.naming.kinds import COMPONENT
from drugcli.naming.limits import MAKERS
from drugcli.naming.products import Product
from drugcli.naming.spelling import lower
from drugcli.naming.tags import DRUG_TAGS, FOOD_TAGS, LISTS, MARKETED, NO_DRUG_TAGS
from drugcli.naming.words import NO_BASES
from drugcli.records.listed import Substance

BIOLOGIC = re.compile(r"ANTIGEN\b|IMMUNE (?:GLOBULIN|FAB)|ANTIVENIN|\bVACCINE|COAGULATION FACTOR|PROTHROMBIN COMPLEX")
"""Vaccines, antisera and blood products, whose preferred names no other list has."""
SUFFIX = re.compile(r"[A-Z)]-[A-Z]{4}$")
"""The four letters that the FDA hangs on a biologic that it licenses: 'INEBILIZUMAB-CDON'."""
PEPTIDE = re.compile(r"RESIDUES|PEPTIDE")


def choose(substances: Mapping[str, Substance], products: Sequence[Product], forms: Forms) -> dict[str, frozenset[str]]:
    """Return the substances that are drugs for people, each with the lists that say so."""
    tags = {unii: one.tags for unii, one in substances.items()}
    lists: defaultdict[str, set[str]] = defaultdict(set)
    for unii in in_products(products, tags):
        lists[unii].add("NDC")
    for unii, its in tags.items():
        for tag in its & LISTS.keys():
            lists[unii].add(LISTS[tag])
        if is_older_drug(its) or is_foreign_drug(substances[unii], its):
            lists[unii].add("pharmacopoeia")
        if is_biologic(substances[unii]):
            lists[unii].add("biologic")
    chosen = set(lists)
    kin = {*related(chosen, substances, tags, forms), *begun_by_marketed(substances, tags, lists)}
    for unii in kin.union(*map(forms.above, chosen | kin)) - chosen:
        lists[unii].add("related")
    return {unii: frozenset(its) for unii, its in lists.items()}


def in_products(products: Sequence[Product], tags: Mapping[str, frozenset[str]]) -> set[str]:
    """Return the active substances of products.

    What is sold without prescription without having been approved holds plants, foods and slips: such a
    substance needs a drug list that names it, or three makers.
    """
    makers: defaultdict[str, set[str]] = defaultdict(set)
    found: set[str] = set()
    for one in products:
        for unii in one.uniis:
            its = tags[unii]
            makers[unii].add(one.maker)
            approved = one.vouched and not (one.otc and one.monograph)
            listed = bool(its & (LISTS.keys() | {"USP MONOGRAPH"})) or ("VANDF" in its and not its & NO_DRUG_TAGS)
            if approved or listed:
                found.add(unii)
    return found | {unii for unii, its in makers.items() if len(its) >= MAKERS}


def is_older_drug(tags: frozenset[str]) -> bool:
    """Tell whether the US pharmacopoeia or the Veterans' formulary vouches for a substance that nobody else lists."""
    if "USP MONOGRAPH" in tags:
        return not tags & FOOD_TAGS
    return "VANDF" in tags and "WHO-DD" in tags and bool(tags & {"MI", "MART."}) and not tags & NO_DRUG_TAGS


def is_foreign_drug(substance: Substance, tags: frozenset[str]) -> bool:
    """Tell whether a substance without INN has a brand and is in Martindale and in the WHO's drug dictionary."""
    branded = any(name.type == "bn" for name in substance.names)
    return branded and {"WHO-DD", "MART."} <= tags and not tags & NO_DRUG_TAGS


def is_biologic(substance: Substance) -> bool:
    """Tell whether a substance is a vaccine, antiserum or blood product with a brand, or has an FDA suffix."""
    if any(name.type == "of" and SUFFIX.search(name.text) for name in substance.names):
        return True
    branded = any(name.type == "bn" or COMPONENT in name.text for name in substance.names)
    return branded and bool(BIOLOGIC.search(substance.preferred)) and not PEPTIDE.search(substance.preferred)


def begun_by_marketed(
    substances: Mapping[str, Substance], tags: Mapping[str, frozenset[str]], lists: Mapping[str, Collection[str]]
) -> set[str]:
    """Return substances such as certolizumab, whose name begins that of a marketed one: certolizumab pegol."""
    beginnings: set[str] = set()
    for unii, its in lists.items():
        if MARKETED.intersection(its):
            words = lower(substances[unii].preferred).split()
            beginnings.update(" ".join(words[:count]) for count in range(1, len(words)))
    beginnings -= NO_BASES
    return {unii for unii, its in tags.items() if "VANDF" in its and lower(substances[unii].preferred) in beginnings}


def related(
    chosen: Collection[str], substances: Mapping[str, Substance], tags: Mapping[str, frozenset[str]], forms: Forms
) -> Iterator[str]:
    """Yield those salts and hydrates of the chosen substances that have a brand or are in a drug list."""
    for unii, its in tags.items():
        if unii not in chosen and any(above in chosen for above in forms.above(unii)):
            branded = any(name.type == "bn" for name in substances[unii].names)
            if its & DRUG_TAGS or branded:
                yield unii
