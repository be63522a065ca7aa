"""nusinersen, against what was read in the labels section by section.

FDA label of March 2026, sections 2.1, 2.2, 2.5, 6.1, 11 and 16.1; EU product information with
the high dose, sections 4.2 and 4.3.
"""

from decimal import Decimal
from pathlib import Path

import pytest

from drugcli.pages.doses import loading_doses
from drugcli.pages.missed import missed_rows
from drugcli.readers.toml import read_file
from drugcli.records.bounds import holes
from drugcli.records.missed import MissedDose
from drugcli.records.monographs import Monograph
from drugcli.records.regimens import Regimen

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def nusinersen() -> Monograph:
    return read_file(ROOT / "data/drugs/nusinersen.toml", Monograph, "nusinersen.toml")


def regimen(record: Monograph, id_: str) -> Regimen:
    return next(one for one in record.regimens if one.id == id_)


@pytest.mark.parametrize(
    ("id_", "loading", "maintenance"),
    [
        ("us-low", [(0, "12 mg"), (14, "12 mg"), (28, "12 mg"), (58, "12 mg")], 12),
        ("us-high", [(0, "50 mg"), (14, "50 mg")], 28),
        ("eu-low", [(0, "12 mg"), (14, "12 mg"), (28, "12 mg"), (63, "12 mg")], 12),
        ("eu-high", [(0, "50 mg"), (14, "50 mg")], 28),
    ],
)
def test_a_regimen_has_its_loading_days_and_goes_on_every_4_months(
    nusinersen: Monograph, id_: str, loading: list[tuple[int, str]], maintenance: int
) -> None:
    one = regimen(nusinersen, id_)
    last = one.phases[-1]

    assert list(loading_doses(one) or ()) == loading
    assert last.amount is not None
    assert (last.amount.value, last.amount.unit, last.interval, last.after) == (
        Decimal(maintenance),
        "mg",
        "4 months",
        "4 months",
    )
    assert last.count is None


def told(rule: MissedDose) -> tuple[str | None, str | None, list[tuple[str | None, str | None]], str]:
    since = rule.since_last
    doses = [(dose.phase, dose.after) for dose in rule.catch_up]
    return (since.lower if since else None, since.upper if since else None, doses, rule.then)


MAINTENANCE = [("maintenance", None)]
ONE_MORE = [*MAINTENANCE, ("maintenance", "14 days")]
TWO_MORE = [*ONE_MORE, ("maintenance", "14 days")]
LOADING = [("loading", None)]
MISSED = [(None, None)]
"""The dose that was missed, whichever of the loading doses it was."""


@pytest.mark.parametrize(
    ("id_", "rules"),
    [
        (
            "us-low",
            [
                (None, None, MISSED, "interval"),
                (None, "8 months", MAINTENANCE, "original-date"),
                ("8 months", "16 months", ONE_MORE, "interval"),
                ("16 months", "40 months", TWO_MORE, "interval"),
                ("40 months", None, [], "restart"),
            ],
        ),
        (
            "us-high",
            [
                (None, None, LOADING, "interval"),
                (None, "8 months", MAINTENANCE, "original-date"),
                ("8 months", "40 months", LOADING, "interval"),
                ("40 months", None, [], "restart"),
            ],
        ),
        (
            "eu-low",
            [
                (None, None, LOADING, "interval"),
                ("4 months", "8 months", MAINTENANCE, "original-date"),
                ("8 months", "16 months", ONE_MORE, "interval"),
                ("16 months", "40 months", TWO_MORE, "interval"),
                ("40 months", None, [], "restart"),
            ],
        ),
        (
            "eu-high",
            [
                (None, "4.5 months", LOADING, "original-date"),
                ("4.5 months", "8.5 months", [*LOADING, ("maintenance", "14 days")], "interval"),
                ("8.5 months", None, [], "restart"),
                (None, "8 months", MAINTENANCE, "original-date"),
                ("8 months", "12 months", ONE_MORE, "interval"),
                ("12 months", None, [], "restart"),
            ],
        ),
    ],
)
def test_every_delay_band_is_as_the_label_has_it(
    nusinersen: Monograph, id_: str, rules: list[tuple[str | None, str | None, list[tuple[str, str | None]], str]]
) -> None:
    assert [told(rule) for rule in regimen(nusinersen, id_).missed] == rules


def test_two_doses_are_at_least_14_days_apart_where_the_label_says_so(nusinersen: Monograph) -> None:
    gapped = [
        (one.id, rule.dose, rule.since_last.upper if rule.since_last else None)
        for one in nusinersen.regimens
        for rule in one.missed
        if rule.minimum_gap == "14 days"
    ]

    assert gapped == [
        ("us-low", "maintenance", "8 months"),
        ("us-high", "maintenance", "8 months"),
        ("eu-low", "loading", None),
        ("eu-low", "maintenance", "8 months"),
        ("eu-high", "second loading", "4.5 months"),
        ("eu-high", "maintenance", "8 months"),
    ]


