"""The made-up records, as read from their files, and a day that never changes."""

import datetime as dt
from pathlib import Path

import pytest

from drugcli.readers.toml import read_file
from drugcli.records.markets import Market
from drugcli.records.monographs import Monograph
from drugcli.records.seeds import Claim, Document, Seed

FORMULARY = Path(__file__).resolve().parent.parent / "data" / "formulary"


@pytest.fixture(scope="session")
def today() -> dt.date:
    return dt.date(2026, 1, 1)


@pytest.fixture(scope="session")
def exampline() -> Monograph:
    return read_file(FORMULARY / "drugs" / "exampline.toml", Monograph, "exampline.toml")


@pytest.fixture(scope="session")
def exampitis() -> Market:
    return read_file(FORMULARY / "markets" / "exampitis.toml", Market, "exampitis.toml")


@pytest.fixture(scope="session")
def outlook() -> Seed:
    document = Document(
        title="Exampitis outlook",
        publisher="Example Insights",
        date=dt.date(2025, 2, 1),
        address="https://example.org/outlook?from=2025&copies=10000",
        sha256="0" * 64,
    )
    claim = Claim(id="size-2024", subject="market size", text="USD 900 million in 2024", where="Summary")
    return Seed(document=document, claims=(claim,))
