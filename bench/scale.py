"""Whole processes with 500,000 names against the same with 1,000, and against a linear scan: make bench-scale.

The names are made up, or those of a table with columns 'name' and 'preferred', text or gzip. They
stand in place of the bundled ones, as a list that the user imported; homes are temporary. Commands
are run in turn; a figure is the median of the ratios of the same turn. Byte code is written first.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import gzip
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice, product
from pathlib import Path
from typing import NamedTuple

from drugcli.library.imports import Imported, keep
from drugcli.records.folding import fold, printable

HERE = Path(__file__).resolve().parent
MANY, FEW = 500_000, 1_000
TURNS = 41
HELD = "nusinersen"
LONGEST_BUILD = 10
"""Seconds."""
LETTERS = range(9, 15)
"""Of a name that is typed wrongly: 3 edits are then allowed, which costs most."""
WORDS = (1, 1, 1, 2, 2, 2, 3, 3, 4, 5)
"""Of made-up names, as those of real lists have them."""
TYPED = 8
"""Names that are typed, turn by turn."""


class Timed(NamedTuple):
    """A command and the home it runs in."""

    command: list[str]
    home: Path


class Homes(NamedTuple):
    """Where many names are in use, where few, and the many in one file, a line each."""

    many: Path
    few: Path
    packed: Path


class Target(NamedTuple):
    """One figure: a command against another, and what it may be at most."""

    timed: str
    against: str
    most: float


TARGETS = (
    Target("typing error, many names", "typing error, few names", 1.15),
    Target("typing error, many names", "linear WRatio scan", 0.25),
    Target("name of a drug here, many names", "name of a drug here, few names", 1.02),
    Target("name known only, many names", "name known only, few names", 1.02),
)


def made_up(count: int) -> Iterator[tuple[str, str]]:
    """Yield names of one to five words of syllables, each with the drug that it is of: three names a drug."""
    syllables = ["".join(parts) for parts in product("bcdfglmnprstvz", "aeiou", ["", "l", "n", "r", "x"])]
    endings = ["mab", "tinib", "pril", "statin", "azole", "ine", "ol", "ide", "cillin", "sartan"]
    rest = random.Random(20240301)  # noqa: S311  the same names every time
    drug = ""
    for number in range(count):
        words = ["".join(rest.choices(syllables, k=rest.choice((1, 2, 2, 3)))) for _ in range(rest.choice(WORDS))]
        name = " ".join([*words[1:], words[0] + rest.choice(endings)])
        drug = name if number % 3 == 0 else drug
        yield name, drug


def listed(table: Path) -> Iterator[tuple[str, str]]:
    """Yield the names of a table, each with the drug that it is of."""
    with gzip.open(table, "rt", encoding="utf-8") if table.suffix == ".gz" else table.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield printable(row["name"]), printable(row["preferred"] or row["name"])


def install(home: Path, names: Sequence[tuple[str, str]]) -> None:
    """Import names as a user's own list, in place of the bundled one."""
    drugs = {drug: f"X{number:09}" for number, drug in enumerate(dict.fromkeys(drug for _name, drug in names))}
    what = Imported(
        list="made-up",
        files=("bench",),
        date=dt.date(2024, 3, 1),
        substances=len(drugs),
        names=len(names),
        replaces=True,
        left_out={},
    )
    substances = ((unii, drug, "example class", "oral", "", "NDC") for drug, unii in drugs.items())
    rows = ((drugs[drug], "generic" if name == drug else "synonym", name) for name, drug in names)
    tables = (
        ("substances.tsv", ("unii", "substance", "classes", "routes", "form of", "lists"), substances),
        ("names.tsv", ("unii", "kind", "name"), rows),
        ("products.tsv", ("uniis", "kind", "name"), ()),
    )
    keep(home / "data" / "drugcli" / "names", what, tables)


