"""The script that derives data/names, run over made-up lists."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = ROOT / "tools" / "vocabulary.py"
LISTS = ROOT / "tests" / "data" / "lists"
UNII, NDC = LISTS / "UNII_Names.txt", LISTS / "product.txt"
WRITTEN = ["SOURCES.md", "names.tsv", "products.tsv", "substances.tsv"]
WHOLE = gzip.compress(UNII.read_bytes())


def run(*arguments: Path | str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, SCRIPT, *arguments], capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lists") / "out"
    result = run(UNII, NDC, folder)

    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    return folder


def test_tables_and_their_sources_are_written(made: Path) -> None:
    assert sorted(path.name for path in made.iterdir()) == WRITTEN
    assert "000000001X\tgeneric\texampline\n" in (made / "names.tsv").read_text(encoding="utf-8")


def test_the_sources_say_what_was_read(made: Path) -> None:
    text = (made / "SOURCES.md").read_text(encoding="utf-8")
    products = NDC.read_text(encoding="cp1252").count("\n") - 1

    assert f"| {products} |" in text
    assert "its newest product dates from 2019-01-02" in text


def test_the_same_lists_give_the_same_bytes_zipped_or_not(made: Path, tmp_path: Path) -> None:
    unii, ndc = tmp_path / "unii.gz", tmp_path / "ndc.gz"
    unii.write_bytes(WHOLE)
    ndc.write_bytes(gzip.compress(NDC.read_bytes()))

    run(unii, ndc, tmp_path)

    for path in made.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(None, "cannot be read (No such file or directory)", id="missing"),
        pytest.param(b"", "the file is empty", id="no bytes"),
        pytest.param(NDC.read_bytes(), "this is the NDC list; the UNII list is expected here", id="the other list"),
        pytest.param(UNII.read_bytes()[:28], "the list has no lines but the first", id="header alone"),
        pytest.param(UNII.read_bytes()[:34], "line 2 has 1 columns, the first line 4", id="cut off"),
        pytest.param(WHOLE[: len(WHOLE) // 2], "the packed file is cut off or damaged", id="gzip cut off"),
    ],
)
def test_a_wrong_file_gets_one_clear_line_and_nothing_is_written(
    content: bytes | None, message: str, tmp_path: Path
) -> None:
    unii = tmp_path / "unii.txt"
    if content is not None:
        unii.write_bytes(content)

    result = run(unii, NDC, tmp_path / "out")

    assert result.returncode == 1
    assert message in result.stderr
    assert str(unii) in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_wrong_arguments_get_the_usage() -> None:
    result = run("one.txt")

    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert result.stderr.startswith("usage: ")
