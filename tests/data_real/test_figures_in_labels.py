"""The figures of the bundled monographs, looked up in the labels that they cite.

Needs real labels: DRUGCLI_CORPUS names a folder of openFDA records, one a file.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from drugcli.readers.toml import read_file
from drugcli.records.monographs import Monograph

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Said

ROOT = Path(__file__).resolve().parent.parent.parent
OUR_OWN = ROOT / "tests" / "data_real" / "figures_not_in_labels.txt"
CORPUS = os.environ.get("DRUGCLI_CORPUS", "")
ENOUGH = 900
"""Figures that stand; fewer mean that labels were not found, or not read."""

pytestmark = pytest.mark.skipif(not CORPUS, reason="DRUGCLI_CORPUS is not set")


def cited_sets() -> set[bytes]:
    records = (read_file(file, Monograph, file.name) for file in sorted((ROOT / "data" / "drugs").glob("*.toml")))
    return {one.set_id.encode() for record in records for one in record.sources.values() if one.set_id}


@pytest.fixture
def verified(process: Callable[..., Said], tmp_path: Path) -> dict[str, list[dict[str, Any]]]:
    """Return what 'drugcli verify' finds, with the cited labels in a library of its own."""
    sets = cited_sets()
    files = [file for file in sorted(Path(CORPUS).rglob("*.json")) if any(one in file.read_bytes() for one in sets)]
    surroundings = {"XDG_DATA_HOME": str(tmp_path), "DRUGCLI_DATA": None}
    assert process("labels", "import", *files, **surroundings).exit_code == 0
    result = process("verify", "--json", **surroundings)
    assert result.exit_code in {0, 4}, result.stderr
    return {one["key"]: one["rows"] for one in json.loads(result.stdout)["page"]["sections"]}


def test_what_labels_do_not_have_is_our_own_arithmetic_and_no_more(
    verified: dict[str, list[dict[str, Any]]],
) -> None:
    """A new line here is a mistake in a monograph or in its cites, or a figure to be listed with its reason."""
    listed = {
        line.partition("  #")[0].strip()
        for line in OUR_OWN.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    }
    missing = {row["text"].rpartition(" · ")[0] for row in verified.get("missing", [])}

    assert missing == listed


def test_most_figures_are_found(verified: dict[str, list[dict[str, Any]]]) -> None:
    counts = {row["key"]: row["value"] for row in verified["summary"]}

    assert counts["stands"] > ENOUGH
    assert counts["unchecked"] == sum(row["value"] for row in verified["unchecked"])
