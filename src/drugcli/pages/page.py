"""What every output format takes: a page of sections of rows. Plain values."""

import datetime as dt
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from drugcli.lookup.answers import Answer
from drugcli.records.sources import Source


class Row(Struct, frozen=True, kw_only=True):
    """One line of a page: a label, what is said under it, and the documents it rests on."""

    key: str
    """Stable within its section; public, like the section's."""
    label: str
    text: str
    value: Decimal | None = None
    unit: str | None = None
    precision: str | None = None
    """'about' or 'more than', where the value is not exact."""
    cites: tuple[str, ...] = ()
    is_lead: bool = False
    """What the eye should find first, such as a dose."""
    is_heading: bool = False
    """What the rows below it are about; it has the line for itself."""
    cells: tuple[str, ...] = ()
    """Of a row of a label's table, whose columns stand below one another; 'text' has them in one line."""
    marked: tuple[str, ...] = ()
    """Parts of the text that were searched for."""
    before: str | None = None
    after: str | None = None
    """Of something that changed; they stand side by side where there is room, else 'text' has both."""

    @property
    def is_change(self) -> bool:
        """Whether it tells what was and what is."""
        return self.before is not None or self.after is not None


NO_DATA = "not in our data"
ABSENT = (Row(key="absent", label="", text=NO_DATA),)
"""What an empty section shows where silence could be read as 'none'."""


class Section(Struct, frozen=True, kw_only=True):
    """Rows under one heading."""

    key: str
    title: str
    rows: tuple[Row, ...]
    note: str | None = None


class Notice(Struct, frozen=True, kw_only=True):
    """Something to know before reading on; a warning can make the page dangerous to trust."""

    kind: Literal["warning", "note"]
    text: str
    cites: tuple[str, ...] = ()


class Page(Struct, frozen=True, kw_only=True):
    """One answer, laid out. 'more' names the sections that exist and are not shown."""

    title: str
    subtitle: str = ""
    notices: tuple[Notice, ...] = ()
    sections: tuple[Section, ...] = ()
    more: tuple[str, ...] = ()
    closing: str = ""


class CitedSource(Struct, frozen=True, kw_only=True):
    """A source with the number that rows cite it by."""

    number: int
    id: str
    source: Source


class Reply(Struct, frozen=True, kw_only=True):
    """Everything that a command answers: the match, the page, its sources."""

    query: str
    answer: Answer | None
    page: Page | None
    sources: tuple[CitedSource, ...] = ()


class Laid(Struct, frozen=True, kw_only=True):
    """A record laid out whole: all that its page can show, whatever is asked for and whenever.

    It is kept compiled, so that a look-up need not build the record.
    """

    title: str
    subtitle: str
    notices: tuple[Notice, ...]
    newest: dt.date | None
    titles: dict[str, str]
    """Of every section there can be, by key, in their order."""
    first: tuple[str, ...]
    vital: tuple[str, ...]
    sections: dict[str, Section]
    """Those that have something to say."""
    sources: dict[str, Source]
