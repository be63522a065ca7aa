"""Findings on what others say that a company took in a year."""

from collections.abc import Iterator
from decimal import Decimal

from drugcli.market.claims import Claim, claims
from drugcli.market.figures import exact, percent
from drugcli.market.finding import Cited, Finding, finding
from drugcli.market.money import worded
from drugcli.records.markets import Market

LEAST_DIFFERENCE = Decimal(5)
"""Percent by which a claim has to differ: companies restate, and definitions of revenue vary."""


def revenue_of_another_year(market: Market) -> Iterator[Finding]:
    """Find claims that are not the reported figure of their year, but that of another."""
    for claim in claims(market):
        if claim.twin is not None:
            reported = worded(claim.nearest, claim.nearest.unit)
            text = (
                f"{_said(claim)}, which is what it reported for {claim.twin.year};"
                f" for {claim.revenue.year} it reported {reported}."
            )
            years = f"{exact(claim.twin.value)} was reported for {claim.twin.year}"
            cited: list[Cited] = [claim.revenue, claim.nearest, claim.twin]
            yield finding("revenue-of-another-year", claim.player.name, text, f"{_ratio(claim)}; {years}", cited)


def revenue_off_reported(market: Market) -> Iterator[Finding]:
    """Find claims that are far from the reported figure of their year, and no other year's either."""
    for claim in claims(market):
        if claim.twin is None and _is_far(claim):
            cited: list[Cited] = [claim.revenue, claim.nearest]
            text = f"{_said(claim)}, but reported {worded(claim.nearest, claim.nearest.unit)}."
            yield finding("revenue-mismatch", claim.player.name, text, _ratio(claim), cited)


def _said(claim: Claim) -> str:
    claimed = worded(claim.revenue, claim.revenue.unit)
    return f"{claim.player.name} is said to have taken {claimed} in {claim.revenue.year}"


def _ratio(claim: Claim) -> str:
    claimed, reported = claim.revenue.value, claim.nearest.value
    return f"{exact(claimed)} / {exact(reported)} = {percent(claimed / reported * 100)}"


def _is_far(claim: Claim) -> bool:
    return abs(claim.revenue.value / claim.nearest.value - 1) * 100 > LEAST_DIFFERENCE
