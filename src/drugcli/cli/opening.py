"""What every command opens before it can answer."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from drugcli.errors import UsageError
from drugcli.library.compiled import LaidOut
from drugcli.library.library import Library, open_library

if TYPE_CHECKING:
    from drugcli.records.markets import Market
    from drugcli.records.monographs import Monograph
    from drugcli.render.progress import Bar


@contextmanager
def library(data: Sequence[Path] | None) -> Iterator[Library]:
    """Open the bundled formulary and the user's own, and close their caches; raises FormularyError."""
    bar = _bar()
    held = open_library(data or (), _laid_out, bar)
    try:
        yield held
    finally:
        held.close()
        if bar is not None:
            bar.close()


def _bar() -> Bar | None:
    """Return what shows on a terminal that names are being indexed."""
    if not sys.stderr.isatty():
        return None
    from drugcli.render.progress import Bar

    return Bar("Indexing names")


def _laid_out(record: Monograph | Market) -> LaidOut:
    from drugcli.pages.laying_out import laid_out

    return laid_out(record)


def today() -> dt.date:
    """Return the date; SOURCE_DATE_EPOCH (seconds since 1970, UTC) sets it for output that can be reproduced."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    if fixed is None:
        return dt.datetime.now().astimezone().date()
    try:
        return dt.datetime.fromtimestamp(int(fixed), dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise UsageError(f"SOURCE_DATE_EPOCH is {fixed!r}; give whole seconds since 1970") from None
