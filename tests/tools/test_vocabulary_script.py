"""The script that derives data/names: each rule on made-up lists, and the files that are shipped."""

import gzip
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from drugcli.records.folding import fold, printable

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = ROOT / "tools" / "vocabulary.py"
SHIPPED = ROOT / "data" / "names"

UNII_HEADER = ("Name", "TYPE", "UNII", "Display Name")
NDC_HEADER = (
    "PRODUCTID",
    "PRODUCTTYPENAME",
    "PROPRIETARYNAME",
    "PROPRIETARYNAMESUFFIX",
    "NONPROPRIETARYNAME",
    "ROUTENAME",
    "STARTMARKETINGDATE",
    "MARKETINGCATEGORYNAME",
    "LABELERNAME",
    "SUBSTANCENAME",
    "PHARM_CLASSES",
)

SUBSTANCES = {
    "EXAMPLINE": """
        of EXAMPLINE; cn EXAMPLINE [INN]; cn EXAMPLINE [USAN]; cn EXAMPLINOL; cn N-ACETYL-P-EXAMPLOPHENOL
        cn EXAMPLINUM [WHO-IP LATIN]; cn 2-(4-EXAMPLYL)-1,3-DIOL; sys EXAMPLANOIC ACID; bn EXAMPLEX; bn 12345
        cd XY-1234; cd XY1234; cd FEMA NO. 4321; cd NSC-777; cn SAMPLEX; cn EXA
        bn DUOEX COMPONENT EXAMPLINE; bn HALFEX COMPONENT EXAMPLINE; bn NEWEX MRNA
        """,
    "EXAMPLINE SODIUM": "cn EXAMPLINE SODIUM [WHO-DD]; bn EXAMPLEX-NA",
    "EXAMPLINE SODIUM DIHYDRATE": "cn EXAMPLINE SODIUM DIHYDRATE [ORANGE BOOK]; cn EXAMPLINE SODIUM [MART.]",
    "EXAMPLINE, (+/-)-": "cn EXAMPLINE, (+/-)- [INN]",
    "TESTAZOLE": "of TESTAZOLE; cn TESTAZOLE [INN]; bn DUOEX COMPONENT TESTAZOLE",
    "EXAMPLOKIN ALFA": "of EXAMPLOKIN ALFA; cn EXAMPLOKIN ALFA [INN]; cn EXAMPLOKIN ALFA [ORANGE BOOK]",
    "EXAMPLOKIN BETA": "of EXAMPLOKIN BETA; cn EXAMPLOKIN BETA [INN]; cn EXAMPLOKIN BETA [ORANGE BOOK]",
    "TESTAZOATE SODIUM": "of TESTAZOATE SODIUM; cn TESTAZOATE SODIUM [ORANGE BOOK]",
    "MOCKAMIDE": "of MOCKAMIDE; cn MOCKAMIDE [USAN]",
    "DUMMYCAINE": "of DUMMYCAINE; cn DUMMYCAINE [INN]",
    "FAKEPROFEN": "of FAKEPROFEN; cn FAKEPROFEN [INN]",
    "OTHERMAB": "of OTHERMAB; of OTHERMAB-ABCD; cn OTHERMAB [INN]",
    "MADE-UP VIRUS LIVE ANTIGEN": "bn VIRBRAND",
    "DAISY FLOWER": "cn DAISY FLOWER [HPUS]; cn BELLIS [LANGUAL]",
    "HOUSE CHALK": "of HOUSE CHALK",
    "MADE-UP POLLEN": "cn MADE-UP POLLEN [VANDF]",
    "MEADOW POLLEN": "cn MEADOW POLLEN [VANDF]",
    "WEEDKILLINE": "of WEEDKILLINE; cn WEEDKILLINE [ISO]; bn WEEDOFF",
    "SUNBLOCKINE": "of SUNBLOCKINE",
}
"""Names of the UNII list, divided by semicolons and line ends."""
UNII = {preferred: f"{number:09d}X" for number, preferred in enumerate(SUBSTANCES, start=1)}

RX, OTC = "HUMAN PRESCRIPTION DRUG", "HUMAN OTC DRUG"
EPC = "Exampline Receptor Blocker [EPC],Examples [MoA]"


def product(sort: str, brand: str, generic: str, substances: str, **more: str) -> tuple[str, ...]:
    """Return a row of the NDC directory; more sets columns, by their names in lower case."""
    columns = {
        "PRODUCTTYPENAME": sort,
        "PROPRIETARYNAME": brand,
        "NONPROPRIETARYNAME": generic,
        "SUBSTANCENAME": substances,
        "ROUTENAME": "ORAL",
        "STARTMARKETINGDATE": "20190102" if sort == RX else "20180102",
        "MARKETINGCATEGORYNAME": "NDA" if sort == RX else "OTC MONOGRAPH FINAL",
        "LABELERNAME": "Maker",
        **{column.upper(): text for column, text in more.items()},
    }
    return tuple(columns.get(column, "") for column in NDC_HEADER)


