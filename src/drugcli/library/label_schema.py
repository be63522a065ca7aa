"""The file of the label library: its tables, and the way from an older shape to this one.

The texts of a label are packed together; a section knows where in them its own is. The full-text
index holds no text of its own and points to the sections by number. Labels are only ever added
and removed, never changed, but for what they say of themselves.
"""

import sqlite3
from collections.abc import Callable

from drugcli.library import grams
from drugcli.library.label_names import add_names

APPLICATION = 0x6472_6C62
"""Tells our files from other SQLite files: 'drlb'."""

LABELS = """
CREATE TABLE label (
  id INTEGER PRIMARY KEY, set_id TEXT, version INTEGER, date TEXT, origin TEXT, digest BLOB,
  drug TEXT, title TEXT, labeler TEXT, is_newest INTEGER, first INTEGER, last INTEGER, facts BLOB,
  UNIQUE (set_id, version, origin, digest)
);
CREATE INDEX label_by_drug ON label (drug, is_newest, date);
CREATE TABLE body (label INTEGER PRIMARY KEY, packed BLOB);
CREATE TABLE section (
  id INTEGER PRIMARY KEY, label INTEGER, level INTEGER, number TEXT, title TEXT, code TEXT, field TEXT,
  start INTEGER, size INTEGER
);
CREATE VIRTUAL TABLE passage USING fts5 (text, content = '', tokenize = "unicode61 remove_diacritics 2");
INSERT INTO passage (passage, rank) VALUES ('hashsize', 16000000);
INSERT INTO passage (passage, rank) VALUES ('automerge', 8);
"""
"""The last two let FTS5 gather 16 MB before it writes, and merge less often: an import takes a third less."""
NAMES = """
CREATE TABLE name (
  folded TEXT, drug TEXT, set_id TEXT, text TEXT, sort TEXT, sound TEXT, words TEXT,
  PRIMARY KEY (folded, set_id, sort)
) WITHOUT ROWID;
CREATE INDEX name_by_sound ON name (sound) WHERE sound IS NOT NULL;
CREATE INDEX name_by_words ON name (words) WHERE words IS NOT NULL;
CREATE INDEX name_by_set ON name (set_id);
CREATE INDEX name_by_drug ON name (drug);
CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""
STALE = "names are not indexed"
"""Key of the state that tells that names came or went since they were indexed."""


def _labels(connection: sqlite3.Connection) -> None:
    _run(connection, LABELS)


def _names(connection: sqlite3.Connection) -> None:
    _run(connection, NAMES + grams.SCHEMA)
    for (label,) in connection.execute("SELECT id FROM label WHERE is_newest ORDER BY id").fetchall():
        add_names(connection, label)
    mark_stale(connection)


STEPS: tuple[Callable[[sqlite3.Connection], None], ...] = (_labels, _names)
"""A new file takes all of them, an older one those that it lacks; a file's shape is the number that it took."""


def shape(connection: sqlite3.Connection) -> int:
    """Return how many steps a file took."""
    (taken,) = connection.execute("PRAGMA user_version").fetchone()
    return int(taken)


def is_ours(connection: sqlite3.Connection) -> bool:
    """Tell whether a file is a label library, or still empty."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return application == APPLICATION or not tables


def bring_up(connection: sqlite3.Connection) -> None:
    """Take the steps that a file lacks, all or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in STEPS[shape(connection) :]:
            step(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(STEPS)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def mark_stale(connection: sqlite3.Connection) -> None:
    """Remember that the index of names must be made anew."""
    connection.execute("INSERT OR REPLACE INTO state VALUES (?, '1')", (STALE,))


def _run(connection: sqlite3.Connection, script: str) -> None:
    """Run statements within the transaction under way, which executescript would end."""
    for statement in script.split(";\n"):
        if statement.strip():
            connection.execute(statement)
