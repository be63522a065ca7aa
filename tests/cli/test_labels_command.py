from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drugcli.library.labels import LabelLibrary
from tests.conftest import PATIENCE, merged
from tests.made_up_labels import SET_ID, answer, record, renamed, spl, zipped

if TYPE_CHECKING:
    from tests.conftest import Run

OTHER = "00000000-0000-4000-8000-000000000002"


@pytest.fixture
def home(run: Run, tmp_path: Path) -> str:
    """Return a data folder with labels: of exampline versions 12 and 13, of exampline2 one."""
    (tmp_path / "answer.json").write_bytes(
        answer(record(), record(version="13", effective_time="20251101"), renamed(2))
    )
    data = str(tmp_path / "data")
    assert run("labels", "import", tmp_path / "answer.json", XDG_DATA_HOME=data).exit_code == 0
    return data


def test_an_import_says_what_became_of_every_label(run: Run, home: str, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "a.json").write_bytes(
        answer(record(), record(version="14"), record(version="11"), record(boxed_warning=["OTHER"]), {"set_id": "x"})
    )
    (tmp_path / "more" / "b.zip").write_bytes(zipped(a__zip=zipped(a__xml=spl(), b__jpg=b"\xff\xd8")))
    result = run("labels", "import", tmp_path / "more", "--json", XDG_DATA_HOME=home)
    summary, conflicting, refused = json.loads(result.stdout)["page"]["sections"]

    assert result.exit_code == 4
    assert {row["key"]: row["value"] for row in summary["rows"]} == {
        "imported": 0, "newer": 1, "older": 2, "unchanged": 1, "conflicting": 1, "refused": 1,
    }  # fmt: skip
    assert conflicting["rows"][0]["text"] == f"set id {SET_ID}, version 12"
    assert refused["rows"][0]["label"] == f"{tmp_path / 'more' / 'a.json'}, record 5"
    assert refused["rows"][0]["text"] == "set_id: 'x' is no set id"


def test_a_file_that_cannot_be_read_does_not_stop_the_others(run: Run, home: str, tmp_path: Path) -> None:
    result = run(
        "labels", "import", tmp_path / "gone.json", tmp_path / "answer.json", COLUMNS="200", XDG_DATA_HOME=home
    )

    assert (result.exit_code, result.stderr) == (5, "")
    assert "3  unchanged" in result.stdout
    assert f"{tmp_path / 'gone.json'} cannot be read (No such file or directory)" in result.unwrapped


@pytest.mark.parametrize("named", ["empty", "empty/note.txt"])
def test_where_no_label_is_the_import_says_so(run: Run, tmp_path: Path, named: str) -> None:
    (tmp_path / "empty").mkdir()
    if named.endswith(".txt"):
        (tmp_path / named).write_text("exampline\n", encoding="utf-8")
    result = run("labels", "import", tmp_path / named, COLUMNS="200", XDG_DATA_HOME=str(tmp_path / "data"))

    assert (result.exit_code, result.stderr) == (4, "")
    assert f"{tmp_path / named}  no label is in it" in result.stdout


def test_of_very_many_that_are_refused_the_first_are_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([7] * 1_001), encoding="utf-8")
    result = run("labels", "import", tmp_path / "a.json", XDG_DATA_HOME=str(tmp_path))

    assert result.exit_code == 4
    assert "1,001 refused" in result.unwrapped
    assert "Refused (the first 1,000 of 1,001)" in result.stdout
    assert "record 1,000" in result.stdout
    assert "record 1,001" not in result.stdout


def test_a_second_import_changes_nothing(run: Run, home: str, tmp_path: Path) -> None:
    result = run("labels", "import", tmp_path / "answer.json", XDG_DATA_HOME=home)

    assert (result.exit_code, result.stderr) == (0, "")
    assert "3  unchanged: already here, word for word" in result.stdout


@pytest.mark.parametrize("content", [answer(renamed(7)), spl(), zipped(a=answer(renamed(7)))])
def test_labels_come_in_on_standard_input(
    tmp_path: Path, environment: Mapping[str, str | None], content: bytes
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "drugcli", "labels", "import", "-", "--json"], input=content, capture_output=True,
        env=merged({**environment, "XDG_DATA_HOME": str(tmp_path)}), check=True,
    )  # fmt: skip

    assert json.loads(done.stdout)["page"]["sections"][0]["rows"][0]["value"] == 1
    assert done.stderr == b""


