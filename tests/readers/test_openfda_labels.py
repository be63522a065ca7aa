from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drugcli.readers.cleaning import FOREIGN, clean
from drugcli.readers.labels import read_paths
from drugcli.readers.openfda import read_record
from drugcli.readers.openfda_sections import placed, read_sections
from drugcli.readers.refused import RefusedError
from drugcli.records.folding import fold, printable
from drugcli.records.labels import Bullets, Label, LabelName, Paragraph, Table
from tests.made_up_labels import LEVELS, TABLE_TEXT, record

if TYPE_CHECKING:
    from drugcli.records.labels import Section

CORPUS = os.environ.get("DRUGCLI_CORPUS")


def numbered(label: Label) -> dict[str, Section]:
    return {section.number: section for section in label.sections if section.number}


def packed(text: str) -> str:
    return "".join(text.split())


def test_a_record_says_whose_label_it_is() -> None:
    label = read_record(record())

    assert (label.set_id[-1], label.version, label.date) == ("1", 12, dt.date(2024, 3, 1))
    assert (label.title, label.labeler) == ("Examplex (exampline)", "Example Pharma")
    assert label.names[0] == LabelName(text="Examplex", kind="brand")
    assert [one.name for one in label.substances] == ["EXAMPLINE SODIUM"]
    assert label.ndcs == ("99999-058", "99999-058-01")
    assert label.marks == ()


def test_sections_have_the_numbers_and_titles_of_the_fda() -> None:
    titles = {number: section.title for number, section in numbered(read_record(record())).items()}

    assert titles == {
        "1": "INDICATIONS AND USAGE", "2": "DOSAGE AND ADMINISTRATION", "2.1": "Recommended Dosage",
        "2.2": "Missed Dose", "5": "WARNINGS AND PRECAUTIONS", "5.1": "Bleeding", "5.2": "Rash",
        "12": "CLINICAL PHARMACOLOGY", "12.1": "Mechanism of Action", "12.3": "Pharmacokinetics",
    }  # fmt: skip


def test_references_and_figures_are_no_headings() -> None:
    sections = numbered(read_record(record()))

    assert sections["12.3"].text == LEVELS
    assert "as section 2.2 says." in sections["2.1"].text


def test_what_is_said_twice_is_kept_once_under_its_own_name() -> None:
    label = read_record(record())

    assert sum("Look for blood" in section.text for section in label.sections) == 1
    assert numbered(label)["12.3"].field == "pharmacokinetics"
    assert numbered(label)["12.3"].code == "43682-4"


def test_a_table_stands_in_the_place_of_its_words() -> None:
    section = numbered(read_record(record()))["2.1"]
    before, table = placed(section).blocks

    assert before == Paragraph(text="2.1 Recommended Dosage The dose is 40 mg, as section 2.2 says.")
    assert table == Table(
        rows=(("Weight", "Dose", ""), ("", "first", "later"), ("10 kg or more", "40 mg", "20 mg")),
        caption="Table 1. Dose by weight",
    )
    assert packed(table.text) == packed(TABLE_TEXT)
    assert packed(placed(section).text) == packed(section.text)


def test_the_caption_of_a_table_is_no_part_of_the_title() -> None:
    said = "2 DOSAGE AND ADMINISTRATION 2.1 Dosage in Adults Table 1: Recommended Dosage Indication Exampitis 40 mg"
    found = read_record(record(dosage_and_administration=[said], dosage_and_administration_table=None))

    assert numbered(found)["2.1"].title == "Dosage in Adults"
    assert "Table 1: Recommended Dosage" in numbered(found)["2.1"].text


def test_a_list_is_a_list() -> None:
    assert numbered(read_record(record()))["2.2"].blocks[1] == Bullets(items=("• Never give two.", "• Keep the date."))


def test_a_label_of_the_old_format_has_no_numbers_but_its_subsections() -> None:
    whole = "PRECAUTIONS General: look. Pregnancy Ask before use. Geriatric Use Give less. The rest."
    parts = {"pregnancy": ["Pregnancy Ask before use."], "geriatric_use": ["Geriatric Use Give less."]}
    sections = list(read_sections({"precautions": [whole], **parts}, {}))

    assert [(one.level, one.field, one.number) for one in sections] == [
        (1, "precautions", None), (2, "pregnancy", None), (2, "geriatric_use", None), (2, "precautions", None),
    ]  # fmt: skip
    assert " ".join(one.text for one in sections) == whole


def test_a_label_without_the_openfda_block_goes_by_its_own_ingredients() -> None:
    label = read_record(record(openfda=None))

    assert label.marks == ("no openfda block",)
    assert label.names == (LabelName(text="Examplex", kind="brand"),)


