"""Regions whose own growth leads them past the whole market."""

from collections.abc import Iterator
from typing import NamedTuple

from drugcli.market.figures import exact, figure
from drugcli.market.finding import Finding, finding
from drugcli.market.growth import factor, value_after
from drugcli.market.rounding import Span, span_of
from drugcli.market.series import plain
from drugcli.records.markets import Growth, Market, Point, Region


class Course(NamedTuple):
    """A region from its last value, at its stated growth, to a year with a value of the whole."""

    region: Region
    start: Point
    rate: Growth
    whole: Point

    @property
    def years(self) -> int:
        """How many years of growth there are."""
        return self.whole.year - self.start.year


def region_outgrows_total(market: Market) -> Iterator[Finding]:
    """Find regions that would be larger than the whole: the rest of the world would be below zero."""
    for one in _courses(market):
        then = value_after(one.start.value, one.rate.percent, one.years)
        if Span(then, then).is_above(span_of(one.whole)):
            text = f"{one.region.name} would outgrow the whole market by {one.whole.year} at its stated growth."
            base, step = exact(one.start.value), exact(factor(one.rate.percent))
            arithmetic = f"{base} x {step}^{one.years} = {figure(then)}, the whole is {exact(one.whole.value)}"
            subject = f"{one.region.estimate}: {one.region.name}"
            yield finding("region-outgrows-total", subject, text, arithmetic, one[1:])


def _courses(market: Market) -> Iterator[Course]:
    wholes = {estimate.id: plain(estimate.points) for estimate in market.estimates}
    for region in market.regions:
        for rate in region.growth:
            for start in plain(region.points)[-1:]:
                last = [one for one in wholes[region.estimate] if rate.last is None or one.year <= rate.last][-1:]
                yield from (Course(region, start, rate, whole) for whole in last if whole.year > start.year)
