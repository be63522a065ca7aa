"""Which name of the vocabulary is meant: drugcli's candidates beside a linear scan by the same distance.

    python bench/names.py [TYPOS]

TYPOS is a table with tabs and the columns typed, nearest_name, generic, distance (RedMed's list). Errors are also
made up, from a fixed seed, in the names of drugs on the market and in all names. A drug counts as met when the
first candidate is the one whose name was misspelt, salts that change nothing aside. What is itself a correct name is
no error and does not count. The last part counts real drugs that were answered with another one: there must be none.
"""

import csv
import random
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby, islice, permutations
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from drugcli.library.compiled import LaidOut
from drugcli.library.formulary import Formulary
from drugcli.library.known import NAMES, PRODUCTS, KnownName
from drugcli.library.library import Library, Names
from drugcli.library.lookalikes import TABLE
from drugcli.library.vocabulary import Vocabulary
from drugcli.lookup.answers import Answer
from drugcli.lookup.resolve import resolve
from drugcli.readers.names import read_names
from drugcli.records.folding import fold, words

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "data"
SEED = 20261130
EACH = 300
"""Errors of a sort, in the names of the market and in all names each."""
CORRECT, HELD = 2_000, 1_000
PLAIN = re.compile(r"^[a-z]+(?: [a-z]+)*$")
"""A name that can be a file's."""
SHORTEST = 5
"""Letters of a name in which errors are made."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"
WITHIN = 5
Drugs = tuple[str, ...]


class Error(NamedTuple):
    """A misspelling, and the name that was meant."""

    typed: str
    meant: str


class Tally:
    """How often the drug that was meant came first."""

    def __init__(self) -> None:
        self.cases = self.first = self.within = self.scanned = 0

    def __str__(self) -> str:
        first, within, scanned = (count / max(self.cases, 1) for count in (self.first, self.within, self.scanned))
        return f"{self.cases:>6,}   {first:>6.1%}   {scanned:>6.1%}   {within:>6.1%}"

    def __add__(self, other: "Tally") -> "Tally":
        both = Tally()
        for count in vars(both):
            setattr(both, count, getattr(self, count) + getattr(other, count))
        return both

    @property
    def verdict(self) -> str:
        """Tell whether the scan was better."""
        return "" if self.first >= self.scanned else "  MISSED"


class Judge:
    """Compares drugcli's candidates with a linear scan of the same names."""

    def __init__(self, library: Library, names: list[str]) -> None:
        self._library = library
        self._vocabulary = library.vocabulary
        self._names = names
        self._is_name = set(names)

    def tally(self, errors: Iterable[Error]) -> Tally:
        """Count the errors whose drug came first, here and in the scan."""
        counted = Tally()
        for error in errors:
            wanted = self.drugs(error.meant)
            if not wanted or fold(error.typed) in self._is_name or not fold(error.typed):
                continue
            offered = self._offered(resolve(error.typed, self._library, "drugs"))
            scanned = extractOne(fold(error.typed), self._names, scorer=OSA.distance)
            counted.cases += 1
            counted.first += bool(offered) and offered[0] in wanted
            counted.within += not wanted.isdisjoint(offered[:WITHIN])
            counted.scanned += not wanted.isdisjoint(self.drugs(scanned[0]))
        return counted

    def drugs(self, name: str) -> set[Drugs]:
        """Return what a name means."""
        return {self._vocabulary.drugs(known) for known in self._vocabulary.named(fold(name))}

    def _offered(self, answer: Answer) -> list[Drugs]:
        candidates = [*answer.candidates, *answer.known]
        return [tuple(one.id.split()) for one in candidates]


def spoilt(name: str, chance: random.Random, edits: int) -> str:
    for _edit in range(edits):
        at = chance.randrange(len(name))
        letter = chance.choice(LETTERS)
        name = chance.choice(
            [name[:at] + name[at + 1 :], name[:at] + letter + name[at:], name[:at] + letter + name[at + 1 :]]
        )
    return name


