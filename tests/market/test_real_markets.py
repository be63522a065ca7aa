"""The two bundled markets: what is known not to add up in their starting documents is found."""

from functools import lru_cache
from pathlib import Path

import pytest

from drugcli.market.finding import Finding
from drugcli.market.findings import find
from drugcli.readers.toml import read_file
from drugcli.records.markets import Market

MARKETS = Path(__file__).parents[2] / "data" / "markets"
KNOWN = {
    "nusinersen": [
        ("growth-mismatch", "(2,249.16 / 1,636)^(1/8) - 1 = 4.06%"),
        ("growth-mismatch", "(2,249.16 / 1,636)^(1/9) - 1 = 3.6%"),
        ("growth-mismatch", "1,636 x 1.036^8 = 2,171.01"),
        ("growth-mismatch", "the rate fits 9 periods, not 8"),
        ("growth-period", "for 2025 to 2032, but the value that it starts from is for 2024"),
        ("region-below-country", "625.7 - 453.01 = 172.69"),
        ("total-mismatch", "1,636 / 1,573.2 - 1 = 3.99%"),
        ("growth-against-decline", "(1,573.2 / 2,097)^(1/5) - 1 = -5.59%"),
        ("forecast-missed", "1,546.8 / 1,702.41 - 1 = -9.14%"),
        ("parts-without-figures", "Europe, Asia-Pacific and Rest of the World"),
        ("parts-without-figures", "Children and Adults"),
    ],
    "rare-disease": [
        ("threshold-twice", "300 / 1.142^3 = 201.43 in 2024; 300 / 1.142^4 = 176.38 in 2024"),
        ("growth-without-values", "14.2% a year is stated with neither a base nor a value for 2032"),
        ("horizon-beyond-values", "runs to 2032, but the last amount given is for 2028"),
        ("band-hole", "0.65 - 0.1 = 0.55 per mille"),
        ("band-hole", "nor does exactly 0.1 per mille"),
        ("revenue-of-another-year", "51.626 was reported for 2021"),
        ("revenue-of-another-year", "81.28 / 100.33 = 81.01%; 81.288 was reported for 2021"),
        ("revenue-mismatch", "= 56.3"),
        ("country-unnamed", "'Argentina Korea', which names no country"),
        ("country-unnamed", "'Saudi' and 'Arabia' in a row"),
        ("country-twice", "KR, is listed under Asia-Pacific (as South Korea) and Middle East and Africa (as Korea)"),
        ("shares-differ", "53.94 - 40 = 13.94"),
    ],
}


@lru_cache
def findings(name: str) -> tuple[Finding, ...]:
    """Return what is found in a bundled market."""
    path = MARKETS / f"{name}.toml"
    if not path.exists():
        pytest.skip(f"{path} is not there")
    return find(read_file(path, Market, path.name))


@pytest.mark.parametrize(
    ("name", "kind", "words"), [(name, *known) for name, several in KNOWN.items() for known in several]
)
def test_what_is_known_not_to_add_up_is_found(name: str, kind: str, words: str) -> None:
    assert [one for one in findings(name) if one.kind == kind and words in f"{one.text} {one.arithmetic}"]


def test_a_consistent_estimate_is_left_alone() -> None:
    """Fortune's 189.17 in 2024 and 468.58 in 2032 are 12.006 percent a year; 12 is stated."""
    assert not [one for one in findings("rare-disease") if one.subject.startswith("fortune")]
