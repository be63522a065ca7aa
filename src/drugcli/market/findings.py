"""All checks of a market's figures, in the order in which their findings are shown."""

from collections.abc import Callable, Iterator
from decimal import Context, localcontext

from drugcli.market import (
    bands,
    blanks,
    countries,
    decline,
    horizons,
    misses,
    outgrown,
    parts,
    publishers,
    region_sales,
    revenues,
    shares,
    stated_growth,
    thresholds,
    totals,
)
from drugcli.market.finding import Finding
from drugcli.records.markets import Market

Rule = Callable[[Market], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    stated_growth.growth_mismatch,
    stated_growth.growth_period,
    horizons.growth_without_values,
    horizons.horizon_beyond_values,
    thresholds.threshold_twice,
    totals.total_off_reported,
    region_sales.region_below_country,
    decline.growth_against_decline,
    misses.forecast_missed,
    shares.share_out_of_range,
    shares.shares_off_hundred,
    parts.part_above_total,
    parts.parts_off_total,
    outgrown.region_outgrows_total,
    bands.band_hole,
    bands.band_overlap,
    revenues.revenue_of_another_year,
    revenues.revenue_off_reported,
    countries.country_unnamed,
    countries.country_twice,
    blanks.parts_without_figures,
    publishers.publishers_differ,
    publishers.growth_rates_differ,
    publishers.shares_differ,
)

ARITHMETIC = Context(prec=40)
"""Enough digits that no rounding of ours shows, whatever the caller's context."""


def find(market: Market) -> tuple[Finding, ...]:
    """Return all that does not add up in a market: by rule, then in the order of the file."""
    with localcontext(ARITHMETIC):
        return tuple(found for rule in RULES for found in rule(market))
