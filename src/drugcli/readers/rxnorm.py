"""RxNorm's table of names, RXNCONSO.RRF: every name of every concept, by the vocabulary that it comes from."""

from collections.abc import Iterator

from drugcli.readers.packed import Progress
from drugcli.readers.public_lists import ListFile, cells_of
from drugcli.records.listed import Atom

RXCUI, LANGUAGE, VOCABULARY, TYPE, CODE, TEXT, SUPPRESSED = 0, 1, 11, 12, 13, 14, 16
"""Places of the columns; RxNorm's technical documentation, section 12.4."""


def read_atoms(file: ListFile, progress: Progress | None = None) -> Iterator[Atom]:
    """Yield the names in English; raises BrokenFileError and UnreadableFileError."""
    for cells in cells_of(file, "|", "utf-8", progress):
        if cells[LANGUAGE] == "ENG":
            yield Atom(
                rxcui=cells[RXCUI],
                vocabulary=cells[VOCABULARY],
                type=cells[TYPE],
                code=cells[CODE],
                text=cells[TEXT].strip(),
                is_obsolete=cells[SUPPRESSED] != "N",
            )
