"""Tables of labels, which are SPL in openFDA too: rows of cells, each cell's words in their order."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple

from lxml import etree

from drugcli.readers.cleaning import spaced
from drugcli.records.labels import Table

WIDEST, TALLEST = 60, 2_000
"""Columns and rows that a cell may span; the widest real table has 30 columns."""
CELLS = {"td", "th"}
TAG = re.compile(r"<[^>]*>")
FIRST, ENOUGH = 3_000, 100
"""Letters of the markup, and of the words in it, that tell where in a text a table stands."""


def parser(*, mending: bool = False) -> etree.XMLParser:
    """Return a parser that reads nothing but what it is given: no entities, no DTD, no network, no huge trees."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=mending,
    )


def beginning(markup: str) -> str:
    """Return the words that a table begins with, without reading it whole."""
    said = spaced(unescape(TAG.sub(" ", markup[:FIRST].rpartition("<")[0])))
    return said if len(said) <= ENOUGH else said[:ENOUGH].rpartition(" ")[0]


class TableRead(NamedTuple):
    """A table, and all its words in their order."""

    text_in_order: str
    table: Table


def read_table(markup: str) -> TableRead | None:
    """Return a table of openFDA, or None for one that is damaged beyond mending."""
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser(mending=True))
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None:
        return None
    said, read = words(root), table(root)
    if said.split() != read.text.split():
        read = Table(rows=((said,),))
    return TableRead(said, read)


def table(root: Any) -> Table:  # noqa: ANN401  lxml gives its elements no public type
    """Return an element as a table."""
    rows: list[tuple[str, ...]] = []
    reaching: dict[int, int] = {}
    captions: list[str] = []
    notes: list[str] = []
    for kind, element in _parts(root):
        if kind == "tr":
            rows.append(_row(element, reaching))
        else:
            said = words(element)
            (captions if kind == "caption" else notes).append(said)
    return Table(
        rows=tuple(row for row in rows if any(row)),
        caption=" ".join(one for one in captions if one),
        notes=tuple(one for one in notes if one),
    )


def _parts(root: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    """Yield rows and captions, and as notes whatever else has words."""
    for element in root:
        name = local(element)
        if name in {"tr", "caption"}:
            yield name, element
        elif name in {"thead", "tbody", "tfoot"}:
            yield from _parts(element)
        elif name not in {"col", "colgroup"}:
            yield "note", element


def _row(element: Any, reaching: dict[int, int]) -> tuple[str, ...]:  # noqa: ANN401
    """Return the cells of a row, each in its column: one that spans is followed, or stood under, by empty cells."""
    cells: list[str] = []
    for cell in element:
        if local(cell) not in CELLS:
            continue
        if reaching:
            _pass_by(cells, reaching)
        at = len(cells)
        cells.append(words(cell))
        if cell.get("colspan") or cell.get("rowspan"):
            wide, tall = _span(cell, "colspan", WIDEST), _span(cell, "rowspan", TALLEST)
            cells += [""] * (wide - 1)
            if tall > 1:
                reaching.update(dict.fromkeys(range(at, at + wide), tall - 1))
    if reaching:
        _pass_by(cells, reaching)
    return tuple(cells)


def _pass_by(cells: list[str], reaching: dict[int, int]) -> None:
    """Leave empty the columns that a cell from above reaches into."""
    while reaching.get(len(cells), 0) > 0:
        reaching[len(cells)] -= 1
        cells.append("")


def _span(cell: Any, name: str, most: int) -> int:  # noqa: ANN401
    written = cell.get(name, "1")
    return min(max(int(written), 1), most) if written.isdecimal() and len(written) < len("10000") else 1


def words(element: Any) -> str:  # noqa: ANN401
    """Return the words of an element, and of all that is in it, as openFDA writes them."""
    return spaced(" ".join(element.itertext()))


def local(element: Any) -> str:  # noqa: ANN401
    """Return the name of an element without its namespace; of what is no element, an empty one."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
