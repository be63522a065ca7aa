"""What a reader of labels could not take, and why."""

from typing import NamedTuple


class Refused(NamedTuple):
    """A file, or a record in one, that is no label: the rest is read on."""

    where: str
    """The file, the entry of an archive, the number of the record."""
    why: str
    is_unread: bool = False
    """Whether it was no reader's fault: the operating system would not give the file out."""


class RefusedError(ValueError):
    """Raised within readers for a record; the message says why it is refused."""
