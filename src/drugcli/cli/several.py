"""Several drugs in one command: all of them are known, or the first that is not is told."""

from __future__ import annotations

from collections.abc import Sequence

from drugcli.cli.output import Output, emit, finish
from drugcli.errors import DrugcliError, Exit
from drugcli.library.library import Library
from drugcli.lookup.answers import Answer


class NoMonographError(DrugcliError):
    """A drug goes by its labels alone."""

    exit_code = Exit.NOTHING

    def __init__(self, drug: str) -> None:
        super().__init__(f"There is no monograph of {drug} here, only its label; it has no figures to check.")


def resolved(names: Sequence[str], library: Library, how: Output, *, labels_do: bool = False) -> list[Answer]:
    """Return what each name means; where one is not the name of one drug, answer that and exit as 'show' does.

    Raises NoMonographError for a drug without a record, unless its labels do.
    """
    from drugcli.lookup.resolve import resolve

    answers = []
    for name in names:
        answer = resolve(name, library, "drugs")
        if answer.id is None:
            from drugcli.pages.choices import for_choice

            reply = for_choice(answer, library)
            emit(reply, how)
            finish(reply, library)
        if not labels_do and answer.id not in library.ids("drugs"):
            raise NoMonographError(answer.id or name)
        answers.append(answer)
    return answers
