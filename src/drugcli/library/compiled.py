"""What a compiled formulary holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import msgspec

if TYPE_CHECKING:
    from drugcli.records.markets import Market
    from drugcli.records.monographs import Monograph


def shape_of(kind: str) -> type[Monograph | Market]:
    """Return the record type of a kind; the other's is not imported, for its shape costs time."""
    if kind == "markets":
        from drugcli.records.markets import Market

        return Market
    from drugcli.records.monographs import Monograph

    return Monograph


class Summary(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What tells one record from its neighbours in a list."""

    title: str
    class_: str | None = None
    routes: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()


class Passage(NamedTuple):
    """One line of a page, for full-text search."""

    section: str
    label: str
    text: str
    cites: tuple[str, ...]


class LaidOut(NamedTuple):
    """What is kept of a record besides itself: its page, in a form that only pages know, and its passages."""

    page: bytes
    passages: tuple[Passage, ...]


LayOut = Callable[["Monograph | Market"], LaidOut]
"""How pages are laid out: given by whoever opens a formulary, for the library knows no page."""
