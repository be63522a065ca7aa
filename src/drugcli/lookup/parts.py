"""A drug on which there is nothing here but in combination."""

from drugcli.library.library import Library
from drugcli.lookup.answers import Answer, Candidate
from drugcli.lookup.candidates import candidate
from drugcli.lookup.meanings import distinct, meanings


def combinations_with(answer: Answer, library: Library) -> list[Candidate]:
    """Return the combinations here that the one drug of an answer is part of, where it is known only."""
    if len(answer.known) != 1 or " " in answer.known[0].id:
        return []
    every = meanings(library)
    base = every.vocabulary.substance(answer.known[0].id).base
    of_drugs = {every.vocabulary.drugs(name): name for name in every.vocabulary.containing(base)}
    found = distinct(one for name in of_drugs.values() if (one := every.of(name)).held)
    return sorted((candidate(one, library) for one in found), key=lambda one: one.title)
