"""From a typed name to the labels that are here of it."""

from typing import NamedTuple

from drugcli.library.formulary import Named
from drugcli.library.labels import Held, LabelLibrary
from drugcli.lookup.resolve import clean
from drugcli.records.codes import MalformedCodeError, recognise
from drugcli.records.folding import fold


class Found(NamedTuple):
    """Drugs that go by a name; more than one is a choice."""

    query: str
    drugs: tuple[Named, ...]
    """One name of each drug."""
    labels: tuple[Held, ...]
    """Of the one drug, the newest label of each set that has the name, the newest first."""


def find(typed: str, library: LabelLibrary) -> Found:
    """Return the labels that have a typed name, brand, NDC, set id or application number."""
    query = clean(typed)
    keys = [fold(query), *(key for key in _codes(query) if key != fold(query))]
    named = {one.drug: (key, one) for key in reversed(keys) for one in map(_Of, library.named(key))}
    drugs = tuple(one.name for _key, one in named.values())
    if len(named) != 1:
        return Found(query, drugs, ())
    ((key, one),) = named.values()
    return Found(query, drugs, tuple(library.sets(key, one.drug)))


class _Of(NamedTuple):
    """A name, by the drug that it is of."""

    name: Named

    @property
    def drug(self) -> str:
        return self.name.id


def _codes(query: str) -> tuple[str, ...]:
    try:
        code = recognise(query)
    except MalformedCodeError:
        return ()
    return tuple(map(fold, code.keys)) if code else ()
