"""From files of public lists to an archive of names in the user's folder."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from drugcli.errors import UsageError
from drugcli.library.imports import Imported, keep
from drugcli.library.known import NAMES, PRODUCTS
from drugcli.naming.deriving import derive
from drugcli.naming.outline import Telling, needed
from drugcli.naming.products import products, sold_to_people
from drugcli.naming.rxnorm_names import derive_rxnorm, without_known
from drugcli.naming.vocabulary import Vocabulary
from drugcli.readers.names import read_names
from drugcli.readers.ndc_products import read_products
from drugcli.readers.packed import broken
from drugcli.readers.public_lists import Kind, ListFile, recognised
from drugcli.readers.rxnorm import read_atoms
from drugcli.readers.unii_list import read_unii
from drugcli.records.folding import fold, printable

Progress = Callable[[str, int, int], None]
"""Told what is being done, and how many steps of how many are done; of 0, where nobody knows."""


def import_lists(
    paths: Sequence[Path], folder: Path, *, beside: Path | None, date: dt.date, progress: Progress
) -> Imported:
    """Derive the names of drugs from one list, or from the UNII list and the NDC directory, and keep them in a folder.

    'beside' is the folder of the bundled names that they stand beside; None puts them in the place of those.
    Raises UsageError for lists that do not go together, BrokenFileError, UnreadableFileError and UnwritableFileError;
    what was imported before then stays as it was.
    """
    by_kind = _by_kind([recognised(path) for path in paths])
    if Kind.RXNORM in by_kind:
        vocabulary = _from_rxnorm(by_kind[Kind.RXNORM], beside, progress)
    else:
        vocabulary = from_the_fda(by_kind[Kind.UNII], by_kind.get(Kind.NDC), progress)
    if not vocabulary.names:
        raise broken(paths[0], "no name of a drug is in the list")
    imported = Imported(
        list=" and ".join(by_kind),
        files=tuple(printable(file.path.name) for file in by_kind.values()),
        date=date,
        substances=len(vocabulary.substances),
        names=len(vocabulary.names) + len(vocabulary.products),
        replaces=beside is None,
        left_out={reason: count for reason, count in sorted(vocabulary.left_out.items()) if count},
    )
    progress("Writing", 0, 0)
    keep(folder, imported, vocabulary.tables())
    return imported


def _by_kind(files: Sequence[ListFile]) -> dict[Kind, ListFile]:
    """Return the lists, that of the UNII names first; raises UsageError where they do not go together."""
    by_kind = {kind: file for kind in Kind for file in files if file.kind is kind}
    if len(by_kind) < len(files):
        raise UsageError("Two of the files are the same list; give one of each.")
    if Kind.RXNORM in by_kind and len(by_kind) > 1:
        raise UsageError("RxNorm is imported by itself; import it before or after the other lists.")
    if set(by_kind) == {Kind.NDC}:
        raise UsageError("The NDC directory tells its substances by name alone; give the list of UNII names with it.")
    return by_kind


def from_the_fda(unii: ListFile, ndc: ListFile | None, progress: Progress) -> Vocabulary:
    """Return the vocabulary of the UNII list, or of it and the NDC directory."""
    rows = list(read_products(ndc, _reading(ndc, progress))) if ndc else []
    sold = sold_to_people(rows)
    others = Counter({"homeopathic products and allergen extracts": len(rows) - len(sold)})
    del rows
    outline = read_unii(unii, _reading(unii, progress), keeps=Telling(sold)).substances
    progress("Finding the drugs", 0, 0)
    marketed = products(sold, outline)
    drugs = needed(outline, marketed)
    del outline, sold
    listed = read_unii(unii, _reading(unii, progress), only=drugs)
    progress("Deriving names", 0, 0)
    vocabulary = derive(listed.substances, marketed)
    return vocabulary._replace(left_out=vocabulary.left_out + listed.left_out + others)


def _from_rxnorm(file: ListFile, beside: Path | None, progress: Progress) -> Vocabulary:
    vocabulary = derive_rxnorm(read_atoms(file, _reading(file, progress)))
    return without_known(vocabulary, _folded_names(beside)) if beside else vocabulary


def _folded_names(bundled: Path) -> set[str]:
    return {fold(text) for table in (NAMES, PRODUCTS) for _uniis, _kind, text in read_names(bundled / table)}


def _reading(file: ListFile, progress: Progress) -> Callable[[int, int], None]:
    return partial(progress, f"Reading {printable(file.path.name)}")
