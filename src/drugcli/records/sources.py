"""Documents, and the pointers of facts into them."""

import datetime as dt
import re
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta, Struct

from drugcli.records.ids import Id

SourceId = Id
CiteText = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9][a-z0-9-]*(?:#\S+)?$",
        description="A source's id, '#', and the section: 'label-us-2026#2.1'.",
        examples=["label-us-2026#2.1"],
    ),
]
Cites = Annotated[tuple[CiteText, ...], Meta(min_length=1)]

SourceKind = Literal[
    "regulator label",
    "regulator leaflet",
    "regulator list",
    "filing",
    "publisher's report",
    "journal article",
    "press release",
    "press article",
    "reference page",
    "reference database",
]


class Superseded(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A newer version of a source, known to exist and not read here."""

    version: str | None = None
    date: dt.date | None = None
    address: str | None = None


class Source(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A document that facts rest on, such as one version of a US label."""

    kind: SourceKind
    standing: Literal["primary", "secondary"]
    title: str
    publisher: str
    version: str | None = None
    date: dt.date | None = None
    dated: str | None = None
    """What is known of the date where no full date is: '2026-03', '2024, no day printed', 'undated'."""
    address: str | None = None
    set_id: str | None = None
    """The SPL set id of a US label, under which a label library keeps its versions."""
    superseded: Superseded | None = None

    @property
    def when(self) -> str:
        """What is known of its date; empty when nothing is."""
        return self.date.isoformat() if self.date else self.dated or ""

    @property
    def latest(self) -> dt.date | None:
        """The last day that its date allows, as far as 'dated' begins with a year; None when it does not."""
        known = re.match(r"([1-9][0-9]{3})(?:-(0[1-9]|1[0-2]))?\b", self.dated or "")
        if self.date or not known:
            return self.date
        from calendar import monthrange

        year, month = int(known[1]), int(known[2] or 12)
        return dt.date(year, month, monthrange(year, month)[1])


class Cite(NamedTuple):
    """A pointer into a document: the source's id and, where given, the section."""

    source: str
    section: str | None


def cite(text: str) -> Cite:
    """Split 'label-us-2026#2.1' into the source's id and the section."""
    source, mark, section = text.partition("#")
    return Cite(source, section if mark else None)
