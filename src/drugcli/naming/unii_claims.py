"""What substances are called in the UNII list."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from drugcli.naming.claims import Claim
from drugcli.naming.forms import Forms
from drugcli.naming.kinds import COMPONENT, MESSENGER, kind_of
from drugcli.naming.limits import SHORTEST
from drugcli.naming.spelling import STEREO, fold, greek, lower, plain, tidy
from drugcli.naming.tags import EXCIPIENT_TAGS, MARKETED, NO_EXCIPIENT_TAGS
from drugcli.naming.words import FORMS, NO_BASES
from drugcli.records.listed import Substance
from drugcli.records.salts import SALTS


def unii_claims(substances: Iterable[Substance]) -> Iterator[Claim]:
    """Yield what each substance is called in the UNII list."""
    for one in substances:
        itself = frozenset({one.unii})
        if not STEREO.search(one.preferred):
            yield Claim(itself, "generic", plain(one.preferred))
        excipient = bool(one.tags & EXCIPIENT_TAGS) and not one.tags & NO_EXCIPIENT_TAGS
        for name in one.names:
            kind = kind_of(name, excipient=excipient)
            if kind is not None:
                text = MESSENGER.sub("", tidy(greek(name.text)))
                yield Claim(itself, kind, text.lower() if kind in {"generic", "synonym"} else text)


def nameless(
    substances: Iterable[Substance], chosen: Mapping[str, Collection[str]], taken: Collection[str]
) -> Iterator[Claim]:
    """Yield names that the list has in no plain form and that no other substance has.

    'Lactic acid, (+)-', which folding would mix up with another; and 'valproate', where only its salts are listed.
    """
    for one in substances:
        if STEREO.search(one.preferred) and fold(one.preferred) not in taken:
            yield Claim(frozenset({one.unii}), "generic", lower(one.preferred))
        first, _space, rest = plain(one.preferred).partition(" ")
        salt = first.endswith("ate") and bool(rest) and SALTS.issuperset(rest.split())
        if salt and fold(first) not in taken and MARKETED.intersection(chosen[one.unii]):
            yield Claim(frozenset({one.unii}), "synonym", first)


def families(
    substances: Iterable[Substance], chosen: Mapping[str, Collection[str]], taken: Collection[str], forms: Forms
) -> Iterator[Claim]:
    """Yield the word that begins the international names of several marketed drugs and is itself no name: 'insulin'."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in substances:
        if MARKETED.intersection(chosen[one.unii]):
            for name in one.names:
                first, space, _rest = lower(name.text).partition(" ")
                if space and name.tags & {"INN", "USAN"} and len(first) > SHORTEST and first.isalpha():
                    found[first].add(one.unii)
    for first, uniis in found.items():
        if len(forms.roots(uniis)) > 1 and fold(first) not in taken and first not in NO_BASES | SALTS | FORMS:
            yield from (Claim(frozenset({unii}), "synonym", first) for unii in uniis)


def component_claims(substances: Mapping[str, Substance], chosen: Collection[str], forms: Forms) -> Iterator[Claim]:
    """Yield combinations: 'TRIKAFTA COMPONENT IVACAFTOR' and two like it make Trikafta of three.

    A combination of which the list knows one component alone stays out: to take it for that one were wrong.
    """
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for one in substances.values():
        for name in one.names:
            whole, component, _part = name.text.partition(COMPONENT)
            if component:
                parts[tidy(whole)].add(one.unii)
    for text, uniis in parts.items():
        if uniis <= set(chosen) and len(forms.roots(uniis)) > 1:
            yield Claim(frozenset(uniis), "brand", text)