def swapped(name: str, chance: random.Random) -> str:
    at = chance.randrange(len(name) - 1)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def dropped(name: str, chance: random.Random) -> str:
    gone = chance.sample(range(len(name)), 2)
    return "".join(letter for at, letter in enumerate(name) if at not in gone)


def replaced(name: str, chance: random.Random, pair: tuple[str, str]) -> str:
    """Write one of two spellings of a sound for the other, once."""
    places = [(at, old, new) for old, new in (pair, pair[::-1])
              for at in range(len(name)) if name.startswith(old, at)]  # fmt: skip
    if not places:
        return name
    at, old, new = chance.choice(places)
    return name[:at] + new + name[at + len(old) :]


SORTS: dict[str, Callable[[str, random.Random], str]] = {
    "1 edit": lambda name, chance: spoilt(name, chance, 1),
    "2 edits": lambda name, chance: spoilt(name, chance, 2),
    "swapped": swapped,
    "two dropped": dropped,
    "ph/f": lambda name, chance: replaced(name, chance, ("ph", "f")),
    "c/k": lambda name, chance: replaced(name, chance, ("c", "k")),
    "y/i": lambda name, chance: replaced(name, chance, ("y", "i")),
    "first letter": lambda name, chance: chance.choice(LETTERS) + name[1:],
}


def made_up(names: list[str], sort: str, taken: set[str]) -> Iterator[Error]:
    chance = random.Random(f"{SEED} {sort}")  # noqa: S311  no secret
    while True:
        name = chance.choice(names)
        typed = SORTS[sort](name, chance)
        if typed not in taken:
            yield Error(typed, name)


def misspelt(path: Path) -> list[tuple[str, Error]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["distance"], Error(row["typed"], row["nearest_name"])) for row in rows]


def all_names(folder: Path) -> Iterator[KnownName]:
    for table in (NAMES, PRODUCTS):
        for uniis, sort, text in read_names(folder / table):
            yield KnownName(fold(text), text, sort, tuple(uniis.split()))


def is_spoken(name: KnownName) -> bool:
    return name.sort in {"generic", "brand"} and len(name.folded) >= SHORTEST and name.folded.isascii()


def is_marketed(name: KnownName, vocabulary: Vocabulary) -> bool:
    return all(any(one.is_marketed for one in vocabulary.members(drug)) for drug in vocabulary.drugs(name))


def accuracy(library: Library, known: list[KnownName], typos: Path | None) -> None:
    names = list(dict.fromkeys(name.folded for name in known))
    judge = Judge(library, names)
    spoken = [name for name in known if is_spoken(name)]
    marketed = list(dict.fromkeys(name.folded for name in spoken if is_marketed(name, library.vocabulary)))
    every = list(dict.fromkeys(name.folded for name in spoken))
    print(f"{len(names):,} names\n\n{'':32} cases    first     scan   in five")
    if typos is not None:
        errors = misspelt(typos)
        for distance in sorted({distance for distance, _error in errors}):
            told = judge.tally(error for apart, error in errors if apart == distance)
            print(f"{f'{typos.stem}, distance {distance}':32}{told}{told.verdict}", flush=True)
    for whose, among in (("on the market", marketed), ("all names", every)):
        total = Tally()
        for sort in SORTS:
            told = judge.tally(islice(made_up(among, sort, set(names)), EACH))
            print(f"{f'{sort}, {whose}':32}{told}", flush=True)
            total += told
        print(f"{f'all made-up errors, {whose}':32}{total}{total.verdict}", flush=True)


