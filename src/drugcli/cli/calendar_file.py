"""The calendar beside the answer: written whole or not at all, and never over what somebody else wrote."""

import os
import tempfile
from pathlib import Path

from drugcli.cli.output import UnwritableError
from drugcli.errors import UsageError

HEAD = 4096
"""Bytes in which a calendar says who made it."""


def write_calendar(path: Path, content: bytes, made_by: str) -> None:
    """Write a calendar; raises UsageError where the file is somebody else's, UnwritableError for a full disk."""
    try:
        if path.exists() and not path.is_file():
            raise UsageError(f"--ics {path}: it is a folder, or no plain file; name a file.")
        if path.exists() and (there := path.read_bytes()[:HEAD]) and made_by.encode() not in there:
            raise UsageError(f"--ics {path}: the file exists and is no calendar that drugcli wrote; name another.")
        target = path.resolve()  # a link stays a link
        handle, name = tempfile.mkstemp(prefix=".drugcli-", suffix=".ics", dir=target.parent)
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            draft.chmod(0o644)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise UnwritableError(f"--ics {path}: {error.strerror or error}") from None
