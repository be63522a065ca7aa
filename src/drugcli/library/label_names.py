"""Under which names and codes a label is found."""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from drugcli.library.packing import unpacked_facts
from drugcli.records.codes import PRODUCT_DIGITS, MalformedCodeError, ndc_key
from drugcli.records.folding import fold, in_any_order, sound
from drugcli.records.labels import Label

LONGEST_ID = 120
"""Letters; a mixture of more substances than fit goes by its own name."""


class LabelKey(NamedTuple):
    """A name or code; a code is found when it is typed exactly, and is like no other."""

    text: str
    sort: str
    is_code: bool


def drug_of(label: Label) -> str:
    """Return the id of the drug that a label is of: its substances, in the order of the alphabet.

    Labels of one drug have one id, whoever the labeler is.
    """
    names = [one.name for one in label.substances]
    names = names or [one.text for one in label.names if one.kind == "generic"] or [label.name]
    several = sorted({slug for name in names if (slug := _slug(name))})
    id_ = "+".join(several)
    return id_ if 0 < len(id_) <= LONGEST_ID else _slug(label.name)[:LONGEST_ID] or label.set_id


def _slug(name: str) -> str:
    return "-".join("".join(letter if letter.isalnum() else " " for letter in name.lower()).split())


def names_of(label: Label) -> Iterator[LabelKey]:
    """Yield every name and code of a label; one of several substances is not called by any of them."""
    is_single = len(label.substances) <= 1
    for name in label.names:
        if is_single or name.kind != "substance":
            yield LabelKey(name.text, name.kind, is_code=False)
    for substance in label.substances if is_single else ():
        yield LabelKey(substance.name, "substance", is_code=False)
        if substance.moiety:
            yield LabelKey(substance.moiety, "substance", is_code=False)
        if substance.unii:
            yield LabelKey(substance.unii, "UNII", is_code=True)
    yield LabelKey(label.set_id, "set id", is_code=True)
    for code in label.applications:
        yield LabelKey(code, "application number", is_code=True)
    for code in label.ndcs:
        yield from (LabelKey(text, "NDC", is_code=True) for text in _spellings(code))


def _spellings(ndc: str) -> Iterator[str]:
    """Yield an NDC as it is written, as eleven digits, and as nine for its product."""
    yield ndc
    with suppress(MalformedCodeError):
        key = ndc_key(ndc)
        yield key
        yield key[:PRODUCT_DIGITS]


def add_names(connection: sqlite3.Connection, label: int) -> None:
    """Put the names of a label's set in place of those that it had."""
    row = connection.execute("SELECT set_id, drug, facts FROM label WHERE id = ?", (label,)).fetchone()
    set_id, drug, facts = row
    connection.execute("DELETE FROM name WHERE set_id = ?", (set_id,))
    rows = {(row[0], row[4]): row for one in names_of(unpacked_facts(facts)) if (row := _row(one, drug, set_id))[0]}
    connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?, ?, ?)", rows.values())


def _row(one: LabelKey, drug: str, set_id: str) -> tuple[str | None, ...]:
    folded = fold(one.text)
    heard, words = (None, None) if one.is_code else (sound(folded), in_any_order(one.text))
    return folded, drug, set_id, one.text, one.sort, heard, words
