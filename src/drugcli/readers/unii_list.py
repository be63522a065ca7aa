"""The FDA's list of UNII names: every name of every substance that it registers."""

import re
from collections import Counter
from functools import cache

from drugcli.readers.packed import Progress
from drugcli.readers.public_lists import UNII_COLUMNS, ListFile, table_rows
from drugcli.records.listed import Name, Substance, Unii

TAGS = re.compile(r"(?:\s*\[[A-Za-z][^][]*\])+$")
TAG = re.compile(r"\[([^][]*)\]")
UNII = re.compile(r"[0-9A-Z]{10}")
SYSTEMATIC = "sys"


def read_unii(file: ListFile, progress: Progress | None = None) -> Unii:
    """Return the substances of the list; raises BrokenFileError and UnreadableFileError."""
    substances: dict[str, Substance] = {}
    left_out: Counter[str] = Counter()
    for text, type_, unii, preferred in table_rows(file, UNII_COLUMNS, "utf-8", progress):
        name, tagged = _split(text)
        if not UNII.fullmatch(unii) or not preferred.strip():
            left_out["lines without a substance"] += 1
            continue
        substance = substances.get(unii)
        if substance is None:
            substance = substances[unii] = Substance(unii, preferred)
        if type_ == SYSTEMATIC:
            left_out["systematic chemical names"] += 1
        elif not name:
            left_out["names without a sign that can be printed"] += 1
        else:
            substance.add(Name(type_, name, _tags(tagged)))
    return Unii(substances, left_out)


def _split(text: str) -> tuple[str, str]:
    """Return 'NUSINERSEN [INN]' as the name and its tags."""
    found = TAGS.search(text) if text.endswith("]") else None
    return (text.strip(), "") if found is None else (text[: found.start()].strip(), found[0])


@cache
def _tags(tagged: str) -> frozenset[str]:
    return frozenset(tag.upper() for tag in TAG.findall(tagged))
