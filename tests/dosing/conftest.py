"""The made-up drugs of tests/data/formulary-dosing."""

from __future__ import annotations

from pathlib import Path

import pytest

from drugcli.readers.toml import read_file
from drugcli.records.monographs import Monograph

DRUGS = Path(__file__).resolve().parent.parent / "data" / "formulary-dosing" / "drugs"


def drug(name: str) -> Monograph:
    return read_file(DRUGS / f"{name}.toml", Monograph, f"drugs/{name}.toml")


@pytest.fixture(scope="session")
def courseline() -> Monograph:
    return drug("courseline")


@pytest.fixture(scope="session")
def weightline() -> Monograph:
    return drug("weightline")
