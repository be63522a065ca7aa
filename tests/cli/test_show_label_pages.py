"""The page of a label: what is needed first, whatever the copy of the label looks like."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.made_up_labels import answer, record, spl

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Run, Said

    Shown = Callable[..., Said]


@pytest.fixture
def shown(run: Run, tmp_path: Path) -> Shown:
    """Show a label with some of its text changed."""

    def show(*arguments: str, **changed: object) -> Said:
        whole = record(set_id="00000000-0000-4000-8000-000000000007", **changed)
        text = json.dumps(whole).replace("xampl", "xampel").replace("XAMPL", "XAMPEL")
        (tmp_path / "a.json").write_bytes(answer(json.loads(text)))
        home = str(tmp_path / "data")
        assert run("labels", "import", tmp_path / "a.json", XDG_DATA_HOME=home).exit_code == 0
        return run("show", "exampeline", *arguments, XDG_DATA_HOME=home)

    return show


def rows(result: Said, key: str) -> list[dict[str, Any]]:
    page: dict[str, Any] = json.loads(result.stdout)["page"]
    return next(one["rows"] for one in page["sections"] if one["key"] == key)


def test_codes_stand_behind_the_text(shown: Shown) -> None:
    result = shown()

    assert result.stdout.index("Sections (") < result.stdout.index("Set id")


def test_a_dosage_in_a_section_of_no_kind_is_found_by_its_title(shown: Shown) -> None:
    result = shown(
        dosage_and_administration=None,
        dosage_and_administration_table=None,
        spl_unclassified_section=["DOSAGE AND ADMINISTRATION The dose is 40 mg once a day."],
    )

    assert "has no section of this kind" not in result.stdout
    assert "The dose is 40 mg" in result.stdout.split("Sections (")[0]


def test_what_a_copy_lacks_is_said_of_the_copy(shown: Shown) -> None:
    assert "this copy of the label has no section of this kind (boxed warning)" in shown(boxed_warning=None).stdout


def test_the_summary_of_the_dosage_is_a_line_a_sentence(shown: Shown) -> None:
    said = (
        "2 DOSAGE AND ADMINISTRATION Give 40 mg. ( 2.1 , 2.2 ) Never give two (2.2). 2.1 Dose It is 40 mg. 2.2 No Two."
    )
    result = shown("--json", dosage_and_administration=[said], dosage_and_administration_table=None)
    texts = [row["text"] for row in rows(result, "dosage-and-administration")]

    assert texts[:2] == ["Give 40 mg. ( 2.1 , 2.2 )", "Never give two (2.2)."]


def test_a_heading_that_is_written_otherwise_is_not_said_twice(shown: Shown) -> None:
    result = shown(
        dosage_and_administration=["2 DOSAGE & ADMINISTRATION Give 40 mg."], dosage_and_administration_table=None
    )

    assert "DOSAGE & ADMINISTRATION" not in result.stdout


def test_sections_stand_in_the_order_of_their_numbers(shown: Shown) -> None:
    result = shown(
        "--json",
        indications_and_usage=None,
        drug_interactions=["7 DRUG INTERACTIONS None."],
        spl_unclassified_section=["1 INDICATIONS AND USAGE Exampitis."],
    )
    labels = [row["label"] for row in rows(result, "sections")]

    assert [one for one in labels if one and "." not in one] == ["1", "2", "5", "7", "12"]


BOX = "WARNING: EXAMPITIS Stop Examplex when it comes back, and see the label's section on bleeding for what to do."
SHORT = "WARNING: EXAMPITIS See full prescribing information for complete boxed warning. Stop it. ( 5.1 )"


def test_the_short_form_of_a_boxed_warning_is_left_out_and_said_to_be(shown: Shown) -> None:
    result = shown(boxed_warning=[f"{BOX} {SHORT}"])

    assert "section on bleeding for what to do." in result.unwrapped
    assert "Stop it." not in result.stdout
    assert "(Its short form is left out here; all of it: --section boxed-warning)" in result.stdout
    assert "Stop it. ( 5.1 )" in shown("--section", "boxed-warning", boxed_warning=[f"{BOX} {SHORT}"]).stdout


def test_a_boxed_warning_that_is_short_is_shown_whole(shown: Shown) -> None:
    assert "Stop it." in shown(boxed_warning=[SHORT]).stdout
    assert "section on bleeding" in shown(boxed_warning=[f"{SHORT} {BOX}"]).unwrapped


@pytest.mark.parametrize("named", ["dose", "dosage", "DOSAGE", "administration"])
def test_a_section_goes_by_words_of_its_title(shown: Shown, named: str) -> None:
    result = shown("--section", named, dosage_forms_and_strengths=["3 DOSAGE FORMS AND STRENGTHS Vials."])

    assert (result.exit_code, result.stderr) == (0, "")
    assert "2 DOSAGE AND ADMINISTRATION" in result.stdout
    assert "Vials" not in result.stdout


def test_all_codes_are_shown_when_they_are_asked_for(shown: Shown) -> None:
    codes = [f"99999-{number:03}" for number in range(20)]
    block = {**record()["openfda"], "product_ndc": codes}

    assert "more (--section identifiers)" in shown(openfda=block).unwrapped
    assert "99999-019" in shown("--section", "identifiers", openfda=block).unwrapped
    assert "In effect since" in shown("--section", "label").stdout


def test_steps_stand_on_lines_of_their_own(shown: Shown) -> None:
    said = "2 DOSAGE AND ADMINISTRATION 2.1 Recommended Dosage Do this. 1. Shake it. 2. See Table 1. 3. Give 4 mL."
    result = shown("--json", dosage_and_administration=[said], dosage_and_administration_table=None)
    texts = [row["text"] for row in rows(result, "dosage-and-administration") if row["text"]]

    assert texts == ["Do this.", "1. Shake it.", "2. See Table 1.", "3. Give 4 mL."]


def test_a_heading_in_capitals_is_not_said_twice_and_a_sentence_stays_whole(shown: Shown) -> None:
    bare = {"dosage_and_administration_table": None}
    capitals = shown(dosage_and_administration=["DOSAGE AND ADMINISTRATION Give 40 mg."], **bare)
    sentence = shown(dosage_and_administration=["Dosage and administration are told by the doctor."], **bare)

    assert "DOSAGE AND ADMINISTRATION" not in capitals.stdout
    assert "Dosage and administration are told by the doctor." in sentence.stdout


def test_a_boxed_warning_is_called_so_whatever_its_title(run: Run, tmp_path: Path) -> None:
    text = "<text><paragraph>Stop it: \u2022 when it bleeds \u2022 when it burns.</paragraph></text>"
    box = f'<component><section><code code="34066-1"/><title>WARNING: EXAMPITIS</title>{text}</section></component>'
    (tmp_path / "a.xml").write_bytes(spl(box))
    home = str(tmp_path / "data")
    run("labels", "import", tmp_path / "a.xml", XDG_DATA_HOME=home)
    result = run("show", "exampline", "--version", "7", XDG_DATA_HOME=home)

    assert "Boxed warning: WARNING: EXAMPITIS\n  Stop it:" in result.stdout
    assert "\n  \u2022 when it bleeds\n  \u2022 when it burns.\n" in result.stdout
