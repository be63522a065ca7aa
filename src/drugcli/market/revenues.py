"""What others say that a company took in a year, against what it reported."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from drugcli.market.figures import exact, percent
from drugcli.market.finding import Finding, finding
from drugcli.market.money import converted, money
from drugcli.market.product import EVERYTHING, WORLDWIDE, fold
from drugcli.market.rounding import last_place
from drugcli.records.markets import Actual, Market, Player, Revenue

LEAST_DIFFERENCE = Decimal(5)
"""Percent by which a claim has to differ: companies restate, and definitions of revenue vary."""


class Claim(NamedTuple):
    """A claim that agrees with nothing reported for its year."""

    player: Player
    revenue: Revenue
    nearest: Actual
    """What was reported for the year of the claim."""
    others: list[Actual]


def revenue_of_another_year(market: Market) -> Iterator[Finding]:
    """Find claims that are not the reported figure of their year, but that of another."""
    for claim in _claims(market):
        for other in _twins(claim)[:1]:
            text = (
                f"{_said(claim)} in {claim.revenue.year}, which is what it reported for {other.year};"
                f" for {claim.revenue.year} it reported {_sum(claim.nearest)}."
            )
            arithmetic = f"{_pair(claim.revenue, other)}; {_ratio(claim)}"
            yield finding(
                "revenue-of-another-year", claim.player.name, text, arithmetic, [claim.revenue, other, claim.nearest]
            )


def revenue_off_reported(market: Market) -> Iterator[Finding]:
    """Find claims that are far from the reported figure of their year, and no other year's either."""
    for claim in _claims(market):
        if not _twins(claim) and _is_far(claim):
            text = f"{_said(claim)} in {claim.revenue.year}, but it reported {_sum(claim.nearest)}."
            yield finding(
                "revenue-off-reported", claim.player.name, text, _ratio(claim), [claim.revenue, claim.nearest]
            )


def _claims(market: Market) -> Iterator[Claim]:
    for player in market.players:
        for revenue in player.claimed:
            reported = _reported(market, player, revenue)
            same = [one for one in reported if one.year == revenue.year]
            if same and not any(_agrees(revenue, one) for one in same):
                nearest = min(same, key=lambda one: abs(one.value - revenue.value))
                yield Claim(player, revenue, nearest, [one for one in reported if one.year != revenue.year])


def _reported(market: Market, player: Player, revenue: Revenue) -> list[Actual]:
    """Return what the company reported for full years, in the claim's unit, the years nearest to it first."""
    found = []
    for one in market.actuals:
        value = converted(one.value, one.unit, revenue.unit)
        scope = (fold(one.company), fold(one.of), fold(one.place), one.period)
        if value is not None and scope == (fold(player.name), EVERYTHING, WORLDWIDE, None):
            found.append(replace(one, value=value, unit=revenue.unit))
    return sorted(found, key=lambda one: (abs(one.year - revenue.year), one.year))


def _agrees(revenue: Revenue, actual: Actual) -> bool:
    """Whether a claim is a reported figure, rounded or cut off after its last digit."""
    if revenue.precision == "more than":
        return actual.value >= revenue.value
    return abs(actual.value - revenue.value) < last_place(revenue.value)


def _twins(claim: Claim) -> list[Actual]:
    return [one for one in claim.others if claim.revenue.precision != "more than" and _agrees(claim.revenue, one)]


def _is_far(claim: Claim) -> bool:
    return abs(claim.revenue.value / claim.nearest.value - 1) * 100 > LEAST_DIFFERENCE


def _said(claim: Claim) -> str:
    return f"{claim.player.name} is said to have taken {_sum(claim.revenue)}"


def _sum(one: Revenue | Actual) -> str:
    return money(one.value, one.unit, one.precision)


def _pair(revenue: Revenue, actual: Actual) -> str:
    return f"{exact(revenue.value)} for {revenue.year} and {exact(actual.value)} reported for {actual.year}"


def _ratio(claim: Claim) -> str:
    claimed, reported = claim.revenue.value, claim.nearest.value
    return f"{exact(claimed)} / {exact(reported)} = {percent(claimed / reported * 100)}"