def rx(brand: str, generic: str, substances: str, **more: str) -> tuple[str, ...]:
    return product(RX, brand, generic, substances, **more)


def otc(brand: str, generic: str, substances: str, **more: str) -> tuple[str, ...]:
    return product(OTC, brand, generic, substances, **more)


def pain_relief(makers: int) -> Iterator[tuple[str, ...]]:
    for number in range(makers):
        yield otc("Pain Relief", "Mockamide", "MOCKAMIDE", labelername=f"Shop {number}")


PRODUCTS = [
    rx("Examplex", "exampline sodium", "EXAMPLINE SODIUM DIHYDRATE", pharm_classes=EPC),
    rx("Exmpline Sodium", "exampline sodium", "EXAMPLINE SODIUM DIHYDRATE"),
    rx("Exampline and Testazole", "Exampline and Testazole", "EXAMPLINE; TESTAZOLE"),
    rx("Twinex", "exampline/testazole", "EXAMPLINE; TESTAZOLE", proprietarynamesuffix="XR"),
    *[rx("Common", "testazole", "TESTAZOLE", labelername=f"Maker {number}") for number in range(20)],
    rx("Common", "mockamide", "MOCKAMIDE"),
    rx("Testazole with Dummycaine", "testazole", "TESTAZOLE"),
    rx("Kitex", "Exampline 5 mg and Testazole Tablets", ""),
    rx("Fakeprofen", "mockamide", "MOCKAMIDE"),
    rx("Othermab", "Othermab", "NOT IN THE LIST"),
    otc("Mockadvil PM", "Mockamide", "MOCKAMIDE"),
    otc("Linex Day", "Mockamide", "MOCKAMIDE"),
    otc("Linex Night", "Mockamide and Testazole", "MOCKAMIDE; TESTAZOLE"),
    otc("Gel-Q", "Mockamide", "MOCKAMIDE"),
    otc("Mockadvil Extra Strong Formula with the Fresh Taste of Mint", "Mockamide", "MOCKAMIDE"),
    *pain_relief(30),
    *[otc("Shopmart", "x", one) for one in ("MOCKAMIDE", "DUMMYCAINE", "FAKEPROFEN", "TESTAZOLE")],
    otc("Chalky", "chalk", "HOUSE CHALK", marketingcategoryname="UNAPPROVED DRUG OTHER"),
    otc("Daisy Dew", "daisy", "DAISY FLOWER", marketingcategoryname="UNAPPROVED HOMEOPATHIC"),
    product("STANDARDIZED ALLERGENIC", "Pollen X", "pollen", "MADE-UP POLLEN", routename="SUBCUTANEOUS"),
    product("STANDARDIZED ALLERGENIC", "Grassex", "pollen", "MEADOW POLLEN", routename="SUBLINGUAL"),
]


def unii_lines() -> Iterator[tuple[str, ...]]:
    for preferred, names in SUBSTANCES.items():
        for name in names.replace("\n", ";").split(";"):
            if name.strip():
                sort, text = name.strip().split(" ", 1)
                yield text, sort, UNII[preferred], preferred


def text_of(header: Iterable[str], lines: Iterable[tuple[str, ...]]) -> str:
    return "".join("\t".join(line) + "\r\n" for line in [tuple(header), *lines])


UNII_TEXT = text_of(UNII_HEADER, unii_lines())
NDC_TEXT = text_of(NDC_HEADER, PRODUCTS)


def run(*arguments: Path | str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, SCRIPT, *arguments], capture_output=True, text=True, check=False)


def lines_of(path: Path) -> list[list[str]]:
    """Return the lines of a table, without its comments and its columns."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]


class Made:
    """What the script made of the made-up lists."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.substances = {line[1]: line for line in lines_of(folder / "substances.tsv")}
        named = lines_of(folder / "names.tsv") + lines_of(folder / "products.tsv")
        self.entries = {(uniis, kind, name) for uniis, kind, name in named}

    def has(self, kind: str, name: str, *preferred: str) -> bool:
        return ("; ".join(sorted(UNII[one] for one in preferred)), kind, name) in self.entries

    def knows(self, name: str) -> bool:
        return fold(name) in {fold(text) for _uniis, _kind, text in self.entries}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("lists")
    unii, ndc = folder / "unii.txt", folder / "ndc.txt"
    unii.write_text(UNII_TEXT, encoding="utf-8", newline="")
    ndc.write_text(NDC_TEXT, encoding="cp1252", newline="")

    result = run(unii, ndc, folder / "out")

    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    return Made(folder / "out")


