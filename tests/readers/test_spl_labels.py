from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from drugcli.readers.cleaning import clean
from drugcli.readers.refused import RefusedError
from drugcli.readers.spl import HL7, read_document
from drugcli.records.labels import Bullets, Paragraph, Substance, Table
from drugcli.records.presentations import Content
from tests.made_up_labels import SET_ID, spl


def test_a_document_says_whose_label_it_is() -> None:
    label = read_document(spl())

    assert (label.set_id, label.version, label.date) == (SET_ID, 7, dt.date(2025, 1, 31))
    assert (label.title, label.labeler) == ("Examplex (exampline) injection", "Example Pharma")
    assert label.kind == "HUMAN PRESCRIPTION DRUG LABEL"
    assert [(name.text, name.kind) for name in label.names] == [
        ("Examplex", "brand"), ("exampline", "generic"), ("EXAMPLINE", "substance"),
    ]  # fmt: skip
    assert label.substances == (Substance(name="EXAMPLINE SODIUM", unii="000000001X", moiety="EXAMPLINE"),)
    assert (label.applications, label.routes) == (("NDA999999",), ("intravenous",))
    assert label.ndcs == ("99999-058", "99999-058-01")


def test_a_presentation_has_its_form_and_its_ingredients_with_their_strengths() -> None:
    (product,) = read_document(spl()).products
    active, inactive = product.ingredients

    assert (product.name, product.form, product.packages) == ("Examplex", "injection, solution", ("99999-058-01",))
    assert active.strength == Content(value=Decimal("0.75"), unit="mg", per="mL")
    assert str(active.strength.value) == "0.75"
    assert (inactive.name, inactive.role, inactive.strength) == ("MANNITOL", "inactive", None)


@pytest.mark.parametrize(
    ("written", "strength"),
    [
        ('<numerator value="40" unit="mg"/><denominator value="0.80" unit="mL"/>', ("40", "mg", "0.8 mL")),
        ('<numerator value="10.0" unit="ug"/><denominator value="1" unit="1"/>', ("10", "mcg", "injection, solution")),
        ('<numerator value="1000" unit="[iU]"/><denominator value="5" unit="mL"/>',
         ("1000", "international units", "5 mL")),
    ],
)  # fmt: skip
def test_strengths_are_written_as_the_ismp_writes_them(written: str, strength: tuple[str, str, str]) -> None:
    (product,) = read_document(spl(strength=written)).products
    found = product.ingredients[0].strength

    assert found is not None
    assert (format(found.value, "f"), found.unit, found.per) == strength


@pytest.mark.parametrize(
    "written",
    [
        "",
        '<numerator value="NaN" unit="mg"/><denominator value="1" unit="mL"/>',
        '<numerator value="1e999999" unit="mg"/><denominator value="1" unit="mL"/>',
        '<numerator value="-4" unit="mg"/><denominator value="1" unit="mL"/>',
        '<numerator value="4" unit="mg"/><denominator value="0" unit="mL"/>',
        '<numerator value="some" unit="mg"/><denominator value="1" unit="mL"/>',
    ],
)
def test_a_strength_that_makes_no_sense_is_none(written: str) -> None:
    assert read_document(spl(strength=written)).products[0].ingredients[0].strength is None


def test_paragraphs_lists_and_tables_stay_what_they_are() -> None:
    dosage, recommended = read_document(spl()).sections

    assert (dosage.number, dosage.title, dosage.code) == ("2", "DOSAGE AND ADMINISTRATION", "34068-7")
    assert (recommended.number, recommended.level) == ("2.1", 2)
    assert (recommended.code, recommended.field) == ("42229-5", "dosage_and_administration")
    heading, paragraph, bullets, table = recommended.blocks
    assert heading == Paragraph(text="2.1 Recommended Dosage")
    assert paragraph == Paragraph(text="Give 40 mg once.")
    assert bullets == Bullets(items=("Never give two.", "Keep the date."))
    assert isinstance(table, Table)
    assert table.rows[0] == ("Weight", "Dose", "")


