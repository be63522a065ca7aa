"""A label is of one product: whoever typed another name of its drug is told so."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drugcli.library.imports import Imported, keep
from tests.made_up_labels import SET_ID, answer, record

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Run, Said

    Here = Callable[..., Said]

UNII = "AAAAAAAAA6"
ONE = "This is the label of one product of zzyxoline sodium; others can differ in form, strength and dose."
ANOTHER = (
    "! Zzyxode is a brand of zzyxoline sodium. There is no label of it here. Other products of this drug can differ in "
    "form, strength and dose; none was opened."
)


def known_names(home: Path) -> None:
    """Keep a list of names in which the drug has a brand that no label here has."""
    about = Imported(
        list="made-up", files=("a",), date=dt.date(2024, 3, 1), substances=1, names=2, replaces=True, left_out={}
    )
    substance: tuple[str, ...] = (UNII, "zzyxoline sodium", "example blocker", "oral", "", "NDC")
    names: list[tuple[str, ...]] = [
        (UNII, "generic", "zzyxoline sodium"),
        (UNII, "brand", "Zzyxode"),
        (UNII, "code name", "ZZY-1"),
    ]
    tables: tuple[tuple[str, tuple[str, ...], list[tuple[str, ...]]], ...] = (
        ("substances.tsv", ("unii", "substance", "classes", "routes", "form of", "lists"), [substance]),
        ("names.tsv", ("unii", "kind", "name"), names),
        ("products.tsv", ("uniis", "kind", "name"), []),
    )
    keep(home / "drugcli" / "names", about, tables)


@pytest.fixture
def here(run: Run, tmp_path: Path) -> Here:
    """Run where the label of Zzyxex is, and nothing else."""
    home, file = tmp_path / "data", tmp_path / "a.json"
    text = (
        json.dumps(record())
        .replace("Exampl", "Zzyx")
        .replace("exampline", "zzyxoline")
        .replace("EXAMPLINE", "ZZYXOLINE")
    )
    text = text.replace("000000001X", UNII)
    file.write_bytes(answer(json.loads(text)))
    known_names(home)
    assert run("labels", "import", file, XDG_DATA_HOME=str(home)).exit_code == 0

    def run_here(*arguments: str) -> Said:
        return run(*arguments, XDG_DATA_HOME=str(home), XDG_CACHE_HOME=str(tmp_path / "cache"))

    return run_here


@pytest.fixture
def show(here: Here) -> Here:
    return lambda *arguments: here("show", *arguments)


@pytest.mark.parametrize("typed", ["zzyxoline", "zzyxoline sodium", "ZZY-1"])
def test_a_name_of_the_drug_opens_the_label_of_one_product_and_says_so(show: Here, typed: str) -> None:
    result = show(typed)

    assert (result.exit_code, result.stderr) == (0, "")
    assert ONE in result.unwrapped
    assert result.unwrapped.index(ONE) < result.unwrapped.index("Boxed warning")


@pytest.mark.parametrize("more", [(), ("--section", "2"), ("--all",), ("--version", "12")])
def test_a_brand_of_another_product_opens_nothing_and_lists_what_is_here(show: Here, more: tuple[str, ...]) -> None:
    result = show("zzyxode", *more)

    assert (result.exit_code, result.stderr) == (3, "")
    assert ANOTHER in result.unwrapped
    assert SET_ID in result.stdout
    assert "40 mg" not in result.stdout


def test_a_brand_of_another_product_has_no_dose(here: Here) -> None:
    result = here("dose", "zzyxode")

    assert (result.exit_code, result.stderr) == (3, "")
    assert ANOTHER in result.unwrapped


def test_a_brand_of_another_product_is_no_answer_in_json(show: Here) -> None:
    reply = json.loads(show("zzyxode", "--json").stdout)

    assert (reply["match"]["status"], reply["match"]["drug"]) == ("ambiguous", None)
    assert [notice["kind"] for notice in reply["page"]["notices"]] == ["warning"]


@pytest.mark.parametrize("typed", ["zzyxex", "99999-058", "NDA999999", SET_ID])
def test_the_brand_and_the_codes_of_the_product_itself_need_no_word(show: Here, typed: str) -> None:
    result = show(typed)

    assert (result.exit_code, result.stderr) == (0, "")
    assert "product" not in result.unwrapped.split("Boxed warning")[0]


@pytest.mark.parametrize(
    "command",
    [
        ("labels", "list"),
        ("labels", "info"),
        ("labels", "diff"),
        ("labels", "remove"),
        ("contains", "--avoid", "mannitol"),
    ],
)
def test_a_brand_of_another_product_is_a_question_everywhere(here: Here, command: tuple[str, ...]) -> None:
    result = here(*command, "zzyxode")

    assert (result.exit_code, result.stderr) == (3, "")
    assert ANOTHER in result.unwrapped
    assert "listed as" not in result.stdout
    assert SET_ID in here("labels", "list").stdout


def test_a_brand_of_another_product_exports_nothing(here: Here) -> None:
    result = here("labels", "export", "zzyxode")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "No label here goes by 'zzyxode'" in result.stderr


def test_the_drug_itself_has_its_ingredients_and_is_removed(here: Here) -> None:
    assert "Zzyxex · mannitol: listed as MANNITOL" in here("contains", "zzyxex", "--avoid", "mannitol").stdout
    assert here("labels", "remove", "zzyxoline").exit_code == 0