def test_standard_input_is_read_by_itself(run: Run, home: str) -> None:
    result = run("labels", "import", "-", "x.json", XDG_DATA_HOME=home)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "'-' is read by itself; give it without other files.\n"


@pytest.mark.parametrize(
    ("limit", "count", "why"),
    [
        ("--max-files", 2, "more than 2 files; the rest was not read"),
        ("--max-ratio", 2, "it unfolds more than 2 times, as a zip bomb does"),
        ("--max-size", 1, "more than 1,000,000 bytes unpacked; the rest was not read"),
    ],
)
def test_limits_of_an_archive_can_be_set(run: Run, tmp_path: Path, limit: str, count: int, why: str) -> None:
    large = answer(renamed(3, references=[" ".join(map(str, range(200_000)))]))
    (tmp_path / "a.zip").write_bytes(zipped(a=answer(renamed(1)), b=answer(renamed(2)), c=large))
    whole, bounded = str(tmp_path / "whole"), str(tmp_path / "bounded")
    result = run("labels", "import", tmp_path / "a.zip", limit, str(count), "--json", XDG_DATA_HOME=bounded)
    limits = ("--max-files", "3", "--max-ratio", "2000", "--max-size", "3")

    assert result.exit_code == 4
    assert [row["text"] for row in json.loads(result.stdout)["page"]["sections"][-1]["rows"]] == [why]
    assert run("labels", "import", tmp_path / "a.zip", *limits, XDG_DATA_HOME=whole).exit_code == 0


@pytest.mark.parametrize("limit", ["--max-files", "--max-ratio", "--max-size"])
def test_a_limit_is_one_or_more(run: Run, limit: str) -> None:
    assert run("labels", "import", "x.zip", limit, "0") == (2, "", "A limit is 1 or more.\n")


def test_a_label_is_shown_where_there_is_no_monograph(run: Run, home: str) -> None:
    result = run("show", "examplex2", XDG_DATA_HOME=home)

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Examplex2 (exampline2) · Example Pharma · human prescription drug\n")
    order = [
        "Version          12", "2024-03-01, 1 year 10 months old", "Boxed warning\n", "2 DOSAGE AND ADMINISTRATION",
        "2.1 Recommended Dosage", "Sections (", "12.3  Pharmacokinetics", "\nSources\n",
    ]  # fmt: skip
    places = [result.stdout.index(part) for part in order]
    assert places == sorted(places)


@pytest.mark.parametrize("name", ["EXAMPLINE2", "exampline2 sodium", OTHER, "00002-058-01", "00002005801"])
def test_a_label_goes_by_all_its_names_and_codes(run: Run, home: str, name: str) -> None:
    result = run("show", name, "--json", XDG_DATA_HOME=home)
    match = json.loads(result.stdout)["match"]

    assert result.exit_code == 0
    assert (match["status"], match["drug"]) == ("found", "exampline2-sodium")


def test_a_section_is_shown_by_its_number_with_what_is_in_it(run: Run, home: str) -> None:
    result = run("show", "examplex2", "--section", "2", XDG_DATA_HOME=home)

    assert "2.1 Recommended Dosage" in result.stdout
    table = ["  Weight         Dose", "                 first  later", "  10 kg or more  40 mg  20 mg"]
    assert "\n".join(table) in result.stdout
    assert "• Never give two." in result.stdout
    assert "INDICATIONS" not in result.stdout
    assert "Bleeding" not in result.stdout


@pytest.mark.parametrize("named", ["5.2", "5.2.", "Rash", "rash"])
def test_a_subsection_is_shown_alone(run: Run, home: str, named: str) -> None:
    result = run("show", "examplex2", "--section", named, XDG_DATA_HOME=home)

    assert "5.2 Rash\n  Look at the skin." in result.stdout
    assert "Look for blood" not in result.stdout


@pytest.mark.parametrize("named", ["boxed_warning", "34066-1", "Boxed warning"])
def test_a_section_without_a_number_goes_by_its_name_or_code(run: Run, home: str, named: str) -> None:
    assert "EXAMPITIS" in run("show", "examplex2", "--section", named, XDG_DATA_HOME=home).stdout


def test_a_section_that_the_label_does_not_have_is_told(run: Run, home: str) -> None:
    result = run("show", "examplex2", "--section", "9", XDG_DATA_HOME=home)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("This label has no section '9'. It has: Boxed warning, 1, 2, 5, 12.\n")


