"""The label of a drug on which there is no monograph."""

from __future__ import annotations

from msgspec.structs import replace

from drugcli.cli.opening import today
from drugcli.errors import UsageError
from drugcli.library.label_file import path
from drugcli.lookup.answers import Answer
from drugcli.pages.page import Reply


def shown_label(answer: Answer, section: str | None, version: int | None, *, everything: bool) -> Reply | None:
    """Return the page of the newest label that has the name asked for, or None when there is none.

    Raises UsageError for a section or version that there is not.
    """
    if answer.status == "ambiguous" or not path().exists():
        return None
    from drugcli.library.labels import LabelLibrary
    from drugcli.lookup.labels import find
    from drugcli.pages.label import Wanted, for_drugs, for_label

    library = LabelLibrary(path())
    try:
        found = find(answer.query, library)
        if not found.drugs:
            return None
        if len(found.drugs) > 1:
            return for_drugs(found.query, found.drugs, library)
        held = found.labels[0]
        if version is not None:
            versions = library.versions(held.set_id)
            held = next((one for one in versions if one.version == version), held)
            if held.version != version:
                here = ", ".join(dict.fromkeys(str(one.version) for one in versions))
                raise UsageError(f"Version {version} of this label is not here. Here are: {here}.")
        name = found.drugs[0]
        answer = replace(answer, status="found", id=name.id, name=name.text, kind=name.sort, candidates=(), known=())
        return for_label(answer, library, held, Wanted(section, everything), today())
    finally:
        library.close()
