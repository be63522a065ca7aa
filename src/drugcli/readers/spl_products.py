"""Products of an SPL document: names, forms, packages, ingredients and their strengths."""

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, NamedTuple

from drugcli.readers.cleaning import spaced
from drugcli.readers.label_tables import local, words
from drugcli.records.folding import fold
from drugcli.records.labels import LabelIngredient, Product, Substance
from drugcli.records.presentations import Content

HL7 = "{urn:hl7-org:v3}"
NDC, UNII, DRUG_FORM = "2.16.840.1.113883.6.69", "2.16.840.1.113883.4.9", "2.16.840.1.113883.3.26.1.1"
PRODUCTS = ("manufacturedProduct", "manufacturedMedicine", "partProduct", "partMedicine", "product")
UNITS = {"ug": "mcg", "[iU]": "international units", "[USP'U]": "USP units", "[arb'U]": "arbitrary units",
         "meq": "mEq", "mmol": "mmol", "1": ""}  # fmt: skip
"""Units of UCUM as the ISMP writes them; what is not here is written as it is."""
MOST_DIGITS = 20


class Stated(NamedTuple):
    """What a document says of its products, all together."""

    products: tuple[Product, ...]
    substances: tuple[Substance, ...]
    moieties: tuple[str, ...]
    applications: tuple[str, ...]
    routes: tuple[str, ...]
    ndcs: tuple[str, ...]


def read_products(root: Any) -> Stated:  # noqa: ANN401  lxml gives its elements no public type
    """Return what a document says of its products and their parts."""
    elements = list(_products(root))
    products = [_product(element) for element in elements]
    substances = [Substance(name=one.name, unii=one.unii, moiety=_moiety(one.element))
                  for element in elements for one in _ingredients(element) if one.role == "active"]  # fmt: skip
    substances = _named_by(products, substances)
    moieties = [one.moiety for one in substances if one.moiety]
    applications = (_extension(one) for one in root.iter(f"{HL7}approval"))
    routes = (spaced(one.get("displayName", "")).lower() for one in root.iter(f"{HL7}routeCode"))
    ndcs = (ndc for one in products for ndc in (one.ndc, *one.packages))
    return Stated(
        tuple(products),
        tuple(dict.fromkeys(substances)),
        tuple(dict.fromkeys(moieties)),
        tuple(dict.fromkeys(one for one in applications if one)),
        tuple(dict.fromkeys(one for one in routes if one)),
        tuple(dict.fromkeys(one for one in ndcs if one)),
    )


def _named_by(products: Sequence[Product], substances: Sequence[Substance]) -> list[Substance]:
    """Return the substances that products are named by, if any is: a kit's swab of alcohol is not its drug."""
    generics = fold(" ".join(one.generic or "" for one in products if not one.is_part))
    named = [one for one in substances if fold(one.moiety or one.name) in generics or fold(one.name) in generics]
    return named or list(substances)


def _products(root: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the elements that name a product; a manufactured product holds one of the same name."""
    for name in PRODUCTS:
        for element in root.iter(f"{HL7}{name}"):
            if element.find(f"{HL7}name") is not None and _has_ingredients_or_code(element):
                yield element


def _has_ingredients_or_code(element: Any) -> bool:  # noqa: ANN401
    return any(True for _one in _ingredients(element)) or _code(element, NDC) is not None


class _Listed(NamedTuple):
    name: str
    role: Literal["active", "inactive"]
    unii: str | None
    element: Any
    quantity: Any


def _ingredients(element: Any) -> Iterator[_Listed]:  # noqa: ANN401
    """Yield the ingredients, of this form of SPL and of the one before it."""
    for one in element:
        tag = one.tag.removeprefix(HL7) if isinstance(one.tag, str) else ""
        if tag not in {"ingredient", "activeIngredient", "inactiveIngredient"}:
            continue
        kind = one.get("classCode", "ACTIB" if tag == "activeIngredient" else "IACT")
        for substance in one:
            found = substance.find(f"{HL7}name")
            if found is not None and words(found):
                role: Literal["active", "inactive"] = "active" if kind.startswith("ACT") else "inactive"
                yield _Listed(words(found), role, _code(substance, UNII), substance, one.find(f"{HL7}quantity"))
                break


def _product(element: Any) -> Product:  # noqa: ANN401
    form = element.find(f"{HL7}formCode")
    shown = spaced(form.get("displayName", "")).lower() if form is not None else ""
    generic = element.find(f"{HL7}asEntityWithGeneric/{HL7}genericMedicine/{HL7}name")
    packages = (one.get("code", "") for one in element.iterfind(f".//{HL7}asContent//{HL7}code")
                if one.get("codeSystem") == NDC)  # fmt: skip
    return Product(
        is_part=local(element).startswith("part"),
        name=words(element.find(f"{HL7}name")),
        generic=words(generic) if generic is not None and words(generic) else None,
        form=shown or None,
        ndc=_code(element, NDC),
        packages=tuple(dict.fromkeys(spaced(one) for one in packages if spaced(one))),
        ingredients=tuple(
            LabelIngredient(name=one.name, role=one.role, unii=one.unii, strength=_strength(one.quantity, shown))
            for one in _ingredients(element)
        ),
    )


def _moiety(substance: Any) -> str | None:  # noqa: ANN401
    name = substance.find(f"{HL7}activeMoiety/{HL7}activeMoiety/{HL7}name")
    return words(name) if name is not None and words(name) else None


def _code(element: Any, system: str) -> str | None:  # noqa: ANN401
    code = element.find(f"{HL7}code")
    if code is None or code.get("codeSystem") != system:
        return None
    return spaced(code.get("code", "")) or None


def _extension(approval: Any) -> str:  # noqa: ANN401
    found = approval.find(f"{HL7}id")
    return spaced(found.get("extension", "")) if found is not None else ""


def _strength(quantity: Any, form: str) -> Content | None:  # noqa: ANN401
    """Return a strength in the ISMP's figures: '.75 mg' is 0.75 mg; None for none that can be read."""
    if quantity is None:
        return None
    above, below = quantity.find(f"{HL7}numerator"), quantity.find(f"{HL7}denominator")
    if above is None or below is None:
        return None
    value, per = _figure(above.get("value", "")), _figure(below.get("value", ""))
    unit, of = _unit(above), _unit(below)
    if not value or not per or not unit:
        return None
    holder = of if of and per == 1 else f"{per:f} {of}" if of else form or "unit"
    return Content(value=value, unit=unit, per=holder) if of or per == 1 else None


def _unit(element: Any) -> str:  # noqa: ANN401
    written = spaced(element.get("unit", ""))
    return UNITS.get(written, written)


def _figure(written: str) -> Decimal | None:
    if not written.isascii() or len(written) > MOST_DIGITS:
        return None
    try:
        value = Decimal(written.strip())
    except InvalidOperation:
        return None
    if not value.is_finite() or value <= 0 or value.adjusted() > MOST_DIGITS:
        return None
    plain = value.normalize()
    return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain
