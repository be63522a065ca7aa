"""Forecasts against what was reported since."""

from collections.abc import Iterator
from decimal import Decimal

from drugcli.market.figures import exact, figure, percent
from drugcli.market.finding import Finding, finding
from drugcli.market.growth import factor, value_after
from drugcli.market.money import worded
from drugcli.market.product import estimates, worldwide
from drugcli.market.series import Path, path
from drugcli.records.markets import Actual, Estimate, Growth, Market

LEAST_MISS = Decimal(5)
"""Percent by which sales have to differ from a forecast."""


def forecast_missed(market: Market) -> Iterator[Finding]:
    """Find forecasts that the latest reported year is far from."""
    for estimate, way, actual in _since(market):
        if abs(_miss(way, actual)) > LEAST_MISS:
            text = (
                f"{estimate.publisher}: for {actual.year}, {actual.company} reports {worded(actual, actual.unit)},"
                f" {_distance(_miss(way, actual))} the course from {way.base.year} to {way.until}."
            )
            yield finding("forecast-missed", estimate.id, text, _steps(way, actual), [way.base, way.end, actual])


def _since(market: Market) -> Iterator[tuple[Estimate, Path, Actual]]:
    for estimate in estimates(market):
        way = path(estimate)
        for actual in worldwide(market, estimate.unit)[-1:]:
            if way is not None and way.base.year < actual.year <= way.until:
                yield estimate, way, actual


def _expected(way: Path, actual: Actual) -> Decimal:
    return value_after(way.base.value, way.percent, actual.year - way.base.year)


def _miss(way: Path, actual: Actual) -> Decimal:
    return (actual.value / _expected(way, actual) - 1) * 100


def _distance(miss: Decimal) -> str:
    return f"{percent(abs(miss))} {'above' if miss > 0 else 'below'}"


def _steps(way: Path, actual: Actual) -> str:
    expected, start = figure(_expected(way, actual)), exact(way.base.value)
    miss = percent(_miss(way, actual))
    return f"{start} x {_growth(way, actual)} = {expected}; {exact(actual.value)} / {expected} - 1 = {miss}"


def _growth(way: Path, actual: Actual) -> str:
    years = actual.year - way.base.year
    if isinstance(way.end, Growth):
        return f"{exact(factor(way.percent))}^{years}"
    return f"({exact(way.end.value)} / {exact(way.base.value)})^({years}/{way.until - way.base.year})"
