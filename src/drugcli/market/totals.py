"""The base of an estimate against the sales worldwide that are reported for the same year."""

from collections.abc import Iterator
from decimal import Decimal

from drugcli.market.figures import exact, percent
from drugcli.market.finding import Finding, finding
from drugcli.market.money import worded
from drugcli.market.product import estimates, worldwide
from drugcli.market.rounding import span_of
from drugcli.market.series import base
from drugcli.records.markets import Actual, Estimate, Market, Point

LEAST_DIFFERENCE = Decimal(1)
"""Percent by which a base has to differ: it is often estimated before the year is reported."""


def total_off_reported(market: Market) -> Iterator[Finding]:
    """Find bases that differ from sales worldwide, where one company alone reports sales of the product."""
    for estimate, point, actual in _pairs(market):
        if _is_off(point, actual):
            text = (
                f"{estimate.publisher}: {worded(point, estimate.unit)} in {point.year}, but {actual.company},"
                f" alone in reporting sales of {actual.of}, has {worded(actual, actual.unit)} worldwide."
            )
            arithmetic = f"{exact(point.value)} / {exact(actual.value)} - 1 = {percent(_difference(point, actual))}"
            yield finding("total-mismatch", estimate.id, text, arithmetic, [point, actual])


def _pairs(market: Market) -> Iterator[tuple[Estimate, Point, Actual]]:
    for estimate in estimates(market):
        point = base(estimate)
        for actual in worldwide(market, estimate.unit):
            if point is not None and point.year == actual.year:
                yield estimate, point, actual


def _is_off(point: Point, actual: Actual) -> bool:
    return not span_of(point).overlaps(span_of(actual)) and abs(_difference(point, actual)) > LEAST_DIFFERENCE


def _difference(point: Point, actual: Actual) -> Decimal:
    return (point.value / actual.value - 1) * 100