def test_all_of_a_label_is_shown(run: Run, home: str) -> None:
    result = run("show", "examplex2", "--all", XDG_DATA_HOME=home)

    assert result.exit_code == 0
    for number in ("1 INDICATIONS", "2.2 Missed Dose", "5.1 Bleeding", "12.3 Pharmacokinetics"):
        assert number in result.stdout
    assert "12.2 hours in children" in result.unwrapped


def test_the_monograph_comes_first_and_a_version_can_be_asked_for(run: Run, home: str) -> None:
    assert "Sections (" not in run("show", "exampline", XDG_DATA_HOME=home).stdout
    older = run("show", "exampline", "--version", "12", XDG_DATA_HOME=home)

    assert "Version          12" in older.stdout
    assert "! This is version 12; version 13 of 2025-11-01 is here, too." in older.stdout


def test_a_version_that_is_not_here_is_told(run: Run, home: str, tmp_path: Path) -> None:
    message = "Version 7 of this label is not here. Here are: 13, 12.\n"
    nowhere = "No label is here; --version names a version of a label: drugcli labels --help\n"

    assert run("show", "exampline", "--version", "7", XDG_DATA_HOME=home) == (2, "", message)
    assert run("show", "exampline", "--version", "7", XDG_DATA_HOME=str(tmp_path)) == (2, "", nowhere)
    assert run("show", "prednisone", "--version", "7", XDG_DATA_HOME=home).exit_code == 1


def test_a_slip_is_met_with_the_drugs_of_labels_too(run: Run, home: str) -> None:
    result = run("show", "exmplex2", XDG_DATA_HOME=home)

    assert result.exit_code == 3
    assert "exampline2 sodium  (brand Examplex2)" in result.stdout
    assert "40 mg" not in result.stdout


def test_a_brand_that_only_a_label_has_opens_the_monograph_of_its_drug(run: Run, home: str, tmp_path: Path) -> None:
    block = record()["openfda"] | {"brand_name": ["Zzexa"]}
    other = {"openfda": block, "spl_product_data_elements": ["Zzexa exampline EXAMPLINE SODIUM EXAMPLINE"]}
    (tmp_path / "more.json").write_bytes(answer(record(set_id=OTHER.replace("2", "8"), **other)))
    run("labels", "import", tmp_path / "more.json", XDG_DATA_HOME=home)
    result = run("show", "zzexa", "--json", XDG_DATA_HOME=home)

    assert result.exit_code == 0
    assert json.loads(result.stdout)["match"]["drug"] == "exampline"
    assert json.loads(result.stdout)["sources"][0]["id"] != "label"


def test_a_known_synonym_finds_the_label_of_its_substance(run: Run, home: str, tmp_path: Path) -> None:
    text = json.dumps(renamed(5)).replace("EXAMPLINE5 SODIUM", "PREDNISONE").replace("EXAMPLINE5", "PREDNISONE")
    (tmp_path / "more.json").write_text(f'{{"results": [{text.replace("000000001X", "VB0R961HZT")}]}}')
    run("labels", "import", tmp_path / "more.json", XDG_DATA_HOME=home)
    result = run("show", "dehydrocortisone", "--json", XDG_DATA_HOME=home)

    assert (result.exit_code, json.loads(result.stdout)["match"]["drug"]) == (0, "prednisone")


def test_a_monograph_says_that_a_newer_label_is_here(run: Run, home: str, tmp_path: Path) -> None:
    source = Path("tests/data/formulary/drugs/exampline.toml").read_text(encoding="utf-8")
    at = source.index("version =", source.index('kind = "regulator label"'))
    (tmp_path / "own" / "drugs").mkdir(parents=True)
    text = f'{source[:at]}set_id = "{SET_ID}"\n{source[at:]}'.replace('market = "exampitis"\n', "")
    (tmp_path / "own" / "drugs" / "exampline.toml").write_text(text, encoding="utf-8")
    result = run("show", "exampline", "--data", tmp_path / "own", XDG_DATA_HOME=home)

    assert (
        "A newer label than the one read here is in your label library: version 13 of 2025-11-01." in result.unwrapped
    )
    assert f"See it: drugcli show {SET_ID} --version 13" in result.unwrapped
    assert "A newer label" not in run("show", "exampline", "--data", tmp_path / "own").unwrapped
    opened = run("show", SET_ID, "--version", "13", "--data", tmp_path / "own", XDG_DATA_HOME=home)
    assert "Version          13" in opened.stdout


