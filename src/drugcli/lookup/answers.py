"""What a look-up can answer."""

from typing import Literal

from msgspec import Struct

Kind = Literal["drugs", "markets"]
Status = Literal["found", "ambiguous", "near", "known", "unknown"]


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
    """What there is to say of a code that opens nothing."""
