"""A made-up vocabulary, and a formulary that holds some of its drugs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drugcli.library.compiled import LaidOut
from drugcli.library.formulary import Formulary
from drugcli.library.library import Library, Names
from drugcli.lookup.answers import Answer
from drugcli.lookup.resolve import resolve

DATA = Path(__file__).resolve().parent.parent / "data"
SUBSTANCES = """# made up
unii\tsubstance\tclasses\troutes\tform of\tlists
AAAAAAAAA6\texampline\tenzyme inhibitor\tintravenous\t\tNDC
BBBBBBBBBR\texamplone\texample blocker\toral; topical\t\tNDC
CCCCCCCCCC\totherline\t\t\t\tNDC
DDDDDDDDD9\tfourthline\t\t\t\tNDC
FFFFFFFFF1\tformolol\texample blocker\t\t\tINN
FFFFFFFFF2\tformolol succinate\texample blocker\toral\tFFFFFFFFF1\tOrange Book
FFFFFFFFF3\tformolol tartrate\texample blocker\tintravenous; oral\tFFFFFFFFF1\tOrange Book
FFFFFFFFF4\tformolol tartrate dihydrate\t\t\tFFFFFFFFF3\trelated
GGGGGGGGG1\tsingline\t\t\t\tINN
GGGGGGGGG2\tsingline sodium\t\toral\tGGGGGGGGG1\tOrange Book
HHHHHHHHH1\tcalcium\t\t\t\tNDC
JJJJJJJJJ1\tlonglasting examplomab\t\tintravenous\t\tPurple Book
KKKKKKKKK1\tbasoline\t\ttopical\t\tOrange Book
KKKKKKKKK2\tbasoline acetate\t\toral\tKKKKKKKKK1\tOrange Book
"""
NAMES = """unii\tkind\tname
AAAAAAAAA6\tbrand\tExamplissimo
AAAAAAAAA6\tgeneric\texampline
AAAAAAAAA6\tbrand\tSharedex
BBBBBBBBBR\tgeneric\texamplone
BBBBBBBBBR\tbrand\tSharedex
BBBBBBBBBR\tbrand\tPlonex
CCCCCCCCCC\tgeneric\totherline
DDDDDDDDD9\tgeneric\tfourthline
FFFFFFFFF1\tgeneric\tformolol
FFFFFFFFF2\tgeneric\tformolol succinate
FFFFFFFFF2\tbrand\tFormosucc
FFFFFFFFF3\tgeneric\tformolol tartrate
FFFFFFFFF3\tbrand\tFormotart
FFFFFFFFF4\tgeneric\tformolol tartrate dihydrate
GGGGGGGGG1\tgeneric\tsingline
GGGGGGGGG1\tcode name\tSG-77-1
GGGGGGGGG2\tgeneric\tsingline sodium
GGGGGGGGG2\tbrand\tSinglex
HHHHHHHHH1\tgeneric\tcalcium
JJJJJJJJJ1\tgeneric\tlonglasting examplomab
KKKKKKKKK1\tgeneric\tbasoline
KKKKKKKKK1\tbrand\tBasocream
KKKKKKKKK2\tgeneric\tbasoline acetate
"""
PRODUCTS = """uniis\tkind\tname
CCCCCCCCCC; DDDDDDDDD9\tbrand\tDuoline
CCCCCCCCCC; DDDDDDDDD9\tgeneric\totherline and fourthline
CCCCCCCCCC; FFFFFFFFF2\tgeneric\totherline and formolol succinate
BBBBBBBBBR; GGGGGGGGG2\tgeneric\texamplone and singline sodium
"""

Ask = Callable[[str], Answer]


@pytest.fixture
def names(tmp_path: Path) -> Path:
    folder = tmp_path / "names"
    folder.mkdir()
    for table, text in (("substances.tsv", SUBSTANCES), ("names.tsv", NAMES), ("products.tsv", PRODUCTS)):
        (folder / table).write_text(text, encoding="utf-8")
    return folder


Hold = Callable[..., Ask]


@pytest.fixture
def hold(names: Path, tmp_path: Path) -> Iterator[Hold]:
    """Return a way to hold records under some names, made of exampline's, and to ask among them."""
    opened: list[Library] = []

    def held(*records: str, **codes: list[str]) -> Ask:
        folder = tmp_path / "held" / "drugs"
        folder.mkdir(parents=True)
        made_of = (DATA / "formulary" / "drugs" / "exampline.toml").read_text(encoding="utf-8")
        for record in records:
            id_ = record.replace(" ", "-")
            text = made_of.replace('name = "exampline"', f'name = "{record}"', 1).replace("99999-058", "99999-059")
            text = text.replace('"Examplex"', f'"{id_}-brand"').replace('"exampline sodium"', f'"{id_}-abbreviated"')
            for code in codes.get(id_.replace("-", "_"), []):
                text += f'\n[[identifier]]\nkind = "UNII"\ncode = "{code}"\ncites = ["label-us-2024"]\n'
            (folder / f"{id_}.toml").write_text(text, encoding="utf-8")
        caches = tmp_path / "caches"
        formulary = Formulary(folder.parent, caches, lambda _record: LaidOut(b"", ()))
        library = Library([formulary], Names(names, caches))
        opened.append(library)
        assert library.problems() == []
        return lambda typed: resolve(typed, library, "drugs")

    yield held
    for library in opened:
        library.close()


@pytest.fixture
def library(names: Path, tmp_path: Path) -> Iterator[Library]:
    """Return the made-up drugs of tests/data beside the vocabulary: exampline is here."""
    caches = tmp_path / "caches"
    held = Library([Formulary(DATA / "formulary", caches, lambda _record: LaidOut(b"", ()))], Names(names, caches))
    yield held
    held.close()


@pytest.fixture
def ask(library: Library) -> Ask:
    return lambda typed: resolve(typed, library, "drugs")
