"""drugcli contains."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.made_up_labels import answer, record, renamed, spl

if TYPE_CHECKING:
    from tests.conftest import Run, Said

OTHER_LIST = "Examplex exampline EXAMPLINE SODIUM EXAMPLINE SODIUM METABISULFITE POLYSORBATE 80 WATER"


@pytest.fixture
def home(run: Run, tmp_path: Path) -> str:
    """Return labels of exampline (SPL), of exampline3 with a sulfite, and of exampline4, which lists nothing."""
    (tmp_path / "a.json").write_bytes(
        answer(
            renamed(3, spl_product_data_elements=[OTHER_LIST]),
            renamed(4, spl_product_data_elements=["Examplex exampline EXAMPLINE SODIUM EXAMPLINE"]),
            renamed(5, description=["11 DESCRIPTION It holds latex."]),
        )
    )
    (tmp_path / "b.xml").write_bytes(spl())
    data = str(tmp_path / "data")
    assert run("labels", "import", tmp_path / "a.json", tmp_path / "b.xml", XDG_DATA_HOME=data).exit_code == 0
    return data


def sections(result: Said) -> dict[str, list[str]]:
    page: dict[str, Any] = json.loads(result.stdout)["page"]
    return {one["key"]: [row["text"] for row in one["rows"]] for one in page["sections"]}


def test_presentations_are_told_apart_by_what_they_list(run: Run, home: str) -> None:
    result = run("contains", "exampline", "exampline3", "--avoid", "sulfites,mannitol", "--json", XDG_DATA_HOME=home)
    found = sections(result)

    assert (result.exit_code, result.stderr) == (0, "")
    assert found["listed"] == [
        "Examplex · injection, solution · 99999-058 · mannitol: listed as MANNITOL · not listed: sulfites",
        "Examplex3 · sulfites: listed as SODIUM METABISULFITE · not listed: mannitol",
    ]
    assert found["not-listed"] == ["40 mg in 5 mL · not listed: sulfites, mannitol"]


def test_absence_is_never_worded_as_free_of(run: Run, home: str) -> None:
    result = run("contains", "exampline3", "--avoid", "mannitol", XDG_DATA_HOME=home)

    assert result.exit_code == 0
    assert "Not listed" in result.stdout
    assert "it does not say that there is none" in result.unwrapped
    assert "free of" not in result.stdout


def test_a_presentation_whose_ingredients_are_not_told_says_so(run: Run, home: str) -> None:
    result = run("contains", "exampline4", "--avoid", "mannitol", "--json", XDG_DATA_HOME=home)

    assert sections(result) == {"unknown": ["Examplex4"]}


def test_what_the_description_names_is_listed_without_saying_where(run: Run, home: str) -> None:
    found = sections(run("contains", "exampline5", "--avoid", "latex", "--json", XDG_DATA_HOME=home))

    assert found["listed"] == ["Examplex5 · latex: named in section 11, which does not tell of which presentation"]


@pytest.mark.parametrize("typed", ["polysorbate 8", "metabisulphate", "zzz"])
def test_a_term_that_nothing_lists_is_not_recognised(run: Run, home: str, typed: str) -> None:
    result = run("contains", "exampline3", "--avoid", f"{typed},polysorbate 80", "--json", XDG_DATA_HOME=home)
    (notice, *_rest) = json.loads(result.stdout)["page"]["notices"]

    assert result.exit_code == 1
    assert notice["kind"] == "warning"
    assert notice["text"].startswith(f"{typed!r} is not recognised")
    assert f"not recognised: {typed}" in sections(result)["listed"][0]


def test_a_term_of_another_drug_s_label_is_recognised(run: Run, home: str) -> None:
    result = run("contains", "exampline", "--avoid", "polysorbate 80,bisulphite", "--json", XDG_DATA_HOME=home)

    assert result.exit_code == 0
    assert list(sections(result)) == ["not-listed"]


def test_a_term_that_nobody_knows_says_nothing_of_any_presentation(run: Run, home: str) -> None:
    result = run("contains", "exampline", "--avoid", "zzz", "--json", XDG_DATA_HOME=home)

    assert result.exit_code == 1
    assert "not-listed" not in sections(result)


def test_monographs_answer_without_any_label(run: Run, tmp_path: Path) -> None:
    result = run("contains", "exampline", "--avoid", "sodium chloride", XDG_DATA_HOME=str(tmp_path))

    assert (result.exit_code, result.stderr) == (0, "")
    assert "40 mg in 5 mL · sodium chloride: listed as sodium chloride" in result.unwrapped.replace(" 1 §11", "")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["exampline"], 2), (["exampline", "--avoid", " , "], 2), (["exmpline", "--avoid", "water"], 3)],
)
def test_a_call_that_cannot_be_answered_is_told_in_json(run: Run, home: str, arguments: list[str], code: int) -> None:
    result = run("contains", *arguments, "--json", XDG_DATA_HOME=home)

    assert result.exit_code == code
    assert json.loads(result.stdout)["schema"] == "drugcli/1"


def test_a_record_beside_its_own_label_is_one_drug(run: Run, home: str, tmp_path: Path) -> None:
    (tmp_path / "c.json").write_bytes(answer(record(version="20")))
    run("labels", "import", tmp_path / "c.json", XDG_DATA_HOME=home)
    found = sections(run("contains", "examplex", "--avoid", "water", "--json", XDG_DATA_HOME=home))

    assert found["listed"] == ["Examplex · water: listed as WATER"]
    assert found["not-listed"] == ["40 mg in 5 mL · not listed: water"]


@pytest.mark.parametrize(
    ("typed", "elements", "said"),
    [
        ("tween 80", "POLYSORBATE 80 WATER", "POLYSORBATE 80"),
        ("tween", "POLYSORBATE 80 WATER", "POLYSORBATE 80"),
        ("cremophor", "POLYOXYL 35 CASTOR OIL WATER", "POLYOXYL 35 CASTOR OIL"),
        ("E433", "POLYSORBATE 80 WATER", "POLYSORBATE 80"),
        ("tartrazine", "FD&C YELLOW NO. 5 WATER", "FD&C YELLOW NO. 5"),
        ("macrogol", "POLYETHYLENE GLYCOL 3350 WATER", "POLYETHYLENE GLYCOL 3350"),
        ("arachis oil", "WATER PEANUT OIL", "PEANUT OIL"),
        ("corn starch", "STARCH, CORN WATER", "STARCH, CORN"),
        ("milk sugar", "LACTOSE MONOHYDRATE WATER", "LACTOSE MONOHYDRATE"),
        ("ethanol", "BENZYL ALCOHOL ALCOHOL WATER", "ALCOHOL"),
    ],
)
def test_other_names_of_an_excipient_are_met(run: Run, tmp_path: Path, typed: str, elements: str, said: str) -> None:
    whole = f"Examplex exampline EXAMPLINE SODIUM EXAMPLINE {elements}"
    (tmp_path / "a.json").write_bytes(answer(renamed(3, spl_product_data_elements=[whole])))
    run("labels", "import", tmp_path / "a.json", XDG_DATA_HOME=str(tmp_path))
    result = run("contains", "exampline3", "--avoid", typed, "--json", XDG_DATA_HOME=str(tmp_path))

    assert result.exit_code == 0
    assert sections(result) == {"listed": [f"Examplex3 · {typed}: listed as {said}"]}


@pytest.mark.parametrize("elements", ["BENZYL ALCOHOL WATER", "STEARYL ALCOHOL POLYVINYL ALCOHOL"])
def test_another_name_within_that_of_something_else_is_not_met(run: Run, tmp_path: Path, elements: str) -> None:
    whole = f"Examplex exampline EXAMPLINE SODIUM EXAMPLINE {elements}"
    (tmp_path / "a.json").write_bytes(answer(renamed(3, spl_product_data_elements=[whole])))
    run("labels", "import", tmp_path / "a.json", XDG_DATA_HOME=str(tmp_path))
    result = run("contains", "exampline3", "--avoid", "ethanol", "--json", XDG_DATA_HOME=str(tmp_path))

    assert sections(result) == {"not-listed": ["Examplex3 · not listed: ethanol"]}


def test_the_page_says_what_another_name_is(run: Run, home: str) -> None:
    result = run("contains", "exampline3", "--avoid", "tween 80,mannitol", XDG_DATA_HOME=home)

    assert "; tween 80: polysorbate 80." in result.unwrapped
    assert "mannitol:" not in result.unwrapped


def test_what_a_drug_dissolves_in_is_not_in_it(run: Run, tmp_path: Path) -> None:
    said = "11 DESCRIPTION It is soluble in ethanol and sesame oil. It contains castor oil."
    (tmp_path / "a.json").write_bytes(answer(renamed(3, description=[said])))
    run("labels", "import", tmp_path / "a.json", XDG_DATA_HOME=str(tmp_path))
    result = run("contains", "exampline3", "--avoid", "ethanol,sesame,castor", "--json", XDG_DATA_HOME=str(tmp_path))

    assert sections(result)["listed"] == [
        (
            "Examplex3 · castor: named in section 11, which does not tell of which presentation"
            " · not listed: ethanol, sesame"
        )
    ]


def test_presentations_that_list_the_same_stand_in_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(answer(renamed(3, spl_product_data_elements=[f"{OTHER_LIST} {OTHER_LIST}"])))
    run("labels", "import", tmp_path / "a.json", XDG_DATA_HOME=str(tmp_path))
    result = run("contains", "exampline3", "--avoid", "sulfite", "--json", XDG_DATA_HOME=str(tmp_path))

    assert sections(result)["listed"] == ["Examplex3 · sulfite: listed as SODIUM METABISULFITE · 2 presentations"]
