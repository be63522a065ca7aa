"""Records of JSON of any size, one at a time, in little memory.

Each is read by itself: what is wrong with one, such as a NaN, is told, and the next is read.
"""

import json
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, NoReturn

from drugcli.readers.cleaning import clean
from drugcli.readers.joined import Joined, Read
from drugcli.readers.json_cutter import Cutter
from drugcli.readers.limits import Limits
from drugcli.readers.refused import Refused, RefusedError
from drugcli.records.label_sections import BY_FIELD

HEAD = 1 << 15
"""Bytes in which a file's first keys stand; openFDA's are in the first thousand."""
MOST_DIGITS = 100
"""Of a whole number."""
HEAD_TOKEN = re.compile(rb'"(?P<text>(?:[^"\\]|\\.)*)"?(?P<colon>\s*:)?|[\[\]{}]', re.DOTALL)
"""A text, which is a key where a colon follows it, or a bracket; the head may end within a text."""
LIST = re.compile(rb"\s*\[")
OF_RECORDS = BY_FIELD.keys() | {"set_id", "openfda", "effective_time", "version"}
"""Keys that a record begins with."""


class _NoJsonError(RefusedError):
    """What should be a record cannot be read as JSON at all."""


class _Start(NamedTuple):
    """Where the records of a file begin."""

    opening: bytes
    """What must be closed behind the last of them; nothing, where records just follow one another."""
    at: int


def read_results(read: Read, where: str, limits: Limits) -> Iterator[tuple[str, Any] | Refused]:
    """Yield each record of a JSON file with the place where it stands: openFDA's, those of an export, or bare ones."""
    head = _head(read)
    try:
        start = _start(head)
    except RefusedError as error:
        yield Refused(where, str(error))
        return
    cutter = Cutter(Joined(head[start.at :], read).read, limits, is_list=bool(start.opening))
    number = 0
    for number, value in enumerate(_values(cutter), 1):
        place = f"{where}, record {number:,}"
        yield Refused(place, str(value)) if isinstance(value, RefusedError) else (place, value)
    fault = _end(cutter, start, number, read)
    if fault:
        yield Refused(where, fault)


def _values(cutter: Cutter) -> Iterator[Any]:
    """Yield what each record says, or the RefusedError that tells why it cannot be read.

    A record that lost a quote comes in pieces: they are refused once.
    """
    is_first, is_among_pieces = True, False
    for one in cutter.records():
        if is_first and isinstance(one, bytes) and not one.strip():
            continue
        is_first = False
        was_among_pieces = is_among_pieces
        try:
            value = _value(one)
        except RefusedError as error:
            value = error
        is_among_pieces = isinstance(value, _NoJsonError) and _is_piece(one)
        if not (was_among_pieces and is_among_pieces):
            yield value


def _is_piece(content: bytes | RefusedError) -> bool:
    """Tell whether what is no JSON is one of many pieces, as of a record that lost a quote: it has no braces."""
    return isinstance(content, bytes) and not (content.strip().startswith(b"{") and content.strip().endswith(b"}"))


def _end(cutter: Cutter, start: _Start, number: int, read: Read) -> str | None:
    """Return what is wrong with a file's end."""
    if cutter.is_within or (start.opening and cutter.end is None):
        return f"it breaks off {'in' if cutter.is_within else 'behind'} record {number + cutter.is_within:,}"
    if not start.opening:
        return None
    try:
        _value(start.opening + (cutter.end or b"") + _head(read))
    except RefusedError:
        return f"what follows record {number:,} is no part of its list, and was not read"
    return None if number else "its list of records is empty"


def _value(content: bytes | RefusedError) -> Any:  # noqa: ANN401  somebody else's JSON
    """Return what JSON says, or raise RefusedError."""
    if isinstance(content, RefusedError):
        raise content
    try:
        return json.loads(
            content.decode(),
            object_pairs_hook=_object,
            parse_constant=_no_number,
            parse_int=_whole_number,
            parse_float=Decimal,
        )
    except RefusedError:
        raise
    except json.JSONDecodeError as error:
        raise _NoJsonError(f"no JSON ({error.msg[:1].lower()}{error.msg[1:]}, at letter {error.pos + 1:,})") from None
    except UnicodeDecodeError as error:
        raise RefusedError(f"no UTF-8 (byte {error.start + 1:,})") from None
    except (ArithmeticError, RecursionError):
        raise RefusedError("a number that is none") from None


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise RefusedError(f"{clean(twice)[:60]} is given twice")
    return found


def _no_number(written: str) -> NoReturn:
    raise RefusedError(f"{written} is no value of JSON")


def _whole_number(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise RefusedError(f"a number of more than {MOST_DIGITS} digits")
    return int(digits)


def _head(read: Read) -> bytes:
    head = b""
    while len(head) < HEAD and (more := read(HEAD - len(head))):
        head += more
    return head


def _start(head: bytes) -> _Start:
    """Return where the records of a file stand that begins so, or raise RefusedError."""
    depth = 0
    for token in HEAD_TOKEN.finditer(head):
        sign = token[0][:1]
        if sign in b"[{":
            if not depth and sign == b"[":
                return _Start(b"[", token.end())
            depth += 1
        elif sign in b"]}":
            depth -= 1
        elif depth == 1 and token["colon"]:
            key = token["text"].decode(errors="replace")
            if key in {"results", "labels"}:
                return _within(head, token.end(), key)
            if key == "error":
                raise RefusedError("an answer of openFDA that says that nothing was found")
            if key in OF_RECORDS:
                return _Start(b"", 0)
    raise RefusedError("JSON, but no answer of openFDA: neither results nor a set_id are in it")


def _within(head: bytes, at: int, key: str) -> _Start:
    begun = LIST.match(head, at)
    if begun is None:
        raise RefusedError(f"JSON, but its {key} are no list")
    return _Start(b'{"":[', begun.end())
