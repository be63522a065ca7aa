"""Walks over a record that need not know its shape."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import fields

from drugcli.records.sources import Cite, cite


class Place(NamedTuple):
    """A cite and the key path of the list it stands in."""

    path: str
    cite: Cite


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    """Yield every value of a record that holds no others, with its key path as the TOML file spells it."""
    if isinstance(value, Struct):
        for field in fields(value):
            inner = f"{path}.{field.encode_name}" if path else field.encode_name
            yield from leaves(getattr(value, field.name), inner)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from leaves(item, f"{path}[{index}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, f"{path}.{key}")
    elif value is not None:
        yield path, value


def strings(record: Struct) -> Iterator[tuple[str, str]]:
    """Yield every string of a record with its key path."""
    return ((path, leaf) for path, leaf in leaves(record) if isinstance(leaf, str))


def numbers(record: Struct) -> Iterator[tuple[str, Decimal]]:
    """Yield every decimal figure of a record with its key path."""
    return ((path, leaf) for path, leaf in leaves(record) if isinstance(leaf, Decimal))


def dates(record: Struct) -> Iterator[tuple[str, dt.date]]:
    """Yield every date of a record with its key path."""
    return ((path, leaf) for path, leaf in leaves(record) if isinstance(leaf, dt.date))


def cites(record: Struct) -> Iterator[Place]:
    """Yield every cite of a record, in the order of its keys."""
    for path, text in strings(record):
        parent, _, _index = path.rpartition("[")
        if parent.rpartition(".")[2] == "cites":
            yield Place(parent, cite(text))
