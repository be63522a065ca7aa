"""Walks over a record that need not know its shape."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import fields

from drugcli.records.sources import Cite, cite


class Place(NamedTuple):
    """A cite and the key path of the list it stands in."""

    path: str
    cite: Cite


def strings(value: Any, path: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """Yield every string of a record with its key path, as the TOML file spells it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Struct):
        for field in fields(value):
            inner = f"{path}.{field.encode_name}" if path else field.encode_name
            yield from strings(getattr(value, field.name), inner)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from strings(item, f"{path}[{index}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from strings(item, f"{path}.{key}")


def cites(record: Struct) -> Iterator[Place]:
    """Yield every cite of a record, in the order of the file."""
    for path, text in strings(record):
        parent, _, _index = path.rpartition("[")
        if parent == "cites" or parent.endswith(".cites"):
            yield Place(parent, cite(text))
