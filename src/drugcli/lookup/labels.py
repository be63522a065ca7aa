"""From a typed name to the labels that are here of it."""

from typing import NamedTuple

from drugcli.library.formulary import Named
from drugcli.library.labels import Held, LabelLibrary
from drugcli.library.with_labels import WithLabels
from drugcli.lookup.answers import Answer
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


def labels_of(answer: Answer, library: WithLabels) -> list[Held]:
    """Return the labels that an answer means, the newest first: those with the name or code typed, else all."""
    labels = library.labels
    drugs = [answer.id] if answer.id and library.is_label(answer.id) else _drugs_of_record(answer, library)
    for key in (fold(answer.query), fold(answer.name or ""), *_codes(answer.query)):
        found = [one for drug in drugs for one in labels.sets(key, drug)]
        if found:
            return _newest_first(found)
    return _newest_first([one for drug in drugs for one in labels.of_drug(drug)])


def _drugs_of_record(answer: Answer, library: WithLabels) -> list[str]:
    """Return the drugs of labels that a record is of."""
    own = [one.folded for one in library.own_names("drugs", answer.id or "")]
    return list(dict.fromkeys(one.id for one in library.labels.meant(own)))


def _newest_first(held: list[Held]) -> list[Held]:
    return sorted(held, key=lambda one: (one.date or "", one.version, one.id), reverse=True)


def opening(held: Held, library: WithLabels) -> str:
    """Return the shortest arguments of 'show' that open exactly this label: the drug, its brand, or its set id."""
    named = {one.id for one in library.named(fold(held.drug), "drugs")}
    is_record = not library.is_label(held.drug) or named != {held.drug}
    for name in () if is_record else (held.drug, held.title.split(" (")[0]):
        drugs = {one.id for one in library.named(fold(name), "drugs")}
        sets = library.labels.sets(fold(name), held.drug) or library.labels.of_drug(held.drug)
        if " " not in name and drugs == {held.drug} and sets[0].id == held.id:
            return name
    return f"{held.set_id} --version {held.version}" if is_record or not held.is_newest else held.set_id