def test_an_official_name_is_generic_and_loses_its_tags(made: Made) -> None:
    assert made.has("generic", "exampline", "EXAMPLINE")


def test_a_common_name_in_no_drug_list_is_a_synonym(made: Made) -> None:
    assert made.has("synonym", "examplinol", "EXAMPLINE")


def test_a_brand_is_spelled_as_the_ndc_directory_spells_it(made: Made) -> None:
    assert made.has("brand", "Examplex", "EXAMPLINE SODIUM DIHYDRATE")


def test_codes_that_fold_alike_stand_once(made: Made) -> None:
    codes = sorted(name for _uniis, kind, name in made.entries if kind == "code name")

    assert codes == ["NSC-777", "XY-1234"]


@pytest.mark.parametrize(
    "name",
    [
        "2-(4-examplyl)-1,3-diol",
        "N-acetyl-p-examplophenol",
        "examplanoic acid",
        "examplinum",
        "FEMA NO. 4321",
        "12345",
        "exa",
    ],
)
def test_chemistry_latin_registers_and_stubs_stay_out(made: Made, name: str) -> None:
    assert not made.knows(name)


def test_a_salt_and_its_hydrate_are_substances_of_their_own_and_tell_their_base(made: Made) -> None:
    base, salt, hydrate = "exampline", "exampline sodium", "exampline sodium dihydrate"

    assert made.substances[hydrate][4] == UNII["EXAMPLINE SODIUM"]
    assert made.substances[salt][4] == UNII["EXAMPLINE"]
    assert made.substances[base][4] == ""


def test_a_generic_name_of_several_belongs_to_the_one_that_is_preferably_called_so(made: Made) -> None:
    assert made.has("generic", "exampline sodium", "EXAMPLINE SODIUM")
    assert not made.has("generic", "exampline sodium", "EXAMPLINE SODIUM DIHYDRATE")


def test_a_stereoisomer_that_folds_alike_does_not_take_the_name(made: Made) -> None:
    assert not made.has("generic", "exampline", "EXAMPLINE, (+/-)-")
    assert "exampline, (+/-)" in made.substances


def test_classes_reach_the_base_and_its_other_forms_and_routes_do_not(made: Made) -> None:
    assert made.substances["exampline sodium dihydrate"][2:4] == ["Exampline Receptor Blocker", "oral"]
    assert made.substances["exampline sodium"][2:4] == ["Exampline Receptor Blocker", ""]


def test_a_drug_newer_than_the_ndc_directory_comes_in_by_its_tags(made: Made) -> None:
    assert made.substances["othermab"][5] == "INN; biologic"
    assert made.has("generic", "othermab-abcd", "OTHERMAB")


def test_a_vaccine_with_a_brand_comes_in(made: Made) -> None:
    assert made.has("brand", "VIRBRAND", "MADE-UP VIRUS LIVE ANTIGEN")


def test_what_is_no_drug_for_people_stays_out(made: Made) -> None:
    absent = {"daisy flower", "house chalk", "made-up pollen", "weedkilline", "sunblockine"}

    assert absent.isdisjoint(made.substances)
    assert not any(made.knows(name) for name in ("Daisy Dew", "Chalky", "Pollen X", "WEEDOFF"))


def test_an_allergen_that_patients_take_as_a_tablet_comes_in(made: Made) -> None:
    assert made.has("brand", "Grassex", "MEADOW POLLEN")


def test_components_make_a_combination_and_one_alone_makes_none(made: Made) -> None:
    assert made.has("brand", "DUOEX", "EXAMPLINE", "TESTAZOLE")
    assert not made.knows("HALFEX")


def test_the_brand_of_a_messenger_rna_is_known_without_its_ending(made: Made) -> None:
    assert made.has("brand", "NEWEX", "EXAMPLINE")


def test_a_combination_has_its_generic_names_and_its_brand_with_and_without_suffix(made: Made) -> None:
    assert made.has("generic", "exampline and testazole", "EXAMPLINE", "TESTAZOLE")
    assert made.has("brand", "Twinex", "EXAMPLINE", "TESTAZOLE")
    assert made.has("brand", "Twinex XR", "EXAMPLINE", "TESTAZOLE")


def test_a_kit_has_the_substances_of_its_nonproprietary_name(made: Made) -> None:
    assert made.has("brand", "Kitex", "EXAMPLINE", "TESTAZOLE")


def test_a_misspelled_generic_name_is_no_brand(made: Made) -> None:
    assert not made.knows("Exmpline Sodium")


def test_a_name_that_names_a_substance_which_the_product_lacks_stays_out(made: Made) -> None:
    assert not made.knows("Testazole with Dummycaine")


