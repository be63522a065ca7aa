"""Product forms, and what is in them."""

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from drugcli.records.measures import MeasureText
from drugcli.records.sources import Cites


class Content(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How much of a substance a product holds: 12 mg per 5 mL, 0.21 mg per mL, 84 mg per capsule."""

    value: Decimal
    unit: str
    per: str
    """What holds it: '5 mL', 'mL', 'tablet'."""
    substance: str | None = None
    """Which one, in a product of several."""

    def __post_init__(self) -> None:
        """Refuse an amount of nothing."""
        if self.value <= 0:
            raise ValueError(f"an amount is more than 0, not {self.value}")


class Ingredient(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A substance in a product; without content, its amount is not in our data."""

    name: str
    role: Literal["active", "inactive", "pH adjuster"]
    content: Content | None = None
    as_salt: Content | None = None
    """The same amount expressed as the salt, where the source gives it."""
    salt: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        """Refuse the amount of a salt without its name."""
        if (self.as_salt is None) != (self.salt is None):
            raise ValueError("as_salt and salt go together")


class Composition(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a product is made of, as one source lists it."""

    ingredients: Annotated[tuple[Ingredient, ...], Meta(min_length=1)] = field(name="ingredient")
    cites: Cites


class Code(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """An identifier that somebody gave to a drug or a product, such as an NDC."""

    kind: str
    code: str
    note: str | None = None
    cites: Cites


class Presentation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One product form: strength, container, codes and ingredients."""

    name: str
    """How the label tells it from its neighbours: '12 mg in 5 mL'."""
    strength: Content
    further_strengths: tuple[Content, ...] = ()
    """Of the other substances of a product of several."""
    form: str
    container: str
    pack: str | None = None
    volume: MeasureText | None = None
    """What one container holds, or gives when it is made up."""
    is_single_dose: bool | None = None
    """Whether what is left in the container after a dose is discarded."""
    divisible_into: Annotated[int, Meta(ge=1)] = 1
    """The parts that one unit may be broken into: 2 for a scored tablet."""
    syringe_units: MeasureText | None = None
    """The marks of the syringe that the source has the dose drawn up in: '100 units' a mL of an insulin syringe."""
    cites: Cites
    codes: tuple[Code, ...] = field(default=(), name="code")
    composition: Composition | None = None
