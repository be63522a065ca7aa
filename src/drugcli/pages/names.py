"""Replies about the names themselves: what was imported, and what is in use."""

from collections.abc import Iterator
from decimal import Decimal

from drugcli.library.imports import Imported
from drugcli.library.origins import Bundled, Origins
from drugcli.pages.page import Notice, Page, Reply, Row, Section

BESIDE, INSTEAD = "beside the bundled names", "in place of the bundled names"


def for_import(imported: Imported) -> Reply:
    """Return what an import has brought, and what it left out."""
    sections = [Section(key="imported", title="Imported", rows=tuple(_rows(imported)))]
    if imported.left_out:
        sections.append(Section(key="left-out", title="Left out", rows=tuple(_left_out(imported))))
    return Reply(query="", answer=None, page=Page(title="names import", sections=tuple(sections)))


def for_origins(origins: Origins) -> Reply:
    """Return where the names in use come from."""
    use = "none: an imported list stands in their place" if origins.is_replaced else "in use"
    bundled = [_bundled(one, use) for one in [origins.bundled] if one is not None]
    imported = [Section(key=one.id, title=f"Imported: {one.id}", rows=tuple(_rows(one))) for one in origins.imported]
    notices = tuple(Notice(kind="warning", text=f"Not in use: {trouble}") for trouble in origins.troubles)
    return Reply(query="", answer=None, page=Page(title="Names", notices=notices, sections=(*bundled, *imported)))


def for_removal(id_: str) -> Reply:
    """Return that a list is no longer in use."""
    row = Row(key="list", label="List", text=id_)
    section = Section(key="removed", title="Removed", rows=(row,))
    return Reply(query=id_, answer=None, page=Page(title="names remove", sections=(section,)))


def _bundled(one: Bundled, use: str) -> Section:
    rows = (*_counts(one.substances, one.names), Row(key="use", label="Use", text=use))
    return Section(key="bundled", title="Bundled", rows=rows)


def _rows(one: Imported) -> Iterator[Row]:
    yield Row(key="list", label="List", text=one.list)
    yield Row(key="files", label="Files", text=" · ".join(one.files))
    yield Row(key="date", label="Date", text=one.date.isoformat())
    yield from _counts(one.substances, one.names)
    yield Row(key="use", label="Use", text=INSTEAD if one.replaces else BESIDE)


def _counts(substances: int, names: int) -> Iterator[Row]:
    yield Row(key="substances", label="Substances", text=f"{substances:,}", value=Decimal(substances))
    yield Row(key="names", label="Names", text=f"{names:,}", value=Decimal(names))


def _left_out(one: Imported) -> Iterator[Row]:
    for reason, count in one.left_out.items():
        key = "-".join(reason.replace(",", "").replace("'", "").split())
        yield Row(key=key, label=f"{count:,}", text=reason, value=Decimal(count))
