"""Which two versions of a label are compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from drugcli.errors import DrugcliError, Exit, UsageError
from drugcli.library.labels import Held, LabelLibrary


class Pair(NamedTuple):
    """Two versions of one label."""

    old: Held
    new: Held


class OneVersionError(DrugcliError):
    """There is nothing to compare a label with."""

    exit_code = Exit.NOTHING

    def __init__(self, version: int) -> None:
        super().__init__(f"Only version {version} of this label is here; import another to compare it with.")


def choose(library: LabelLibrary, sets: Sequence[Held], old: int | None, new: int | None) -> Pair | list[Held]:
    """Return the versions asked for, else the two newest; or the sets among which a choice is needed.

    Where a version is here in two forms, the form of the other one is taken. Raises OneVersionError,
    and UsageError for a version that is not here.
    """
    versions = {one.set_id: library.versions(one.set_id) for one in sets}
    fitting = [one for one in sets if {old, new} - {None} <= {each.version for each in versions[one.set_id]}]
    several = [one for one in fitting if len({each.version for each in versions[one.set_id]}) > 1] or fitting
    if len(several) > 1:
        return several
    if not several:
        here = ", ".join(dict.fromkeys(str(one.version) for each in versions.values() for one in each))
        asked = [str(one) for one in (old, new) if one is not None]
        which = (
            f"Version {asked[0]} of this label is not"
            if len(asked) == 1
            else f"Versions {' and '.join(asked)} are not both"
        )
        raise UsageError(f"{which} here. Here are: {here}.")
    return _pair(versions[several[0].set_id], old, new)


def _pair(versions: Sequence[Held], old: int | None, new: int | None) -> Pair:
    newer = [one for one in versions if one.version == (versions[0].version if new is None else new)]
    if old is None:
        below = [one.version for one in versions if one.version < newer[0].version]
        if not below:
            raise OneVersionError(newer[0].version)
        old = below[0]
    older = [one for one in versions if one.version == old]
    pairs = [Pair(one, other) for other in newer for one in older]
    return next((one for one in pairs if one.old.origin == one.new.origin and one.old.id != one.new.id), pairs[0])