def slip_of(name: str, turn: int) -> str:
    """Return a name with a letter left out and, in every other turn, two swapped."""
    return f"{name[:3]}{name[4]}{name[3]}{name[6:]}" if turn % 2 else f"{name[:5]}{name[6:]}"


def environment(home: Path) -> dict[str, str]:
    """Return the environment of a home; byte code may be written."""
    kept = {key: value for key, value in os.environ.items() if key not in {"PYTHONDONTWRITEBYTECODE", "DRUGCLI_DATA"}}
    return kept | {"XDG_DATA_HOME": str(home / "data"), "XDG_CACHE_HOME": str(home / "cache"), "COLUMNS": "80"}


def seconds(timed: Timed) -> float:
    """Return how long a command takes; what it answers is its own business, but that it answers is ours."""
    start = time.perf_counter()
    ran = subprocess.run(timed.command, env=environment(timed.home), capture_output=True, check=False)
    took = time.perf_counter() - start
    if ran.stderr or not ran.stdout:
        raise SystemExit(f"{' '.join(timed.command)}: {ran.stderr.decode()}")
    return took


def turns(homes: Homes, known: Sequence[str], count: int) -> Iterator[dict[str, float]]:
    """Yield the seconds of each command, turn by turn, every other two backwards, after two that do not count."""
    for turn in range(-2, count):
        name = known[turn // 2 % len(known)]
        timed = commands(homes, name, slip_of(name, turn))
        order = list(timed) if turn // 2 % 2 else list(timed)[::-1]
        took = {name: seconds(timed[name]) for name in order}
        if turn >= 0:
            yield took


def commands(homes: Homes, known: str, slip: str) -> dict[str, Timed]:
    """Return what is timed, by name."""
    show = [str(Path(sys.executable).with_name("drugcli")), "show"]
    found = {f"{what}, {how} names": Timed([*show, typed], home)
             for what, typed in (("typing error", slip), ("name of a drug here", HELD), ("name known only", known))
             for how, home in (("many", homes.many), ("few", homes.few))}  # fmt: skip
    scan = [sys.executable, str(HERE / "linear_scan.py"), str(homes.packed), slip]
    return {**found, "linear WRatio scan": Timed(scan, homes.many)}


def main() -> None:
    read = argparse.ArgumentParser(description="Time drugcli with many names.")
    read.add_argument("table", nargs="?", type=Path, help="a table of names; without one they are made up")
    read.add_argument("--turns", type=int, default=TURNS)
    given = read.parse_args()
    found = listed(given.table) if given.table else made_up(MANY * 2)
    names = [one for _folded, one in sorted({fold(name): (name, drug) for name, drug in found}.items()) if fold(one[0])]
    random.Random(1).shuffle(names)  # noqa: S311  the same names every time
    names = names[:MANY]
    generic = (name for name, drug in names[:FEW] if name == drug and name.isalpha() and len(name) in LETTERS)
    known = list(islice(generic, TYPED))
    with tempfile.TemporaryDirectory() as place:
        homes = Homes(Path(place) / "many", Path(place) / "few", Path(place) / "packed.txt")
        install(homes.many, names)
        install(homes.few, names[:FEW])
        homes.packed.write_text("\n".join(fold(name) for name, _drug in names), encoding="utf-8")
        print(f"{len(names):,} names; typed are {', '.join(known)}", flush=True)
        first = commands(homes, known[0], slip_of(known[0], 0))
        seconds(first["typing error, few names"])
        built = seconds(first["typing error, many names"])
        print(f"{built:6.1f} s  index built, whole process  at most {LONGEST_BUILD}", flush=True)
        runs = list(turns(homes, known, given.turns))
    for target in TARGETS:
        ratio = statistics.median(run[target.timed] / run[target.against] for run in runs)
        verdict = "" if ratio <= target.most else "  MISSED"
        print(f"{ratio:6.3f}  {target.timed} / {target.against}  at most {target.most}{verdict}")


if __name__ == "__main__":
    main()
