"""What a list of names means, in columns: which, in which order, and in which words."""

from collections.abc import Mapping, Sequence

from drugcli.lookup.lists import Match, Option

COLUMNS = ("line", "typed", "status", "drug", "name", "kind", "score", "candidates", "note")
STATUSES = ("found", "ambiguous", "near", "known", "unknown", "refused")
FIRST = 3
"""Candidates on a line for the eye."""


def cells(match: Match) -> tuple[str, ...]:
    """Return the columns of a match; candidates are divided by semicolons."""
    score = "" if match.score is None else f"{match.score:f}"
    optional = (match.drug or "", match.name or "", match.kind or "")
    offered = "; ".join(map(_offered, match.candidates))
    return (str(match.line), match.typed, match.status, *optional, score, offered, match.note or "")


def in_words(match: Match) -> str:
    """Return what there is to say of a match behind its status, the nearest candidates among it."""
    said = [part for part in (match.drug, match.kind) if part]
    said += ["nothing here on it"] if match.status == "known" else []
    said += [match.note] if match.note else []
    said += map(_offered, match.candidates[:FIRST])
    left = len(match.candidates) - FIRST
    return " · ".join([*said, f"{left} more"] if left > 0 else said)


def counted(counts: Mapping[str, int]) -> str:
    """Return how many lines have which status."""
    total = sum(counts.values())
    parts = [f"{counts[status]:,} {status}" for status in STATUSES if counts.get(status)]
    lines = "1 line" if total == 1 else f"{total:,} lines"
    return f"{lines}: {', '.join(parts)}." if parts else "The list is empty."


def _offered(one: Option) -> str:
    about: Sequence[str] = [one.name] if one.name != one.drug else []
    silent = [] if one.held else ["nothing here on it"]
    return f"{one.drug} ({', '.join([*about, one.why, *silent])})"
