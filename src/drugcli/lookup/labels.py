"""From a typed name to the labels that are here of it."""

from collections.abc import Iterable, Sequence

from drugcli.library.labels import Held, LabelLibrary
from drugcli.library.with_labels import DRUGS, TELLING, WithLabels
from drugcli.lookup.answers import Answer
from drugcli.records.codes import MalformedCodeError, recognise
from drugcli.records.folding import fold


def _codes(query: str) -> tuple[str, ...]:
    try:
        code = recognise(query)
    except MalformedCodeError:
        return ()
    return tuple(map(fold, code.keys)) if code else ()


def labels_meant(answer: Answer, library: WithLabels) -> list[Held]:
    """Return the labels that an answer means; where it is a choice, those of all that can be chosen."""
    if answer.id is not None:
        return labels_of(answer, library)
    ids = [one.id for one in answer.candidates if one.held] if answer.status == "ambiguous" else []
    labels = (one for id_ in ids for drug in _drugs(id_, library) for one in library.labels.of_drug(drug))
    return _newest_first(list(dict.fromkeys(labels)))


def labels_of(answer: Answer, library: WithLabels) -> list[Held]:
    """Return the labels of the drug that an answer means, the newest first.

    A brand or a code means those that have it; a name of the substance means all, whatever their salts.
    """
    labels = library.labels
    drugs = _drugs(answer.id or "", library)
    for key in (fold(answer.query), fold(answer.name or ""), *_codes(answer.query)):
        found = [one for drug in drugs for one in labels.sets(key, drug)]
        if found:
            if any(one.sort in TELLING for one in labels.named(key)):
                break
            return _newest_first(found)
    return _newest_first([one for drug in drugs for one in labels.of_drug(drug)])


def is_other_brand(answer: Answer, library: LabelLibrary, sets: Sequence[Held]) -> bool:
    """Tell whether the typed brand is that of none of these labels: they are of other products of its drug."""
    key, drugs = fold(answer.name or answer.query), {one.drug for one in sets}
    return answer.kind == "brand" and bool(sets) and not any(library.sets(key, drug) for drug in drugs)


def _drugs(id_: str, library: WithLabels) -> list[str]:
    """Return the drugs of labels that a record is of; that of labels without a record is one."""
    if library.is_label(id_):
        return [id_]
    own = [one.folded for one in library.own_names(DRUGS, id_)]
    return list(dict.fromkeys(one.id for one in library.labels.meant(own)))


def _newest_first(held: list[Held]) -> list[Held]:
    return sorted(held, key=lambda one: (one.date or "", one.version, one.id), reverse=True)


def every_version(sets: Iterable[Held], library: LabelLibrary) -> list[Held]:
    """Return all versions of the sets of some labels, each set's newest first."""
    return [one for newest in sets for one in library.versions(newest.set_id)]


def opening(held: Held, library: WithLabels) -> str:
    """Return the shortest arguments of 'show' that open exactly this label: the drug, its brand, or its set id."""
    if not library.is_label(held.drug) or not _means(held.drug, held.drug, library):
        return f"{held.set_id} --version {held.version}"  # the name, and a set id by itself, open the record
    brand = held.title.partition(" (")[0]
    for name in (held.drug, brand):
        if " " not in name and _opens(name, held, library):
            return name
    return held.set_id if held.is_newest else f"{held.set_id} --version {held.version}"


def _opens(name: str, held: Held, library: WithLabels) -> bool:
    """Tell whether a name means this drug alone, and this label is the first of those that are shown for it."""
    newest = library.labels.sets(fold(name), held.drug) or library.labels.of_drug(held.drug)
    return _means(name, held.drug, library) and newest[0].id == held.id


def _means(name: str, drug: str, library: WithLabels) -> bool:
    return {one.id for one in library.named(fold(name), DRUGS)} == {drug}
