"""Start-up is kept short by not importing what a command does not use; modules are counted, not milliseconds."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from drugcli.library import folders

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.conftest import Run

AT_EXIT = """
import atexit, sys
atexit.register(lambda: print(*sys.modules, file=sys.stderr))
from drugcli.__main__ import main
main()
"""
SETTLED = 2.5
"""Seconds after which a changed folder's cache is trusted."""


@pytest.fixture
def imported(run: Run, environment: Mapping[str, str | None]) -> Callable[..., set[str]]:
    """Return the modules that a command has imported when it ends, once its cache is warm."""

    def modules(*arguments: str) -> set[str]:
        _wait_until_settled()
        run("list")
        result = subprocess.run(
            [sys.executable, "-c", AT_EXIT, *arguments],
            env={name: value for name, value in environment.items() if value is not None},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=True,
        )
        return set(result.stderr.split())

    return modules


def _wait_until_settled() -> None:
    """Wait, in a checkout made this very moment, until the folders are old enough for a lasting cache."""
    for formulary in (folders.bundled(), folders.PACKAGE.parent.parent / "tests" / "data" / "formulary"):
        for kind in folders.KINDS:
            age = time.time() - (formulary / kind).stat().st_mtime
            time.sleep(max(0, SETTLED - age))


NEVER = {
    "httpx",
    "tenacity",
    "rapidfuzz",
    "tomli",
    "drugcli.market",
    "drugcli.rules",
    "importlib.metadata",
    "asyncio",
    "email",
    "http",
}


def test_json_of_a_drug_needs_no_table_no_toml_and_no_market(imported: Callable[..., set[str]]) -> None:
    modules = imported("show", "exampline", "--json")

    assert "drugcli.render.as_json" in modules
    assert modules & (NEVER | {"rich", "drugcli.render.table"}) == set()


def test_the_table_of_a_drug_needs_no_toml_and_no_market(imported: Callable[..., set[str]]) -> None:
    modules = imported("show", "exampline")

    assert "rich" in modules
    assert modules & (NEVER | {"rich.markdown", "pygments", "pydoc"}) == set()


def test_a_dose_needs_no_calendar_and_no_names_of_other_drugs(imported: Callable[..., set[str]]) -> None:
    modules = imported("dose", "exampline", "--start", "2026-01-31")

    assert "drugcli.dosing.schedule" in modules
    assert modules & (NEVER - {"drugcli.rules"} | {"icalendar", "drugcli.library.vocabulary"}) == set()


def test_a_market_is_laid_out_already(imported: Callable[..., set[str]]) -> None:
    assert imported("market", "exampitis", "--json") & NEVER == set()


@pytest.mark.parametrize("typed", ["exampline", "examplex", "99999-058-01"])
def test_a_name_that_is_here_needs_no_names_of_other_drugs(imported: Callable[..., set[str]], typed: str) -> None:
    """Look-alikes are read at every page, from one small file."""
    modules = imported("show", typed)

    assert "drugcli.library.lookalikes" in modules
    assert (
        modules & (NEVER | {"drugcli.library.vocabulary", "drugcli.lookup.readings", "drugcli.pages.choices"}) == set()
    )


def test_the_version_needs_nothing(imported: Callable[..., set[str]]) -> None:
    modules = imported("--version")

    assert modules & (NEVER | {"rich", "sqlite3", "msgspec", "drugcli.library"}) == set()
