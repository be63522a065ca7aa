"""Records of openFDA's drug/label answers."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from drugcli.readers.cleaning import clean, text_of
from drugcli.readers.openfda_sections import read_sections
from drugcli.readers.product_elements import begins, named_in, products, says
from drugcli.readers.refused import RefusedError
from drugcli.records.label_sections import PRODUCT_ELEMENTS
from drugcli.records.labels import Label, LabelName, Mark, Substance

TABLE = "_table"
SET_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{2,63}")
NOT_SECTIONS = frozenset({"openfda", "set_id", "id", "effective_time", "version", "@timestamp"})
CLASSES = ("pharm_class_epc", "pharm_class_moa", "pharm_class_pe", "pharm_class_cs")
MOST_NAMES = 2_000
"""Of one record, each of which is looked for in its list of ingredients."""
MOST_TEXTS = 20_000
"""Of one record; the largest real one has some 300."""


def read_record(record: Any) -> Label:  # noqa: ANN401  somebody else's JSON
    """Turn one result into a label, or raise RefusedError.

    Names are taken from the openfda block as far as the record's own list of ingredients has
    them; a block that it contradicts is put aside.
    """
    if not isinstance(record, dict):
        raise RefusedError("the record is no object")
    set_id, version = _set_id(record), _version(record)
    date = read_date(text_of(record.get("effective_time")), "effective_time")
    texts, tables = _texts(record)
    elements = " ".join(texts.get(PRODUCT_ELEMENTS.field, ()))
    block, marks = _trusted(record.get("openfda"), elements)
    names, substances = _identity(block, elements)
    if not names:
        names = named_in(elements, texts)
    if not names:
        marks = (*marks, "no name in the text")
    listed = [code for key in ("product_ndc", "package_ndc") for code in _several(block, key)]
    return Label(
        set_id=set_id,
        version=version,
        origin="openFDA",
        date=date,
        document=text_of(record.get("id")) or None,
        kind=" ".join(_several(block, "product_type")),
        title=entitled(names),
        labeler=", ".join(_several(block, "manufacturer_name")),
        names=names,
        substances=substances,
        applications=tuple(_several(block, "application_number")),
        routes=tuple(one.lower() for one in _several(block, "route")),
        classes=tuple(one for key in CLASSES for one in _several(block, key)),
        ndcs=tuple(dict.fromkeys(listed)),
        products=products(elements, names, substances),
        marks=marks if date else (*marks, "no date"),
        sections=tuple(read_sections(texts, tables)),
    )


def _set_id(record: Mapping[str, Any]) -> str:
    set_id = text_of(record.get("set_id"))
    if not set_id:
        raise RefusedError("set_id: missing" if "set_id" not in record else "set_id: expected text")
    if not SET_ID.fullmatch(set_id):
        raise RefusedError(f"set_id: {set_id[:40]!r} is no set id")
    return set_id.lower()


def _version(record: Mapping[str, Any]) -> int:
    return read_version(text_of(record.get("version")), "version")


def read_version(written: str, key: str) -> int:
    """Return a version, or raise RefusedError."""
    if not written:
        raise RefusedError(f"{key}: missing, or no text")
    if not (written.isascii() and written.isdecimal() and len(written) < len("10000000")):
        raise RefusedError(f"{key}: {written[:20]!r} is no whole number")
    return int(written)


def read_date(written: str, key: str) -> dt.date | None:
    """Return a date of eight digits, or more that follow them; None when there is none; or raise RefusedError."""
    if not written:
        return None
    digits = written[:8]
    if not (digits.isascii() and digits.isdecimal() and len(digits) == len("20240229")):
        raise RefusedError(f"{key}: {written[:20]!r} is no date")
    try:
        return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise RefusedError(f"{key}: {written[:20]!r} is no date") from None


def _texts(record: Mapping[str, Any]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return the texts and the tables of a record by their sections' names; raises RefusedError for other types."""
    texts: dict[str, list[str]] = {}
    tables: dict[str, list[str]] = {}
    for key, value in record.items():
        if key in NOT_SECTIONS:
            continue
        several = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str) for one in several):
            raise RefusedError(f"{clean(key)[:60]}: expected a list of texts")
        if key.endswith(TABLE):
            tables[clean(key.removesuffix(TABLE))] = several
        else:
            texts[clean(key)] = [clean(one) for one in several]
    if not texts:
        raise RefusedError("no section has a text")
    if sum(map(len, texts.values())) + sum(map(len, tables.values())) > MOST_TEXTS:
        raise RefusedError(f"more than {MOST_TEXTS:,} texts")
    return texts, tables


def _trusted(block: Any, elements: str) -> tuple[Mapping[str, Any], tuple[Mark, ...]]:  # noqa: ANN401
    """Return the openfda block, or an empty one and a mark where the list of ingredients does not bear its names out.

    The names of a block of another drug may stand in the list, too: as an excipient, or as one substance of several.
    """
    if not isinstance(block, dict) or not block:
        return {}, ("no openfda block",)
    brands = list(_several(block, "brand_name"))
    generics = [*_several(block, "generic_name"), *_several(block, "substance_name")]
    if len(brands) + len(generics) > MOST_NAMES:
        raise RefusedError(f"openfda: more than {MOST_NAMES:,} names")
    named = generics or brands
    if not named:
        return block, ("no openfda block",)
    is_own = begins(elements, brands) and all(says(elements, name) for name in named)
    if elements and not is_own:
        return {}, ("openfda block contradicts the text",)
    return block, ()


def _several(block: Mapping[str, Any], key: str) -> Iterator[str]:
    """Yield the texts of a key, each once."""
    value = block.get(key)
    yield from dict.fromkeys(text for one in (value if isinstance(value, list) else [value]) if (text := text_of(one)))


def _identity(block: Mapping[str, Any], elements: str) -> tuple[tuple[LabelName, ...], tuple[Substance, ...]]:
    generics = list(_several(block, "generic_name"))
    brands = [one for one in _several(block, "brand_name") if not elements or says(elements, one)]
    uniis, substances = list(_several(block, "unii")), list(_several(block, "substance_name"))
    paired = uniis if len(uniis) == len(substances) == 1 else [None] * len(substances)
    names = [
        *(LabelName(text=one, kind="brand") for one in brands),
        *(LabelName(text=one, kind="generic") for one in generics),
    ]
    names += [LabelName(text=one, kind="substance") for one in substances]
    return _once(names), tuple(Substance(name=name, unii=unii) for name, unii in zip(substances, paired, strict=True))


def _once(names: Sequence[LabelName]) -> tuple[LabelName, ...]:
    """Return names without those that differ from an earlier one of their kind in capitals only."""
    return tuple({(name.text.casefold(), name.kind): name for name in reversed(names)}.values())[::-1]


def entitled(names: Sequence[LabelName]) -> str:
    """Return a title made of names: 'Examplex (exampline)'."""
    brand = next((name.text for name in names if name.kind == "brand"), "")
    generic = next((name.text.lower() for name in names if name.kind != "brand"), "")
    return f"{brand} ({generic})" if brand and generic and generic != brand.lower() else brand or generic
