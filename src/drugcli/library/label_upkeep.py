"""What is done to the label library now and then: labels removed, room given back."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from zlib import decompress

from drugcli.library import label_file
from drugcli.library.label_import import choose_newest, index_names, transaction
from drugcli.library.labels import Held
from drugcli.library.packing import unpacked_body


def remove(file: Path, labels: Sequence[Held]) -> None:
    """Take labels out of the library, with their names and passages. Raises LabelLibraryError."""
    connection = label_file.writing(file)
    try:
        with transaction(connection):
            for one in labels:
                _remove(connection, one)
            for set_id in dict.fromkeys(one.set_id for one in labels):
                choose_newest(connection, set_id)
        index_names(connection)
    except sqlite3.Error as error:
        raise label_file.told(error, file) from None
    finally:
        connection.close()


def _remove(connection: sqlite3.Connection, label: Held) -> None:
    """Take out one label; the full-text index must be told what it had indexed."""
    ((packed,),) = connection.execute("SELECT packed FROM body WHERE label = ?", (label.id,)).fetchall()
    content = decompress(packed)
    places = "SELECT id, start, size FROM section WHERE id BETWEEN ? AND ?"
    for id_, start, size in connection.execute(places, (label.first, label.last)).fetchall():
        text = "\n".join(block.text for block in unpacked_body(content, start, size).blocks)
        connection.execute("INSERT INTO passage (passage, rowid, text) VALUES ('delete', ?, ?)", (id_, text))
    connection.execute("DELETE FROM section WHERE id BETWEEN ? AND ?", (label.first, label.last))
    connection.execute("DELETE FROM body WHERE label = ?", (label.id,))
    connection.execute("DELETE FROM label WHERE id = ?", (label.id,))


def vacuum(file: Path) -> tuple[int, int]:
    """Give unused room back, and put the full-text index in order; return the bytes before and after."""
    before = _size(file)
    connection = label_file.writing(file)
    try:
        with transaction(connection):
            connection.execute("INSERT INTO passage (passage) VALUES ('optimize')")
        index_names(connection)
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        raise label_file.told(error, file) from None
    finally:
        connection.close()
    return before, _size(file)


def _size(file: Path) -> int:
    places = (file, file.with_name(f"{file.name}-wal"))
    return sum(one.stat().st_size for one in places if one.exists())
