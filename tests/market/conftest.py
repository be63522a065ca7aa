"""Made-up markets of exampline, sold as Examplex by Example Pharma."""

from collections.abc import Callable

import pytest

from drugcli.readers.toml import read
from drugcli.records.markets import Market

Read = Callable[[str], Market]

HEAD = """
title = "Exampline market"
names = ["Examplex"]
drugs = ["exampline"]

[sources.report]
kind = "publisher's report"
standing = "secondary"
title = "Exampline market outlook"
publisher = "Example Research"

[sources.filing]
kind = "filing"
standing = "primary"
title = "Example Pharma annual report"
publisher = "Example Pharma"

[[estimate]]
id = "example"
publisher = "Example Research"
covers = "exampline, worldwide"
unit = "USD million"
"""


@pytest.fixture(scope="session")
def market() -> Read:
    """Return a reader of markets; its text goes on where the one estimate above stops."""
    return lambda text: read((HEAD + text).encode(), Market, "made-up.toml")