def safety(known: list[KnownName], folder: Path) -> None:
    """Count correct names of real drugs that opened another drug, or had a neighbour for an answer."""
    chance = random.Random(SEED)  # noqa: S311  no secret
    spoken = [name for name in known if is_spoken(name)]
    plain = sorted({name.text for name in spoken if name.sort == "generic" and PLAIN.match(name.text)})
    with holding(chance.sample(plain, HELD), folder / "some") as library:
        shuffled = chance.sample(spoken, len(spoken))
        sample = list(islice((name for name in shuffled if not is_held(name, library)), CORRECT))
        wrong = [name.text for name in sample if not is_known_as_itself(name, library)]
    print(f"\n{len(wrong)} of {len(sample):,} correct names not known as themselves beside {HELD:,} drugs {wrong[:5]}")
    pairs, alike = list(look_alikes()), alike_names()
    slid: list[tuple[str, str]] = []
    for half in (alike[::2], alike[1::2]):
        with holding(half, folder / half[0]) as library:
            slid += [pair for pair in pairs if slides(pair, library)]
    print(f"{len(slid)} of {len(pairs)} ordered pairs of look-alikes, of which half are held, slid {slid[:5]}")


@contextmanager
def holding(names: Iterable[str], folder: Path) -> Iterator[Library]:
    """Open a library with made-up records under real names: no fact of the drugs is claimed."""
    made_of = (HERE.parent / "tests/data/formulary/drugs/exampline.toml").read_text(encoding="utf-8")
    (folder / "drugs").mkdir(parents=True)
    for number, name in enumerate(names):
        text = made_of.replace('name = "exampline"', f'name = "{name}"', 1).replace("99999-058", f"{number:05}-058")
        for own, made_up in (("Examplex", f"made-up {number}"), ("exampline sodium", f"made-up {number} sodium")):
            text = text.replace(f'"{own}"', f'"{made_up}"')
        (folder / "drugs" / f"{name.replace(' ', '-')}.toml").write_text(text, encoding="utf-8")
    caches = folder / "caches"
    library = Library([Formulary(folder, caches, lambda _record: LaidOut(b"", ()))], Names(DATA / "names", caches))
    try:
        yield library
    finally:
        library.close()


def is_held(name: KnownName, library: Library) -> bool:
    """Tell whether there is a record under any name of the drugs that a name means, or of their base."""
    vocabulary = library.vocabulary
    meant = {vocabulary.drugs(one) for one in vocabulary.named(name.folded)}
    bases = {vocabulary.substance(drug).base for drugs in meant for drug in drugs}
    family = {(form,) for base in bases for form in (base, *vocabulary.forms(base))}
    names = {one.folded for drugs in meant | family for one in vocabulary.names(drugs)}
    return bool(library.meant(sorted(names), "drugs"))


def is_known_as_itself(name: KnownName, library: Library) -> bool:
    vocabulary = library.vocabulary
    answer = resolve(name.text, library, "drugs")
    shown = {vocabulary.substance(drug).base for one in answer.known for drug in one.id.split()}
    own = {vocabulary.substance(unii).base for one in vocabulary.named(name.folded) for unii in one.uniis}
    return answer.status == "known" and answer.candidates == () and shown == own


def alike_rows() -> list[list[str]]:
    lines = (DATA / "names" / TABLE).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line[:1].isdigit()]


def alike_names() -> list[str]:
    return list(dict.fromkeys(name for _group, name, _tall_man in alike_rows()))


def look_alikes() -> Iterator[tuple[str, str]]:
    for _group, rows in groupby(alike_rows(), key=lambda row: row[0]):
        yield from permutations([name for _group, name, _tall_man in rows], 2)


def slides(pair: tuple[str, str], library: Library) -> bool:
    """Tell whether a name opens or shows the one that it is taken for."""
    typed, other = pair
    answer = resolve(typed, library, "drugs")
    shown = {answer.id or "", *(one.title for one in (*answer.candidates, *answer.known))}
    return answer.status not in {"known", "found"} or any(other in words(title) for title in shown)


def main() -> None:
    typos = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as name:
        caches, nothing = Path(name), Path(name) / "formulary"
        (nothing / "drugs").mkdir(parents=True)
        library = Library([Formulary(nothing, caches, lambda _record: LaidOut(b"", ()))], Names(DATA / "names", caches))
        known = list(all_names(DATA / "names"))
        accuracy(library, known, typos)
        library.close()
        safety(known, Path(name))


if __name__ == "__main__":
    main()
