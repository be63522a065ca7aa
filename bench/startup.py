"""Whole processes against a bare Typer and Rich hello-table: make bench.

Commands are run in turn, so that a machine that slows down slows all of them; each figure is
the median of the ratios to the hello-table of the same turn. Byte code is written first.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
TURNS = 31
MANY = 5_000
TARGETS = {
    "show --section dose": 1.25,
    "show": 1.4,
    "show --json": 1.0,
    "dose, a schedule": 1.3,
    "dose, an amount": 1.3,
    f"show, {MANY:,} monographs / show, 1 monograph": 1.05,
}


def write_formulary(folder: Path, count: int) -> Path:
    """Write made-up monographs that differ in their names."""
    template = (HERE.parent / "tests/data/formulary/drugs/exampline.toml").read_text(encoding="utf-8")
    (folder / "drugs").mkdir(parents=True)
    for number in range(count):
        text = template.replace('market = "exampitis"\n', "").replace("99999-058", f"9{number:04}-058")
        text = text.replace("exampline", f"exampline-{number}").replace("Examplex", f"Examplex-{number}")
        (folder / "drugs" / f"exampline-{number}.toml").write_text(text, encoding="utf-8")
    return folder


def commands(one: Path, many: Path) -> dict[str, list[str]]:
    """Return what is timed, by name."""
    drugcli = [str(Path(sys.executable).with_name("drugcli"))]
    show = [*drugcli, "show", "nusinersen"]
    return {
        "hello-table": [sys.executable, str(HERE / "hello_table.py")],
        "show --section dose": [*show, "--section", "dose"],
        "show": show,
        "show --json": [*show, "--json"],
        "show --all": [*show, "--all"],
        "dose, a schedule": [*drugcli, "dose", "nusinersen", "--regimen", "us-low", "--start", "2026-01-31"],
        "dose, an amount": [*drugcli, "dose", "risdiplam", "--age", "14mo", "--weight", "9.4kg"],
        "market": [*drugcli, "market", "rare-disease"],
        "show, 1 monograph": [*drugcli, "show", "exampline-0", "--data", str(one)],
        f"show, {MANY:,} monographs": [*drugcli, "show", "exampline-0", "--data", str(many)],
    }


def turns(timed: dict[str, list[str]], environment: dict[str, str]) -> Iterator[dict[str, float]]:
    """Yield the seconds of each command, turn by turn, after two that do not count."""
    for turn in range(TURNS + 2):
        seconds = {}
        for name, command in timed.items():
            start = time.perf_counter()
            subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
            seconds[name] = time.perf_counter() - start
        if turn > 1:
            yield seconds


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one, many = write_formulary(folder / "one", 1), write_formulary(folder / "many", MANY)
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"XDG_CACHE_HOME": str(folder / "cache"), "COLUMNS": "80"}
        print(f"compiling {MANY:,} made-up monographs ...", flush=True)
        timed = commands(one, many)
        runs = list(turns(timed, environment))
    ratios = {name: statistics.median(run[name] / run["hello-table"] for run in runs) for name in timed}
    pair = [name for name in timed if name.endswith(("monograph", "monographs"))]
    ratios[f"{pair[1]} / {pair[0]}"] = statistics.median(run[pair[1]] / run[pair[0]] for run in runs)
    for name, ratio in ratios.items():
        target = TARGETS.get(name)
        verdict = "" if target is None else f"  at most {target}" + ("" if ratio <= target else "  MISSED")
        print(f"{ratio:6.3f}  {name}{verdict}")


if __name__ == "__main__":
    main()
