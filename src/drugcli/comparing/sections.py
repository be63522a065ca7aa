"""The sections of a label with the figures in them, and the section that a cite names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from drugcli.comparing.figures import Figure, figures, implied, power
from drugcli.comparing.units import Unit, named, units_in
from drugcli.library.labels import Heading, Held, LabelLibrary
from drugcli.records.folding import fold
from drugcli.records.labels import Block, Label, Paragraph, Section, Table

EACH = re.compile(r"\b(?:[Ee]ach|[Oo]ne)\s(?:1\s)?(mL|milliliter|g|gram)\b")
OPENFDA = "openfda"
"""What a cite calls the names and codes that openFDA gives with a label."""
UNCLASSIFIED = "spl_unclassified_section"
OPENING = 300
"""Letters of a section in which it says what it is; a booklet begins with the name of the drug and who makes it."""
CALLED = {
    "highlights": ("recent_major_changes", "recent_major_changes_table"),
    "medication-guide": ("spl_medguide",),
    "package-label": ("package_label_principal_display_panel",),
    "patient-information": ("spl_patient_package_insert", "information_for_patients"),
    "product-data": ("spl_product_data_elements",),
}
"""openFDA's names of sections that cites call otherwise."""


class Passage:
    """The text of a section, those within it included, and its figures."""

    def __init__(self, number: str, sections: Sequence[Section]) -> None:
        self.number = number
        self.blocks = [block for section in sections for block in section.blocks]
        self._heads = {section.blocks[0]: section.number for section in sections if section.blocks and section.number}
        self.text = "\n".join(block.text for block in self.blocks)

    @cached_property
    def figures(self) -> list[Figure]:
        """All figures in it, those of tables with the units of their headings."""
        return [
            one
            for block in self.blocks
            for one in _figures(block)
            if one.start or one.written != self._heads.get(block)  # the number of the section itself
        ]

    @cached_property
    def each(self) -> frozenset[str]:
        """What the section tells the contents of, one by one: 'mL' for 'each mL contains'."""
        return frozenset(filter(None, (named(match[1]) for match in EACH.finditer(self.text))))

    @cached_property
    def units(self) -> frozenset[Unit]:
        """All units that it names."""
        return units_in(self.text)


def _opening(section: Section) -> str:
    return " ".join(block.text for block in section.blocks)[:OPENING]


def _figures(block: Block) -> Iterator[Figure]:
    yield from figures(block.text)
    yield from implied(block.text)
    if isinstance(block, Table):
        yield from _under_headings(block)


def _under_headings(table: Table) -> Iterator[Figure]:
    """Yield the bare numbers of a table with the units that its caption, columns and rows name."""
    of_caption = units_in(table.caption)
    of_column: dict[int, frozenset[Unit]] = {}
    powers: dict[int, Decimal] = {}
    for row in table.rows:
        of_row = units_in(row[0]) if row else frozenset()
        for at, cell in enumerate(row):
            bare = [one for one in figures(cell) if one.unit is None]
            if (factor := power(cell)) is not None:
                powers[at] = factor
            elif at in powers:
                yield from (one._replace(value=one.value * powers[at]) for one in bare)
            of_cell = units_in(cell)
            if of_cell and at:
                of_column[at] = of_column.get(at, frozenset()) | of_cell
            reach = next((of_column[left] for left in range(at, 0, -1) if left in of_column), frozenset())
            for one in bare:
                for unit in sorted({*of_caption, *of_row, *reach} - (of_cell if not at else frozenset())):
                    yield one._replace(unit=unit)


class LabelText:
    """One version of a label, section by section."""

    def __init__(self, library: LabelLibrary, held: Held) -> None:
        self.held = held
        self._library = library
        self._headings = library.headings(held)
        self._passages: dict[str, Passage | None] = {}
        self.numbers = frozenset(one.number for one in self._headings)
        """Of its sections."""

    def passage(self, cited: str | None) -> Passage | None:
        """Return the section that a cite names, the whole label for None; or None where there is no such section.

        Where a copy does not tell a subsection apart, it is the section around it.
        """
        key = cited or ""
        if key not in self._passages:
            self._passages[key] = self._passage(cited)
        return self._passages[key]

    def _passage(self, cited: str | None) -> Passage | None:
        if cited is None:
            return Passage("", [self._library.section(one) for one in self._headings])
        if cited == OPENFDA:
            return Passage(cited, [_codes(self._library.facts(self.held))])
        found = self._within(cited)
        if not found and cited.count(".") == 1 and cited[0].isdigit():
            return self.passage(cited.partition(".")[0])
        sections = [self._library.section(one) for one in found] or self._opening_with(cited)
        return Passage(cited, sections) if sections else None

    def _opening_with(self, cited: str) -> list[Section]:
        """Return the sections of no kind whose first lines have the words of a cite: a booklet of instructions."""
        unclassified = [self._library.section(one) for one in self._headings if one.field == UNCLASSIFIED]
        words = fold(cited)
        return [one for one in unclassified if words in fold(_opening(one))]

    def _within(self, cited: str) -> list[Heading]:
        fields = CALLED.get(cited, (cited.replace("-", "_"),))
        found: list[Heading] = []
        depth: int | None = None
        for one in self._headings:
            is_it = one.number == cited or one.field in fields or fold(one.title) == fold(cited)
            if is_it or (depth is not None and one.level > depth):
                depth = min(one.level, depth) if depth is not None and is_it else depth or one.level
                found.append(one)
            else:
                depth = None
        return found

    @cached_property
    def tops(self) -> list[Passage]:
        """Every section with a text of its own, by its number or title."""
        return [
            Passage(one.number or one.title or one.field or "", [self._library.section(one)]) for one in self._headings
        ]


def _codes(label: Label) -> Section:
    """Return the names and codes of a label as if they were a section of it."""
    told = [
        *(one.text for one in label.names), *(one.name for one in label.substances),
        *(one.unii for one in label.substances if one.unii),
        *label.applications, *label.routes, *label.classes, *label.ndcs, label.labeler, label.title, label.kind,
    ]  # fmt: skip
    return Section(title=OPENFDA, blocks=tuple(Paragraph(text=one) for one in told if one))
