"""The label library at the size of the country: DRUGCLI_CORPUS=... python bench/labels.py [LABELS].

Labels are made from the real ones of the corpus: new set ids, new names, the texts else as they are.
The import is measured against a bare loop over the same bytes: json.loads, and each text into one
FTS5 table. Made-up files and both libraries need 0.4 MB of disk a label, and are deleted.
"""

import json
import os
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

MANY, FEW = 45_000, 200
PART = 1_500
"""Labels of a file; openFDA's own parts have up to 20,000."""
TURNS = 21
HELLO = Path(__file__).with_name("hello_table.py")
SEARCHES = (
    "platelet count before each dose",
    '"platelet count" before each dose',
    "12 mg/5 mL",
    "dose",
    "hydrocephalus",
)
"""A sentence of common words, a phrase, a number with its unit, one of the most common words, a rare one."""
TARGETS = {
    "import / bare loop": 2.0,
    "MB of memory": 400,
    "size / JSON": 1.0,
    f"show, {MANY:,} / {FEW} labels": 1.05,
    **{f"search {words} / hello-table": 2.0 for words in SEARCHES},
}
WITH_STATUS = """
import sys
from pathlib import Path
from drugcli.__main__ import main
place = sys.argv.pop(1)
try:
    main()
finally:
    Path(place).write_text(Path("/proc/self/status").read_text())
"""
"""The command, and what Linux knows of its memory at the end."""
SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprst" for vowel in "aeio"]


def made_up(corpus: Path, count: int, folder: Path) -> int:
    """Write so many labels as parts of a bulk download; return their bytes."""
    real = [json.loads(path.read_bytes())["results"][0] for path in sorted(corpus.glob("openfda/2026-07/*.json"))]
    chance = random.Random(5)  # noqa: S311  nothing secret
    for start in range(0, count, PART):
        part = folder / f"part-{start // PART:03}.json"
        with part.open("w", encoding="utf-8") as file:
            file.write('{"meta": {"disclaimer": "made up"}, "results": [')
            for at in range(start, min(start + PART, count)):
                file.write((", " if at > start else "") + renamed(real[at % len(real)], chance))
            file.write("]}")
    return sum(part.stat().st_size for part in folder.iterdir())


def renamed(record: dict[str, Any], chance: random.Random) -> str:
    """Return a label under a new set id, with new names wherever the old ones stand."""
    openfda = record.get("openfda", {})
    old = {name.lower() for key in ("brand_name", "generic_name", "substance_name") for name in openfda.get(key, ())}
    new = {name: "".join(chance.choices(SYLLABLES, k=4)) for name in sorted(old)}
    text = json.dumps(record)
    if new:
        sought = "|".join(re.escape(json.dumps(name)[1:-1]) for name in sorted(new, key=len, reverse=True))
        text = re.sub(sought, lambda match: new.get(match[0].lower(), match[0]), text, flags=re.IGNORECASE)
    return text.replace(record["set_id"], str(UUID(int=chance.getrandbits(128))))


def bare_loop(parts: list[Path], file: Path) -> float:
    """Return the seconds that json.loads and one FTS5 table take."""
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE VIRTUAL TABLE passage USING fts5 (text)")
    start = time.perf_counter()
    for part in parts:
        for record in json.loads(part.read_bytes())["results"]:
            texts = ((text,) for value in record.values() if isinstance(value, list) for text in value)
            connection.executemany("INSERT INTO passage VALUES (?)", texts)
        connection.commit()
    seconds = time.perf_counter() - start
    connection.close()
    return seconds


def imported(folder: Path, home: Path) -> tuple[float, float]:
    """Return the seconds that the command takes, and the megabytes that it needs."""
    home.mkdir()
    status = home / "status"
    start = time.perf_counter()
    command = [sys.executable, "-c", WITH_STATUS, str(status), "labels", "import", str(folder)]
    subprocess.run(command, env=environment(home), stdout=subprocess.DEVNULL, check=True)
    seconds = time.perf_counter() - start
    peak = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM"))
    status.unlink()
    return seconds, int(peak.split()[1]) / 1_000


def drugcli() -> list[str]:
    return [str(Path(sys.executable).with_name("drugcli"))]


def environment(home: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "XDG_DATA_HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "COLUMNS": "80"}


def turns(commands: dict[str, tuple[list[str], Path]]) -> Iterator[dict[str, float]]:
    """Yield the seconds of commands, each with its library, turn by turn, after two that do not count."""
    for turn in range(TURNS + 2):
        seconds = {}
        for name, (command, home) in commands.items():
            start = time.perf_counter()
            subprocess.run(command, env=environment(home), stdout=subprocess.DEVNULL, check=True)
            seconds[name] = time.perf_counter() - start
        if turn > 1:
            yield seconds


def a_set_id(home: Path) -> str:
    """Return the set id of the first label of a library."""
    with sqlite3.connect(home / "drugcli" / "labels.sqlite3") as connection:
        (set_id,) = connection.execute("SELECT set_id FROM label WHERE id = 5").fetchone()
    connection.close()
    return str(set_id)


def size(home: Path) -> int:
    return sum(path.stat().st_size for path in (home / "drugcli").iterdir())


def main() -> None:
    corpus = Path(os.environ["DRUGCLI_CORPUS"])
    count = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as name:
        folder = Path(name)
        many, few = folder / "many", folder / "few"
        many.mkdir()
        few.mkdir()
        print(f"making {count:,} labels ...", flush=True)
        total = made_up(corpus, count, many)
        made_up(corpus, FEW, few)
        parts = sorted(many.iterdir())
        loop = bare_loop(parts, folder / "loop.sqlite3")
        for left in folder.glob("loop.sqlite3*"):
            left.unlink()
        print(f"{loop:8.1f}  s for the bare loop over {total / 1e6:,.0f} MB", flush=True)
        taken, memory = imported(many, folder / "home-many")
        imported(few, folder / "home-few")
        print(f"{taken:8.1f}  s for the import", flush=True)
        ratios = {
            "import / bare loop": taken / loop,
            "MB of memory": memory,
            "size / JSON": size(folder / "home-many") / total,
        }
        homes = {"many": folder / "home-many", "few": folder / "home-few"}
        shows = {one: ([*drugcli(), "show", a_set_id(home)], home) for one, home in homes.items()}
        runs = list(turns(shows))
        ratios[f"show, {count:,} / {FEW} labels"] = statistics.median(run["many"] / run["few"] for run in runs)
        searches = {words: ([*drugcli(), "search", words], homes["many"]) for words in SEARCHES}
        runs = list(turns({"hello": ([sys.executable, str(HELLO)], homes["few"]), **searches}))
        for words in SEARCHES:
            ratios[f"search {words} / hello-table"] = statistics.median(run[words] / run["hello"] for run in runs)
    for what, ratio in ratios.items():
        target = TARGETS.get(what.replace(f"{count:,}", f"{MANY:,}"))
        verdict = "" if target is None else f"  at most {target}" + ("" if ratio <= target else "  MISSED")
        print(f"{ratio:8.3f}  {what}{verdict}")


if __name__ == "__main__":
    main()
