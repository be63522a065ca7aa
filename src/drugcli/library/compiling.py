"""From a folder of TOML files, which stay the source, to a cache: a row a record, and all names."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import msgspec

from drugcli.errors import BrokenFileError, Problem, UnreadableFileError
from drugcli.library import grams
from drugcli.library.compiled import LayOut, Summary, shape_of
from drugcli.library.stamps import FileState, scan
from drugcli.readers.toml import read_file
from drugcli.records.codes import PRODUCT_DIGITS, MalformedCodeError, ndc_key
from drugcli.records.folding import fold, in_any_order, sound
from drugcli.records.markets import Market
from drugcli.records.monographs import Monograph
from drugcli.records.presentations import Code

SCHEMA = """
CREATE TABLE file (
  kind TEXT, id TEXT, mtime INTEGER, size INTEGER,
  checksum INTEGER, record BLOB, page BLOB, summary BLOB, problems BLOB,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE INDEX broken_file ON file (kind, id) WHERE problems IS NOT NULL;
CREATE TABLE name (folded TEXT, kind TEXT, id TEXT, text TEXT, sort TEXT, sound TEXT, words TEXT);
CREATE INDEX name_by_fold ON name (folded, kind, id);
CREATE INDEX name_by_sound ON name (sound, kind) WHERE sound IS NOT NULL;
CREATE INDEX name_by_words ON name (words, kind) WHERE words IS NOT NULL;
CREATE INDEX name_by_record ON name (kind, id);
CREATE TABLE part (folded TEXT, kind TEXT, id TEXT);
CREATE INDEX part_by_fold ON part (folded);
CREATE VIRTUAL TABLE passage USING fts5 (
  text, kind UNINDEXED, id UNINDEXED, section UNINDEXED, label UNINDEXED, cites UNINDEXED,
  tokenize = "unicode61 remove_diacritics 2"
);
"""


class RecordName(NamedTuple):
    """A name of a record; a code is found when it is typed exactly, and is like no other."""

    text: str
    sort: str
    is_code: bool


def create(connection: sqlite3.Connection) -> None:
    """Lay out an empty compiled formulary."""
    connection.executescript(SCHEMA)
    connection.executescript(grams.SCHEMA)


def update(connection: sqlite3.Connection, folder: Path, lay_out: LayOut) -> None:
    """Bring a compiled formulary up to its folder, reading only files that changed or were broken."""
    now = scan(folder)
    rows = connection.execute("SELECT kind, id, problems IS NULL, mtime, size FROM file")
    known = {(kind, id_): FileState(*state) if sound else None for kind, id_, sound, *state in rows}
    changed = known.keys() - now.keys()
    for gone in changed:
        _forget(connection, *gone)
    for key, state in now.items():
        if key in known and known[key] != state:
            _forget(connection, *key)
        if known.get(key) != state:
            changed.add(key)
            _add(connection, folder / key[0] / f"{key[1]}.toml", state, lay_out)
    if changed:
        grams.build(connection, _spellings(connection))


def _forget(connection: sqlite3.Connection, kind: str, id_: str) -> None:
    for table in ("file", "name", "part", "passage"):
        connection.execute(f"DELETE FROM {table} WHERE kind = ? AND id = ?", (kind, id_))  # noqa: S608


def _add(connection: sqlite3.Connection, path: Path, state: FileState, lay_out: LayOut) -> None:
    kind, id_ = path.parent.name, path.stem
    record, page, summary, problems = None, None, None, None
    try:
        held = read_file(path, shape_of(kind), f"{kind}/{path.name}")
    except BrokenFileError as error:
        problems = msgspec.json.encode(error.problems)
    except UnreadableFileError as error:
        problems = msgspec.json.encode([Problem("", "", str(error))])
    if problems is not None:
        _add_names(connection, kind, id_, [RecordName(id_, "id", is_code=False)])
    else:
        record, summary = msgspec.json.encode(held), msgspec.json.encode(summarise(held))
        page, passages = lay_out(held)
        _add_names(connection, kind, id_, names_of(held, id_))
        connection.executemany("INSERT INTO part VALUES (?, ?, ?)", ((part, kind, id_) for part in parts_of(held)))
        connection.executemany(
            "INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?)",
            ((p.text, kind, id_, p.section, p.label, " ".join(p.cites)) for p in passages),
        )
    connection.execute(
        "INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (kind, id_, *state, crc32((record or b"") + (page or b"")), record, page, summary, problems),
    )


def _add_names(connection: sqlite3.Connection, kind: str, id_: str, names: Iterable[RecordName]) -> None:
    rows = ((fold(one.text), kind, id_, one.text, one.sort, *_likeness(one)) for one in names)
    connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def _likeness(name: RecordName) -> tuple[str | None, str | None]:
    """Return a name's sound, and its words in any order; a code has neither."""
    return (None, None) if name.is_code else (sound(fold(name.text)), in_any_order(name.text))


def _spellings(connection: sqlite3.Connection) -> set[str]:
    return {folded for (folded,) in connection.execute("SELECT folded FROM name WHERE sound IS NOT NULL") if folded}


def names_of(record: Monograph | Market, id_: str) -> Iterator[RecordName]:
    """Yield every name and code of a record, each folded form once."""
    seen: set[str] = set()
    for name in _all_names(record, id_):
        if fold(name.text) not in seen:
            seen.add(fold(name.text))
            yield name


def _all_names(record: Monograph | Market, id_: str) -> Iterator[RecordName]:
    if isinstance(record, Market):
        yield from (RecordName(text, "name", is_code=False) for text in (record.title, *record.names))
        yield RecordName(id_, "id", is_code=False)
        return
    yield RecordName(record.name, "generic", is_code=False)
    yield from (RecordName(name.text, name.kind, is_code=False) for name in record.other_names)
    yield RecordName(id_, "id", is_code=False)
    for code in record.identifiers:
        yield from (RecordName(text, code.kind, is_code=True) for text in _spellings_of(code))
    for product in record.presentations:
        for code in product.codes:
            yield from (RecordName(text, f"{code.kind}, {product.name}", is_code=True) for text in _spellings_of(code))


def parts_of(record: Monograph | Market) -> set[str]:
    """Return the folded names of the active ingredients of a combination; of any other record none."""
    if isinstance(record, Market):
        return set()
    compositions = (one.composition for one in record.presentations if one.composition)
    active = {fold(one.name) for each in compositions for one in each.ingredients if one.role == "active"}
    return active if len(active) > 1 else set()


def _spellings_of(code: Code) -> Iterator[str]:
    """Yield a code as it is written; an NDC also as eleven digits, and as nine for its product."""
    yield code.code
    if code.kind == "NDC":
        with suppress(MalformedCodeError):
            key = ndc_key(code.code)
            yield key
            yield key[:PRODUCT_DIGITS]


def summarise(record: Monograph | Market) -> Summary:
    """Return what tells a record from its neighbours."""
    if isinstance(record, Market):
        return Summary(title=record.title)
    return Summary(
        title=record.name,
        class_=record.class_.text,
        routes=tuple(dict.fromkeys(regimen.route for regimen in record.regimens)),
        brands=tuple(name.text for name in record.other_names if name.kind == "brand"),
    )
