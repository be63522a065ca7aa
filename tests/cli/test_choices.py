"""What a name that opens nothing is answered with, as its user reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Put a made-up vocabulary in the place of the bundled one."""
    from tests.lookup.conftest import NAMES, PRODUCTS, SUBSTANCES

    for table, text in (("substances.tsv", SUBSTANCES), ("names.tsv", NAMES), ("products.tsv", PRODUCTS)):
        (tmp_path / table).write_text(text, encoding="utf-8")
    monkeypatch.setattr("drugcli.library.folders.vocabulary", lambda: tmp_path)


pytestmark = pytest.mark.usefixtures("names")


def test_a_drug_that_is_not_here_says_what_it_is_and_how_to_have_it(run: Run) -> None:
    result = run("show", "examplone")

    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout == (
        "examplone is a real drug. There is nothing here on it.\n"
        "\n"
        "What it is\n"
        "  examplone  example blocker · oral, topical · Plonex, Sharedex\n"
        "\n"
        "To see its label here: drugcli labels fetch examplone, or drugcli labels import\n"
        "FILE. A monograph of your own is given with --data.\n"
    )


def test_a_name_that_is_only_alike_is_not_offered_to_be_fetched(run: Run) -> None:
    result = run("show", "examplome")

    assert result.exit_code in {1, 3}
    assert "fetch examplone" not in result.stdout


def test_a_brand_says_what_it_is_a_brand_of(run: Run) -> None:
    result = run("show", "plonex")

    assert result.exit_code == 1
    assert result.stdout.startswith("Plonex is a brand of examplone, a real drug. There is nothing here on it.\n")


def test_forms_of_a_base_are_one_line_each(run: Run) -> None:
    result = run("show", "formolol")

    assert result.exit_code == 1
    assert result.unwrapped.startswith(
        "formolol has 2 forms, each a drug of its own. There is nothing here on any of them. Forms of formolol"
    )
    assert "\n  formolol succinate  example blocker · oral · Formosucc\n" in result.stdout
    assert "\n  formolol tartrate   example blocker · intravenous, oral · Formotart\n" in result.stdout


def test_a_slip_for_a_drug_that_is_not_here_says_so_first(run: Run) -> None:
    result = run("show", "examplonne")
    first, _, table = result.stdout.partition("Names like it")

    assert result.exit_code == 3
    assert " ".join(first.split()) == (
        "No drug goes by the name 'examplonne'. Nearest is examplone, a real drug; there is nothing here on it. "
        "What is here is farther from it."
    )
    assert table.index("examplone") < table.index("exampline")


def test_a_slip_with_nothing_here_like_it_is_no_choice(run: Run) -> None:
    result = run("show", "otherlime")

    assert result.exit_code == 1
    assert "Nearest is otherline, a real drug; there is nothing here on it." in result.unwrapped


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("examplissimo", "Examplissimo is a name of exampline (brand)."),
        ("examplissimo sodium",
         ("You typed 'examplissimo sodium'. Examplissimo is a name of exampline (brand). "
          "'sodium' was left out: it makes no other drug of exampline.")),
        ("sodium exampline", "You typed 'sodium exampline'. exampline sodium is a name of exampline (salt)."),
        ("exampline exampline", "You typed 'exampline exampline'."),
    ],
)  # fmt: skip
def test_a_page_says_first_what_was_typed_and_how_it_was_read(run: Run, typed: str, said: str) -> None:
    result = run("show", typed, "--section", "dose")

    assert result.exit_code == 0
    assert f"{said} From the formulary" in result.unwrapped


def test_a_name_of_several_is_a_choice(run: Run) -> None:
    result = run("show", "sharedex")

    assert result.exit_code == 3
    assert result.stdout.startswith("'sharedex' is a name of several drugs. Ask for one by its own name.\n")
    assert "nothing here" in result.stdout.partition("examplone")[2]
