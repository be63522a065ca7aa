"""Which names of RxNorm are names of drugs, and of which."""

from __future__ import annotations

from pathlib import Path

import pytest

from drugcli.naming.rxnorm_names import derive_rxnorm
from drugcli.naming.vocabulary import Vocabulary
from drugcli.readers.public_lists import recognised
from drugcli.readers.rxnorm import read_atoms
from drugcli.records.listed import Atom

EXAMPLINE, SODIUM, TESTAZOLE = "000000001X", "000000002X", "000000005X"
DUO = f"{EXAMPLINE}; {TESTAZOLE}"


@pytest.fixture(scope="module")
def rxnorm() -> Vocabulary:
    return derive_rxnorm(read_atoms(recognised(Path(__file__).parent.parent / "data" / "lists" / "RXNCONSO.RRF")))


def named(rxnorm: Vocabulary, text: str) -> set[tuple[str, str]]:
    """Return the substances and the kind of each entry of a name."""
    return {(one.uniis, one.kind) for one in (*rxnorm.names, *rxnorm.products) if one.text == text}


def test_an_ingredient_is_joined_to_its_unii(rxnorm: Vocabulary) -> None:
    assert named(rxnorm, "exampline") == {(EXAMPLINE, "generic")}


def test_a_synonym_is_one_and_a_tall_man_spelling_is_the_name_itself(rxnorm: Vocabulary) -> None:
    assert named(rxnorm, "examplinol") == {(EXAMPLINE, "synonym")}
    assert [one.text for one in rxnorm.names if one.text.casefold() == "exampline"] == ["exampline"]


def test_a_salt_is_a_substance_of_its_own_and_tells_its_base(rxnorm: Vocabulary) -> None:
    (salt,) = (line for line in rxnorm.substances if line.unii == SODIUM)

    assert (salt.substance, salt.form_of, salt.lists) == ("exampline sodium", EXAMPLINE, "RxNorm")


def test_of_two_uniis_that_of_the_very_name_is_taken(rxnorm: Vocabulary) -> None:
    assert named(rxnorm, "testazole") == {(TESTAZOLE, "generic")}


@pytest.mark.parametrize(("text", "key"), [("newazole", "RXCUI:4"), ("vagueline", "RXCUI:5")])
def test_without_a_unii_or_with_several_a_substance_keeps_its_rxcui(rxnorm: Vocabulary, text: str, key: str) -> None:
    assert named(rxnorm, text) == {(key, "generic")}


def test_a_combination_is_one_of_its_parts(rxnorm: Vocabulary) -> None:
    assert named(rxnorm, "exampline / testazole") == {(DUO, "generic")}


def test_a_brand_is_one_of_the_ingredients_of_its_components(rxnorm: Vocabulary) -> None:
    assert named(rxnorm, "Examplex") == {(SODIUM, "brand")}
    assert named(rxnorm, "Duoex") == {(DUO, "brand")}


def test_a_brand_of_several_products_is_each_of_them(rxnorm: Vocabulary) -> None:
    assert named(rxnorm, "Examplex Duo") == {(EXAMPLINE, "brand"), (TESTAZOLE, "brand")}


@pytest.mark.parametrize(
    ("text", "key", "kind"),
    [
        ("Lonelex", "RXCUI:10", "brand"),
        ("Halfex", "RXCUI:11", "brand"),
        ("exampline / unheardoline", "RXCUI:7", "generic"),
    ],
)
def test_what_is_not_told_wholly_is_known_and_no_more(rxnorm: Vocabulary, text: str, key: str, kind: str) -> None:
    (line,) = (line for line in rxnorm.substances if line.unii == key)

    assert named(rxnorm, text) == {(key, kind)}
    assert (line.substance, line.form_of) == (text.lower(), "")


@pytest.mark.parametrize("text", ["oldline", "examplina", "name of another vocabulary", "exampline 40 mg oral tablet"])
def test_obsolete_foreign_and_products_names_stay_out(rxnorm: Vocabulary, text: str) -> None:
    assert named(rxnorm, text) == set()


def test_what_stays_out_is_counted(rxnorm: Vocabulary) -> None:
    assert {reason: count for reason, count in rxnorm.left_out.items() if count} == {
        "obsolete names": 1,
        "synonyms that are the names of other drugs": 1,
    }


def test_rxcuis_lead_to_substances(rxnorm: Vocabulary) -> None:
    codes = {(one.text, one.kind, one.uniis) for one in rxnorm.codes}

    assert ("1", "RxCUI", EXAMPLINE) in codes
    assert ("9", "RxCUI", DUO) in codes
    assert ("11", "RxCUI", "RXCUI:11") in codes
    assert {text for text, _kind, _uniis in codes}.isdisjoint({"13", "14", "15", "20"})


@pytest.mark.parametrize(
    ("component", "ingredient"),
    [
        ("insulin example 100 UNT/ML [Brandex]", "insulin example"),
        ("exampline 0.875 MG/HR [Brandex]", "exampline"),
        ("exampline 1,000 MG [Brandex]", "exampline"),
        ("factor 8 example 40 MG [Brandex]", "factor 8 example"),
        ("exampline 12 billion cells [Brandex]", None),
        ("exampline [Brandex]", "exampline"),
    ],
)
def test_an_ingredient_is_read_only_where_it_is_the_very_name(component: str, ingredient: str | None) -> None:
    names = {"exampline": "1", "insulin example": "2", "factor 8 example": "3", "factor": "4"}
    concepts = [Atom(rxcui, "RXNORM", "IN", rxcui, text, is_obsolete=False) for text, rxcui in names.items()]
    brand = Atom("9", "RXNORM", "BN", "9", "Brandex", is_obsolete=False)
    branded = Atom("10", "RXNORM", "SBDC", "10", component, is_obsolete=False)

    rxnorm = derive_rxnorm([*concepts, brand, branded])

    assert named(rxnorm, "Brandex") == {(f"RXCUI:{names.get(ingredient or '', '9')}", "brand")}
