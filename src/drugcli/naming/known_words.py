"""Which words are generic, which are a maker's own, and which names official."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from drugcli.naming.claims import Claim
from drugcli.naming.forms import Forms
from drugcli.naming.limits import BROAD, COMMON, LONG, MAKERS, SHOP, SHORTEST
from drugcli.naming.products import Product
from drugcli.naming.spelling import fold, lower
from drugcli.naming.words import FORMS, words_of
from drugcli.records.listed import Substance
from drugcli.records.salts import SALTS


class Words:
    """Knows which words are generic, which are a maker's own, and which names official."""

    def __init__(
        self,
        owners: Mapping[str, frozenset[str]],
        claims: Sequence[Claim],
        substances: Iterable[Substance],
        products: Iterable[Product],
        forms: Forms,
    ) -> None:
        self.official = owners
        self.brands = {fold(claim.text) for claim in claims if claim.kind == "brand"}
        self._named: defaultdict[str, set[str]] = defaultdict(set)
        for claim in claims:
            if claim.kind == "generic":
                for unii in claim.uniis:
                    self._named[unii].update(words_of(claim.text))
        singular = FORMS | SALTS | set().union(*self._named.values())
        self.generic = singular | {f"{word}s" for word in singular}
        self._preferred = {one.unii: set(words_of(lower(one.preferred))) for one in substances}
        self._makers: defaultdict[str, set[str]] = defaultdict(set)
        self._singles: defaultdict[str, set[str]] = defaultdict(set)
        self._nonproprietary: defaultdict[str, set[str]] = defaultdict(set)
        self._users: defaultdict[str, set[str]] = defaultdict(set)
        for one in products:
            for word in words_of(one.proprietary[0]):
                self._users[word].add(one.maker)
            for word in words_of(one.nonproprietary):
                self._nonproprietary[word].add(one.maker)
            if one.otc:
                for word in words_of(one.proprietary[0]):
                    self._makers[word].add(one.maker)
                    if len(one.uniis) == 1:
                        self._singles[word] |= forms.roots(one.uniis)

    def say(self, text: str, uniis: Iterable[str]) -> bool:
        """Tell whether the name of a substance has all words of a text: 'fluoride' for sodium fluoride."""
        wanted = set(words_of(text))
        return any(wanted <= self._preferred[unii] for unii in uniis)

    def is_generic(self, text: str) -> bool:
        """Tell whether a name is made of the words of substances, forms and strengths alone."""
        return self.generic.issuperset(words_of(text))

    def is_of(self, text: str, uniis: Iterable[str]) -> bool:
        """Tell whether a name is generic and has a word of one of the substances: 'antacid' has none."""
        own = set().union(*(self._named[unii] for unii in uniis)) - FORMS
        return self.is_generic(text) and not own.isdisjoint(words_of(text))

    def is_spelled(self, text: str) -> bool:
        """Tell whether every longer word is one of a substance, or used by several makers."""
        words = words_of(text)
        return "hci" not in words and all(
            word in self.generic or len(self._nonproprietary[word]) >= MAKERS for word in words if len(word) > SHORTEST
        )

    def is_slip(self, folded: str, text: str, uniis: Iterable[str]) -> bool:
        """Tell whether a name is a misspelled generic one, and no brand that the UNII list knows."""
        return folded not in self.brands and self.is_misspelled(text, uniis)

    def is_misspelled(self, text: str, uniis: Iterable[str]) -> bool:
        """Tell whether a name is generic but for slips: each of its other words is nearly one of its substances'."""
        others = [word for word in words_of(text) if word not in self.generic]
        wanted = {word for unii in uniis for word in self._named[unii] if len(word) > SHORTEST}
        return bool(others) and all(
            len(word) > SHORTEST and any(OSA.distance(word, one) <= (1 if len(word) < LONG else 2) for one in wanted)
            for word in others
        )

    def is_store(self, text: str) -> bool:
        """Tell whether a name has a word that its few makers put on everything: a shop's, not a drug's."""
        words = words_of(text)
        return any(len(self._singles[word]) >= max(BROAD, len(self._makers[word])) for word in words)

    def is_own(self, word: str) -> bool:
        """Tell whether a word is neither generic nor in everybody's names nor on everything."""
        return (
            len(word) > 1
            and word not in self.generic
            and len(self._makers[word]) <= COMMON
            and len(self._singles[word]) < BROAD
        )

    def is_head(self, word: str) -> bool:
        """Tell whether a word that begins brands is by itself the name of a line, such as Neosporin."""
        return (
            word.isalpha()
            and len(word) > SHORTEST
            and word not in self.generic
            and word not in self.official
            and word not in self.brands
            and len(self._users[word]) <= MAKERS
            and len(self._singles[word]) <= SHOP
            and process.extractOne(word, self.brands, scorer=OSA.distance, score_cutoff=1) is None
        )
