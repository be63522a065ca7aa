"""A drug on which there is nothing here but in combination."""

from drugcli.library.library import Library
from drugcli.lookup.answers import Answer, Candidate
from drugcli.lookup.candidates import candidate
from drugcli.lookup.meanings import Meaning, distinct, meanings


def combinations_with(answer: Answer, library: Library) -> list[Candidate]:
    """Return the combinations here that the one drug of an answer is part of, where it is known only."""
    if len(answer.known) != 1 or " " in answer.known[0].id:
        return []
    every = meanings(library)
    vocabulary = every.vocabulary
    drug = answer.known[0].id
    base = vocabulary.substance(drug).base
    own = {name.folded for one in {drug, base} for name in vocabulary.names((one,)) if name.sort == "generic"}
    held = [Meaning(named.text, named.sort, named) for named in library.with_part(sorted(own), answer.among)]
    of_drugs = {vocabulary.drugs(name): name for name in vocabulary.containing(base)}
    held += [one for name in of_drugs.values() if (one := every.of(name)).held]
    return sorted((candidate(one, library) for one in distinct(held)), key=lambda one: one.title)
