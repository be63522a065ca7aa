"""A market without the figures that nothing can be computed with.

A record takes any decimal number: a size of 0, -5 or nan is a matter for the curation
rules, and every check here may rely on sizes above zero and on finite numbers.
"""

from decimal import Decimal
from typing import TypeVar

from msgspec.structs import replace

from drugcli.records.markets import Actual, Estimate, Growth, Market, Player, Point, Region, Revenue, Segment

SIZES = (Decimal("1e-6"), Decimal("1e12"))
LARGEST_PERCENT = Decimal("1e6")
LOSS_OF_ALL = Decimal(-100)

Sum = TypeVar("Sum", Point, Revenue, Actual)


def usable(market: Market) -> Market:
    """Return the market with only those figures that can be computed with."""
    return replace(
        market,
        estimates=tuple(_estimate(one) for one in market.estimates),
        actuals=_sized(market.actuals),
        players=tuple(_player(one) for one in market.players),
        regions=tuple(_region(one) for one in market.regions),
        segments=tuple(_segment(one) for one in market.segments),
    )


def _estimate(estimate: Estimate) -> Estimate:
    return replace(estimate, points=_sized(estimate.points), growth=_rates(estimate.growth))


def _player(player: Player) -> Player:
    return replace(player, claimed=_sized(player.claimed))


def _region(region: Region) -> Region:
    figures = {"share": _share(region.share), "points": _sized(region.points), "growth": _rates(region.growth)}
    return replace(region, **figures)


def _segment(segment: Segment) -> Segment:
    return replace(segment, share=_share(segment.share), points=_sized(segment.points))


def _sized(sums: tuple[Sum, ...]) -> tuple[Sum, ...]:
    least, most = SIZES
    return tuple(one for one in sums if one.value.is_finite() and least <= one.value <= most)


def _rates(growth: tuple[Growth, ...]) -> tuple[Growth, ...]:
    return tuple(one for one in growth if one.percent.is_finite() and LOSS_OF_ALL < one.percent <= LARGEST_PERCENT)


def _share(share: Decimal | None) -> Decimal | None:
    return share if share is not None and share.is_finite() and abs(share) <= LARGEST_PERCENT else None
