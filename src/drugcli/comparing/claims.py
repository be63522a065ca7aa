"""What a monograph says in figures, and the documents that each of them is said to stand in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import fields

from drugcli.comparing.figures import figures
from drugcli.comparing.units import Unit, unit_of
from drugcli.records.monographs import Reaction
from drugcli.records.presentations import Code
from drugcli.records.sources import Cite, cite

REFERENCES = frozenset({
    "sources", "cites", "id", "agency", "kind", "role", "unit", "market", "no_missed_rule",
    "product", "products", "phases", "phase", "since_phase", "resume", "to", "from", "regimen",
})  # fmt: skip
"""Keys that point to something or say what sort it is; they state no figure."""
RECKONED = frozenset(
    {"doses", "days", "day", "doses_a_day", "divided_into", "divisible_into", "ordinal", "before_start", "until"}
)
"""Counts that follow from what a label says in other words: '4 loading doses' for days 0, 14, 28 and 58."""
KEPT = frozenset({"NDC", "UNII", "application number"})
"""Codes that the label library keeps; it has no others."""


class Claim(NamedTuple):
    """A figure of a monograph, such as 12 mg at regimen[0].phase[0].amount.value."""

    path: str
    value: Decimal
    unit: Unit | None
    written: str
    cites: tuple[Cite, ...]
    is_code: bool = False
    is_reckoned: bool = False
    """Whether a document may say it in other words; where it does not stand, that tells nothing."""


class Counted(NamedTuple):
    """What of a monograph is no figure and so not looked for."""

    wordings: int
    """Facts that are words alone."""
    dates: int


def claims(record: Struct) -> Iterator[Claim]:
    """Yield the figures of a record in the order of its keys, each with the cites nearest to it."""
    yield from _of_struct(record, "", ())


def counted(record: Struct) -> Counted:
    """Return how many facts are without a figure, and how many dates there are."""
    dates = words = 0
    for cited, own in _citing(record):
        said = list(_of_struct(own, "", cited))
        words += not said
        dates += sum(isinstance(getattr(own, field.name), dt.date) for field in fields(own))
    return Counted(words, dates)


def _citing(value: Any) -> Iterator[tuple[tuple[Cite, ...], Struct]]:  # noqa: ANN401
    if isinstance(value, Struct):
        if hasattr(value, "cites"):
            yield _cites(value, ()), value
        for field in fields(value):
            if field.encode_name != "sources":
                yield from _citing(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _citing(one)


def _cites(value: Struct, around: tuple[Cite, ...]) -> tuple[Cite, ...]:
    own: tuple[str, ...] = getattr(value, "cites", ())
    return tuple(map(cite, own)) if own else around


def _of_struct(value: Struct, path: str, around: tuple[Cite, ...]) -> Iterator[Claim]:
    cited = _cites(value, around)
    for field in fields(value):
        key = field.encode_name
        inner = f"{path}.{key}" if path else key
        held = getattr(value, field.name)
        if isinstance(held, Decimal):
            yield _decimal(value, held, inner, cited)
        elif isinstance(value, Code) and key == "code":
            yield Claim(inner, Decimal(0), Unit(held), held, cited, is_code=True, is_reckoned=value.kind not in KEPT)
        elif key == "percent" and isinstance(value, Reaction):
            for at, share in enumerate(held):
                yield Claim(f"{inner}[{at}]", share, Unit("%"), f"{share:f}%", cited)
        elif key not in REFERENCES:
            yield from _of_value(held, inner, cited)


def _of_value(held: Any, path: str, cited: tuple[Cite, ...]) -> Iterator[Claim]:  # noqa: ANN401
    if isinstance(held, Struct):
        yield from _of_struct(held, path, cited)
    elif isinstance(held, tuple):
        for at, one in enumerate(held):
            yield from _of_value(one, f"{path}[{at}]", cited)
    elif isinstance(held, str):
        for one in figures(held):
            reckoned = _key(path) in RECKONED or (one.unit is None and one.value == 1)
            yield Claim(path, one.value, one.unit, one.written, cited, is_code=one.is_code, is_reckoned=reckoned)
    elif isinstance(held, int) and not isinstance(held, bool):
        yield Claim(path, Decimal(held), None, str(held), cited, is_reckoned=_key(path) in RECKONED)


def _key(path: str) -> str:
    return path.rpartition(".")[2].partition("[")[0]


def _decimal(owner: Struct, value: Decimal, path: str, cited: tuple[Cite, ...]) -> Claim:
    unit, per = getattr(owner, "unit", "") or "", getattr(owner, "per", None)
    written = f"{value:f} {unit}" + (f" per {per}" if per else "")
    return Claim(path, value, unit_of(unit, per), written.strip(), cited)
