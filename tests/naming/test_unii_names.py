"""Which names of the UNII list are names of drugs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.naming.conftest import Made


def test_an_official_name_is_generic_and_loses_its_tags(made: Made) -> None:
    assert made.has("generic", "exampline", "EXAMPLINE")


def test_a_common_name_in_no_drug_list_is_a_synonym(made: Made) -> None:
    assert made.has("synonym", "examplinol", "EXAMPLINE")


def test_codes_that_fold_alike_stand_once(made: Made) -> None:
    codes = sorted(name for _uniis, kind, name in made.entries if kind == "code name")

    assert codes == ["NSC-777", "XY-1234"]


@pytest.mark.parametrize(
    "name",
    [
        "2-(4-examplyl)-1,3-diol",
        "N-acetyl-p-examplophenol",
        "examplanoic acid",
        "examplinum",
        "FEMA NO. 4321",
        "12345",
        "exa",
    ],
)
def test_chemistry_latin_registers_and_stubs_stay_out(made: Made, name: str) -> None:
    assert not made.knows(name)


def test_a_generic_name_of_several_belongs_to_the_one_that_is_preferably_called_so(made: Made) -> None:
    assert made.has("generic", "exampline sodium", "EXAMPLINE SODIUM")
    assert not made.has("generic", "exampline sodium", "EXAMPLINE SODIUM DIHYDRATE")


def test_a_stereoisomer_that_folds_alike_does_not_take_the_name(made: Made) -> None:
    assert not made.has("generic", "exampline", "EXAMPLINE, (+/-)-")
    assert "exampline, (+/-)" in made.substances


def test_components_make_a_combination_and_one_alone_makes_none(made: Made) -> None:
    assert made.has("brand", "DUOEX", "EXAMPLINE", "TESTAZOLE")
    assert not made.knows("HALFEX")


def test_the_brand_of_a_messenger_rna_is_known_without_its_ending(made: Made) -> None:
    assert made.has("brand", "NEWEX", "EXAMPLINE")


def test_the_word_that_several_drugs_names_begin_with_is_a_synonym_of_each(made: Made) -> None:
    assert made.has("synonym", "examplokin", "EXAMPLOKIN ALFA")
    assert made.has("synonym", "examplokin", "EXAMPLOKIN BETA")


def test_a_salt_without_a_listed_base_is_known_without_its_salt_word(made: Made) -> None:
    assert made.has("synonym", "testazoate", "TESTAZOATE SODIUM")
