"""Figures of different publishers on one topic, so that they can be compared."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from drugcli.market.figures import exact
from drugcli.market.finding import Cited
from drugcli.market.money import amount, currency, money
from drugcli.market.product import covered, estimates
from drugcli.records.folding import fold
from drugcli.records.markets import Estimate, Market, Precision

Topic = tuple[str, ...]


class Said(NamedTuple):
    """One figure of one publisher."""

    topic: Topic
    """Only figures on the same topic compare."""
    label: str
    estimate: Estimate
    value: Decimal
    precision: Precision
    words: str
    cited: Cited


def sizes(market: Market) -> Iterator[Said]:
    """Yield the values of all estimates, each on its year, currency and scope."""
    for estimate, scope in _scoped(market):
        for point in estimate.points:
            value, words = amount(point.value, estimate.unit), money(point.value, estimate.unit, point.precision)
            topic = (str(point.year), currency(estimate.unit), *scope)
            yield Said(topic, str(point.year), estimate, value, point.precision, words, point)


def rates(market: Market) -> Iterator[Said]:
    """Yield the stated growth of all estimates, each on its last year and scope."""
    for estimate, scope in _scoped(market):
        for rate in estimate.growth:
            if rate.last is not None:
                topic, words = (str(rate.last), *scope), f"{exact(rate.percent)}% a year"
                yield Said(topic, str(rate.last), estimate, rate.percent, "exactly", words, rate)


def shares(market: Market) -> Iterator[Said]:
    """Yield the stated shares of all regions, each on its name and scope."""
    for estimate, scope in _scoped(market):
        for region in market.regions:
            if region.estimate == estimate.id and region.share is not None:
                topic, precision = (fold(region.name), *scope), region.share_precision
                words = f"{'' if precision == 'exactly' else f'{precision} '}{exact(region.share)}%"
                yield Said(topic, region.name, estimate, region.share, precision, words, region)


def extremes(said: Iterable[Said]) -> Iterator[tuple[Said, Said]]:
    """Yield the lowest figure on each topic and the highest of another publisher.

    A threshold, 'more than 300 billion', can be the highest figure, but not the lowest.
    """
    every = sorted(said, key=lambda one: one.topic)
    for topic in dict.fromkeys(one.topic for one in every):
        on_topic = [one for one in every if one.topic == topic]
        low = min((one for one in on_topic if one.precision != "more than"), key=_value, default=None)
        high = max((one for one in on_topic if low and _differ(one, low)), key=_value, default=None)
        if low and high:
            yield low, high


def _differ(one: Said, other: Said) -> bool:
    return fold(one.estimate.publisher) != fold(other.estimate.publisher)


def _value(one: Said) -> Decimal:
    return one.value


def _scoped(market: Market) -> Iterator[tuple[Estimate, Topic]]:
    """Yield each estimate with its scope: the place that it covers, and whether it counts one product only."""
    products = {one.id for one in estimates(market)}
    for estimate in market.estimates:
        yield estimate, (fold(covered(estimate).rpartition(",")[2]), str(estimate.id in products))
