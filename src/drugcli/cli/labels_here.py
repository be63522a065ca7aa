"""The label library as its commands open it: whole, or for the labels that a name means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from shlex import quote
from typing import TYPE_CHECKING

from drugcli.cli.output import Output, emit, finish
from drugcli.errors import DrugcliError, Exit

if TYPE_CHECKING:
    from drugcli.library.labels import Held, LabelLibrary


class NoLabelError(DrugcliError):
    """No label that is here goes by a name, or none of them has a version."""

    exit_code = Exit.NOTHING

    def __init__(self, query: str, version: int | None = None) -> None:
        name = quote(query) if query else "NAME"
        if version is None:
            super().__init__(f"No label here goes by {query!r}. Ask openFDA for it: drugcli labels fetch {name}")
        else:
            super().__init__(
                f"No label here has the version {version}. See which there are: drugcli labels info {name}"
            )


class NoLibraryError(DrugcliError):
    """Nothing was imported yet."""

    exit_code = Exit.NOTHING

    def __init__(self) -> None:
        super().__init__("No label is here. Import some, or ask openFDA: drugcli labels --help")


@contextmanager
def opened() -> Iterator[LabelLibrary]:
    """Open the label library; raises NoLibraryError."""
    from drugcli.library.labels import open_labels

    library = open_labels()
    if library is None:
        raise NoLibraryError
    try:
        yield library
    finally:
        library.close()


@contextmanager
def named(name: Sequence[str], how: Output | None = None) -> Iterator[tuple[LabelLibrary, list[Held]]]:
    """Open the library, with the newest of each label that a name means.

    What is no name, or the brand of a product whose label is not here, is answered as by 'show', and ends the
    command. Raises NoLibraryError, and NoLabelError for a drug whose label is not here, or for any of these where no
    page can be written.
    """
    from drugcli.cli.label import other_products
    from drugcli.cli.opening import library
    from drugcli.library.with_labels import WithLabels
    from drugcli.lookup.labels import labels_meant
    from drugcli.lookup.resolve import resolve

    query = " ".join(name)
    with library(None) as held:
        if not isinstance(held, WithLabels):
            raise NoLibraryError
        answer = resolve(query, held, "drugs")
        sets = labels_meant(answer, held)
        if not sets:
            if how is None or answer.id is not None:
                raise NoLabelError(answer.query)
            from drugcli.pages.choices import for_choice

            reply = for_choice(answer, held)
            emit(reply, how)
            finish(reply, held)
        if (others := other_products(answer, held.labels, sets)) is not None:
            if how is None:
                raise NoLabelError(answer.query)
            emit(others, how)
            finish(others, held)
        yield held.labels, sets
