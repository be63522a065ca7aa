"""What others say that a company took in a year, beside what the company reported."""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from drugcli.market.money import converted
from drugcli.market.product import EVERYTHING, WORLDWIDE
from drugcli.market.rounding import last_place
from drugcli.records.folding import fold
from drugcli.records.markets import Actual, Market, Player, Revenue


class Claim(NamedTuple):
    """A claim that agrees with nothing reported for its year."""

    player: Player
    revenue: Revenue
    nearest: Actual
    """What was reported for the year of the claim, in the unit of the claim."""
    twin: Actual | None
    """The reported figure of another year that the claim agrees with; the nearest year, if of several."""


def claims(market: Market) -> Iterator[Claim]:
    """Yield the claims that can be compared and do not agree."""
    for player in market.players:
        for revenue in player.claimed:
            reported = _reported(market, player, revenue)
            same = [one for one in reported if one.year == revenue.year]
            if same and not any(_agrees(revenue, one) for one in same):
                nearest = min(same, key=lambda one: abs(one.value - revenue.value))
                yield Claim(player, revenue, nearest, _twin(revenue, reported))


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


def _twin(revenue: Revenue, reported: list[Actual]) -> Actual | None:
    """Return the other year's figure that the claim agrees with; a threshold agrees with too many to tell."""
    if revenue.precision == "more than":
        return None
    return next((one for one in reported if one.year != revenue.year and _agrees(revenue, one)), None)
