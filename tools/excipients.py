"""Derive data/names/excipients.tsv from the FDA's list of UNII names: what inactive ingredients are called.

    python tools/excipients.py UNII_Names.txt.gz [OUT]

Of each substance that the list marks as an inactive ingredient ([II]) or gives a number of a food additive (E 433),
the names that labels and people use; no systematic names, no Latin, no makers' codes. The same list gives the same
bytes.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from drugcli.errors import DrugcliError
from drugcli.library.excipients import TABLE
from drugcli.readers.public_lists import Kind, ListFile
from drugcli.readers.unii_list import read_unii
from drugcli.records.folding import fold
from drugcli.records.listed import Name, Substance
from fda_lists import digest, expected

OUT = Path(__file__).resolve().parent.parent / "data" / "names"
HEAD = """\
# Written by tools/excipients.py from the FDA's list of UNII names (public domain), whose SHA-256, unpacked, is
# {digest}. Do not edit.
# Substances that the list marks as inactive ingredients, or as food additives; a preferred name stands first.
unii\tname
"""
INACTIVE = "II"
ADDITIVE = re.compile(r"E ?-? ?\d{3,4}[a-z]?", re.IGNORECASE)
CHEMISTRY = re.compile(r"\d,\d|\.[A-Z]+\.|[][{}]|\d'|^\d+-|-\(|\)-")
"""Of a systematic name: places (1,2-), stereo marks (.ALPHA.), brackets and hyphens around them."""
OF_ANOTHER = re.compile(r"\b(?:IMPURITY|COMPONENT)\b", re.IGNORECASE)
LONGEST, MOST_WORDS = 45, 6
"""Letters and words of a name that people use."""


def substances(file: ListFile) -> Iterator[tuple[str, list[str]]]:
    """Yield the excipients by UNII, each with its names in lower case, the preferred one first."""
    read = read_unii(file).substances
    for unii in sorted(read):
        if _is_excipient(read[unii]):
            yield unii, _names(read[unii])


def _is_excipient(one: Substance) -> bool:
    return INACTIVE in one.tags or any(ADDITIVE.fullmatch(name.text) for name in one.names)


def _names(one: Substance) -> list[str]:
    kept = {fold(name.text): name.text for name in sorted(one.names) if _is_said(name)}
    kept.pop(fold(one.preferred), None)
    return [_tidy(one.preferred), *sorted(map(_tidy, kept.values()))]


def _tidy(text: str) -> str:
    return " ".join(text.lower().split())


def _is_said(name: Name) -> bool:
    if name.type == "cd":
        return ADDITIVE.fullmatch(name.text) is not None
    return (
        len(name.text) <= LONGEST
        and len(name.text.split()) <= MOST_WORDS
        and not CHEMISTRY.search(name.text)
        and not OF_ANOTHER.search(name.text)
        and not any("LATIN" in tag for tag in name.tags)
    )


def main(arguments: Sequence[str]) -> str | None:
    """Read the list and write the table; return what is wrong, if anything is."""
    if len(arguments) not in {1, 2}:
        return "usage: python tools/excipients.py UNII_Names.txt.gz [OUT]"
    path, out = [*map(Path, arguments), OUT][:2]
    try:
        file = expected(path, Kind.UNII)
        head = HEAD.format(digest=digest(file).sha256)
        rows = "".join(f"{unii}\t{name}\n" for unii, names in substances(file) for name in names)
        out.mkdir(parents=True, exist_ok=True)
        (out / TABLE).write_text(head + rows, encoding="utf-8", newline="\n")
    except DrugcliError as error:
        return str(error)
    except OSError as error:
        return f"{error.filename}: {error.strerror}"
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
