"""The words for a misfit, and that they agree with what msgspec takes and refuses."""

import copy
import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drugcli.readers.shapes import misfits
from drugcli.records.markets import Market
from drugcli.records.monographs import Monograph
from drugcli.records.seeds import Seed

patient = settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])

STRICTER = re.compile(
    r"expected (a|a whole) number, found (the text|the number (NaN|Infinity|-Infinity)|a number of more than 15 digits)"
    r"|expected a date .*, found the text"
    r"|expected a percentage"
    r"|empty text"
)
"""What msgspec would take and a curator did not mean: '6.2' and '2024-03-01' in quotes, blanks, figures without end."""

SCALARS = (
    st.text(st.characters(exclude_characters="\n"), max_size=5)
    | st.sampled_from(["6.2", "14 days", "2024-03-01", "us-adult", "label-us-2024#1", "DE", "", " "])
    | st.integers(-3, 200)
    | st.sampled_from([10**15, 10**30, -(10**18)])
    | st.decimals(min_value=-5, max_value=200, places=2)
    | st.sampled_from([Decimal("NaN"), Decimal("Infinity"), Decimal("1E+400"), Decimal("0.0")])
    | st.booleans()
    | st.dates()
    | st.datetimes()
    | st.times()
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:  # noqa: ANN401
    """Yield the way to every value of a parsed file."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield (*path, key)
        yield from places(item, (*path, key))


def at(value: Any, path: tuple[str | int, ...]) -> Any:  # noqa: ANN401
    for key in path:
        value = value[key]
    return value


@st.composite
def mutated(draw: st.DrawFn, table: dict[str, Any]) -> dict[str, Any]:
    """Change one to three things: replace, remove, add, repeat, or copy from elsewhere."""
    changed = copy.deepcopy(table)
    for _ in range(draw(st.integers(1, 3))):
        *way, last = draw(st.sampled_from(list(places(changed))))
        holder: Any = at(changed, tuple(way))
        match draw(st.integers(0, 5)):
            case 0 | 1:
                holder[last] = draw(VALUES)
            case 2:
                del holder[last]
            case 3 if isinstance(holder, dict):
                holder[draw(st.text(max_size=4) | st.sampled_from(["text", "unit", "at_most", "cites"]))] = draw(VALUES)
            case 4 if isinstance(holder, list):
                holder.append(copy.deepcopy(at(holder, (last,))))
            case _:
                holder[last] = copy.deepcopy(at(changed, draw(st.sampled_from(list(places(changed))))))
        if not list(places(changed)):
            break
    return changed


def is_taken(table: dict[str, Any], kind: type[Monograph] | type[Market] | type[Seed]) -> bool:
    try:
        msgspec.convert(table, kind)
    except (msgspec.ValidationError, ArithmeticError):
        return False
    return True


def agree(table: dict[str, Any], kind: type[Monograph] | type[Market]) -> None:
    found = list(misfits(table, kind))
    if is_taken(table, kind):
        assert [what for _path, what in found if not STRICTER.match(what)] == []
    else:
        assert found


@patient
@given(data=st.data())
def test_what_msgspec_refuses_of_a_drug_has_a_misfit_and_what_it_takes_has_none(
    exampline_table: dict[str, Any], data: st.DataObject
) -> None:
    agree(data.draw(mutated(exampline_table)), Monograph)


@patient
@given(data=st.data())
def test_what_msgspec_refuses_of_a_market_has_a_misfit_and_what_it_takes_has_none(
    exampitis_table: dict[str, Any], data: st.DataObject
) -> None:
    agree(data.draw(mutated(exampitis_table)), Market)


def test_what_is_sound_has_no_misfit(exampline_table: dict[str, Any], exampitis_table: dict[str, Any]) -> None:
    assert list(misfits(exampline_table, Monograph)) == []
    assert list(misfits(exampitis_table, Market)) == []


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("x", "the text 'x'"),
        ("", "empty text"),
        (3, "the number 3"),
        (Decimal("3.50"), "the number 3.50"),
        (True, "true"),
        (False, "false"),
        (dt.date(2024, 3, 1), "the date 2024-03-01"),
        (dt.time(12), "the time 12:00:00"),
        ([], "a list"),
        ("x" * 50, f"the text '{'x' * 40}'"),
    ],
)
def test_what_was_found_is_named_in_a_curators_words(value: object, found: str) -> None:
    assert list(misfits({"class": value}, Monograph))[-1] == ("class", f"expected a table, found {found}")


def test_unknown_keys_come_in_a_fixed_order(exampline_table: dict[str, Any]) -> None:
    unknown = {f"zz{index}": index for index in range(20)}

    found = [path for path, _what in misfits({**exampline_table, **unknown}, Monograph)]

    assert found == sorted(unknown)


def test_a_reason_that_quotes_a_path_of_msgspecs_is_still_told(exampline_table: dict[str, Any]) -> None:
    changed = copy.deepcopy(exampline_table)
    changed["regimen"][0]["missed"][0]["phases"] = ["nowhere - at `$.name`"]

    ((path, what),) = misfits(changed, Monograph)

    assert path == "regimen[0].missed[0]"
    assert what.startswith("no phase is named 'nowhere - at `$.name`'")


def test_a_list_written_as_one_table_is_shown_the_brackets(exampline_table: dict[str, Any]) -> None:
    changed = copy.deepcopy(exampline_table)
    changed["regimen"][1]["phase"] = changed["regimen"][1]["phase"][0]

    assert list(misfits(changed, Monograph)) == [
        ("regimen[1].phase", "expected a list, found a table; write [[regimen.phase]], with two brackets")
    ]
