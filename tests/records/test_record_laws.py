"""What holds for every record: frozen, strict, and the same after a trip through JSON."""

import datetime as dt
import importlib
import pkgutil
from collections.abc import Iterator
from decimal import Decimal
from typing import TypeVar

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from drugcli import records
from drugcli.records.bounds import Hole
from drugcli.records.facts import Fact
from drugcli.records.markets import Market
from drugcli.records.monographs import Event, Monograph, Name
from drugcli.records.sources import Source
from drugcli.records.walk import leaves

patient = settings(deadline=None)
AnyRecord = TypeVar("AnyRecord", bound=Struct)

TEXTS = st.text(min_size=1)
FIGURES = st.decimals(allow_nan=False, allow_infinity=False) | st.sampled_from(
    [Decimal("1.0"), Decimal("0.10"), Decimal("1E+3"), Decimal("-0"), Decimal("0.1") + Decimal("0.2")]
)
CITES = st.lists(st.just("label-us-2024#2.1"), min_size=1, max_size=3).map(tuple)


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    cites, title = draw(CITES), draw(st.none() | TEXTS)
    match draw(st.integers(0, 3)):
        case 0:
            return Fact(title=title, text=draw(TEXTS), cites=cites)
        case 1:
            return Fact(title=title, absent=draw(st.sampled_from(["none-stated", "not-studied"])), cites=cites)
        case 2:
            return Fact(title=title, value=draw(FIGURES), unit=draw(TEXTS), cites=cites)
        case _:
            low, high = sorted(draw(st.tuples(FIGURES, FIGURES).filter(lambda pair: pair[0] != pair[1])))
            return Fact(title=title, low=low, high=high, unit=draw(TEXTS), cites=cites)


EVENTS = st.builds(Event, agency=TEXTS, title=TEXTS, date=st.dates(), text=st.none() | TEXTS, cites=CITES)
NAMES = st.builds(Name, text=TEXTS, kind=st.sampled_from(["brand", "salt", "code name"]), cites=CITES)


def shapes() -> list[type[Struct]]:
    names = [module.name for module in pkgutil.iter_modules(records.__path__)]
    values = [value for name in names for value in vars(importlib.import_module(f"drugcli.records.{name}")).values()]
    found = {value for value in values if isinstance(value, type) and issubclass(value, Struct)} - {Struct}
    return sorted(found, key=lambda shape: shape.__name__)


def there_and_back(record: AnyRecord) -> AnyRecord:
    return msgspec.json.decode(msgspec.json.encode(record), type=type(record))


def written_out(record: Struct) -> list[tuple[str, str]]:
    """Return every value as its repr: 1.0 equals 1, but is not written so."""
    return [(path, repr(value)) for path, value in leaves(record)]


@patient
@given(
    st.lists(facts(), max_size=4).map(tuple),
    st.lists(EVENTS, max_size=2).map(tuple),
    st.lists(NAMES, max_size=2).map(tuple),
)
def test_a_monograph_survives_json_unchanged(
    exampline: Monograph, kinetics: tuple[Fact, ...], events: tuple[Event, ...], names: tuple[Name, ...]
) -> None:
    record = replace(exampline, kinetics=kinetics, events=events, other_names=names)

    back = there_and_back(record)

    assert back == record
    assert written_out(back) == written_out(record)


def test_the_made_up_records_survive_json_unchanged(exampline: Monograph, exampitis: Market) -> None:
    assert written_out(there_and_back(exampline)) == written_out(exampline)
    assert there_and_back(exampline) == exampline
    assert there_and_back(exampitis) == exampitis


@pytest.mark.parametrize("figure", ["0.1", "1.0", "1.10", "1E+3", "1E-15", "8.4", "-0.5", "123456789.123456789"])
def test_a_figure_stays_as_it_was_written(figure: str) -> None:
    fact = Fact(value=Decimal(figure), unit="mg", cites=("label",))

    assert str(there_and_back(fact).value) == figure


def test_there_are_shapes_to_test() -> None:
    assert {Monograph, Market, Fact, Source} < set(shapes())


@pytest.mark.parametrize("shape", shapes(), ids=lambda shape: shape.__name__)
def test_every_shape_is_frozen_and_takes_keywords_only(shape: type[Struct]) -> None:
    config = shape.__struct_config__

    assert config.frozen
    assert all(field.encode_name for field in msgspec.structs.fields(shape))
    with pytest.raises(TypeError, match="positional"):
        shape("a", "b")


@pytest.mark.parametrize("shape", [shape for shape in shapes() if shape is not Hole], ids=lambda shape: shape.__name__)
def test_every_shape_that_is_read_refuses_unknown_keys(shape: type[Struct]) -> None:
    assert shape.__struct_config__.forbid_unknown_fields


def test_nothing_in_a_record_can_be_set(exampline: Monograph) -> None:
    with pytest.raises(AttributeError, match="immutable"):
        exampline.name = "other"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="immutable"):
        exampline.regimens[0].phases[0].amount.value = Decimal(400)  # type: ignore[misc, union-attr]


def test_every_list_in_a_record_is_a_tuple(exampline: Monograph, exampitis: Market) -> None:
    def lists(value: object) -> Iterator[object]:
        assert not isinstance(value, list | set)
        if isinstance(value, Struct):
            for field in msgspec.structs.fields(value):
                yield from lists(getattr(value, field.name))
        elif isinstance(value, tuple):
            for item in value:
                yield from lists(item)
        yield value

    assert len(list(lists(exampline))) > 100
    assert len(list(lists(exampitis))) > 100


def test_key_paths_are_spelled_as_in_the_file(exampline: Monograph) -> None:
    found = dict(leaves(exampline))

    assert found["class.text"] == "enzyme inhibitor"
    assert found["other_name[1].text"] == "exampline sodium"
    assert found["sources.label-us-2024.date"] == dt.date(2024, 3, 1)
    assert found["regimen[2].phase[0].band[1].when[1].states[1]"] == "mild"
    assert found["switch[0].from"] == "eu-adult"
    assert "withdrawn" not in found