def test_highlights_are_kept_in_a_section_of_their_own() -> None:
    piece = b"<excerpt><highlight><text><paragraph>Give 40 mg once. (2.1)</paragraph></text></highlight></excerpt>"
    label = read_document(spl().replace(b'<component><section><code code="42229-5"/>', piece + b"<component>"
                                        b'<section><code code="42229-5"/>'))  # fmt: skip

    assert label.sections[0].title == "Highlights of prescribing information"
    assert label.sections[0].text == "Give 40 mg once. (2.1)"
    assert label.sections[1].number == "2"


CORPUS = os.environ.get("DRUGCLI_CORPUS")


@pytest.mark.skipif(CORPUS is None, reason="DRUGCLI_CORPUS names no folder of real labels")
def test_real_documents_lose_no_word() -> None:
    for path in sorted(Path(str(CORPUS)).glob("spl/*.xml")):
        content = path.read_bytes()
        root = etree.fromstring(content)
        places = ("section/title", "section/text", "highlight/text")
        texts = [one for place in places for one in root.iterfind(f".//{HL7}" + place.replace("/", f"/{HL7}"))]
        printed = Counter(word for text in texts for word in clean(" ".join(text.itertext())).split())
        read = Counter(word for section in read_document(content).sections for word in section.text.split())
        assert read == printed


def test_the_swab_of_a_kit_is_not_its_drug() -> None:
    swab = (
        '<part><partProduct><name>Swab</name><ingredient classCode="ACTIB"><ingredientSubstance>'
        "<name>ALCOHOL</name></ingredientSubstance></ingredient></partProduct></part>"
    )
    label = read_document(spl().replace(b"<asContent>", swab.encode() + b"<asContent>"))

    assert {name.text for name in label.names} == {"Examplex", "exampline", "EXAMPLINE"}
    assert [one.name for one in label.substances] == ["EXAMPLINE SODIUM"]
    assert [one.is_part for one in label.products] == [False, True]


@pytest.mark.parametrize(
    "title", ["These highlights do not include all the information needed.", "Drug Facts", "", "Examplex " * 20]
)
def test_a_title_that_says_nothing_of_the_drug_gives_way_to_its_names(title: str) -> None:
    assert read_document(spl(title=title)).title == "Examplex (exampline)"


BOMB = '<!DOCTYPE document [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (spl(prologue=BOMB), "document type definition"),
        (spl(prologue='<!DOCTYPE document SYSTEM "http://127.0.0.1:9/x.dtd">'), "document type definition"),
        (spl(prologue=" " * 5_000 + "<!DOCTYPE document>"), "document type definition"),
        (spl(prologue=BOMB).decode().replace("UTF-8", "UTF-16").encode("utf-16"), "document type definition"),
        (spl(title="&secret;"), "no XML"),
        (spl("<x>" * 1_000 + "</x>" * 1_000), "too deep: Excessive depth in document: 256, line"),
        (spl()[:900], "no XML"),
        (b"<html/>", "no SPL document"),
        (b"<document/>", "no SPL document"),
        (spl().replace(SET_ID.encode(), b"?"), "setId"),
        (spl(version=""), "versionNumber: missing"),
        (spl(version="two"), "versionNumber: 'two' is no whole number"),
        (spl(date="20250132"), "effectiveTime: '20250132' is no date"),
        (spl("<component>" * 13 + "</component>" * 13).replace(b"component>", b"odd>"), "it has no section"),
    ],
)
def test_what_is_no_label_is_refused_with_its_reason(content: bytes, why: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_document(content)

    assert why in str(refused.value)


def test_a_reference_to_a_file_is_not_followed() -> None:
    with pytest.raises(RefusedError):
        read_document(spl(prologue='<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>', title="&x;"))


def test_sections_within_sections_have_an_end() -> None:
    deep = "<component><section>" * 13 + "</section></component>" * 13

    with pytest.raises(RefusedError, match="12 levels"):
        read_document(spl(deep))
