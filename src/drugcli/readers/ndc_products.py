"""The FDA's NDC directory: the drug products on the market in the United States."""

from collections.abc import Iterator

from drugcli.readers.packed import Progress
from drugcli.readers.public_lists import NDC_COLUMNS, ListFile, table_rows
from drugcli.records.listed import ProductRow


def read_products(file: ListFile, progress: Progress | None = None) -> Iterator[ProductRow]:
    """Yield the products; raises BrokenFileError and UnreadableFileError."""
    same: dict[str, str] = {}
    for cells in table_rows(file, NDC_COLUMNS, "cp1252", progress):
        yield ProductRow(*(same.setdefault(cell, cell) for cell in cells))
