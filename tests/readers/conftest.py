"""The made-up drug as bytes and as parsed TOML."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import tomli

DATA = Path(__file__).resolve().parent.parent / "data"


@pytest.fixture(scope="session")
def exampline_bytes() -> bytes:
    return (DATA / "formulary" / "drugs" / "exampline.toml").read_bytes()


@pytest.fixture(scope="session")
def exampline_table(exampline_bytes: bytes) -> dict[str, Any]:
    return tomli.loads(exampline_bytes.decode(), parse_float=Decimal)


@pytest.fixture(scope="session")
def exampitis_table() -> dict[str, Any]:
    content = (DATA / "formulary" / "markets" / "exampitis.toml").read_bytes()
    return tomli.loads(content.decode(), parse_float=Decimal)
