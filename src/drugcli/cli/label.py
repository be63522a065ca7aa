"""Labels beside monographs: shown where there is no monograph, told of where one is newer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from drugcli.cli.opening import today
from drugcli.errors import UsageError
from drugcli.library.label_file import path
from drugcli.lookup.answers import Answer
from drugcli.pages.page import Reply

if TYPE_CHECKING:
    from drugcli.library.labels import Held, LabelLibrary
    from drugcli.library.library import Library


def shown_label(answer: Answer, section: str | None, version: int | None, *, everything: bool) -> Reply | None:
    """Return the page of the newest label that has the name asked for, or None when there is none.

    Raises UsageError for a section or version that there is not.
    """
    if path().exists() and (answer.status != "ambiguous" or version is not None):
        from drugcli.library.labels import LabelLibrary
        from drugcli.lookup.labels import find
        from drugcli.pages.label import Wanted, for_drugs, for_label

        library = LabelLibrary(path())
        try:
            found = find(answer.query, library)
            if len(found.drugs) > 1:
                return for_drugs(found.query, found.drugs, library)
            if found.labels:
                held = found.labels[0] if version is None else _version(library, found.labels, version)
                name = found.drugs[0]
                told = Answer(
                    among="drugs", status="found", query=answer.query, id=name.id, name=name.text, kind=name.sort
                )
                return for_label(told, library, held, Wanted(section, everything), today())
        finally:
            library.close()
    if version is not None:
        raise UsageError(f"No label here goes by {answer.query!r}; --version names a version of a label.")
    return None


def _version(library: LabelLibrary, sets: tuple[Held, ...], version: int) -> Held:
    """Return a version of the newest set that has it."""
    versions = [one for newest in sets for one in library.versions(newest.set_id)]
    found = next((one for one in versions if one.version == version), None)
    if found is None:
        here = ", ".join(dict.fromkeys(str(one.version) for one in versions))
        raise UsageError(f"Version {version} of this label is not here. Here are: {here}.")
    return found


def with_newer_labels(reply: Reply, held: Library) -> Reply:
    """Return a monograph's page, with a notice for each label here that is newer than the one it cites."""
    if reply.page is None or reply.answer is None or reply.answer.id is None or not path().exists():
        return reply
    from drugcli.library.labels import LabelLibrary
    from drugcli.pages.label import newer_labels

    sources = held.record(reply.answer.among, reply.answer.id).sources.values()
    library = LabelLibrary(path())
    try:
        notices = tuple(newer_labels(sources, library))
    finally:
        library.close()
    return replace(reply, page=replace(reply.page, notices=(*notices, *reply.page.notices))) if notices else reply
