"""A finding: something in the figures of a market that does not add up."""

from collections.abc import Iterable
from typing import Literal, Protocol

from msgspec import Struct

Kind = Literal[
    "growth-mismatch",
    "growth-period",
    "growth-without-values",
    "horizon-beyond-values",
    "threshold-twice",
    "total-mismatch",
    "region-below-country",
    "growth-against-decline",
    "forecast-missed",
    "share-out-of-range",
    "shares-sum",
    "part-above-total",
    "parts-sum",
    "region-outgrows-total",
    "band-hole",
    "band-overlap",
    "revenue-of-another-year",
    "revenue-mismatch",
    "country-unnamed",
    "country-twice",
    "parts-without-figures",
    "publishers-differ",
    "growth-rates-differ",
    "shares-differ",
]
"""What kind of thing does not add up, in the order of showing. The slugs are public: they stand in the JSON."""


class Finding(Struct, frozen=True, kw_only=True):
    """One thing that does not add up, with the calculation that shows it."""

    kind: Kind
    subject: str
    """What it is about: an estimate's id and its part, a company, or a year."""
    text: str
    arithmetic: str
    cites: tuple[str, ...]
    """The cites of all figures used, each once."""


class Cited(Protocol):
    """Anything that names the documents it rests on."""

    @property
    def cites(self) -> tuple[str, ...]:
        """The documents, as 'source#section'."""


def finding(kind: Kind, subject: str, text: str, arithmetic: str, cited: Iterable[Cited]) -> Finding:
    """Return a finding that rests on the documents of all that is cited."""
    cites = dict.fromkeys(cite for one in cited for cite in one.cites)
    return Finding(kind=kind, subject=subject, text=text, arithmetic=arithmetic, cites=tuple(cites))
