"""What a starting document says, claim by claim."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from drugcli.records.ids import Id, Sha256
from drugcli.records.refusal import refuse, repeated


class Document(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The document itself; the digest tells whether a copy is the one that was read."""

    title: str
    publisher: str
    date: dt.date | None = None
    dated: str | None = None
    address: str
    sha256: Sha256


class Rejection(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Why a claim stands on no page."""

    kind: Literal["outdated", "wrong", "lost", "about the document"]
    reason: str


class Claim(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One thing that the document says, in our own words."""

    id: Id
    subject: str
    value: Decimal | None = None
    unit: str | None = None
    text: Annotated[str, Meta(min_length=1)]
    where: Annotated[str, Meta(min_length=1)]
    """Where in the document: its heading."""
    rejected: Rejection | None = None

    def __post_init__(self) -> None:
        """Refuse a figure without a unit, and a unit without a figure."""
        if (self.value is None) != (self.unit is None):
            raise ValueError("value and unit go together")


class Seed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A starting document and all its claims. The id is the file's stem."""

    document: Document
    claims: Annotated[tuple[Claim, ...], Meta(min_length=1)] = field(name="claim")

    def __post_init__(self) -> None:
        """Refuse two claims with one id."""
        refuse(f"two claims have the id {id_!r}" for id_ in repeated(claim.id for claim in self.claims))
