"""Publishers that differ on the same thing: a size, a growth, a region's share."""

from collections.abc import Iterator
from decimal import Decimal

from drugcli.market.figures import exact, figure
from drugcli.market.finding import Finding, finding
from drugcli.market.product import covered
from drugcli.market.said import Said, extremes, rates, shares, sizes
from drugcli.records.folding import fold
from drugcli.records.markets import Market

LEAST_RATIO = Decimal("1.1")
"""Sizes this close agree, seeing that each publisher defines the market in its own way."""
LEAST_GROWTH = Decimal(1)
"""Percentage points by which rates have to differ."""
LEAST_SHARE = Decimal(10)
"""Percentage points by which shares have to differ: they are seldom of one year."""


def publishers_differ(market: Market) -> Iterator[Finding]:
    """Find years for which publishers give sizes more than a tenth apart."""
    for low, high in extremes(sizes(market)):
        if high.value / low.value > LEAST_RATIO:
            text = f"For {low.label}, {_speaker(low, high)} gives {low.words} and {_speaker(high, low)} {high.words}."
            least = "at least " if high.precision == "more than" else ""
            arithmetic = f"{_sum(high)} / {_sum(low)} = {least}{figure(high.value / low.value)}"
            yield finding("publishers-differ", low.label, text, arithmetic, [low.cited, high.cited])


def growth_rates_differ(market: Market) -> Iterator[Finding]:
    """Find forecasts to one year whose rates differ by more than a percentage point."""
    for low, high in extremes(rates(market)):
        if high.value - low.value > LEAST_GROWTH:
            text = f"Growth to {low.label} is {_both(low, high)}."
            yield finding("growth-rates-differ", low.label, text, _points(low, high), [low.cited, high.cited])


def shares_differ(market: Market) -> Iterator[Finding]:
    """Find regions whose shares differ by more than ten percentage points between publishers."""
    for low, high in extremes(shares(market)):
        if high.value - low.value > LEAST_SHARE:
            text = f"The share of {low.label} is {_both(low, high)}."
            yield finding("shares-differ", low.label, text, _points(low, high), [low.cited, high.cited])


def _both(low: Said, high: Said) -> str:
    return f"{low.words} for {_speaker(low, high)} and {high.words} for {_speaker(high, low)}"


def _speaker(one: Said, other: Said) -> str:
    """Return the publisher, and what it counts where that is not what the other counts."""
    covers, other_covers = covered(one.estimate), covered(other.estimate)
    return one.estimate.publisher + ("" if fold(covers) == fold(other_covers) else f" ({covers})")


def _sum(one: Said) -> str:
    return one.words.removeprefix("more than ").removeprefix("about ")


def _points(low: Said, high: Said) -> str:
    return f"{exact(high.value)} - {exact(low.value)} = {exact(high.value - low.value)} percentage points"
