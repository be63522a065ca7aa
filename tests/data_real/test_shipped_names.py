"""The names that are shipped: in order, within limits, and each of the right substance."""

import unicodedata
import zipfile
from pathlib import Path

import pytest

from drugcli.records.folding import fold, printable

ROOT = Path(__file__).resolve().parent.parent.parent
SHIPPED = ROOT / "data" / "names"

TABLES = {
    "substances.tsv": ["unii", "substance", "classes", "routes", "form of", "lists"],
    "names.tsv": ["unii", "kind", "name"],
    "products.tsv": ["uniis", "kind", "name"],
    "look-alikes.tsv": ["group", "name", "tall-man"],
    "excipients.tsv": ["unii", "name"],
    "abbreviations.tsv": ["abbreviation", "stands for", "taken for"],
}
DERIVED = ["substances.tsv", "names.tsv", "products.tsv"]
MOST_ZIPPED = 2_000_000
"""Bytes; a wheel may take 6 MB of names, and a jump to twice the size wants to be noticed."""
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def lines_of(path: Path) -> list[list[str]]:
    """Return the lines of a table, without its comments and its columns."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]


@pytest.fixture(scope="module")
def shipped() -> dict[str, list[list[str]]]:
    return {name: lines_of(SHIPPED / name) for name in TABLES}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_begins_with_where_it_comes_from_and_its_columns(name: str) -> None:
    lines = (SHIPPED / name).read_text(encoding="utf-8").split("\n")
    comments = [line for line in lines if line.startswith("#")]

    assert 0 < len(comments) == lines.index("\t".join(TABLES[name]))
    assert lines[-1] == ""


@pytest.mark.parametrize("name", TABLES)
def test_each_line_has_all_columns_and_nothing_that_a_terminal_would_obey(
    name: str, shipped: dict[str, list[list[str]]]
) -> None:
    for line in shipped[name]:
        assert len(line) == len(TABLES[name])
        assert [printable(cell).strip() for cell in line] == line


@pytest.mark.parametrize("name", DERIVED)
def test_a_derived_table_is_in_order_and_says_nothing_twice(name: str, shipped: dict[str, list[list[str]]]) -> None:
    assert all(first < second for first, second in zip(shipped[name], shipped[name][1:], strict=False))


def test_every_unii_has_the_right_check_digit(shipped: dict[str, list[list[str]]]) -> None:
    for unii, *_others in shipped["substances.tsv"]:
        assert len(unii) == 10
        assert DIGITS[sum(map(DIGITS.index, unii[:9])) % 36] == unii[9]


def test_every_name_is_of_substances_that_are_listed(shipped: dict[str, list[list[str]]]) -> None:
    known = {line[0] for line in shipped["substances.tsv"]}
    named = {unii for name in ("names.tsv", "products.tsv") for line in shipped[name] for unii in line[0].split("; ")}
    parents = {line[4] for line in shipped["substances.tsv"]} - {""}

    assert named <= known
    assert parents <= known


def test_one_substance_in_names_and_several_in_products(shipped: dict[str, list[list[str]]]) -> None:
    assert {len(line[0].split("; ")) for line in shipped["names.tsv"]} == {1}
    assert min(len(set(line[0].split("; "))) for line in shipped["products.tsv"]) == 2


@pytest.mark.parametrize("table", ["names.tsv", "products.tsv"])
def test_names_fold_to_something_once_for_a_substance_and_are_not_too_long(
    table: str, shipped: dict[str, list[list[str]]]
) -> None:
    folded = [(uniis, fold(name)) for uniis, _kind, name in shipped[table]]

    assert len(set(folded)) == len(folded)
    assert min(len(text) for _uniis, text in folded) >= 2
    assert max(len(name) for _uniis, _kind, name in shipped[table]) <= 80
    assert {kind for _uniis, kind, _name in shipped[table]} <= {"generic", "brand", "synonym", "code name"}


def test_names_are_in_letters_that_a_keyboard_has(shipped: dict[str, list[list[str]]]) -> None:
    strange = {
        letter
        for name in ("names.tsv", "products.tsv")
        for line in shipped[name]
        for letter in line[2]
        if unicodedata.category(letter) in {"So", "Co", "Cn"}
    }

    assert strange == set()


def test_a_form_leads_to_its_base(shipped: dict[str, list[list[str]]]) -> None:
    above = {line[0]: line[4] for line in shipped["substances.tsv"]}
    for unii in above:
        seen = [unii]
        while above[seen[-1]]:
            seen.append(above[seen[-1]])
            assert len(seen) < 6


@pytest.mark.parametrize(
    ("name", "substances"),
    [
        ("nusinersen", {"nusinersen"}),
        ("risdiplam", {"risdiplam"}),
        ("Uplizna", {"inebilizumab"}),
        ("efgartigimod alfa-fcab", {"efgartigimod alfa"}),
        ("vutrisiran", {"vutrisiran"}),
        ("tofersen", {"tofersen"}),
        ("metoprolol", {"metoprolol"}),
        ("metoprolol tartrate", {"metoprolol tartrate"}),
        ("metoprolol succinate", {"metoprolol succinate"}),
        ("Herceptin", {"trastuzumab"}),
        ("Kadcyla", {"trastuzumab emtansine"}),
        ("Enhertu", {"trastuzumab deruxtecan"}),
        ("Trikafta", {"elexacaftor", "ivacaftor", "tezacaftor"}),
        ("Zestoretic", {"hydrochlorothiazide", "lisinopril"}),
        ("Apri", {"desogestrel", "ethinyl estradiol"}),
    ],
)
def test_a_name_means_its_substances_and_no_others(
    name: str, substances: set[str], shipped: dict[str, list[list[str]]]
) -> None:
    called = {line[0]: line[1] for line in shipped["substances.tsv"]}
    above = {line[0]: line[4] for line in shipped["substances.tsv"]}
    found = [
        set(uniis.split("; "))
        for table in ("names.tsv", "products.tsv")
        for uniis, _kind, text in shipped[table]
        if fold(text) == fold(name)
    ]

    assert found
    for uniis in found:
        reached = {called[unii] for unii in uniis} | {called[above[unii]] for unii in uniis if above[unii]}
        assert substances <= reached
        assert len(uniis) == len(substances)


def test_tall_man_forms_are_the_names_in_other_letters(shipped: dict[str, list[list[str]]]) -> None:
    known = {fold(name) for _unii, _kind, name in shipped["names.tsv"]}
    for group, name, tall in shipped["look-alikes.tsv"]:
        assert group.isdecimal()
        assert tall.lower() == name != tall
        assert fold(name) in known


def test_the_sources_count_what_is_there(shipped: dict[str, list[list[str]]]) -> None:
    text = (SHIPPED / "SOURCES.md").read_text(encoding="utf-8")

    assert f"{len(shipped['substances.tsv']):,} substances" in text
    assert str(ROOT) not in text


def test_the_names_take_little_of_the_wheel(tmp_path: Path) -> None:
    packed = tmp_path / "names.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in SHIPPED.iterdir():
            archive.write(path, path.name)

    assert packed.stat().st_size < MOST_ZIPPED
