"""Records know nothing of the rest of the house."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from drugcli import records

MODULES = sorted(Path(records.__path__[0]).glob("*.py"))
ALLOWED = {"msgspec"}
STANDARD = {"calendar", "collections", "datetime", "decimal", "functools", "re", "typing", "unicodedata"}
"""Of the standard library: values and words, no files, no processes, no clock."""


def imported(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module.name} imports relatively"
            yield node.module or ""


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) > 5


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_a_record_imports_nothing_of_drugcli_but_records(module: Path) -> None:
    own = [name for name in imported(module) if name.partition(".")[0] == "drugcli"]

    assert [name for name in own if not name.startswith("drugcli.records.")] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_a_record_reads_nothing_and_prints_nothing(module: Path) -> None:
    outside = {name.partition(".")[0] for name in imported(module)} - {"drugcli"}

    assert outside <= ALLOWED | STANDARD
    assert "print(" not in module.read_text(encoding="utf-8")
