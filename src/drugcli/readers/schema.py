"""The JSON Schema of a record's TOML file, for editors that complete and check keys."""

from inspect import cleandoc
from typing import Any

import msgspec

from drugcli.readers.toml import KIND_OF_FOLDER

NAMES = {"drug": "drugs", "market": "markets", "seed": "seeds"}


def schema(name: str) -> bytes:
    """Return the JSON Schema of 'drug', 'market' or 'seed' files, as text with a final newline."""
    shape = _tidy(msgspec.json.schema(KIND_OF_FOLDER[NAMES[name]]))
    told = {"$schema": "http://json-schema.org/draft-07/schema#", "title": f"drugcli {name} file", **shape}
    return msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"


def _tidy(shape: Any) -> Any:  # noqa: ANN401
    """Turn decimal strings into numbers, as TOML writes them, and take the indent out of docstrings.

    Python takes it out itself from 3.13 on; the schema is the same from every Python.
    """
    if isinstance(shape, list):
        return [_tidy(item) for item in shape]
    if not isinstance(shape, dict):
        return shape
    inner = {key: _tidy(item) for key, item in shape.items()}
    if isinstance(inner.get("description"), str):
        inner["description"] = cleandoc(inner["description"])
    if inner.get("format") == "decimal":
        return {**{key: item for key, item in inner.items() if key != "format"}, "type": "number"}
    return inner