def test_the_one_hole_of_the_sources_is_shown_as_a_hole(nusinersen: Monograph) -> None:
    found = []
    for one in nusinersen.regimens:
        for dose in dict.fromkeys(rule.dose for rule in one.missed):
            bands = [rule.since_last for rule in one.missed if rule.dose == dose and rule.since_last]
            found += [(one.id, dose, gap.lower, gap.upper) for gap in holes(bands)]

    assert found == [("eu-high", "second loading", "8.5 months", "8.5 months")]
    assert [row.label for row in missed_rows(nusinersen) if row.text == "the source does not say"] == [
        "exactly 8.5 months"
    ]


def test_the_change_to_the_high_dose_is_one_50_mg_dose_after_4_months(nusinersen: Monograph) -> None:
    assert [
        (one.from_, one.to, one.after, one.tolerance, [dose.phase for dose in one.give], one.resume)
        for one in nusinersen.switches
    ] == [
        ("us-low", "us-high", "4 months", "14 days", ["loading"], "maintenance"),
        ("eu-low", "eu-high", "4 months", "14 days", ["loading"], "maintenance"),
    ]


SHARED_EXCIPIENTS = {
    "calcium chloride dihydrate": "0.21",
    "magnesium chloride hexahydrate": "0.16",
    "potassium chloride": "0.22",
    "sodium phosphate dibasic anhydrous": "0.1",
    "sodium phosphate monobasic dihydrate": "0.05",
}


@pytest.mark.parametrize(
    ("at", "strength", "ndc", "per_ml", "as_salt", "sodium_chloride"),
    [
        (0, 12, "64406-058-01", "2.4", "2.53", "8.77"),
        (1, 28, "64406-036-01", "5.6", "5.9", "8.39"),
        (2, 50, "64406-037-01", "10", "10.54", "8.11"),
    ],
)
def test_a_presentation_holds_what_section_11_lists(  # noqa: PLR0913, PLR0917  one argument a column
    nusinersen: Monograph, at: int, strength: int, ndc: str, per_ml: str, as_salt: str, sodium_chloride: str
) -> None:
    product = nusinersen.presentations[at]
    assert product.composition is not None
    contents = {one.name: one.content for one in product.composition.ingredients}
    active = product.composition.ingredients[0]

    assert (product.strength.value, product.strength.unit, product.strength.per) == (Decimal(strength), "mg", "5 mL")
    assert ndc in {code.code for code in product.codes}
    assert active.name == "nusinersen"
    assert active.content is not None
    assert active.as_salt is not None
    assert (active.content.value, active.as_salt.value) == (Decimal(per_ml), Decimal(as_salt))
    expected = {**SHARED_EXCIPIENTS, "sodium chloride": sodium_chloride}
    found = {name: content.value for name, content in contents.items() if content and name != "nusinersen"}
    assert found == {name: Decimal(value) for name, value in expected.items()}
    assert {one.name for one in product.composition.ingredients if one.role == "pH adjuster"} == {
        "hydrochloric acid",
        "sodium hydroxide",
    }


@pytest.mark.parametrize(
    ("at", "arms", "reactions"),
    [
        (
            0,
            [80, 41],
            "55 37 35 22 18 7 9 0 8 2 6 2 5 2 5 2",
        ),
        (1, [84, 42], "43 36 29 7 29 12 25 0 7 0 5 0 5 2 5 2"),
        (2, [50, 20], "20 5 16 0 14 5 10 0 6 0 6 0 6 0"),
    ],
)
def test_a_table_of_reactions_has_the_figures_of_section_6_1(
    nusinersen: Monograph, at: int, arms: list[int], reactions: str
) -> None:
    table = nusinersen.reaction_tables[at]

    assert [arm.patients for arm in table.arms] == arms
    assert [str(share) for reaction in table.reactions for share in reaction.percent] == reactions.split()


def test_the_disputed_rxcui_is_left_out(nusinersen: Monograph) -> None:
    kinds = {code.kind.lower() for code in nusinersen.identifiers}

    assert "rxcui" not in kinds
    assert {"atc", "unii", "cas"} <= kinds


def test_agencies_speak_for_themselves_on_contraindications(nusinersen: Monograph) -> None:
    said = [(one.agency, one.absent, one.text is not None) for one in nusinersen.contraindications]

    assert said == [("FDA", "none-stated", False), ("EMA", None, True)]
