"""Every way in which a value does not fit a record's shape, in a curator's words."""

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

Misfit = tuple[str, str]
"""A key path and what is wrong there."""

INNER_PATH = re.compile(r"([a-z_]+\[\d+\](?:\.[a-z_]+)*): ")

DIGITS = 15
"""Before and after the point; no dose and no market needs more, and printing more could fill a screen."""


def misfits(value: Any, shape: type[msgspec.Struct]) -> Iterator[Misfit]:  # noqa: ANN401
    """Yield every misfit of a parsed TOML document; none when it fits."""
    return _check(value, _shape(shape), "")


@cache
def _shape(shape: type[msgspec.Struct]) -> inspect.Type:
    return inspect.type_info(shape)


def _check(value: Any, shape: inspect.Type, path: str) -> Iterator[Misfit]:  # noqa: ANN401
    match shape:
        case inspect.Metadata(type=inner):
            described = (shape.extra_json_schema or {}).get("description")
            for where, what in _check(value, inner, path):
                yield where, f"expected {_first_sentence(described)}" if described and _is_text(value) else what
        case inspect.UnionType(types=options):
            yield from _check(value, _chosen(value, options), path)
        case inspect.StructType():
            yield from _check_table(value, shape, path)
        case inspect.VarTupleType():
            yield from _check_list(value, shape, path)
        case inspect.DictType():
            yield from _check_map(value, shape, path)
        case _:
            refused = _leaf(value, shape)
            if refused:
                yield path, refused


def _chosen(value: Any, options: tuple[inspect.Type, ...]) -> inspect.Type:  # noqa: ANN401
    """Return what a value can only be meant as: of a number and a table the one that it is."""
    kinds = [one for one in options if not isinstance(one, inspect.NoneType)]
    tables = [one for one in kinds if isinstance(one, inspect.StructType)]
    others = [one for one in kinds if not isinstance(one, inspect.StructType)]
    return (tables if tables and (isinstance(value, dict) or not others) else others)[0]


def _check_table(value: Any, shape: inspect.StructType, path: str) -> Iterator[Misfit]:  # noqa: ANN401
    if not isinstance(value, dict):
        yield path, f"expected a table, found {_found(value)}"
        return
    known = {field.encode_name: field for field in shape.fields}
    clean = True
    for key in sorted(value.keys() - known.keys()):
        clean = False
        close = get_close_matches(key, known, n=1)
        hint = f"did you mean {close[0]}?" if close else f"keys here: {', '.join(sorted(known))}"
        yield _join(path, key), f"unknown key; {hint}"
    for key, field in known.items():
        if key in value:
            for misfit in _check(value[key], field.type, _join(path, key)):
                clean = False
                yield misfit
        elif field.required:
            clean = False
            yield _join(path, key), "missing"
    if clean:
        yield from _check_sense(value, shape, path)


def _check_sense(value: dict[str, Any], shape: inspect.StructType, path: str) -> Iterator[Misfit]:
    """Build the record, whose own checks may still refuse what fits field by field."""
    try:
        msgspec.convert(value, shape.cls)
    except msgspec.ValidationError as error:
        # msgspec adds the key path to what a record inside this one refused.
        if str(error.__cause__) == str(error):
            yield from (_placed(path, reason) for reason in str(error).splitlines())


def _placed(path: str, reason: str) -> Misfit:
    """Move the key path that a record put before its reason ('missed[0]: …') to the record's own."""
    inner = INNER_PATH.match(reason)
    return (_join(path, inner[1]), reason[inner.end() :]) if inner else (path, reason)


def _check_list(value: Any, shape: inspect.VarTupleType, path: str) -> Iterator[Misfit]:  # noqa: ANN401
    if not isinstance(value, list):
        is_single = isinstance(value, dict) and isinstance(shape.item_type, inspect.StructType)
        hint = f"; {_brackets(path)}" if is_single else ""
        yield path, f"expected a list, found {_found(value)}{hint}"
        return
    if len(value) < (shape.min_length or 0):
        yield path, "empty; give at least one"
    for index, item in enumerate(value):
        yield from _check(item, shape.item_type, f"{path}[{index}]")