def test_a_substance_that_hardly_any_product_of_a_name_has_is_a_slip(made: Made) -> None:
    assert made.has("brand", "Common", "TESTAZOLE")
    assert not made.has("brand", "Common", "MOCKAMIDE")


def test_a_brand_that_is_another_drugs_generic_name_stands_beside_it(made: Made) -> None:
    assert made.has("generic", "fakeprofen", "FAKEPROFEN")
    assert made.has("brand", "Fakeprofen", "MOCKAMIDE")


def test_without_prescription_a_brand_stays_and_descriptions_and_shops_go(made: Made) -> None:
    assert made.has("brand", "Mockadvil PM", "MOCKAMIDE")
    assert not any(made.knows(name) for name in ("Pain Relief", "Shopmart"))
    assert not made.knows("Mockadvil Extra Strong Formula with the Fresh Taste of Mint")


def test_a_hyphen_makes_two_common_words_a_brand(made: Made) -> None:
    assert made.has("brand", "Gel-Q", "MOCKAMIDE")


def test_a_line_of_brands_is_known_by_its_first_word(made: Made) -> None:
    assert made.has("brand", "Linex", "MOCKAMIDE")
    assert made.has("brand", "Linex", "MOCKAMIDE", "TESTAZOLE")


def test_the_word_that_several_drugs_names_begin_with_is_a_synonym_of_each(made: Made) -> None:
    assert made.has("synonym", "examplokin", "EXAMPLOKIN ALFA")
    assert made.has("synonym", "examplokin", "EXAMPLOKIN BETA")


def test_a_salt_without_a_listed_base_is_known_without_its_salt_word(made: Made) -> None:
    assert made.has("synonym", "testazoate", "TESTAZOATE SODIUM")


def test_the_sources_say_what_was_read(made: Made) -> None:
    text = (made.folder / "SOURCES.md").read_text(encoding="utf-8")

    assert f"| {len(PRODUCTS)} |" in text
    assert "its newest product dates from 2019-01-02" in text


def test_the_same_lists_give_the_same_bytes_zipped_or_not(made: Made, tmp_path: Path) -> None:
    unii, ndc = tmp_path / "unii.gz", tmp_path / "ndc.gz"
    unii.write_bytes(gzip.compress(UNII_TEXT.encode()))
    ndc.write_bytes(gzip.compress(NDC_TEXT.encode("cp1252")))

    run(unii, ndc, tmp_path)

    for path in made.folder.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


WHOLE = gzip.compress(UNII_TEXT.encode())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(None, "No such file or directory", id="missing"),
        pytest.param(
            b"", "not the list of UNII names: its first line lacks Name, TYPE, UNII, Display Name", id="no bytes"
        ),
        pytest.param(NDC_TEXT.encode(), "its first line lacks Name, TYPE, UNII, Display Name", id="the other list"),
        pytest.param(UNII_TEXT.encode()[:29], "the list of UNII names is empty", id="header alone"),
        pytest.param(UNII_TEXT.encode()[:35], "line 2 has 1 columns, the first line 4", id="cut off"),
        pytest.param(
            WHOLE[: len(WHOLE) // 2], "the gzip file is cut off or damaged; fetch it again", id="gzip cut off"
        ),
        pytest.param(WHOLE[:60] + b"?????" + WHOLE[65:], "the gzip file is cut off or damaged", id="gzip damaged"),
        pytest.param(UNII_TEXT.encode() + b"\xff\xfe\x00", "not a text file in utf-8", id="no text"),
    ],
)
def test_a_wrong_file_gets_one_clear_line_and_nothing_is_written(
    content: bytes | None, message: str, tmp_path: Path
) -> None:
    unii, ndc = tmp_path / "unii.txt", tmp_path / "ndc.txt"
    ndc.write_text(NDC_TEXT, encoding="cp1252", newline="")
    if content is not None:
        unii.write_bytes(content)

    result = run(unii, ndc, tmp_path / "out")

    assert result.returncode == 1
    assert message in result.stderr
    assert str(unii) in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_wrong_arguments_get_the_usage() -> None:
    result = run("one.txt")

    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert result.stderr.startswith("usage: ")


# -- The files that are shipped -----------------------------------------------------------------------------------

TABLES = {
    "substances.tsv": ["unii", "substance", "classes", "routes", "form of", "lists"],
    "names.tsv": ["unii", "kind", "name"],
    "products.tsv": ["uniis", "kind", "name"],
    "look-alikes.tsv": ["group", "name", "tall-man"],
}
DERIVED = ["substances.tsv", "names.tsv", "products.tsv"]
MOST_ZIPPED = 2_000_000
"""Bytes; a wheel may take 6 MB of names, and a jump to twice the size wants to be noticed."""
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


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
