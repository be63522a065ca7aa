"""Forecasts that lack a value to start from, or stop before their last year."""

from collections.abc import Iterator

from drugcli.market.figures import exact
from drugcli.market.finding import Finding, finding
from drugcli.market.growth import factor
from drugcli.market.series import plain
from drugcli.records.markets import Estimate, Growth, Market, Point


def growth_without_values(market: Market) -> Iterator[Finding]:
    """Find rates of an estimate that gives neither a base nor an end value: thresholds are none."""
    for estimate in market.estimates:
        for growth in estimate.growth:
            if not _has_value(estimate, growth):
                end = "an end value" if growth.last is None else f"a value for {growth.last}"
                text = f"{estimate.publisher}: {exact(growth.percent)}% a year is stated with neither a base nor {end}."
                yield finding("growth-without-values", estimate.id, text, _product(growth), [growth])


def horizon_beyond_values(market: Market) -> Iterator[Finding]:
    """Find forecasts whose last amount lies within the period, so that its last years have none."""
    for estimate in market.estimates:
        for growth in estimate.growth:
            latest = max(_ahead(estimate, growth), key=lambda point: point.year, default=None)
            if latest is not None and growth.last is not None and latest.year < growth.last:
                text = (
                    f"{estimate.publisher}: the forecast runs to {growth.last},"
                    f" but the last amount given is for {latest.year}."
                )
                arithmetic = f"{growth.last} - {latest.year} = {growth.last - latest.year} years without an amount"
                yield finding("horizon-beyond-values", estimate.id, text, arithmetic, [growth, latest])


def _has_value(estimate: Estimate, growth: Growth) -> bool:
    first = growth.first if growth.first is not None else 0
    last = growth.last if growth.last is not None else 9999
    return any(first - 1 <= point.year <= last for point in plain(estimate.points))


def _ahead(estimate: Estimate, growth: Growth) -> list[Point]:
    """Return the amounts after the base year; without a first year, the latest value is the base."""
    start = max([0, *(point.year for point in plain(estimate.points))]) if growth.first is None else growth.first
    return [point for point in estimate.points if point.year > start]


def _product(growth: Growth) -> str:
    years = growth.last - growth.first if growth.first and growth.last else "years"
    return f"base x {exact(factor(growth.percent))}^{years} = end value: neither base nor end value is given"
