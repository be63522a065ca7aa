from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.made_up_labels import answer, spl, zipped


@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris is not installed (--group fuzz)")
def test_a_short_fuzz_of_the_label_readers_finds_nothing(tmp_path: Path) -> None:
    for number, content in enumerate([answer(), spl(), zipped(a=answer()), zipped(a__zip=zipped(b=spl()))]):
        (tmp_path / str(number)).write_bytes(content)
    command = [sys.executable, str(ROOT / "tools" / "fuzz_labels.py"), str(tmp_path), "-runs=3000", "-seed=7"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)

    assert done.returncode == 0, done.stderr[-2_000:]