def test_names_that_the_ingredients_contradict_are_put_aside() -> None:
    block = record()["openfda"] | {"brand_name": ["Otherex"], "generic_name": ["OTHERINE"]}
    label = read_record(record(openfda=block))

    assert label.marks == ("openfda block contradicts the text",)
    assert label.names == (LabelName(text="Examplex", kind="brand"),)
    assert label.labeler == ""


@pytest.mark.parametrize("other", ["Mannitol", "Exampline Sodium", "Water"])
def test_names_of_an_ingredient_alone_are_no_names_of_the_label(other: str) -> None:
    block = record()["openfda"] | {key: [other] for key in ("brand_name", "generic_name", "substance_name")}
    label = read_record(record(openfda=block))

    assert label.marks == ("openfda block contradicts the text",)
    assert label.names == (LabelName(text="Examplex", kind="brand"),)


@pytest.mark.parametrize(
    ("elements", "names"),
    [
        ("Aex exine EXINE EXINE WATER", ["Aex", "exine"]),
        ("Aex exine-abcd EXINE EXINE WATER", ["Aex", "exine-abcd"]),
        ("Aex (exine) Exine exine WATER", ["Aex", "exine"]),
        ("Aex exine LACTOSE STARCH, CORN EXINE EXINE", ["Aex", "exine"]),
        ("Aex exine Aex exine EXINE EXINE WATER", ["Aex", "exine"]),
        ("Exine Exine EXINE EXINE WATER Exine Exine EXINE EXINE WATER", ["Exine"]),
        ("exine sodium Exine Sodium EXINE SODIUM EXINE WATER", ["exine sodium"]),
        ("Aex exine EXINE SODIUM EXINE WATER WATER", ["Aex", "exine"]),
        ("Aex exine and othine EXINE EXINE OTHINE OTHINE WATER", ["Aex", "exine and othine"]),
        ("Aex exine, othine, and thirdine EXINE EXINE OTHINE OTHINE", ["Aex"]),
        ("Aex exine sodium and thirdine EXINE SODIUM EXINE THIRDINE THIRDINE", []),
        ("exine and othine othine and exine EXINE EXINE OTHINE OTHINE", []),
        ("Bex exine EXINE EXINE WATER", []),
        ("Aex exine sodium SUGAR SUGAR EXINE SODIUM EXINE", []),
        ("Aex", []),
    ],
)
def test_without_a_block_a_label_goes_by_what_its_list_begins_with(elements: str, names: list[str]) -> None:
    """A name of one substance of several, or of an excipient, would be that of another drug."""
    text = "Aex (exine): exine and othine, exine-abcd, exine sodium. Sugar, water, othine."
    label = read_record(record(openfda=None, spl_product_data_elements=[elements], boxed_warning=[text]))

    assert [name.text for name in label.names] == names


def test_a_brand_that_the_ingredients_do_not_have_is_no_name() -> None:
    block = record()["openfda"] | {"brand_name": ["Examplex", "Otherex"]}

    assert "Otherex" not in {name.text for name in read_record(record(openfda=block)).names}


