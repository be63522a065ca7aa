"""What every command opens before it can answer."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from drugcli.errors import UsageError
from drugcli.library.compiled import LaidOut
from drugcli.library.label_place import path as labels_file
from drugcli.library.library import Library, open_library
from drugcli.render.progress import bar

if TYPE_CHECKING:
    from drugcli.records.markets import Market
    from drugcli.records.monographs import Monograph


@contextmanager
def library(data: Sequence[Path] | None) -> Iterator[Library]:
    """Open the bundled formulary and the user's own, and close their caches; raises FormularyError."""
    with bar(sys.stderr) as told:
        held = _with_labels(open_library(data or (), _laid_out, partial(told, "Indexing names")))
        try:
            yield held
        finally:
            held.close()


def _with_labels(held: Library) -> Library:
    """Return a library with the user's labels, if there are any."""
    file = labels_file()
    if not file.exists():
        return held
    from drugcli.library.with_labels import WithLabels

    return WithLabels(held, file)


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
