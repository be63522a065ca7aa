"""Labels as 'drugcli labels export' writes them."""

from typing import Any

import msgspec

from drugcli.readers.cleaning import clean
from drugcli.readers.openfda import SET_ID
from drugcli.readers.refused import RefusedError
from drugcli.records.labels import Label

HIGHEST = 10_000_000
"""No version is higher."""
DEEPEST = 12
"""Lists and objects within one another; a label has 6."""


def read_exported(record: Any) -> Label:  # noqa: ANN401  somebody's JSON
    """Turn an exported record back into its label, or raise RefusedError."""
    try:
        label = msgspec.convert(_cleaned(record, DEEPEST), Label)
    except (msgspec.ValidationError, ArithmeticError) as error:
        raise RefusedError(f"no label as drugcli exports it: {clean(str(error))[:200]}") from None
    if not SET_ID.fullmatch(label.set_id) or not 0 <= label.version < HIGHEST:
        raise RefusedError("no label as drugcli exports it: its set id or version is none")
    if not label.sections or not all(0 < section.level <= DEEPEST for section in label.sections):
        raise RefusedError("no label as drugcli exports it: its sections are none")
    return label


def _cleaned(value: Any, depth: int) -> Any:  # noqa: ANN401
    if depth == 0:
        raise RefusedError("no label as drugcli exports it: it is nested more deeply than any")
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(one, depth - 1) for one in value]
    if isinstance(value, dict):
        return {clean(key): _cleaned(one, depth - 1) for key, one in value.items()}
    return value