def test_a_name_of_several_drugs_is_a_choice(run: Run, home: str, tmp_path: Path) -> None:
    block = renamed(3)["openfda"] | {"brand_name": ["Examplex2"]}
    elements = ["Examplex2 exampline3 EXAMPLINE3 SODIUM EXAMPLINE3"]
    other = renamed(3) | {"openfda": block, "spl_product_data_elements": elements}
    (tmp_path / "more.json").write_bytes(answer(other))
    run("labels", "import", tmp_path / "more.json", XDG_DATA_HOME=home)
    result = run("show", "examplex2", "--json", XDG_DATA_HOME=home)
    match = json.loads(result.stdout)["match"]

    assert result.exit_code == 3
    assert match["status"] == "ambiguous"
    assert {one["id"] for one in match["candidates"]} == {"exampline2-sodium", "exampline3-sodium"}


def test_marks_are_told_above_the_label(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(answer(renamed(4) | {"openfda": {"generic_name": ["OTHERINE"]}}))
    run("labels", "import", tmp_path / "a.json", XDG_DATA_HOME=str(tmp_path))
    result = run("show", "examplex4", XDG_DATA_HOME=str(tmp_path))

    assert "! The names that openFDA gives for this label are not in its own list of ingredients" in result.unwrapped


def test_labels_are_listed(run: Run, home: str) -> None:
    every = run("labels", "list", "--all-versions", "--format", "csv", XDG_DATA_HOME=home)
    one = run("labels", "list", "examplex", XDG_DATA_HOME=home)

    assert every.stdout.count("exampline sodium,") == 2
    assert "version 13 · 2025-11-01" in one.unwrapped
    assert "exampline2" not in one.stdout


@pytest.mark.parametrize(
    ("name", "code", "told"),
    [
        ("exampline sodum", 3, "Names like it"),
        ("prednisone", 1, "predniSONE"),
        ("zzzzqq", 1, "Nothing here goes by the name 'zzzzqq'"),
    ],
)
def test_a_name_without_a_label_is_met_as_by_show(run: Run, home: str, name: str, code: int, told: str) -> None:
    result = run("labels", "list", name, XDG_DATA_HOME=home, DRUGCLI_DATA=None)

    assert (result.exit_code, result.stderr) == (code, "")
    assert told in result.unwrapped


def test_a_drug_that_is_here_in_combination_alone_says_in_which(run: Run, home: str, tmp_path: Path) -> None:
    block = {
        "brand_name": ["Duoline"],
        "generic_name": ["ACETAMINOPHEN AND CODEINE PHOSPHATE"],
        "substance_name": ["ACETAMINOPHEN", "CODEINE PHOSPHATE"],
        "unii": ["362O9ITL9D", "GSL05Y1MN6"],
    }
    elements = ["Duoline acetaminophen and codeine phosphate ACETAMINOPHEN ACETAMINOPHEN CODEINE PHOSPHATE CODEINE"]
    of_two = record(set_id=SET_ID[:-1] + "9", openfda=record()["openfda"] | block, spl_product_data_elements=elements)
    (tmp_path / "two.json").write_bytes(answer(of_two))
    run("labels", "import", tmp_path / "two.json", XDG_DATA_HOME=home)
    result = run("show", "acetaminophen", XDG_DATA_HOME=home)

    assert (result.exit_code, result.stderr) == (1, "")
    assert "Here in combination" in result.stdout
    assert "Duoline" in result.stdout


def test_a_name_of_the_substance_means_the_labels_of_all_its_salts_and_a_brand_its_own(
    run: Run, home: str, tmp_path: Path
) -> None:
    block = {"brand_name": ["Exampbase"], "generic_name": ["EXAMPLINE"], "substance_name": ["EXAMPLINE"]}
    elements = ["Exampbase exampline EXAMPLINE EXAMPLINE WATER"]
    other = renamed(7, openfda=record()["openfda"] | block, spl_product_data_elements=elements)
    text = json.dumps(other).replace("xampline7", "xampline").replace("XAMPLINE7", "XAMPLINE")
    (tmp_path / "base.json").write_bytes(answer(json.loads(text)))
    run("labels", "import", tmp_path / "base.json", XDG_DATA_HOME=home)
    listed = {
        name: json.loads(run("labels", "list", name, "--json", XDG_DATA_HOME=home).stdout)["page"]["sections"][0][
            "rows"
        ]
        for name in ("exampline", "Examplex", "Exampbase")
    }

    assert [len(rows) for rows in listed.values()] == [2, 1, 1]


def test_a_list_never_breaks_a_set_id(run: Run, tmp_path: Path) -> None:
    long = " and ".join(f"exampline{number} sodium phosphate" for number in range(4)).upper()
    block = {"brand_name": ["Examplex"], "generic_name": [long], "substance_name": [long]}
    elements = [f"Examplex {long} {long}"]
    (tmp_path / "a.json").write_bytes(answer(record(openfda=block, spl_product_data_elements=elements)))
    run("labels", "import", tmp_path / "a.json", XDG_DATA_HOME=str(tmp_path))
    listed = run("labels", "list", XDG_DATA_HOME=str(tmp_path), COLUMNS="60")

    assert SET_ID in listed.stdout
    assert max(map(len, listed.stdout.split("\n"))) <= 60


def test_what_is_in_the_library_is_told(run: Run, home: str) -> None:
    rows = json.loads(run("labels", "info", "--json", XDG_DATA_HOME=home).stdout)["page"]["sections"][0]["rows"]

    assert {row["key"]: row["value"] for row in rows}["labels"] == 3
    assert "version 12  2024-03-01" in run("labels", "info", "examplex", XDG_DATA_HOME=home).stdout
    assert "Newest label  2025-11-01" in run("labels", "info", XDG_DATA_HOME=home).stdout


def test_what_an_older_drugcli_left_is_told(run: Run, home: str) -> None:
    backup = Path(home) / "drugcli" / "labels.sqlite3.shape-1"
    backup.write_bytes(b"")
    rows = json.loads(run("labels", "info", "--json", XDG_DATA_HOME=home).stdout)["page"]["sections"][0]["rows"]

    assert rows[-1]["text"] == f"{backup}: from before an update; delete it when all is well"


def test_marks_are_counted_and_told(run: Run, tmp_path: Path) -> None:
    other = renamed(2) | {"openfda": record()["openfda"]}
    (tmp_path / "a.json").write_bytes(answer(record(openfda={}), other, renamed(3)))
    result = run("labels", "import", tmp_path / "a.json", XDG_DATA_HOME=str(tmp_path))
    told = run("labels", "info", "examplex2", XDG_DATA_HOME=str(tmp_path))

    assert (result.exit_code, result.stderr) == (0, "")
    assert "1 no openfda block: their names are from their own list of ingredients" in result.unwrapped
    assert "1 openfda block contradicts the text: its names were put aside" in result.unwrapped
    assert "openFDA · openfda block contradicts the text" in told.unwrapped


def test_a_version_is_removed_and_then_the_label(run: Run, home: str) -> None:
    first = run("labels", "remove", SET_ID, "--version", "13", XDG_DATA_HOME=home)
    assert (first.exit_code, "version 13" in first.stdout, "version 12" in first.stdout) == (0, True, False)
    assert "version 12" in run("labels", "list", "examplex", XDG_DATA_HOME=home).stdout
    assert run("labels", "remove", "examplex", XDG_DATA_HOME=home).exit_code == 0

    again = run("labels", "remove", "examplex", XDG_DATA_HOME=home)
    assert again == (1, "", "No label here goes by 'examplex'. Ask openFDA for it: drugcli labels fetch examplex\n")
    assert run("labels", "vacuum", XDG_DATA_HOME=home).exit_code == 0
    assert "Examplex2" in run("labels", "list", XDG_DATA_HOME=home).stdout


def test_a_name_of_several_drugs_removes_none(run: Run, home: str, tmp_path: Path) -> None:
    block = renamed(3)["openfda"] | {"brand_name": ["Examplex2"]}
    other = renamed(3) | {"openfda": block, "spl_product_data_elements": ["Examplex2 exampline3 EXAMPLINE3 SODIUM"]}
    (tmp_path / "more.json").write_bytes(answer(other))
    run("labels", "import", tmp_path / "more.json", XDG_DATA_HOME=home)
    before = run("labels", "list", "--json", XDG_DATA_HOME=home)
    result = run("labels", "remove", "examplex2", XDG_DATA_HOME=home)

    assert result.exit_code == 3
    assert result.stderr == "Several drugs go by this name; nothing was removed. Name one by its set id.\n"
    assert OTHER in result.stdout
    assert run("labels", "list", "--json", XDG_DATA_HOME=home) == before
    assert run("labels", "remove", OTHER, XDG_DATA_HOME=home).exit_code == 0


def test_what_is_exported_can_be_imported(run: Run, home: str, tmp_path: Path) -> None:
    (tmp_path / "more.json").write_bytes(
        answer(record(version="13", effective_time="20251101", boxed_warning=["OTHER"]), record(version="11"))
    )
    (tmp_path / "more.xml").write_bytes(spl())
    run("labels", "import", tmp_path / "more.json", tmp_path / "more.xml", XDG_DATA_HOME=home)
    exported = run("labels", "export", XDG_DATA_HOME=home)
    (tmp_path / "out.json").write_text(exported.stdout, encoding="utf-8")
    other = str(tmp_path / "other")
    again = run("labels", "import", tmp_path / "out.json", XDG_DATA_HOME=other)

    assert (again.exit_code, again.stderr) == (0, "")
    assert run("labels", "export", XDG_DATA_HOME=other).stdout == exported.stdout
    for command in (("labels", "info", "examplex"), ("labels", "list"), ("show", "examplex", "--all")):
        assert run(*command, XDG_DATA_HOME=other) == run(*command, XDG_DATA_HOME=home)
    none = run("labels", "export", "examplex", "--version", "77", XDG_DATA_HOME=home)
    told = "No label here has the version 77. See which there are: drugcli labels info examplex\n"
    assert none == run("labels", "remove", "examplex", "--version", "77", XDG_DATA_HOME=home) == (1, "", told)
    one = run("labels", "export", "examplex", "--version", "12", XDG_DATA_HOME=home)
    assert [label["version"] for label in json.loads(one.stdout)["labels"]] == [12]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"version": -1}, "its set id or version is none"),
        ({"set_id": "../x"}, "its set id or version is none"),
        ({"version": "12"}, "Expected `int`"),
        ({"sections": []}, "its sections are none"),
        ({"sections": [{"title": "x", "level": 10**30}]}, "no label as drugcli exports it"),
        (
            {
                "products": [
                    {
                        "name": "x",
                        "ingredients": [
                            {"name": "x", "role": "active", "strength": {"value": "NaN", "unit": "mg", "per": "mL"}}
                        ],
                    }
                ]
            },
            "no label as drugcli",
        ),
        ({"unknown": 1}, "no label as drugcli exports it"),
        ({"names": [[[[[[[[[[[[[["x"]]]]]]]]]]]]]]}, "nested more deeply"),
    ],
)
def test_an_export_that_was_changed_by_hand_is_refused(
    run: Run, home: str, tmp_path: Path, changed: dict[str, object], why: str
) -> None:
    whole = json.loads(run("labels", "export", "examplex2", XDG_DATA_HOME=home).stdout)
    whole["labels"][0] |= changed
    (tmp_path / "changed.json").write_text(json.dumps(whole), encoding="utf-8")
    result = run("labels", "import", tmp_path / "changed.json", "--json", XDG_DATA_HOME=home)

    assert result.exit_code == 4
    assert why in result.stdout


