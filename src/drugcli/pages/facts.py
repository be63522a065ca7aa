"""Facts as rows, the same on every page."""

from collections.abc import Iterator

from drugcli.pages.figures import fact
from drugcli.pages.page import Row
from drugcli.records.facts import Facts


def fact_rows(facts: Facts) -> Iterator[Row]:
    """Lay out facts, each under its title; a title said by the line above is not repeated."""
    before = None
    for number, said in enumerate(facts, 1):
        heading = f"{said.title} ({said.agency})" if said.title and said.agency else said.title or said.agency or ""
        yield Row(
            key=str(number),
            label="" if heading == before else heading,
            text=fact(said),
            value=said.value,
            unit=said.unit,
            cites=said.cites,
        )
        before = heading
