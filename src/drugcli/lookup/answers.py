"""What a look-up can answer."""

from typing import Literal

from msgspec import Struct

Kind = Literal["drugs", "markets"]
Status = Literal["found", "ambiguous", "near", "known", "unknown"]

HAS_NAME, IS_FORM, IS_BASE = "has this name", "a form of it", "named for its base"
STANDS_FOR, TAKEN_FOR = "what it stands for", "what it was taken for"
"""Why something is a candidate that is not only like what was typed."""


class Candidate(Struct, frozen=True, kw_only=True):
    """A record that the user may have meant, with what tells it from the others."""

    id: str
    title: str
    name: str
    """The name that is like the typed one."""
    kind: str
    """Which sort of name that is: 'brand'."""
    why: str
    class_: str | None
    routes: tuple[str, ...]
    brands: tuple[str, ...]
    held: bool = True
    """Whether there is a monograph or market to show; a real drug without one is known only."""
    edits: int | None = None
    """By how many letters the name differs, where that is why it is here."""


class Answer(Struct, frozen=True, kw_only=True):
    """The one answer to a typed name."""

    status: Status
    among: Kind
    query: str
    id: str | None = None
    name: str | None = None
    """The name that matched, as its record spells it."""
    kind: str | None = None
    candidates: tuple[Candidate, ...] = ()
    known: tuple[Candidate, ...] = ()
    """The real drugs that a name means on which there is nothing here."""
    note: str | None = None
    """What there is to say of a code, or an abbreviation, that opens nothing."""
    left_out: tuple[str, ...] = ()
    """Words that were typed beside the name, and make no other drug of it: those of its salt."""
    forms_of: str | None = None
    """The base of several forms that are each a drug of their own, where its name alone was typed."""
