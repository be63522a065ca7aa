"""The parts of an estimate by one dimension: its regions, its types, its applications."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from drugcli.market.rounding import Span, span
from drugcli.records.bounds import Bounds
from drugcli.records.facts import Facts
from drugcli.records.folding import fold
from drugcli.records.markets import Estimate, Market, Point, Precision, Region, Segment


class Part(NamedTuple):
    """A region or a segment."""

    name: str
    share: Decimal | None
    share_precision: Precision
    points: tuple[Point, ...]
    band: Bounds | None
    has_figure: bool
    cites: tuple[str, ...]

    @property
    def share_span(self) -> Span | None:
        """What the share can stand for: about 40% may be 39% to 41%."""
        if self.share is None or self.share_precision != "about":
            return None if self.share is None else span(self.share, self.share_precision)
        return Span(self.share - 1, self.share + 1)


class Dimension(NamedTuple):
    """All parts of one estimate by one dimension, such as 'by region'."""

    estimate: Estimate
    by: str
    parts: list[Part]

    @property
    def subject(self) -> str:
        """The estimate's id and the dimension."""
        return f"{self.estimate.id}: by {self.by}"


def dimensions(market: Market) -> Iterator[Dimension]:
    """Yield the dimensions of every estimate: regions first, then segments in the order of the file."""
    for estimate in market.estimates:
        regions = [one for one in market.regions if one.estimate == estimate.id]
        if regions:
            yield Dimension(estimate, "region", [_region(one) for one in outermost(regions)])
        segments = [one for one in market.segments if one.estimate == estimate.id]
        for by in dict.fromkeys(one.by for one in segments):
            yield Dimension(estimate, by, [_segment(one) for one in segments if one.by == by])


def outermost(regions: list[Region]) -> list[Region]:
    """Leave out regions that lie within another, such as Benelux within Europe: they would count twice."""
    return [one for one in regions if not any(_lies_within(one, other) for other in regions)]


def codes(region: Region) -> set[str]:
    """Return the codes of a region's countries."""
    return {country.code for country in region.countries if country.code}


def _lies_within(one: Region, other: Region) -> bool:
    """Whether the other has all of its countries and more; a single one must be the region itself."""
    names = {fold(country.printed) for country in one.countries}
    is_group = len(codes(one)) > 1 or fold(one.name) in names
    return is_group and bool(codes(one)) and codes(one) < codes(other)


def _region(one: Region) -> Part:
    figures = bool(one.share is not None or one.points or one.growth or _figures(one.facts))
    return Part(one.name, one.share, one.share_precision, one.points, None, figures, one.cites)


def _segment(one: Segment) -> Part:
    figures = bool(one.share is not None or one.points or _figures(one.facts))
    return Part(one.name, one.share, "exactly", one.points, one.band, figures, one.cites)


def _figures(facts: Facts) -> bool:
    return any(fact.value is not None or fact.low is not None for fact in facts)
