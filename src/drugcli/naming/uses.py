"""How the products of the NDC directory use a name: for which sets of substances, by which makers."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from drugcli.naming.forms import Forms
from drugcli.naming.limits import MINORITY
from drugcli.naming.products import Product
from drugcli.naming.spelling import fold


@dataclass
class Use:
    """How products with one set of substances use one name."""

    texts: Counter[str] = field(default_factory=Counter)
    makers: set[str] = field(default_factory=set)
    otc_only: bool = True
    topical_only: bool = True
    cut_only: bool = True
    """Whether each product's name goes on: 'Xylocaine' stands also for 'Xylocaine with Epinephrine'."""

    def add(self, text: str, one: Product, *, cut: bool) -> None:
        """Count a product."""
        self.texts[text] += 1
        self.makers.add(one.maker)
        self.otc_only &= one.otc
        self.topical_only &= one.topical
        self.cut_only &= cut

    @property
    def count(self) -> int:
        """Return the number of products."""
        return sum(self.texts.values())

    @property
    def text(self) -> str:
        """Return the commonest spelling: one of mixed case, if there is one."""
        return min(self.texts, key=lambda text: (text.isupper() or text.islower(), -self.texts[text], text))


Uses = dict[str, dict[frozenset[str], Use]]
"""A folded name, the sets of substances that go by it, and how."""


def uses(products: Iterable[Product], chosen: Collection[str], forms: Forms) -> tuple[Uses, Uses]:
    """Return the proprietary and the nonproprietary names of the products."""
    known = set(chosen)
    both: tuple[Uses, Uses] = ({}, {})
    for one in products:
        if not one.all_known or not one.uniis <= known:
            continue
        for found, texts in zip(both, (one.proprietary, (one.nonproprietary,)), strict=True):
            for text in texts:
                found.setdefault(fold(text), {}).setdefault(one.uniis, Use()).add(text, one, cut=text != texts[0])
    return without_minorities(both[0], forms), without_minorities(both[1], forms)


def without_minorities(found: Uses, forms: Forms) -> Uses:
    """Leave out sets of substances that hardly any product of the name has: they are slips of the list.

    And combinations that are called so and more, where a part of them is called just so.
    """
    kept: Uses = {}
    for folded, all_sets in found.items():
        just_so = [forms.roots(uniis) for uniis, use in all_sets.items() if not use.cut_only]
        sets = {
            uniis: use
            for uniis, use in all_sets.items()
            if not (use.cut_only and any(less < forms.roots(uniis) for less in just_so))
        }
        counts: Counter[frozenset[str]] = Counter()
        for uniis, use in sets.items():
            counts[forms.roots(uniis)] += use.count
        least = MINORITY * max(counts.values())
        kept[folded] = {uniis: use for uniis, use in sets.items() if counts[forms.roots(uniis)] >= least}
    return kept
