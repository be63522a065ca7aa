"""What several regimens have in common, said once."""

from collections.abc import Iterable, Iterator, Sequence

from drugcli.pages.page import Row
from drugcli.records.regimens import Regimen

Block = tuple[Regimen, tuple[Row, ...]]
"""A regimen, and what there is to say of it."""


def said_once(blocks: Iterable[Block], of: Sequence[Regimen]) -> Iterator[tuple[str, str, tuple[Row, ...]]]:
    """Yield a key, the names of the regimens of which the same is said, and that; in the order of the first of each.

    'of' are all regimens of the record.
    """
    found: dict[tuple[object, ...], list[Block]] = {}
    for regimen, rows in blocks:
        if rows:
            said = tuple((row.label, row.text, row.cites) for row in rows)
            found.setdefault(said, []).append((regimen, rows))
    for alike in found.values():
        first, rows = alike[0]
        is_of_all = 1 < len(alike) == len(of)
        yield first.id, "all regimens" if is_of_all else named([regimen for regimen, _rows in alike]), rows


def named(regimens: Sequence[Regimen]) -> str:
    """Name regimens, each agency before the first of its own: 'FDA adults; children; EMA adults'."""
    said: list[str] = []
    agency = None
    for one in regimens:
        said.append(" ".join(part for part in ("" if one.agency == agency else one.agency, one.name) if part))
        agency = one.agency
    return "; ".join(part for part in said if part)
