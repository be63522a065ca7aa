"""Labels beside monographs: shown where there is no monograph, told of where one is newer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from drugcli.cli.opening import today
from drugcli.errors import UsageError
from drugcli.library.label_place import path
from drugcli.lookup.answers import Answer
from drugcli.pages.page import Notice, Reply

if TYPE_CHECKING:
    from drugcli.library.labels import Held, LabelLibrary
    from drugcli.library.library import Library


def shown_label(
    answer: Answer, held: Library, section: str | None, version: int | None, *, everything: bool
) -> Reply | None:
    """Return the page of the newest label of a drug without a record, or of the version that is asked for.

    Return None where a record is to be shown, or nothing was found; and the labels of other products where a brand
    was typed that none of them has. Raises UsageError for a section or version that there is not.
    """
    if not path().exists():
        if version is not None:
            raise UsageError("No label is here; --version names a version of a label: drugcli labels --help")
        return None
    from drugcli.library.with_labels import WithLabels
    from drugcli.lookup.labels import labels_of
    from drugcli.pages.label import Wanted, for_label

    if answer.id is None or not isinstance(held, WithLabels) or (version is None and not held.is_label(answer.id)):
        return None
    sets = labels_of(answer, held)
    if not sets:
        raise UsageError(f"No label of {answer.id} is here; --version names a version of a label.")
    if (others := other_products(answer, held.labels, sets)) is not None:
        return others
    label = sets[0] if version is None else _version(held.labels, sets, version)
    return for_label(answer, held.labels, label, Wanted(section, everything), today())


def other_products(answer: Answer, library: LabelLibrary, sets: list[Held]) -> Reply | None:
    """Return the labels of other products where a brand was typed that none of them has; None where one has it."""
    from drugcli.lookup.labels import is_other_brand

    if not is_other_brand(answer, library, sets):
        return None
    from drugcli.pages.one_product import for_other_products

    return for_other_products(answer, library.facts(sets[0]), sets)


def versions_of(answer: Answer, held: Library) -> Reply | None:
    """Return the versions of the labels of a drug without a record; None where a record is to be shown."""
    if answer.id is None or not held.is_label(answer.id):
        return None
    from drugcli.library.with_labels import WithLabels
    from drugcli.lookup.labels import labels_of
    from drugcli.pages.labels import for_versions

    assert isinstance(held, WithLabels)  # noqa: S101  it told that it is a label
    sets = [held.labels.versions(one.set_id) for one in labels_of(answer, held)]
    return replace(for_versions(answer.query, sets), answer=answer)


def _version(library: LabelLibrary, sets: list[Held], version: int) -> Held:
    """Return a version of the newest set that has it."""
    from drugcli.lookup.labels import every_version

    versions = every_version(sets, library)
    found = next((one for one in versions if one.version == version), None)
    if found is None:
        here = ", ".join(dict.fromkeys(str(one.version) for one in versions))
        raise UsageError(f"Version {version} of this label is not here. Here are: {here}.")
    return found


def with_newer_labels(reply: Reply, held: Library) -> Reply:
    """Return a monograph's page, with a notice for each label here that is newer than the one it cites.

    Where the labels cannot be read, it says so: a monograph does without them.
    """
    if reply.page is None or reply.answer is None or reply.answer.id is None or not path().exists():
        return reply
    from drugcli.library.label_file import LabelLibraryError
    from drugcli.library.with_labels import WithLabels
    from drugcli.pages.label import newer_labels

    if not isinstance(held, WithLabels):
        return reply
    sources = held.record(reply.answer.among, reply.answer.id).sources.values()
    try:
        notices = tuple(newer_labels(sources, held.labels))
    except LabelLibraryError as error:
        notices = (Notice(kind="warning", text=f"Whether a newer label is here is not known. {error}"),)
    return replace(reply, page=replace(reply.page, notices=(*notices, *reply.page.notices))) if notices else reply
