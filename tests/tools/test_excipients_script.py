"""The script that derives the names of excipients, run over a made-up list."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = ROOT / "tools" / "excipients.py"
LIST = """\
Name\tTYPE\tUNII\tDisplay Name
EXAMPLATE 80\tof\t000000001X\tEXAMPLATE 80
EXAMPLATE 80 [II]\tcn\t000000001X\tEXAMPLATE 80
TWAIN-80\tbn\t000000001X\tEXAMPLATE 80
E-999\tcd\t000000001X\tEXAMPLATE 80
XYZ-1\tcd\t000000001X\tEXAMPLATE 80
2,3-EXAMPLE ACID ESTER\tcn\t000000001X\tEXAMPLATE 80
EXAMPLATUM [WHO-IP LATIN]\tcn\t000000001X\tEXAMPLATE 80
POLY EXAMPLATE\tsys\t000000001X\tEXAMPLATE 80
EXAMPLINE\tof\t000000002Y\tEXAMPLINE
"""


def run(*arguments: Path | str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, SCRIPT, *arguments], capture_output=True, text=True, check=False)


def test_names_of_inactive_ingredients_are_kept_the_preferred_one_first(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(LIST, encoding="utf-8")

    result = run(tmp_path / "list.txt", tmp_path)
    lines = (tmp_path / "excipients.tsv").read_text(encoding="utf-8").splitlines()

    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert [line for line in lines if not line.startswith("#")] == [
        "unii\tname", "000000001X\texamplate 80", "000000001X\te-999", "000000001X\ttwain-80",
    ]  # fmt: skip


def test_a_file_that_is_no_unii_list_is_refused(tmp_path: Path) -> None:
    result = run(ROOT / "tests" / "data" / "lists" / "product.txt", tmp_path)

    assert result.returncode == 1
    assert "the UNII list is expected here" in result.stderr
    assert list(tmp_path.iterdir()) == []
