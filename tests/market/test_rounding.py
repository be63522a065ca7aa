"""A stated figure stands for a little less and a little more."""

from decimal import Decimal

import pytest

from drugcli.market.rounding import Span, span, total
from drugcli.records.markets import Precision


@pytest.mark.parametrize(
    ("value", "precision", "low", "high"),
    [
        ("3.6", "exactly", "3.55", "3.65"),
        ("3.60", "exactly", "3.595", "3.605"),
        ("270", "exactly", "269.5", "270.5"),
        ("270", "about", "265", "275"),
        ("51.6", "about", "51.55", "51.65"),
        ("300", "more than", "300", None),
    ],
)
def test_the_decimals_given_tell_how_far_a_figure_was_rounded(
    value: str, precision: Precision, low: str, high: str | None
) -> None:
    assert span(Decimal(value), precision) == Span(Decimal(low), Decimal(high) if high else None)


def test_a_sum_with_a_threshold_has_no_upper_limit() -> None:
    assert total([span(Decimal(1)), span(Decimal(2), "more than")]).high is None


def test_spans_that_touch_can_stand_for_the_same() -> None:
    assert span(Decimal(1)).overlaps(span(Decimal(2)))
    assert not span(Decimal(1)).overlaps(span(Decimal(3)))
