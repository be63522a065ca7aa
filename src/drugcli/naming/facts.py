"""What the NDC directory says of substances beside their names."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from drugcli.naming.forms import Forms
from drugcli.naming.limits import SELDOM
from drugcli.naming.products import Product


class Facts:
    """What the NDC directory says of single substances: their established classes and their routes."""

    def __init__(self, products: Iterable[Product], forms: Forms) -> None:
        self._forms = forms
        self._classes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._routes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._family: defaultdict[str, set[str]] = defaultdict(set)
        for one in products:
            for unii in one.uniis:
                self._routes[unii].update(one.routes)
                if len(one.uniis) == 1 and one.all_known:
                    self._classes[unii].update(one.classes)
        for unii, counted in self._classes.items():
            self._family[forms.root(unii)].update(_often(counted))

    def classes(self, unii: str) -> list[str]:
        """Return the classes of a substance, else those of the substance that it is a form of, or of its forms."""
        return sorted(_often(self._classes[unii]) or self._family[self._forms.root(unii)])

    def routes(self, unii: str) -> list[str]:
        """Return the routes of a substance."""
        return sorted(_often(self._routes[unii]))


def _often(counted: Counter[str]) -> set[str]:
    """Return what is not a slip of one product among many."""
    most = max(counted.values(), default=0)
    return {text for text, count in counted.items() if count >= SELDOM * most}
