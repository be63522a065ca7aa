"""US labels: one version of a regulator's text, word for word, and what it says that it is of."""

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from drugcli.records.presentations import Content

Origin = Literal["openFDA", "SPL"]
"""The form in which the regulator gave the label out."""

NameKind = Literal["brand", "generic", "substance"]

Mark = Literal["no openfda block", "openfda block contradicts the text", "no name in the text", "no date"]
"""What a reader must know of how far a label can be trusted to be of the drug that it names."""


class Paragraph(Struct, frozen=True, kw_only=True, tag="paragraph", forbid_unknown_fields=True):
    """Running text."""

    text: str


class Bullets(Struct, frozen=True, kw_only=True, tag="list", forbid_unknown_fields=True):
    """A list; an item holds its own mark, where the label prints one."""

    items: tuple[str, ...]

    @property
    def text(self) -> str:
        """The items, a line each."""
        return "\n".join(self.items)


class Table(Struct, frozen=True, kw_only=True, tag="table", forbid_unknown_fields=True, omit_defaults=True):
    """Rows of cells; a cell that spans several is followed by empty ones."""

    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    notes: tuple[str, ...] = ()
    """What stands in it outside of its rows."""

    @property
    def text(self) -> str:
        """The words in their order, a line a row."""
        rows = (" ".join(cell for cell in row if cell) for row in self.rows)
        return "\n".join(line for line in (self.caption, *rows, *self.notes) if line)


Block = Paragraph | Bullets | Table


class Section(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A section of a label, such as '5.2 Hepatotoxicity'; those within it follow it, one level deeper."""

    title: str
    """As the label prints it. openFDA does not tell where a title ends: there it is the likely end."""
    level: int = 1
    number: str | None = None
    """The FDA's own: '5.2'. Labels of the old format have none."""
    code: str | None = None
    """LOINC: '34068-7'."""
    field: str | None = None
    """openFDA's name: 'dosage_and_administration'. A subsection without a kind of its own is of the kind around it."""
    blocks: tuple[Block, ...] = ()
    unread: tuple[str, ...] = ()
    """Tables as openFDA marks them up; until they are read, their words stand run together in the blocks."""

    @property
    def text(self) -> str:
        """Its text word for word, its heading included and the sections within it not."""
        return "\n".join(block.text for block in self.blocks)


class LabelName(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A name that a label gives its drug."""

    text: str
    kind: NameKind


class Substance(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is active in a drug, as the label names it."""

    name: str
    unii: str | None = None
    moiety: str | None = None
    """The active part without its salt, where the label says so."""


class LabelIngredient(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A substance in a product, as the label lists it."""

    name: str
    role: Literal["active", "inactive"]
    unii: str | None = None
    strength: Content | None = None


class Product(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A presentation: one product form that a label is of."""

    name: str
    generic: str | None = None
    form: str | None = None
    is_part: bool = False
    """Whether it is a part of a kit, such as its swab."""
    ndc: str | None = None
    packages: tuple[str, ...] = ()
    """NDCs of its packages."""
    ingredients: tuple[LabelIngredient, ...] = ()
    listed: str = ""
    """Where the ingredients are not told apart, as in openFDA: all that is listed of the product, in one text."""


class Label(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One version of a label."""

    set_id: str
    """What its versions have in common."""
    version: int
    origin: Origin
    date: dt.date | None = None
    """From which on it is in effect."""
    document: str | None = None
    """The id of this version's document."""
    kind: str = ""
    """'HUMAN PRESCRIPTION DRUG LABEL'."""
    title: str = ""
    regulator: str = "FDA"
    labeler: str = ""
    names: tuple[LabelName, ...] = ()
    substances: tuple[Substance, ...] = ()
    applications: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    ndcs: tuple[str, ...] = ()
    """Of products and packages."""
    products: tuple[Product, ...] = ()
    marks: tuple[Mark, ...] = ()
    sections: tuple[Section, ...] = ()

    @property
    def name(self) -> str:
        """The name to show it under: the brand, else the generic, else the set id."""
        return next((name.text for name in self.names), self.set_id)

    def within(self, number: str) -> Iterator[Section]:
        """Yield the section of a number and those within it."""
        depth = None
        for section in self.sections:
            if depth is None and section.number == number:
                depth = section.level
                yield section
            elif depth is not None:
                if section.level <= depth:
                    return
                yield section
