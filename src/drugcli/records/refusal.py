"""How a record refuses what does not make sense: every reason at once."""

from collections.abc import Iterable


def refuse(reasons: Iterable[str]) -> None:
    """Raise ValueError with every reason, a line each; do nothing when there is none.

    A reason about a part of the record begins with its key path: 'missed[0]: no phase is named …'.
    """
    told = "\n".join(reasons)
    if told:
        raise ValueError(told)


def repeated(ids: Iterable[str]) -> list[str]:
    """Return the ids that occur more than once, in order."""
    known = list(ids)
    return sorted({one for one in known if known.count(one) > 1})
