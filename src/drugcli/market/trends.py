"""Forecasts against the course of reported sales, before the base year and after it."""

from collections.abc import Iterator
from decimal import Decimal

from drugcli.market.figures import exact, figure, percent
from drugcli.market.finding import Finding, finding
from drugcli.market.growth import annual_growth, value_after
from drugcli.market.money import money
from drugcli.market.product import estimates, worldwide
from drugcli.market.rounding import span
from drugcli.market.series import Path, path
from drugcli.records.markets import Actual, Estimate, Market

LEAST_YEARS = 3
"""Fewer falling years in a row are no trend."""
LEAST_MISS = Decimal(5)
"""Percent by which sales have to differ from a forecast."""


def growth_against_decline(market: Market) -> Iterator[Finding]:
    """Find forecasts of growth after sales that fell every year up to the base year."""
    for estimate, way in _ways(market):
        falling = _falling(worldwide(market, estimate.unit), way.base.year)
        if len(falling) >= LEAST_YEARS and way.percent > 0:
            first, last = falling[0], falling[-1]
            rate = percent(annual_growth(first.value, last.value, last.year - first.year))
            text = (
                f"{estimate.publisher}: growth of {percent(way.percent)} a year is forecast from {way.base.year},"
                f" but reported sales changed by {rate} a year from {first.year} to {last.year}, down every year."
            )
            root = f"({exact(last.value)} / {exact(first.value)})^(1/{last.year - first.year}) - 1 = {rate}"
            yield finding("growth-against-decline", estimate.id, text, root, [*way.cited, *falling])


def forecast_missed(market: Market) -> Iterator[Finding]:
    """Find forecasts that the latest reported year is far from."""
    for estimate, way in _ways(market):
        for actual in worldwide(market, estimate.unit)[-1:]:
            if way.base.year < actual.year <= way.until and abs(_miss(way, actual)) > LEAST_MISS:
                text = (
                    f"{estimate.publisher}: its course from {way.base.year} leads to"
                    f" {money(_rounded(_expected(way, actual)), estimate.unit)} in {actual.year}, but {actual.company}"
                    f" reports {money(actual.value, actual.unit, actual.precision)}, {percent(_miss(way, actual))} off."
                )
                yield finding("forecast-missed", estimate.id, text, _steps(way, actual), [*way.cited, actual])


def _ways(market: Market) -> Iterator[tuple[Estimate, Path]]:
    for estimate in estimates(market):
        way = path(estimate)
        if way is not None:
            yield estimate, way


def _falling(reported: list[Actual], until: int) -> list[Actual]:
    """Return the longest run of years that ends with the base year and falls each time."""
    run: list[Actual] = []
    for one in reversed([one for one in reported if one.year <= until]):
        if run and not span(one.value, one.precision).is_above(span(run[0].value, run[0].precision)):
            break
        run.insert(0, one)
    return run


def _expected(way: Path, actual: Actual) -> Decimal:
    return value_after(way.base.value, way.percent, actual.year - way.base.year)


def _miss(way: Path, actual: Actual) -> Decimal:
    return (actual.value / _expected(way, actual) - 1) * 100


def _steps(way: Path, actual: Actual) -> str:
    expected, years = figure(_expected(way, actual)), actual.year - way.base.year
    miss = percent(_miss(way, actual))
    course = f"{exact(way.base.value)} x (1 + {percent(way.percent)})^{years} = {expected}"
    return f"{course}; {exact(actual.value)} / {expected} - 1 = {miss}"


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01")) if value > 1 else value
