"""The figures of the bundled monographs, looked up in the labels that they cite.

Needs real labels: DRUGCLI_CORPUS names a folder of openFDA records, one a file, and of texts of labels that
were read as PDF or page.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drugcli.comparing.verify import Labels, checked, verify
from drugcli.library.label_import import Imported, import_labels
from drugcli.library.labels import LabelLibrary
from drugcli.readers.labels import read_paths
from drugcli.readers.toml import read_file
from drugcli.records.monographs import Monograph
from tests.data_real.label_text import as_spl

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Said

ROOT = Path(__file__).resolve().parent.parent.parent
CORPUS = os.environ.get("DRUGCLI_CORPUS", "")
TEXTS = {"spinraza-us-*.txt": "nusinersen", "onpattro-us-*.txt": "patisiran"}
"""Labels that are there as plain text alone, and the drug of each."""
ENOUGH = 1_300
"""Figures that stand; fewer mean that labels were not found, or not read."""
CAUGHT = 0.9
"""Of figures that are ten times too large; the others stand in the section as another figure."""

pytestmark = pytest.mark.skipif(not CORPUS, reason="DRUGCLI_CORPUS is not set")


def monographs() -> list[Monograph]:
    return [read_file(file, Monograph, file.name) for file in sorted((ROOT / "data" / "drugs").glob("*.toml"))]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the cited labels in its library."""
    place = tmp_path_factory.mktemp("cited")
    sets = {one.set_id.encode() for record in monographs() for one in record.sources.values() if one.set_id}
    files = [file for file in sorted(Path(CORPUS).rglob("*.json")) if any(one in file.read_bytes() for one in sets)]
    set_id_of = {record.name: one.set_id for record in monographs() for one in record.sources.values() if one.set_id}
    for pattern, name in TEXTS.items():
        for file in Path(CORPUS).rglob(pattern):
            files.append(place / f"{file.stem}.xml")
            files[-1].write_bytes(as_spl(file.read_text(encoding="utf-8"), name, set_id_of[name]))
    (place / "drugcli").mkdir()
    outcomes = list(import_labels(place / "drugcli" / "labels.sqlite3", read_paths(files)))
    assert all(isinstance(one, Imported) for one in outcomes)
    return place


def test_every_figure_of_a_bundled_monograph_stands_in_the_label_that_it_cites(
    process: Callable[..., Said], home: Path
) -> None:
    result = process("verify", "--json", XDG_DATA_HOME=str(home), DRUGCLI_DATA=None)
    rows = {one["key"]: one["rows"] for one in json.loads(result.stdout)["page"]["sections"]}
    counts = {row["key"]: row["value"] for row in rows["summary"]}

    assert rows.get("missing", []) == []
    assert (result.exit_code, result.stderr) == (0, "")
    assert counts["stands"] > ENOUGH
    assert counts["unchecked"] == sum(row["value"] for row in rows["unchecked"])


def test_a_figure_that_is_wrong_is_caught(home: Path) -> None:
    """Ten times too much, the mistake that harms most, is hardly ever found in the section by chance."""
    library = LabelLibrary(home / "drugcli" / "labels.sqlite3")
    verdicts = [
        checked(one.claim._replace(value=one.claim.value * 10), labels).verdict
        for record in monographs()
        for labels in [Labels(library, record.sources)]
        for one in verify(record, library)
        if one.verdict == "stands" and one.claim.unit is not None and one.claim.value and not one.claim.is_code
    ]
    library.close()

    assert len(verdicts) > ENOUGH // 2
    assert verdicts.count("stands") < len(verdicts) * (1 - CAUGHT)
