"""What a typed name is to a label: a label is of one product, and a drug may have many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from drugcli.library.labels import Held
from drugcli.lookup.answers import Answer
from drugcli.pages.labels import for_list
from drugcli.pages.page import Notice, Page, Reply
from drugcli.records.folding import fold
from drugcli.records.labels import Label

OF_THE_LABEL = frozenset({"NDC", "set id", "application number"})
"""Kinds of codes that mean this label, whatever it is called."""
CAN_DIFFER = "can differ in form, strength and dose"


def of_one_product(answer: Answer, label: Label) -> Iterator[Notice]:
    """Tell that other products can differ, unless the product's own brand or code was typed."""
    generics = [one.text for one in label.names if one.kind != "brand"] + [one.name for one in label.substances]
    brands = {fold(one.text) for one in label.names if one.kind == "brand"} - set(map(fold, generics))
    if answer.kind in OF_THE_LABEL or fold(answer.name or answer.query) in brands:
        return
    drug = _drug(label) or next(iter(generics), label.name).lower()
    yield Notice(kind="note", text=f"This is the label of one product of {drug}; others {CAN_DIFFER}.")


def for_other_products(answer: Answer, label: Label, sets: Sequence[Held]) -> Reply:
    """Return the labels of other products of the drug whose brand was typed; none of them is what was meant."""
    brand = answer.name or answer.query
    text = (
        f"{brand} is a brand of {_drug(label) or label.name}. There is no label of it here. Other products of this "
        f"drug {CAN_DIFFER}; none was opened. Name one by its set id."
    )
    listed = for_list(sets, answer.query)
    sections = listed.page.sections if listed.page else ()
    page = Page(title=answer.query, notices=(Notice(kind="warning", text=text),), sections=sections)
    return replace(listed, answer=replace(answer, status="ambiguous", id=None), page=page)


def _drug(label: Label) -> str:
    return " and ".join(one.name.lower() for one in label.substances)