def test_a_label_without_any_name_goes_by_its_set_id() -> None:
    label = read_record(record(openfda=None, spl_product_data_elements=None))

    assert label.marks == ("no openfda block", "no name in the text")
    assert label.name == label.set_id


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"set_id": None}, "set_id: missing"),
        ({"set_id": 7}, "set_id: expected text"),
        ({"set_id": "../../etc"}, "is no set id"),
        ({"version": None}, "version: missing, or no text"),
        ({"version": "12b"}, "version: '12b' is no whole number"),
        ({"version": "9" * 400}, "is no whole number"),
        ({"effective_time": "20240231"}, "effective_time: '20240231' is no date"),
        ({"effective_time": "March"}, "is no date"),
        ({"boxed_warning": [7]}, "boxed_warning: expected a list of texts"),
        ({"boxed_warning": {"text": "x"}}, "boxed_warning: expected a list of texts"),
        ({"references": ["x"] * 20_001}, "more than 20,000 texts"),
        ({"openfda": {"generic_name": [f"x{number}" for number in range(2_001)]}}, "openfda: more than 2,000 names"),
    ],
)
def test_what_is_no_label_is_refused_with_its_reason(changed: dict[str, Any], why: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_record(record(**changed))

    assert why in str(refused.value)


@pytest.mark.parametrize("what", [None, 7, "x", [], {}, {"set_id": "abc", "version": "1"}])
def test_what_is_no_record_is_refused(what: object) -> None:
    with pytest.raises(RefusedError):
        read_record(what)


def test_escapes_and_bidirectional_marks_are_not_in_a_label() -> None:
    label = read_record(record(boxed_warning=["WARNING \x1b[31mred\u202etxet\u2069 of\ttabs"]))

    assert label.sections[1].text == "WARNING [31mredtxet of tabs"


def test_cleaning_leaves_what_a_name_would_keep() -> None:
    every = "".join(map(chr, (*range(0x3000), *range(0xD7F0, 0xE010), *range(0xFE00, 0x11100), 0xE0001, 0x1D173)))

    assert clean(every) == printable(every)
    assert FOREIGN.search(clean(every)) is None


PIECES = st.sampled_from(
    ["2.1 Dosing", "2.2 Missed Dose", "2.3 Use", "2.9", "( 2.1 )", "2.1 mg", "Give it.", "see 2.2 Missed", "• one",
     "2.1 0 Late", "2 DOSAGE", TABLE_TEXT, "2.40 X.", "\u2028", "Z", "2.3 use of 2.1 Dosing", "5.1 Bleeding"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30), st.lists(PIECES, min_size=1, max_size=4))
def test_the_pieces_of_a_text_give_it_back(parts: list[str], inner: list[str]) -> None:
    text = "2 DOSAGE AND ADMINISTRATION " + " ".join(parts)
    sections = list(read_sections({"dosage_and_administration": [text], "laboratory_tests": [" ".join(inner)]}, {}))
    numbers = [section.number for section in sections if section.level == 2 and section.field != "laboratory_tests"]
    whole = "".join(packed(section.text) for section in sections)

    assert packed(text) in whole
    assert packed(" ".join(inner)) in whole
    assert len(numbers) == len(set(numbers)) or None in numbers


@pytest.mark.skipif(CORPUS is None, reason="DRUGCLI_CORPUS names no folder of real labels")
def test_real_labels_lose_no_letter() -> None:
    import json

    read = 0
    for path in sorted(Path(str(CORPUS)).glob("openfda/*/*.json"))[::9]:
        (label,) = read_paths([path])
        assert isinstance(label, Label)
        said = "".join(packed(section.text) for section in label.sections)
        for section in label.sections:
            assert packed(placed(section).text).startswith(packed(section.text))
        result = json.loads(path.read_bytes())["results"][0]
        texts = [text for key, several in result.items() if isinstance(several, list) and not key.endswith("_table")
                 for text in several]  # fmt: skip
        assert [text[:80] for text in texts if packed(clean(text)) not in said] == []
        assert not label.marks
        read += 1
    assert read > 100


def test_a_brand_that_is_the_generic_name_makes_no_products_of_its_own() -> None:
    one = "Exampline exampline EXAMPLINE SODIUM EXAMPLINE"
    elements = f"{one.replace(' SODIUM', '')} WATER {one.replace(' SODIUM', '')} MANNITOL"
    block = {"brand_name": ["Exampline"], "generic_name": ["EXAMPLINE"], "substance_name": ["EXAMPLINE"]}
    label = read_record(record(spl_product_data_elements=[elements], openfda=record()["openfda"] | block))

    assert [one.listed.split()[-1] for one in label.products] == ["WATER", "MANNITOL"]


@pytest.fixture(scope="module")
def real() -> list[dict[str, Any]]:
    import json

    paths = sorted(Path(str(CORPUS)).glob("openfda/*/*.json"))[::3]
    return [one for path in paths for one in json.loads(path.read_bytes())["results"]]


@pytest.mark.skipif(CORPUS is None, reason="DRUGCLI_CORPUS names no folder of real labels")
def test_real_labels_without_their_block_are_never_called_by_one_substance_of_several(
    real: list[dict[str, Any]],
) -> None:
    named = 0
    for result in real:
        whole, bare = read_record(result), read_record(result | {"openfda": {}})
        generics = {fold(name.text) for name in bare.names if name.kind == "generic"}
        own = {fold(name.text) for name in whole.names if name.kind == "generic"}
        named += bool(generics)
        assert bare.marks[0] == "no openfda block"
        if len(whole.substances) > 1:
            assert (generics - own).isdisjoint({fold(one.name) for one in whole.substances})

    assert named > 0.8 * len(real)


@pytest.mark.skipif(CORPUS is None, reason="DRUGCLI_CORPUS names no folder of real labels")
def test_real_labels_with_the_block_of_another_are_marked(real: list[dict[str, Any]]) -> None:
    for result, other in zip(real, [*real[1:], real[0]], strict=True):
        if result["set_id"] != other["set_id"]:
            swapped = read_record(result | {"openfda": other["openfda"]})
            assert swapped.marks[0] == "openfda block contradicts the text"
            assert not swapped.labeler
