"""Which substances are one drug."""

from drugcli.library.families import grouped
from drugcli.readers.names import Listed


def drugs(*listed: tuple[str, str, str]) -> dict[str, str]:
    """Return the drug of each substance, by name: from its name, what it is a form of, and its lists."""
    known = {name: Listed(name, name, "", "", form_of, lists) for name, form_of, lists in listed}
    return {one.name: one.drug for one in grouped(known.values())}


def test_the_one_salt_that_is_sold_is_its_base() -> None:
    found = drugs(("formolol", "", ""), ("formolol sodium", "formolol", "NDC"))

    assert found["formolol sodium"] == found["formolol"] == "formolol"


def test_each_of_several_salts_that_are_sold_is_a_drug() -> None:
    found = drugs(("formolol", "", ""), ("formolol sodium", "formolol", "NDC"), ("formolol citrate", "formolol", "NDC"))

    assert len(set(found.values())) == 3


def test_a_salt_that_was_sold_once_is_a_drug_of_its_own_and_takes_nothing_from_its_base() -> None:
    found = drugs(
        ("formolol", "", ""), ("formolol sodium", "formolol", "NDC"), ("formolol citrate", "formolol", "Orange Book")
    )

    assert found == {"formolol": "formolol", "formolol sodium": "formolol", "formolol citrate": "formolol citrate"}


def test_a_hydrate_is_the_drug_that_it_is_a_hydrate_of() -> None:
    found = drugs(("formolol", "", "NDC"), ("formolol monohydrate", "formolol", "Orange Book"))

    assert found["formolol monohydrate"] == "formolol"
