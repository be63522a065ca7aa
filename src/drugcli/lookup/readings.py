"""Ways to read what was typed beside its exact spelling. Each keeps the drug: what could mean another one does not."""

from drugcli.lookup.combinations import combinations_of
from drugcli.lookup.meanings import Meaning, Meanings, Reading, distinct
from drugcli.lookup.stems import WithoutSalts, spelled_out, without_salts
from drugcli.records.folding import fold


def read(typed: str, meanings: Meanings) -> Reading:
    """Return the first reading of a text that means something, or an empty one."""
    text = spelled_out(typed)
    found = meanings.named(typed) or meanings.worded(typed) or meanings.named(text) or meanings.worded(text)
    if found:
        return Reading(found)
    return _without_salts(text, meanings) or combinations_of(text, meanings)


def _without_salts(text: str, meanings: Meanings) -> Reading | None:
    """Read a text without the salt words that make no other drug of it; those that would are a question."""
    for stem in without_salts(text):
        found = meanings.named(stem.text) or meanings.worded(stem.text)
        if found:
            return _judged(stem, found, meanings)
    return None


def _judged(stem: WithoutSalts, found: list[Meaning], meanings: Meanings) -> Reading | None:
    salts = {fold(word) for word in stem.salts}
    if not salts or all(one.forms_of is None and salts <= meanings.salts(one) for one in found):
        return Reading(found, (*stem.salts, *stem.water))
    bases = {base for one in found for base in meanings.bases(one)}
    forms = [form for base in sorted(bases) for form in meanings.forms(base)]
    if forms:
        return Reading(distinct([*(one for one in found if one.held), *forms]))
    if any(meanings.salts(one) for one in found):
        return None
    return Reading(found, (*stem.salts, *stem.water))
