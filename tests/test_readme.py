"""The README says only what is true now."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"


def test_the_pages_in_the_readme_are_those_that_drugcli_prints(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    spec = importlib.util.spec_from_file_location("readme", ROOT / "tools/readme.py")
    assert spec is not None
    assert spec.loader is not None
    readme = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(readme)
    text = README.read_text(encoding="utf-8")

    assert readme.refreshed(text) == text, "run: make page"


def test_the_readme_is_short() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) < 200


@pytest.mark.parametrize("variable", ["DRUGCLI_DATA", "NO_COLOR", "SOURCE_DATE_EPOCH", "XDG_CACHE_HOME"])
def test_the_readme_names_the_environment(variable: str) -> None:
    assert f"`{variable}`" in README.read_text(encoding="utf-8")
