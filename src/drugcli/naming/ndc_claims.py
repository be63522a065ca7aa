"""What the products of the NDC directory are called."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from drugcli.naming.claims import Claim
from drugcli.naming.forms import Forms
from drugcli.naming.known_words import Words
from drugcli.naming.limits import LONGEST_OTC, MAKERS, MOST_LINES, MOST_WORDS, MOST_WORDS_TOPICAL, SHOP, SHORTEST
from drugcli.naming.spelling import fold
from drugcli.naming.uses import Use, Uses
from drugcli.naming.words import SEPARATOR, STRENGTH, VEHICLES, is_form, words_of


class Namer:
    """Tells which of the products' names are names of drugs, and of what kind."""

    def __init__(self, words: Words, forms: Forms, cosmetic: Collection[str], found: tuple[Uses, Uses]) -> None:
        self._words = words
        self._forms = forms
        self._cosmetic = frozenset(cosmetic)
        self._proprietary, self._nonproprietary = found

    def claims(self) -> Iterator[Claim]:
        """Yield what the products are called."""
        for folded, sets in self._nonproprietary.items():
            for uniis, use in sets.items():
                if self.is_generic_name(folded, uniis, use):
                    yield Claim(uniis, "generic", use.text.lower())
        for folded, sets in self._proprietary.items():
            shop = self.is_shop(sets)
            for uniis, use in sets.items():
                kind = None if shop and use.otc_only else self.kind_of_proprietary(folded, uniis, use)
                if kind is not None:
                    yield Claim(uniis, kind, use.text.lower() if kind == "generic" else use.text)

    def is_shop(self, sets: Mapping[frozenset[str], Use]) -> bool:
        """Tell whether quite different substances are sold alone under one over-the-counter name."""
        return (
            len({self._forms.roots(uniis) for uniis, use in sets.items() if len(uniis) == 1 and use.otc_only}) >= SHOP
        )

    def is_generic_name(self, folded: str, uniis: frozenset[str], use: Use) -> bool:
        """Tell whether a nonproprietary name adds to the official ones: well spelled and truly its product's.

        Without prescription it takes several makers, and lists of a sunscreen's actives are no names.
        """
        words = self._words
        if folded in words.official or folded in words.brands or len(folded) < SHORTEST or is_form(use.text):
            return False
        if use.otc_only:
            listing = uniis <= self._cosmetic and SEPARATOR.search(use.text)
            if listing or len(use.makers) < MAKERS or not words.is_of(use.text, uniis):
                return False
        slip = not words.is_spelled(use.text) or words.is_misspelled(use.text, uniis)
        return not slip and not self.misfits(use.text, uniis)

    def kind_of_proprietary(self, folded: str, uniis: frozenset[str], use: Use) -> str | None:
        """Return whether a proprietary name is a brand or the generic name again, or None where it stays out."""
        if self.misfits(use.text, uniis):
            return None
        coined = is_coined(use) and not self._words.is_of(use.text, uniis)
        if self._words.is_generic(use.text) and folded not in self._words.brands and not coined:
            return self.kind_of_plain(folded, uniis, use)
        same = self._nonproprietary.get(folded, {}).get(uniis)
        again = same is not None and self.is_generic_name(folded, uniis, same)
        if again or self.is_official(folded, uniis) or self._words.is_slip(folded, use.text, uniis):
            return None
        return "brand" if not use.otc_only or self.is_brand_without_prescription(uniis, use) else None

    def kind_of_plain(self, folded: str, uniis: frozenset[str], use: Use) -> str | None:
        """Return the kind of a proprietary name that has generic words alone, or None.

        One that is the generic name of another drug is a brand all the same: the look-up has to ask.
        """
        if use.otc_only or is_form(use.text) or not self._words.is_spelled(use.text):
            return None
        known = folded in self._words.official
        if self._words.is_of(use.text, uniis):
            return None if known else "generic"
        if known:
            return None if self.is_official(folded, uniis) else "brand"
        return "brand" if len(folded) >= SHORTEST - 1 else None

    def is_official(self, folded: str, uniis: frozenset[str]) -> bool:
        """Tell whether a name is the generic one of one of the substances."""
        return bool(self._forms.roots(self._words.official.get(folded, ())) & self._forms.roots(uniis))

    def is_brand_without_prescription(self, uniis: frozenset[str], use: Use) -> bool:
        """Tell whether an over-the-counter name is a drug's brand: no description, no shop's, no cosmetic line's."""
        return (
            len(use.text) <= LONGEST_OTC
            and len(use.text.split()) <= (MOST_WORDS_TOPICAL if use.topical_only else MOST_WORDS)
            and use.count >= (MAKERS if uniis <= self._cosmetic else 1)
            and (any(map(self._words.is_own, words_of(use.text))) or is_coined(use))
            and not self._words.is_store(use.text)
        )

    def misfits(self, text: str, uniis: frozenset[str]) -> bool:
        """Tell whether a name names a substance that is not in the product: 'and epinephrine' of lidocaine alone."""
        own = self._forms.roots(uniis)
        parts = SEPARATOR.split(text)
        for part in parts if len(parts) > 1 else ():
            folded = fold(STRENGTH.sub(" ", part))
            owners = self._words.official.get(folded, frozenset())
            stranger = owners and not self._forms.roots(owners) & own
            if stranger and folded not in VEHICLES and not self._words.say(part, uniis):
                return True
        return False


def heads(claims: Collection[Claim], words: Words) -> Iterator[Claim]:
    """Yield the lines whose products are all called by more than the line's name: Neosporin, Fluzone, Microgestin."""
    lines: defaultdict[str, dict[str, set[Claim]]] = defaultdict(dict)
    for claim in claims:
        first, space, _rest = claim.text.partition(" ")
        if claim.kind == "brand" and space and words.is_head(first.lower()):
            lines[first.lower()].setdefault(fold(claim.text), set()).add(claim)
    known = {fold(claim.text) for claim in claims}
    for first, named in lines.items():
        sets = {claim.uniis for same in named.values() for claim in same}
        if len(named) > 1 and len(sets) <= MOST_LINES and first not in known:
            texts = {claim.text.partition(" ")[0] for same in named.values() for claim in same}
            text = min(texts, key=lambda text: (text.isupper(), text))
            yield from (Claim(uniis, "brand", text) for uniis in sets)


def is_coined(use: Use) -> bool:
    """Tell whether an over-the-counter name is one word that a hyphen makes its maker's own: 'Gas-X'."""
    return use.otc_only and " " not in use.text and "-" in use.text and len(use.makers) <= MAKERS
