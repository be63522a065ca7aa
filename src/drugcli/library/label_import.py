"""Labels into the library, a batch at a time: what was committed stays, whatever happens next."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from typing import Literal, NamedTuple

from drugcli.library import grams, label_file, label_schema
from drugcli.library.label_names import add_names, drug_of
from drugcli.library.packing import digest, packed_facts, packed_sections, unpacked_facts
from drugcli.readers.refused import Refused
from drugcli.records.labels import Label

BATCH, LETTERS = 400, 32_000_000
"""Labels of a batch, and letters of their texts: about a second's work, and all that a killed import loses."""

Outcome = Literal["imported", "newer", "older", "unchanged", "amended", "conflicting"]
"""A set that was not here; a later or an earlier version of one that was; the same text; the same
text with other particulars; another text under the same version, kept beside it."""


class Imported(NamedTuple):
    """What became of one label."""

    label: Label
    outcome: Outcome


class _Ready(NamedTuple):
    """A label to add, and its sections' texts."""

    label: Label
    texts: list[str]


class _Kept(NamedTuple):
    """A label of a set that is here."""

    id: int
    version: int
    origin: str
    digest: bytes
    facts: bytes


def import_labels(
    file: Path, read: Iterable[Label | Refused], progress: Callable[[], None] = lambda: None
) -> Iterator[Imported | Refused]:
    """Add labels to a library, each version once, and yield what became of each.

    Raises LabelLibraryError; what was yielded before it is committed.
    """
    connection = label_file.writing(file)
    try:
        for batch in _batches(read, progress):
            yield from _commit(connection, batch)
        index_names(connection)
    except sqlite3.Error as error:
        raise label_file.told(error, file) from None
    finally:
        connection.close()


def _batches(read: Iterable[Label | Refused], progress: Callable[[], None]) -> Iterator[list[_Ready | Refused]]:
    batch: list[_Ready | Refused] = []
    letters = 0
    for one in read:
        ready = one if isinstance(one, Refused) else _Ready(one, [section.text for section in one.sections])
        batch.append(ready)
        letters += 0 if isinstance(ready, Refused) else sum(map(len, ready.texts))
        progress()
        if len(batch) >= BATCH or letters > LETTERS:
            yield batch
            batch, letters = [], 0
    if batch:
        yield batch


def _commit(connection: sqlite3.Connection, batch: Iterable[_Ready | Refused]) -> list[Imported | Refused]:
    """Write a batch, all of it or nothing."""
    with transaction(connection):
        return [one if isinstance(one, Refused) else Imported(one.label, _add(connection, *one)) for one in batch]


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all that is asked for within, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _add(connection: sqlite3.Connection, label: Label, texts: Sequence[str]) -> Outcome:
    query = "SELECT id, version, origin, digest, facts FROM label WHERE set_id = ?"
    kept = [_Kept(*row) for row in connection.execute(query, (label.set_id,))]
    summed, facts = digest(label, texts), packed_facts(label)
    alike = [one for one in kept if (one.version, one.origin) == (label.version, label.origin)]
    same = next((one for one in alike if one.digest == summed), None)
    if same is not None:
        return _amend(connection, label, same, facts)
    _insert(connection, label, texts, summed, facts)
    if alike:
        return "conflicting"
    versions = [one.version for one in kept]
    if not versions or label.version in versions:
        return "imported"
    return "newer" if label.version > max(versions) else "older"


def _amend(connection: sqlite3.Connection, label: Label, same: _Kept, facts: bytes) -> Outcome:
    """Give a label that is here the other particulars of a copy, unless the copy is marked for what it lacks."""
    if same.facts == facts or (label.marks and not unpacked_facts(same.facts).marks):
        return "unchanged"
    row = (drug_of(label), label.title, label.labeler, facts, same.id)
    connection.execute("UPDATE label SET drug = ?, title = ?, labeler = ?, facts = ? WHERE id = ?", row)
    choose_newest(connection, label.set_id)
    return "amended"


def _insert(connection: sqlite3.Connection, label: Label, texts: Sequence[str], summed: bytes, facts: bytes) -> None:
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM section").fetchone()
    first = last + 1
    row = (label.set_id, label.version, label.date.isoformat() if label.date else None, label.origin, summed,
           drug_of(label), label.title, label.labeler, 0, first, last + len(label.sections), facts)  # fmt: skip
    columns = "set_id, version, date, origin, digest, drug, title, labeler, is_newest, first, last, facts"
    marks = ", ".join("?" * len(row))
    id_ = connection.execute(f"INSERT INTO label ({columns}) VALUES ({marks})", row).lastrowid  # noqa: S608
    packed = packed_sections(label.sections)
    connection.execute("INSERT INTO body VALUES (?, ?)", (id_, packed.content))
    starts = accumulate(packed.sizes, initial=0)
    connection.executemany(
        "INSERT INTO section VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (at, id_, one.level, one.number, one.title, one.code, one.field, start, size)
            for at, (one, start, size) in enumerate(zip(label.sections, starts, packed.sizes, strict=False), first)
        ],
    )
    connection.executemany("INSERT INTO passage (rowid, text) VALUES (?, ?)", enumerate(texts, first))
    choose_newest(connection, label.set_id)


def choose_newest(connection: sqlite3.Connection, set_id: str) -> None:
    """Mark the newest label of a set, and put its names in place."""
    connection.execute("UPDATE label SET is_newest = 0 WHERE set_id = ? AND is_newest", (set_id,))
    newest = connection.execute(
        "SELECT id FROM label WHERE set_id = ? ORDER BY version DESC, date DESC, origin DESC, id DESC LIMIT 1",
        (set_id,),
    ).fetchone()
    if newest is None:
        connection.execute("DELETE FROM name WHERE set_id = ?", (set_id,))
    else:
        connection.execute("UPDATE label SET is_newest = 1 WHERE id = ?", newest)
        add_names(connection, *newest)
    label_schema.mark_stale(connection)


def index_names(connection: sqlite3.Connection) -> None:
    """Make the index of similar names anew, if names came or went."""
    with transaction(connection):
        if connection.execute("SELECT 1 FROM state WHERE key = ?", (label_schema.STALE,)).fetchone():
            query = "SELECT DISTINCT folded FROM name WHERE sound IS NOT NULL"
            grams.build(connection, [folded for (folded,) in connection.execute(query)])
            connection.execute("DELETE FROM state WHERE key = ?", (label_schema.STALE,))
