"""The FDA's list of UNII names: every name of every substance that it registers."""

import re
from collections import Counter
from collections.abc import Callable, Collection
from functools import cache

from drugcli.readers.packed import Progress
from drugcli.readers.public_lists import UNII_COLUMNS, ListFile, table_rows
from drugcli.records.listed import Name, Substance, Unii

TAGS = re.compile(r"(?:\s*\[[A-Za-z][^][]*\])+$")
TAG = re.compile(r"\[([^][]*)\]")
UNII = re.compile(r"[0-9A-Z]{10}")
SYSTEMATIC = "sys"
NO_TAGS: frozenset[str] = frozenset()
NO_DRUGS = "names of substances in no list of drugs"


def read_unii(
    file: ListFile,
    progress: Progress | None = None,
    *,
    only: Collection[str] | None = None,
    keeps: Callable[[Name], bool] | None = None,
) -> Unii:
    """Return the substances of the list, or only some of them, with all names, or those that are to be kept.

    Raises BrokenFileError and UnreadableFileError.
    """
    substances: dict[str, Substance] = {}
    left_out: Counter[str] = Counter()
    for text, type_, unii, preferred in table_rows(file, UNII_COLUMNS, "utf-8", progress):
        if not UNII.fullmatch(unii) or not preferred.strip():
            left_out["lines without a substance"] += 1
            continue
        if type_ == SYSTEMATIC:
            left_out["systematic chemical names"] += 1
        if only is not None and unii not in only:
            left_out[NO_DRUGS] += type_ != SYSTEMATIC
            continue
        substance = substances.get(unii)
        if substance is None:
            substance = substances[unii] = Substance(unii, preferred)
        if type_ != SYSTEMATIC:
            name = _name(type_, text)
            if not name.text:
                left_out["names without a sign that can be printed"] += 1
            elif keeps is None or keeps(name):
                substance.add(name)
    return Unii(substances, left_out)


def _name(type_: str, text: str) -> Name:
    """Return 'NUSINERSEN [INN]' as the name and its tags."""
    found = TAGS.search(text) if text.endswith("]") else None
    if found is None:
        return Name(type_, text.strip(), NO_TAGS)
    return Name(type_, text[: found.start()].strip(), _tags(found[0]))


@cache
def _tags(tagged: str) -> frozenset[str]:
    return frozenset(tag.upper() for tag in TAG.findall(tagged))
