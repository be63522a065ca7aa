"""The made-up records, as read from their files."""

from pathlib import Path

import pytest

from drugcli.readers.toml import read_file
from drugcli.records.markets import Market
from drugcli.records.monographs import Monograph

FORMULARY = Path(__file__).resolve().parent.parent / "data" / "formulary"


@pytest.fixture(scope="session")
def exampline() -> Monograph:
    return read_file(FORMULARY / "drugs" / "exampline.toml", Monograph, "exampline.toml")


@pytest.fixture(scope="session")
def exampitis() -> Market:
    return read_file(FORMULARY / "markets" / "exampitis.toml", Market, "exampitis.toml")