@pytest.mark.parametrize("command", [("list",), ("info",), ("vacuum",), ("export",), ("remove", "examplex")])
def test_without_a_library_nothing_is_made(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    result = run("labels", *command, XDG_DATA_HOME=str(tmp_path))

    assert result.exit_code == 1
    assert "No label is here. Import some, or ask openFDA: drugcli labels --help" in result.stdout + result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_library_of_a_newer_drugcli_is_refused_in_one_line(run: Run, home: str, tmp_path: Path) -> None:
    with sqlite3.connect(Path(home) / "drugcli" / "labels.sqlite3") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    for command in (("list",), ("import", tmp_path / "answer.json"), ("vacuum",)):
        result = run("labels", *command, XDG_DATA_HOME=home)
        assert (result.exit_code, result.stdout) == (5, "")
        assert "a newer drugcli wrote this label library" in result.stderr
        assert result.stderr.count("\n") == 1


def test_a_library_that_is_damaged_is_told_in_json_too(run: Run, home: str) -> None:
    (Path(home) / "drugcli" / "labels.sqlite3").write_bytes(b"no database" * 999)
    result = run("show", "examplex2", "--json", XDG_DATA_HOME=home)

    assert result.exit_code == json.loads(result.stdout)["error"]["exit_code"] == 5
    assert result.stderr.count("\n") == 1


def test_a_monograph_is_shown_although_the_labels_are_damaged(run: Run, home: str) -> None:
    (Path(home) / "drugcli" / "labels.sqlite3").write_bytes(b"no database" * 999)
    result = run("show", "nusinersen", XDG_DATA_HOME=home, DRUGCLI_DATA=None)

    assert (result.exit_code, result.stderr) == (0, "")
    assert "! Whether a newer label is here is not known." in result.stdout
    assert "12 mg" in result.stdout


@pytest.mark.parametrize("is_stream", [False, True])
def test_a_bar_tells_rate_and_time_on_a_terminal_and_not_in_the_answer(
    tmp_path: Path, environment: Mapping[str, str | None], is_stream: bool
) -> None:
    pty = pytest.importorskip("pty")
    file = tmp_path / "a.json"
    file.write_bytes(answer(*(renamed(number) for number in range(20, 60))))
    screen, terminal = pty.openpty()
    with file.open("rb") as stream:
        done = subprocess.run(
            [sys.executable, "-m", "drugcli", "labels", "import", "-" if is_stream else file, "--json"],
            stdin=stream, stdout=subprocess.PIPE, stderr=terminal, check=True,
            env=merged({**environment, "XDG_DATA_HOME": str(tmp_path), "COLUMNS": "60"}),
        )  # fmt: skip
    os.close(terminal)
    drawn = os.read(screen, 1 << 16).decode()
    os.close(screen)

    assert json.loads(done.stdout)["page"]["sections"][0]["rows"][0]["value"] == 40
    assert "labels, " in drawn
    assert "a second" in drawn
    assert ("left" in drawn) is not is_stream


def _are_here(file: Path, count: int) -> bool:
    """Tell whether so many labels are committed."""
    if not file.exists():
        return False
    library = LabelLibrary(file)
    found = library.counts().labels
    library.close()
    return found >= count


def test_an_import_that_is_stopped_tells_what_it_kept(
    tmp_path: Path, environment: Mapping[str, str | None], run: Run
) -> None:
    (tmp_path / "a.json").write_bytes(answer(*(renamed(number) for number in range(400, 1_200))))
    library = tmp_path / "drugcli" / "labels.sqlite3"
    with subprocess.Popen(
        [sys.executable, "-m", "drugcli", "labels", "import", "-", "--json"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=merged({**environment, "XDG_DATA_HOME": str(tmp_path)}),
    ) as running:  # fmt: skip
        assert running.stdin is not None
        running.stdin.write((tmp_path / "a.json").read_bytes()[:-50])
        running.stdin.flush()
        deadline = time.monotonic() + PATIENCE
        while not _are_here(library, 400) and time.monotonic() < deadline:
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        said, complaint = running.communicate(timeout=PATIENCE)
    page = json.loads(said)["page"]
    kept = page["sections"][0]["rows"][0]["value"]

    assert (running.returncode, complaint) == (130, b"")
    assert page["notices"][0]["text"] == "Stopped before the end; this is kept. Run it again, and it goes on."
    assert kept == 400
    assert (
        len(
            json.loads(run("labels", "list", "--json", XDG_DATA_HOME=str(tmp_path)).stdout)["page"]["sections"][0][
                "rows"
            ]
        )
        == kept
    )


def test_help_is_shown_without_a_command(run: Run) -> None:
    result = run("labels")

    assert "drugcli labels import" in result.stdout + result.stderr


def test_a_drug_with_a_label_alone_has_no_computed_dose(run: Run, home: str) -> None:
    result = run("dose", "exampline2", "--start", "2026-01-31", XDG_DATA_HOME=home)

    assert result.exit_code == 1
    assert "! There is no regimen as data here, only text; nothing can be computed from it." in result.stdout
    assert result.stdout.index("2 DOSAGE AND ADMINISTRATION") < result.stdout.index("Boxed warning")


def test_the_documents_of_a_drug_with_a_label_alone_are_its_labels(run: Run, home: str) -> None:
    result = run("sources", "exampline2", XDG_DATA_HOME=home)

    assert result.exit_code == 0
    assert "version 12" in result.stdout
