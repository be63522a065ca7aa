"""Which claim stands where several substances claim one name."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping

from drugcli.naming.claims import Claim
from drugcli.naming.forms import Forms
from drugcli.naming.spelling import STEREO, fold, lower, plain
from drugcli.naming.tags import MARKETED
from drugcli.records.listed import Substance


def official_names(
    claims: Iterable[Claim], substances: Mapping[str, Substance], chosen: Mapping[str, Collection[str]]
) -> dict[str, frozenset[str]]:
    """Return the generic names, folded, with the substances that own them.

    Where several claim one, it belongs to the one that the UNII list prefers to call so; else to those that
    are marketed in the United States; else to all.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.kind == "generic":
            found[fold(claim.text)] |= claim.uniis
    owners: dict[str, frozenset[str]] = {}
    for folded, uniis in found.items():
        named = {one for one in uniis if is_called(substances[one].preferred, lower, folded)}
        nearly = {one for one in uniis if is_called(substances[one].preferred, plain, folded)}
        marketed = {unii for unii in uniis if MARKETED.intersection(chosen[unii])}
        owners[folded] = frozenset(named or nearly or marketed or uniis)
    return owners


def is_called(preferred: str, spelling: Callable[[str], str], folded: str) -> bool:
    """Tell whether a preferred name that names no stereoisomer folds to something."""
    return not STEREO.search(preferred) and fold(spelling(preferred)) == folded


class Settler:
    """Decides which claims of the UNII list stand beside those of the NDC directory and beside each other."""

    def __init__(
        self, unii: Iterable[Claim], ndc: Iterable[Claim], owners: Mapping[str, frozenset[str]], forms: Forms
    ) -> None:
        self._owners = owners
        self._forms = forms
        self._marketed: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
        self._branded: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
        self._combined: set[str] = set()
        for claim in ndc:
            if claim.kind == "brand":
                self._marketed[fold(claim.text)].add(forms.roots(claim.uniis))
        for claim in unii:
            if claim.kind == "brand":
                self._branded[fold(claim.text)].add(forms.roots(claim.uniis))
            if len(claim.uniis) > 1:
                self._combined.add(fold(claim.text))

    def stands(self, claim: Claim) -> bool:
        """Tell whether a claim of the UNII list stands."""
        folded = fold(claim.text)
        if claim.kind == "generic":
            return claim.uniis <= self._owners[folded]
        if claim.kind == "brand":
            return self._stands_as_brand(folded, claim.uniis)
        rivals = self._marketed[folded] | self._branded[folded]
        return folded not in self._owners and rivals <= {self._forms.roots(claim.uniis)}

    def _stands_as_brand(self, folded: str, uniis: frozenset[str]) -> bool:
        """Tell whether a brand stands: the NDC directory goes before, and so does a combination.

        One that is another drug's generic name stands too, so that the look-up can ask.
        """
        roots = self._forms.roots(uniis)
        if roots & self._forms.roots(self._owners.get(folded, ())):
            return False
        marketed = self._marketed[folded]
        return (not marketed or roots in marketed) and (len(uniis) > 1 or folded not in self._combined)
