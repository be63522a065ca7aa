"""Which names of the NDC directory are names of drugs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.naming.conftest import Made


def test_a_brand_is_spelled_as_the_ndc_directory_spells_it(made: Made) -> None:
    assert made.has("brand", "Examplex", "EXAMPLINE SODIUM DIHYDRATE")


def test_a_combination_has_its_generic_names_and_its_brand_with_and_without_suffix(made: Made) -> None:
    assert made.has("generic", "exampline and testazole", "EXAMPLINE", "TESTAZOLE")
    assert made.has("brand", "Twinex", "EXAMPLINE", "TESTAZOLE")
    assert made.has("brand", "Twinex XR", "EXAMPLINE", "TESTAZOLE")


def test_a_kit_has_the_substances_of_its_nonproprietary_name(made: Made) -> None:
    assert made.has("brand", "Kitex", "EXAMPLINE", "TESTAZOLE")


def test_a_misspelled_generic_name_is_no_brand(made: Made) -> None:
    assert not made.knows("Exmpline Sodium")


def test_a_name_that_names_a_substance_which_the_product_lacks_stays_out(made: Made) -> None:
    assert not made.knows("Testazole with Dummycaine")


def test_a_substance_that_hardly_any_product_of_a_name_has_is_a_slip(made: Made) -> None:
    assert made.has("brand", "Common", "TESTAZOLE")
    assert not made.has("brand", "Common", "MOCKAMIDE")


def test_a_brand_that_is_another_drugs_generic_name_stands_beside_it(made: Made) -> None:
    assert made.has("generic", "fakeprofen", "FAKEPROFEN")
    assert made.has("brand", "Fakeprofen", "MOCKAMIDE")


def test_without_prescription_a_brand_stays_and_descriptions_and_shops_go(made: Made) -> None:
    assert made.has("brand", "Mockadvil PM", "MOCKAMIDE")
    assert not any(made.knows(name) for name in ("Pain Relief", "Shopmart"))
    assert not made.knows("Mockadvil Extra Strong Formula with the Fresh Taste of Mint")


def test_a_hyphen_makes_two_common_words_a_brand(made: Made) -> None:
    assert made.has("brand", "Gel-Q", "MOCKAMIDE")


def test_a_line_of_brands_is_known_by_its_first_word(made: Made) -> None:
    assert made.has("brand", "Linex", "MOCKAMIDE")
    assert made.has("brand", "Linex", "MOCKAMIDE", "TESTAZOLE")
