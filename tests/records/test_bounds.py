"""Bands, and the holes between them."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drugcli.records.bounds import Bounds, Hole, holes

patient = settings(deadline=None)


def mg(limit: int | None) -> str | None:
    return None if limit is None else f"{limit} mg"


def band(lower: int | None, upper: int | None, *, with_lower: bool, with_upper: bool) -> Bounds:
    return Bounds(
        at_least=mg(lower) if with_lower else None,
        more_than=None if with_lower else mg(lower),
        at_most=mg(upper) if with_upper else None,
        less_than=None if with_upper else mg(upper),
    )


@st.composite
def bands(draw: st.DrawFn) -> Bounds:
    lower = draw(st.none() | st.integers(0, 9))
    upper = draw(
        st.integers(0 if lower is None else lower, 10) if lower is None else st.none() | st.integers(lower, 10)
    )
    is_point = lower == upper
    with_lower = is_point or draw(st.booleans())
    with_upper = is_point or draw(st.booleans())
    return band(lower, upper, with_lower=with_lower, with_upper=with_upper)


def starts_by(limits: Bounds, point: Decimal) -> bool:
    if limits.lower is None:
        return True
    lower = Decimal(limits.lower.removesuffix(" mg"))
    return lower <= point if limits.at_least else lower < point


def ends_after(limits: Bounds, point: Decimal) -> bool:
    if limits.upper is None:
        return True
    upper = Decimal(limits.upper.removesuffix(" mg"))
    return point <= upper if limits.at_most else point < upper


def is_left_out(hole: Hole, point: Decimal) -> bool:
    lower, upper = Decimal(hole.lower.removesuffix(" mg")), Decimal(hole.upper.removesuffix(" mg"))
    return lower < point < upper or (hole.with_lower and point == lower) or (hole.with_upper and point == upper)


@patient
@given(st.lists(bands(), max_size=5))
def test_a_hole_is_exactly_what_lies_between_bands_and_in_none(given_bands: list[Bounds]) -> None:
    found = holes(given_bands)

    for half in range(21):
        point = Decimal(half) / 2
        is_covered = any(starts_by(one, point) and ends_after(one, point) for one in given_bands)
        is_between = any(starts_by(one, point) for one in given_bands) and any(
            ends_after(one, point) for one in given_bands
        )
        assert any(is_left_out(hole, point) for hole in found) == (is_between and not is_covered), point


FOUR = (
    Bounds(at_least="0 mg", less_than="2 mg"),
    Bounds(at_least="1 mg", at_most="2 mg"),
    Bounds(at_least="3 mg", at_most="5 mg"),
    Bounds(more_than="6 mg"),
)


@patient
@given(st.permutations(FOUR))
def test_the_order_in_which_bands_are_written_does_not_matter(given_bands: list[Bounds]) -> None:
    assert holes(given_bands) == [
        Hole(lower="2 mg", upper="3 mg", with_lower=False, with_upper=False),
        Hole(lower="5 mg", upper="6 mg", with_lower=False, with_upper=True),
    ]


def test_no_bands_have_no_holes() -> None:
    assert holes([]) == []


def test_bands_that_meet_leave_no_hole() -> None:
    assert holes([Bounds(less_than="8 months"), Bounds(at_least="8 months")]) == []


def test_bands_that_overlap_leave_no_hole() -> None:
    assert holes([Bounds(less_than="9 months"), Bounds(at_least="8 months", less_than="16 months")]) == []


def test_a_wide_band_spans_the_hole_between_two_narrow_ones() -> None:
    wide = Bounds(at_least="1 month", less_than="16 months")
    narrow = Bounds(at_least="2 months", less_than="3 months"), Bounds(at_least="8 months", less_than="9 months")

    assert holes([wide, *narrow]) == []


def test_two_bands_that_are_open_below_do_not_hide_the_hole_above_them() -> None:
    (hole,) = holes([Bounds(less_than="5 kg"), Bounds(less_than="8 kg"), Bounds(at_least="10 kg")])

    assert (hole.lower, hole.upper) == ("8 kg", "10 kg")


def test_one_exact_value_that_no_band_has_is_a_hole() -> None:
    (hole,) = holes([Bounds(less_than="8.5 months"), Bounds(more_than="8.5 months")])

    assert hole == Hole(lower="8.5 months", upper="8.5 months", with_lower=True, with_upper=True)
    assert hole.is_point


def test_a_hole_with_an_extent_is_no_point() -> None:
    (hole,) = holes([Bounds(less_than="8 months"), Bounds(at_least="9 months")])

    assert not hole.is_point


def test_a_point_is_one_even_where_its_edges_are_in_two_units() -> None:
    (hole,) = holes([Bounds(less_than="12 months"), Bounds(more_than="1 year")])

    assert hole.is_point


def test_months_meet_years() -> None:
    assert holes([Bounds(less_than="24 months"), Bounds(at_least="2 years")]) == []


def test_days_meet_weeks_and_hours() -> None:
    days = Bounds(at_least="7 days", at_most="9 days")

    assert holes([Bounds(less_than="1 week"), days, Bounds(more_than="216 hours")]) == []


def test_between_kilograms_and_years_there_is_no_hole() -> None:
    assert holes([Bounds(less_than="20 kg"), Bounds(at_least="2 years")]) == []


@pytest.mark.parametrize("first", [0, 1])
def test_bands_of_each_unit_have_their_own_holes(first: int) -> None:
    weights = [Bounds(less_than="20 kg"), Bounds(at_least="30 kg")]
    ages = [Bounds(less_than="2 years"), Bounds(at_least="12 years")]

    found = holes([*weights, *ages] if first == 0 else [*ages, *weights])

    assert {(hole.lower, hole.upper) for hole in found} == {("20 kg", "30 kg"), ("2 years", "12 years")}


@pytest.mark.parametrize(
    ("limits", "why"),
    [
        ({}, "give a lower limit, an upper limit, or both"),
        ({"at_least": "1 kg", "more_than": "2 kg"}, "give at_least or more_than, not both"),
        ({"at_most": "1 kg", "less_than": "2 kg"}, "give less_than or at_most, not both"),
        ({"at_least": "3 kg", "at_most": "2 kg"}, "3 kg is more than 2 kg"),
        ({"at_least": "2 years", "at_most": "23 months"}, "2 years is more than 23 months"),
        ({"at_least": "2 kg", "at_most": "3 mg"}, "2 kg and 3 mg cannot be compared"),
        ({"at_least": "2 kg", "at_most": "3 years"}, "2 kg and 3 years cannot be compared"),
        ({"at_least": "2 kg", "less_than": "2 kg"}, "nothing lies between 2 kg and 2 kg"),
        ({"more_than": "2 kg", "less_than": "2 kg"}, "nothing lies between 2 kg and 2 kg"),
    ],
)
def test_a_band_that_makes_no_sense_is_refused(limits: dict[str, str], why: str) -> None:
    with pytest.raises(ValueError, match=f"^{why}$"):
        Bounds(**limits)


@pytest.mark.parametrize(
    ("limits", "lower", "upper"),
    [
        ({"at_least": "2 kg"}, "2 kg", None),
        ({"less_than": "2 kg"}, None, "2 kg"),
        ({"more_than": "2 kg", "at_most": "3 kg"}, "2 kg", "3 kg"),
        ({"at_least": "2 kg", "at_most": "2 kg"}, "2 kg", "2 kg"),
        ({"at_least": "20 months", "at_most": "2 years"}, "20 months", "2 years"),
    ],
)
def test_limits_are_known_whether_or_not_they_belong(
    limits: dict[str, str], lower: str | None, upper: str | None
) -> None:
    told = Bounds(**limits)

    assert (told.lower, told.upper) == (lower, upper)
