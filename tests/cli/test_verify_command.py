"""drugcli verify."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.made_up_labels import SET_ID, answer, record

if TYPE_CHECKING:
    from tests.conftest import Run

MONOGRAPH = f"""
name = "exampline"
[class]
text = "enzyme inhibitor"
cites = ["label#12.1"]
[sources.label]
kind = "regulator label"
standing = "primary"
title = "Examplex prescribing information"
publisher = "FDA"
version = "VERSION"
date = 2024-03-01
set_id = "{SET_ID}"
[sources.leaflet]
kind = "regulator leaflet"
standing = "primary"
title = "Examplex leaflet"
publisher = "EMA"
dated = "undated"
[[dosing_note]]
title = "First dose"
text = "FIGURE, at once"
cites = ["CITE"]
[[storage]]
low = 2
high = 8
unit = "°C"
cites = ["leaflet"]
"""


@pytest.fixture
def home(run: Run, tmp_path: Path) -> str:
    """Return a data folder with exampline's label, version 12, and version 13 without its boxed warning."""
    (tmp_path / "answer.json").write_bytes(answer(record(), record(version="13", boxed_warning=["Give 90 mg."])))
    data = str(tmp_path / "data")
    assert run("labels", "import", tmp_path / "answer.json", XDG_DATA_HOME=data).exit_code == 0
    return data


def written(formulary: Path, figure: str, cite: str = "label#2.1", version: str = "12") -> Path:
    text = MONOGRAPH.replace("FIGURE", figure).replace("CITE", cite).replace("VERSION", version)
    (formulary / "drugs" / "exampline.toml").write_text(text, encoding="utf-8")
    return formulary


def page(run: Run, home: str, formulary: Path, code: int = 0) -> dict[str, Any]:
    result = run("verify", "exampline", "--data", formulary, "--json", XDG_DATA_HOME=home)
    assert (result.exit_code, result.stderr) == (code, "")
    return {section["key"]: section["rows"] for section in json.loads(result.stdout)["page"]["sections"]}


def counts(sections: dict[str, Any]) -> dict[str, int]:
    return {row["key"]: row["value"] for row in sections["summary"]}


@pytest.mark.parametrize("figure", ["40 mg", "0.04 g", "10 kg"])
def test_a_figure_stands_in_the_cited_section(run: Run, home: str, formulary: Path, figure: str) -> None:
    sections = page(run, home, written(formulary, figure))

    assert counts(sections) == {
        "stands": 1, "elsewhere": 0, "unit-apart": 0, "missing": 0, "unchecked": 2, "words": 1, "dates": 0,
    }  # fmt: skip


def test_a_figure_that_is_nowhere_is_told_with_its_place_and_exits_with_4(run: Run, home: str, formulary: Path) -> None:
    sections = page(run, home, written(formulary, "45 mg"), code=4)

    assert [row["text"] for row in sections["missing"]] == [
        "exampline · dosing_note[0].text · 45 mg · label#2.1 · not in the label"
    ]


def test_a_figure_of_another_unit_is_missing(run: Run, home: str, formulary: Path) -> None:
    assert counts(page(run, home, written(formulary, "40 mcg"), code=4))["missing"] == 1


def test_a_figure_of_another_section_is_found_there(run: Run, home: str, formulary: Path) -> None:
    sections = page(run, home, written(formulary, "12.5 hours"))

    assert sections["elsewhere"][0]["text"].endswith("12.5 hours · label#2.1 · stands in 12.3")


def test_what_cannot_be_checked_is_counted_with_the_reason_and_never_stands(
    run: Run, home: str, formulary: Path
) -> None:
    sections = page(run, home, written(formulary, "40 mg", version="99"))

    assert counts(sections)["stands"] == 0
    assert {row["text"] for row in sections["unchecked"]} == {
        "2 figures: the source is no US label",
        "1 figure: the cited version of the label is not in the label library",
    }