def _brackets(path: str) -> str:
    """Say how a list of tables is written; a list within a list has no header of its own."""
    if path.endswith("]"):
        return "write [[{...}], [{...}]]: groups of tables, each group in brackets of its own"
    header = re.sub(r"\[\d+\]", "", path)
    return f"write [[{header}]], with two brackets"


def _check_map(value: Any, shape: inspect.DictType, path: str) -> Iterator[Misfit]:  # noqa: ANN401
    if not isinstance(value, dict):
        yield path, f"expected tables, found {_found(value)}"
        return
    for key, item in value.items():
        for _path, what in _check(key, shape.key_type, ""):
            yield _join(path, key), what
        yield from _check(item, shape.value_type, _join(path, key))


def _leaf(value: Any, shape: inspect.Type) -> str | None:  # noqa: ANN401
    match shape:
        case inspect.LiteralType(values=values):
            return _unless(value in values, f"one of {', '.join(map(repr, values))}", value)
        case inspect.StrType():
            return _leaf_text(value, shape)
        case inspect.IntType():
            return _leaf_whole(value, shape)
        case inspect.DecimalType():
            return _leaf_number(value)
        case inspect.BoolType():
            return _unless(isinstance(value, bool), "true or false, without quotes", value)
        case inspect.DateType():
            fits = isinstance(value, dt.date) and not isinstance(value, dt.datetime)
            return _unless(fits, "a date such as 2026-03-01, without quotes", value)
        case _:
            raise NotImplementedError(shape)


def _unless(fits: bool, expected: str, value: Any) -> str | None:  # noqa: ANN401, FBT001
    return None if fits else f"expected {expected}, found {_found(value)}"


def _leaf_text(value: Any, shape: inspect.StrType) -> str | None:  # noqa: ANN401
    if not isinstance(value, str):
        return f"expected text, found {_found(value)}"
    if not value.strip():
        return "empty text; fill it in or leave the key out"
    if shape.pattern and ("\n" in value or not re.search(shape.pattern, value)):
        return f"{value[:40]!r} does not have the form {shape.pattern}"
    return None


def _leaf_number(value: Any) -> str | None:  # noqa: ANN401
    fits = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return None if fits and _sensible(value) else f"expected a number, found {_found(value)}"


def _leaf_whole(value: Any, shape: inspect.IntType) -> str | None:  # noqa: ANN401
    if not isinstance(value, int) or isinstance(value, bool) or not _sensible(value):
        return f"expected a whole number, found {_found(value)}"
    if shape.ge is not None and value < shape.ge:
        return f"expected at least {shape.ge}, found {value}"
    if shape.le is not None and value > shape.le:
        return f"expected at most {shape.le}, found {value}"
    return None


def _sensible(value: int | Decimal) -> bool:
    """Whether a number is finite and short enough to be printed as it is."""
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return isinstance(exponent, int) and abs(exponent) <= DIGITS and abs(value) < 10**DIGITS


def _is_text(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, str) and bool(value.strip())


def _found(value: Any) -> str:  # noqa: ANN401
    match value:
        case bool():
            return f"{value}".lower()
        case str():
            return f"the text {value[:40]!r}" if value else "empty text"
        case int() | Decimal():
            is_short = _sensible(value) or not Decimal(value).is_finite()
            return f"the number {value}" if is_short else f"a number of more than {DIGITS} digits"
        case dt.date() | dt.time():
            return f"the date {value}" if isinstance(value, dt.date) else f"the time {value}"
        case list():
            return "a list"
        case _:
            return "a table"


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _first_sentence(text: str) -> str:
    return (text[0].lower() + text[1:]).partition(". ")[0].rstrip(".")
