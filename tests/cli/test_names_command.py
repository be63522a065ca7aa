"""drugcli names, as its users see it: lists are imported, shown and removed."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import OnTerminal, Run

LISTS = Path("tests") / "data" / "lists"
UNII, NDC, RXNORM = LISTS / "UNII_Names.txt", LISTS / "product.txt", LISTS / "RXNCONSO.RRF"


@pytest.fixture
def home(tmp_path: Path) -> str:
    return str(tmp_path / "home")


def sections(stdout: str) -> dict[str, dict[str, str]]:
    """Return the texts of the rows of a JSON answer, by section."""
    page = json.loads(stdout)["page"]
    return {section["key"]: {row["key"]: row["text"] for row in section["rows"]} for section in page["sections"]}


def imported(run: Run, home: str) -> dict[str, dict[str, str]]:
    """Return what is in use."""
    result = run("names", "list", "--json", XDG_DATA_HOME=home)
    assert (result.exit_code, result.stderr) == (0, "")
    return sections(result.stdout)


def test_a_unii_list_is_imported_and_summed_up(run: Run, home: str) -> None:
    result = run("names", "import", UNII, XDG_DATA_HOME=home)

    assert (result.exit_code, result.stderr) == (0, "")
    assert "List        UNII\n" in result.stdout
    assert "Files       UNII_Names.txt\n" in result.stdout
    assert "Date        2026-01-01\n" in result.stdout
    assert "Use         beside the bundled names\n" in result.stdout
    assert "  1  systematic chemical names\n" in result.stdout


def test_the_ndc_directory_adds_its_names(run: Run, home: str) -> None:
    alone = sections(run("names", "import", UNII, "--json", XDG_DATA_HOME=home).stdout)
    both = sections(run("names", "import", NDC, UNII, "--json", XDG_DATA_HOME=home).stdout)

    assert both["imported"]["list"] == "UNII and NDC"
    assert int(both["imported"]["names"]) > int(alone["imported"]["names"])
    assert (
        both["left-out"]["homeopathic-products-and-allergen-extracts"] == "homeopathic products and allergen extracts"
    )


def test_counts_are_numbers_in_json(run: Run, home: str) -> None:
    page = json.loads(run("names", "import", RXNORM, "--json", XDG_DATA_HOME=home).stdout)["page"]
    values = {row["key"]: row["value"] for section in page["sections"] for row in section["rows"]}

    assert values["substances"] == 8
    assert values["obsolete-names"] == 1


PACKED = {
    "list.txt": UNII.read_bytes(),
    "unii.gz": gzip.compress(UNII.read_bytes()),
    "marked.csv": b"\xef\xbb\xbf" + UNII.read_bytes().replace(b"\n", b"\r\n"),
    "rxnorm.gz": gzip.compress(RXNORM.read_bytes()),
}


@pytest.mark.parametrize("name", PACKED)
def test_a_list_is_known_by_what_is_in_it(run: Run, home: str, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(PACKED[name])
    source = RXNORM if name == "rxnorm.gz" else UNII

    packed = sections(run("names", "import", tmp_path / name, "--json", XDG_DATA_HOME=home).stdout)["imported"]
    plain = sections(run("names", "import", source, "--json", XDG_DATA_HOME=home).stdout)["imported"]

    assert packed == {**plain, "files": name}


def test_the_list_in_a_release_is_found(run: Run, home: str, tmp_path: Path) -> None:
    release = tmp_path / "RxNorm_full.zip"
    with zipfile.ZipFile(release, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "what is in it\n" * 1000)
        archive.writestr("prescribe/rrf/RXNCONSO.RRF", RXNORM.read_bytes()[:200].rpartition(b"\n")[0])
        archive.writestr("rrf/RXNCONSO.RRF", RXNORM.read_bytes())

    result = run("names", "import", release, "--json", XDG_DATA_HOME=home)

    assert sections(result.stdout)["imported"]["list"] == "RxNorm"
    assert sections(result.stdout)["imported"]["substances"] == "8"


def test_lists_stand_beside_the_bundled_names(run: Run, home: str) -> None:
    run("names", "import", UNII, XDG_DATA_HOME=home)
    run("names", "import", RXNORM, XDG_DATA_HOME=home)

    assert list(imported(run, home)) == ["bundled", "rxnorm", "unii"]
    assert imported(run, home)["bundled"]["use"] == "in use"


def test_a_list_can_stand_in_their_place(run: Run, home: str) -> None:
    result = run("names", "import", UNII, "--replace", XDG_DATA_HOME=home)

    assert "Use         in place of the bundled names\n" in result.stdout
    assert imported(run, home)["bundled"]["use"] == "none: an imported list stands in their place"


def test_another_import_of_a_list_takes_the_place_of_the_first(run: Run, home: str) -> None:
    run("names", "import", UNII, "--replace", XDG_DATA_HOME=home)
    run("names", "import", UNII, NDC, XDG_DATA_HOME=home)

    assert list(imported(run, home)) == ["bundled", "unii"]
    assert imported(run, home)["unii"]["list"] == "UNII and NDC"
    assert imported(run, home)["bundled"]["use"] == "in use"


def test_a_list_is_removed(run: Run, home: str) -> None:
    run("names", "import", UNII, XDG_DATA_HOME=home)
    result = run("names", "remove", "UNII", XDG_DATA_HOME=home)

    assert (result.exit_code, result.stderr) == (0, "")
    assert "Removed\n  List  unii\n" in result.stdout
    assert list(imported(run, home)) == ["bundled"]


def test_what_was_not_imported_cannot_be_removed(run: Run, home: str) -> None:
    run("names", "import", UNII, XDG_DATA_HOME=home)
    result = run("names", "remove", "bundled", XDG_DATA_HOME=home)

    assert result == (1, "", "No imported list of names is called 'bundled'; imported are: unii.\n")


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ([NDC], "give the list of UNII names with it"),
        ([UNII, UNII], "the same list; give one of each"),
        ([UNII, RXNORM], "RxNorm is imported by itself"),
    ],
)
def test_lists_that_do_not_go_together_are_wrong_usage(run: Run, home: str, files: list[Path], message: str) -> None:
    result = run("names", "import", *files, "--json", XDG_DATA_HOME=home)

    assert result.exit_code == json.loads(result.stdout)["error"]["exit_code"] == 2
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(("format_", "shown"), [("csv", "imported,substances,"), ("markdown", "## Left out")])
def test_the_summary_can_be_had_in_each_format(run: Run, home: str, format_: str, shown: str) -> None:
    assert shown in run("names", "import", UNII, "--format", format_, XDG_DATA_HOME=home).stdout


def test_without_a_command_help_is_shown(run: Run) -> None:
    result = run("names")

    assert result.exit_code == 2
    assert "drugcli names remove unii" in result.stdout + result.stderr


def test_a_command_that_there_is_not_is_wrong_usage(run: Run) -> None:
    result = run("names", "merge", "--json")

    assert result.exit_code == json.loads(result.stdout)["error"]["exit_code"] == 2


def test_the_bar_is_not_in_the_answer(on_terminal: OnTerminal, home: str) -> None:
    result = on_terminal("names", "import", str(UNII), XDG_DATA_HOME=home)

    assert result.exit_code == 0
    assert "Reading" not in result.stdout
    assert result.stderr == ""
