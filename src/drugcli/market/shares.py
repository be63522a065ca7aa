"""Shares of regions and segments, in percent of their estimate."""

from collections.abc import Iterator
from decimal import Decimal

from drugcli.market.dimensions import Dimension, Part, dimensions
from drugcli.market.figures import exact
from drugcli.market.finding import Finding, finding
from drugcli.market.rounding import Span, total
from drugcli.records.markets import Market

WHOLE = Span(Decimal(100), Decimal(100))


def share_out_of_range(market: Market) -> Iterator[Finding]:
    """Find shares below zero or above a hundred."""
    for dimension in dimensions(market):
        for part in dimension.parts:
            if part.share is not None and not 0 <= part.share <= WHOLE.low:
                text = f"{dimension.estimate.publisher}: a share of {exact(part.share)}% is given for {part.name}."
                arithmetic = f"{exact(part.share)} is not from 0 to 100"
                yield finding("share-out-of-range", f"{dimension.estimate.id}: {part.name}", text, arithmetic, [part])


def shares_off_hundred(market: Market) -> Iterator[Finding]:
    """Find shares that add up to more than all, or to less although every part has its share."""
    for dimension in dimensions(market):
        parts = [part for part in dimension.parts if part.share is not None]
        if len(parts) > 1 and _is_off(dimension, parts):
            shares = [part.share for part in parts if part.share is not None]
            sum_ = exact(sum(shares, Decimal(0)))
            text = f"{dimension.estimate.publisher}: the shares by {dimension.by} add up to {sum_}%."
            arithmetic = f"{' + '.join(exact(share) for share in shares)} = {sum_}"
            yield finding("shares-sum", dimension.subject, text, arithmetic, parts)


def _is_off(dimension: Dimension, parts: list[Part]) -> bool:
    sum_ = total(part.share_span for part in parts if part.share_span is not None)
    return sum_.is_above(WHOLE) or (len(parts) == len(dimension.parts) and WHOLE.is_above(sum_))
