"""Which substances are drugs for people, and what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.naming.conftest import Made


def test_a_salt_and_its_hydrate_are_substances_of_their_own_and_tell_their_base(made: Made) -> None:
    base, salt, hydrate = "exampline", "exampline sodium", "exampline sodium dihydrate"

    assert made.substances[hydrate].form_of == made.unii["EXAMPLINE SODIUM"]
    assert made.substances[salt].form_of == made.unii["EXAMPLINE"]
    assert made.substances[base].form_of == ""


def test_classes_reach_the_base_and_its_other_forms_and_routes_do_not(made: Made) -> None:
    assert made.substances["exampline sodium dihydrate"][2:4] == ("Exampline Receptor Blocker", "oral")
    assert made.substances["exampline sodium"][2:4] == ("Exampline Receptor Blocker", "")


def test_a_drug_newer_than_the_ndc_directory_comes_in_by_its_tags(made: Made) -> None:
    assert made.substances["othermab"].lists == "INN; biologic"
    assert made.has("generic", "othermab-abcd", "OTHERMAB")


def test_a_vaccine_with_a_brand_comes_in(made: Made) -> None:
    assert made.has("brand", "VIRBRAND", "MADE-UP VIRUS LIVE ANTIGEN")


def test_what_is_no_drug_for_people_stays_out(made: Made) -> None:
    absent = {"daisy flower", "house chalk", "made-up pollen", "weedkilline", "sunblockine"}

    assert absent.isdisjoint(made.substances)
    assert not any(made.knows(name) for name in ("Daisy Dew", "Chalky", "Pollen X", "WEEDOFF"))


def test_an_allergen_that_patients_take_as_a_tablet_comes_in(made: Made) -> None:
    assert made.has("brand", "Grassex", "MEADOW POLLEN")