def test_a_figure_that_another_source_may_hold_is_not_missing(run: Run, home: str, formulary: Path) -> None:
    sections = page(run, home, written(formulary, "45 mg", cite='label#2.1", "leaflet'))

    assert counts(sections)["missing"] == 0
    assert "another source" in sections["unchecked"][0]["text"]


@pytest.mark.parametrize(
    ("figure", "cite"), [("79 mL", "label#instructions-for-constitution"), ("97 mg", "label#highlights")]
)
def test_a_cite_names_a_booklet_by_its_title_and_the_highlights(
    run: Run, home: str, formulary: Path, figure: str, cite: str
) -> None:
    booklet = (
        "EXAMPLEX (exampline) Distributed by: Example Pharma Instructions for Constitution Pour in 79 mL of water."
    )
    changed = record(
        version="15", spl_unclassified_section=[booklet], recent_major_changes=["Dosage, 97 mg ( 2.2 ) 3/2026"]
    )
    (formulary.parent / "c.json").write_bytes(answer(changed))
    run("labels", "import", formulary.parent / "c.json", XDG_DATA_HOME=home)
    sections = page(run, home, written(formulary, figure, cite=cite, version="15"))

    assert counts(sections)["stands"] == 1


def test_a_newer_version_that_changed_the_section_is_told(run: Run, home: str, formulary: Path) -> None:
    (formulary.parent / "b.json").write_bytes(
        answer(
            record(
                version="14",
                dosage_and_administration=["2 DOSAGE AND ADMINISTRATION 2.1 Dosing Give 50 mg from 10 kg."],
                dosage_and_administration_table=None,
            )
        )
    )
    run("labels", "import", formulary.parent / "b.json", XDG_DATA_HOME=home)
    sections = page(run, home, written(formulary, "40 mg from 10 kg"))

    assert counts(sections)["stands"] == 2
    assert [row["text"] for row in sections["changed"]] == [
        (
            "exampline · label#2.1 · version 14 of 2024-03-01 changed the section; "
            "no longer there: 40 mg (dosing_note[0].text); still there: 1 figure"
        )
    ]


def test_without_a_label_library_nothing_passes_as_verified(run: Run, tmp_path: Path, formulary: Path) -> None:
    result = run("verify", "exampline", "--data", written(formulary, "40 mg"), XDG_DATA_HOME=str(tmp_path / "none"))

    assert result.exit_code == 0
    assert "! No figure could be looked up" in result.stdout
    assert "0  figures stand in the cited section" in result.stdout.replace("  0   ", "  0  ")


@pytest.mark.parametrize(("typed", "code"), [("exmpline", 3), ("zzzzqq", 1)])
def test_a_name_that_is_not_one_is_met_as_by_show(run: Run, home: str, typed: str, code: int) -> None:
    result = run("verify", typed, "--json", XDG_DATA_HOME=home)

    assert result.exit_code == code
    assert json.loads(result.stdout)["match"]["status"] in {"near", "unknown"}


def test_a_drug_without_a_monograph_has_nothing_to_verify(run: Run, home: str, tmp_path: Path) -> None:
    (tmp_path / "bare" / "drugs").mkdir(parents=True)
    result = run("verify", "examplex", XDG_DATA_HOME=home, DRUGCLI_DATA=str(tmp_path / "bare"))

    assert result.exit_code == 1
    assert "There is no monograph of exampline" in result.stderr


def test_every_monograph_is_verified_when_none_is_named(run: Run, home: str, formulary: Path) -> None:
    text = (written(formulary, "45 mg") / "drugs" / "exampline.toml").read_text(encoding="utf-8")
    (formulary / "drugs" / "othine.toml").write_text(
        text.replace('name = "exampline"', 'name = "othine"'), encoding="utf-8"
    )
    result = run("verify", "--json", "--data", formulary, XDG_DATA_HOME=home, DRUGCLI_DATA="")
    missing = next(one["rows"] for one in json.loads(result.stdout)["page"]["sections"] if one["key"] == "missing")

    assert (result.exit_code, result.stderr) == (4, "")
    assert [row["key"].partition(".")[0] for row in missing] == ["exampline", "othine"]
