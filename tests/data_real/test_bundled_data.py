"""The real data: every file, every rule, every claim."""

import datetime as dt
import re
from pathlib import Path

import pytest

from drugcli.library.checking import check_all
from drugcli.pages import market, monograph
from drugcli.pages.layout import AnyRecord, Layout, lay_out
from drugcli.pages.page import Row
from drugcli.readers.toml import KIND_OF_FOLDER, read_file
from drugcli.records.markets import Market
from drugcli.records.monographs import Monograph
from drugcli.records.seeds import Claim, Seed
from drugcli.records.sources import cite
from drugcli.records.walk import cites
from drugcli.rules import broken

ROOT = Path(__file__).resolve().parent.parent.parent
DRUGS = sorted((ROOT / "data/drugs").glob("*.toml"))
MARKETS = sorted((ROOT / "data/markets").glob("*.toml"))
SEEDS = sorted((ROOT / "seeds").glob("*.toml"))
READ_ON = dt.date(2026, 11, 22)


def monographs() -> list[Monograph]:
    return [read_file(path, Monograph, path.name) for path in DRUGS]


def markets() -> list[Market]:
    return [read_file(path, Market, path.name) for path in MARKETS]


def seeds() -> dict[str, Seed]:
    return {path.stem: read_file(path, Seed, path.name) for path in SEEDS}


def rows_of(layout: Layout[AnyRecord], record: AnyRecord) -> list[Row]:
    return [row for section in lay_out(layout, record).sections.values() for row in section.rows]


def all_rows() -> list[Row]:
    rows = [row for record in monographs() for row in rows_of(monograph.LAYOUT, record)]
    return rows + [row for record in markets() for row in rows_of(market.LAYOUT, record)]


def test_there_is_data_to_test() -> None:
    assert [len(DRUGS) > 0, len(MARKETS) > 1, len(SEEDS)] == [True, True, 3]


@pytest.mark.parametrize("path", [*DRUGS, *MARKETS, *SEEDS], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_file_keeps_every_rule(path: Path) -> None:
    assert list(broken(read_file(path, KIND_OF_FOLDER[path.parent.name], path.name), READ_ON)) == []


def test_the_bundled_formulary_has_no_problem() -> None:
    problems, files = check_all([ROOT / "data", ROOT / "seeds"], READ_ON)

    assert problems == []
    assert files == len(DRUGS) + len(MARKETS) + len(SEEDS)


CLAIMS = [(stem, claim) for stem, seed in seeds().items() for claim in seed.claims]


@pytest.fixture(scope="module")
def rows_by_cite() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in all_rows():
        for text in row.cites:
            found.setdefault(text, []).append(row)
    return found


@pytest.mark.parametrize(("stem", "claim"), CLAIMS, ids=[f"{stem}#{claim.id}" for stem, claim in CLAIMS])
def test_a_claim_reaches_a_page_or_says_why_not(stem: str, claim: Claim, rows_by_cite: dict[str, list[Row]]) -> None:
    rows = rows_by_cite.get(f"{stem}#{claim.id}", [])
    if claim.rejected is not None:
        assert claim.rejected.reason
        assert rows == []
        return

    assert rows, f"no page shows {stem}#{claim.id}; cite it or reject it with a reason"
    if claim.value is not None:
        shown = " ".join(row.text.replace(",", "") for row in rows)
        assert re.search(rf"(?<![\d.]){re.escape(f'{claim.value:f}')}(?![\d]|\.\d)", shown), (
            f"{claim.value} not in {shown!r}"
        )


def test_every_cite_of_a_record_reaches_its_page() -> None:
    for record, shown in [
        *((one, rows_of(monograph.LAYOUT, one)) for one in monographs()),
        *((one, rows_of(market.LAYOUT, one)) for one in markets()),
    ]:
        on_the_page = {cite(text) for row in shown for text in row.cites}
        assert {place.cite for place in cites(record)} - on_the_page == set()


def test_a_cite_of_a_starting_document_names_a_claim_that_exists() -> None:
    known = {stem: {claim.id for claim in seed.claims} for stem, seed in seeds().items()}
    cited = [cite(text) for row in all_rows() for text in row.cites]

    assert [one for one in cited if one.source in known and one.section not in known[one.source]] == []


def test_a_starting_document_is_described_alike_wherever_it_is_a_source() -> None:
    for sources in (*(one.sources for one in monographs()), *(one.sources for one in markets())):
        for stem, seed in seeds().items():
            if stem in sources:
                source, document = sources[stem], seed.document
                assert (source.title, source.publisher) == (document.title, document.publisher)
                assert (source.date, source.dated) == (document.date, document.dated)
                assert source.address == document.address
                assert source.standing == "secondary"


WITHOUT_A_LABEL = {"onasemnogene abeparvovec"}
"""No label of it could be read; its page says that the dose rests on secondary sources."""


def test_no_dose_rests_on_a_secondary_source() -> None:
    for record in monographs():
        if record.name in WITHOUT_A_LABEL:
            continue
        pointers = [text for regimen in record.regimens for phase in regimen.phases for text in phase.cites]
        assert {record.sources[cite(text).source].standing for text in pointers} <= {"primary"}
