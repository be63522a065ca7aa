"""The published JSON Schemas are fresh, and describe the files that editors open."""

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator  # type: ignore[import-untyped]

from drugcli.readers.schema import NAMES, schema

ROOT = Path(__file__).resolve().parent.parent.parent
SCHEMAS: dict[str, dict[str, Any]] = {name: json.loads(schema(name)) for name in NAMES}


def as_editors_see_it(value: Any) -> Any:  # noqa: ANN401
    """Return a parsed TOML value with its dates as text: JSON has no dates."""
    if isinstance(value, dict):
        return {key: as_editors_see_it(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_editors_see_it(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def misfits(value: dict[str, Any], name: str) -> list[str]:
    validator = Draft7Validator(SCHEMAS[name])
    return [error.json_path for error in validator.iter_errors(as_editors_see_it(value))]


@pytest.mark.parametrize("name", NAMES)
def test_the_published_schema_is_fresh(name: str) -> None:
    published = (ROOT / "schemas" / f"{name}.schema.json").read_bytes()

    assert published == schema(name), "the records have changed; run: make schemas"


@pytest.mark.parametrize("name", NAMES)
def test_every_reference_leads_somewhere(name: str) -> None:
    whole = SCHEMAS[name]
    named = re.findall(r'"\$ref": ?"#/\$defs/([^"]+)"', json.dumps(whole))

    assert named
    assert set(named) <= whole["$defs"].keys()


@pytest.mark.parametrize("name", NAMES)
def test_no_figure_is_asked_for_as_text(name: str) -> None:
    assert '"decimal"' not in json.dumps(SCHEMAS[name])


@pytest.mark.parametrize("name", NAMES)
def test_every_table_is_closed(name: str) -> None:
    tables = [one for one in SCHEMAS[name]["$defs"].values() if one.get("type") == "object"]

    assert tables
    assert all(one["additionalProperties"] is False for one in tables)


def test_the_drug_schema_describes_the_made_up_drug(exampline_table: dict[str, Any]) -> None:
    assert misfits(exampline_table, "drug") == []


def test_the_market_schema_describes_the_made_up_market(exampitis_table: dict[str, Any]) -> None:
    assert misfits(exampitis_table, "market") == []


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_is_one(name: str) -> None:
    Draft7Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize(
    ("key", "value", "path"),
    [
        ("brands", ["Examplex"], "$"),
        ("name", 1, "$.name"),
        ("class", {"text": "enzyme inhibitor"}, "$.class"),
        ("kinetics", [{"value": "6.2", "unit": "hours", "cites": ["label"]}], "$.kinetics[0].value"),
        ("kinetics", [{"value": 1, "unit": "hours", "cites": []}], "$.kinetics[0].cites"),
        ("kinetics", [{"value": 1, "unit": "hours", "cites": ["La bel"]}], "$.kinetics[0].cites[0]"),
        ("regimen", [{}], "$.regimen[0]"),
        ("sources", {"Label": {}}, "$.sources"),
    ],
)
def test_the_drug_schema_refuses_what_the_reader_refuses(
    exampline_table: dict[str, Any], key: str, value: object, path: str
) -> None:
    assert path in misfits({**exampline_table, key: value}, "drug")


def schema_line(path: Path) -> str:
    first, *_others = path.read_text(encoding="utf-8").splitlines()
    return first


@pytest.mark.parametrize(
    "folder", ["data/drugs", "data/markets", "seeds", "tests/data/formulary/drugs", "tests/data/formulary/markets"]
)
def test_each_file_points_its_editor_at_the_schema(folder: str) -> None:
    paths = sorted((ROOT / folder).glob("*.toml"))

    assert paths
    for path in paths:
        mark, _, address = schema_line(path).partition(" ")
        assert mark == "#:schema", f"{path.name}: begin with '#:schema', and the address of the schema"
        assert (path.parent / address).resolve().is_relative_to(ROOT / "schemas")
        assert (path.parent / address).is_file()
