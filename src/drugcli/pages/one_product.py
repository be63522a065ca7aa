"""What a typed name is to a label: a label is of one product, and a drug may have many."""

from __future__ import annotations

from collections.abc import Iterator

from drugcli.lookup.answers import Answer
from drugcli.pages.page import Notice
from drugcli.records.folding import fold
from drugcli.records.labels import Label

OF_THE_LABEL = frozenset({"NDC", "set id", "application number"})
"""Kinds of codes that mean this label, whatever it is called."""
CAN_DIFFER = "can differ in form, strength and dose"


def of_one_product(answer: Answer, label: Label) -> Iterator[Notice]:
    """Tell that other products can differ, unless the product's own brand or code was typed.

    What was typed can be the brand of another product of the drug: that is warned of.
    """
    typed = answer.name or answer.query
    generics = [one.text for one in label.names if one.kind != "brand"] + [one.name for one in label.substances]
    brands = {fold(one.text) for one in label.names if one.kind == "brand"} - set(map(fold, generics))
    if answer.kind in OF_THE_LABEL or fold(typed) in brands:
        return
    drug = " and ".join(one.name.lower() for one in label.substances) or next(iter(generics), label.name).lower()
    if answer.kind == "brand" and fold(typed) not in map(fold, generics):
        text = f"{typed} is a brand of {drug}. This is the label of another product, {label.name}: it {CAN_DIFFER}."
        yield Notice(kind="warning", text=text)
    else:
        yield Notice(kind="note", text=f"This is the label of one product of {drug}; others {CAN_DIFFER}.")
