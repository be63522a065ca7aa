"""Bands of a dimension, such as prevalence: what belongs to none of them, and what to two."""

from collections.abc import Iterator
from itertools import combinations

from drugcli.market.dimensions import Dimension, Part, dimensions
from drugcli.market.figures import exact
from drugcli.market.finding import Finding, finding
from drugcli.records.bounds import Bounds, Hole, holes
from drugcli.records.markets import Market
from drugcli.records.measures import measure, order_key


def band_hole(market: Market) -> Iterator[Finding]:
    """Find values between two bands that belong to neither."""
    for dimension, parts in _banded(market):
        for hole in holes(part.band for part in parts if part.band is not None):
            text = f"{dimension.estimate.publisher}: by {dimension.by}, {_left_out(hole)}."
            yield finding("band-hole", dimension.subject, text, _width(hole), parts)


def band_overlap(market: Market) -> Iterator[Finding]:
    """Find values that belong to two bands."""
    for dimension, parts in _banded(market):
        for a, b in combinations(parts, 2):
            if a.band and b.band and _overlap(a.band, b.band):
                text = f"{dimension.estimate.publisher}: by {dimension.by}, {a.name} and {b.name} overlap."
                yield finding("band-overlap", dimension.subject, text, f"{_shown(a.band)}; {_shown(b.band)}", [a, b])


def _banded(market: Market) -> Iterator[tuple[Dimension, list[Part]]]:
    """Yield the bands that can be compared: of one estimate, one dimension and one kind of unit."""
    for dimension in dimensions(market):
        banded = [part for part in dimension.parts if part.band is not None]
        for kind in dict.fromkeys(_kind(part) for part in banded):
            yield dimension, [part for part in banded if _kind(part) == kind]


def _kind(part: Part) -> str:
    return order_key(part.band.lower or part.band.upper or "")[0] if part.band else ""


def _overlap(a: Bounds, b: Bounds) -> bool:
    return _starts_within(a, b) and _starts_within(b, a)


def _starts_within(a: Bounds, b: Bounds) -> bool:
    """Whether the first band starts before the second ends."""
    if a.lower is None or b.upper is None:
        return True
    start, end = order_key(a.lower), order_key(b.upper)
    return start < end or (start == end and a.at_least is not None and b.at_most is not None)


def _left_out(hole: Hole) -> str:
    if hole.is_point:
        return f"exactly {hole.lower} belongs to no band"
    edges = [edge for edge, is_in in ((hole.lower, hole.with_lower), (hole.upper, hole.with_upper)) if is_in]
    also = f", nor does exactly {' or '.join(edges)}" if edges else ""
    return f"what lies between {hole.lower} and {hole.upper} belongs to no band{also}"


def _width(hole: Hole) -> str:
    lower, upper = measure(hole.lower), measure(hole.upper)
    if hole.is_point or lower.unit != upper.unit:
        return f"{hole.lower} to {hole.upper}"
    return f"{exact(upper.value)} - {exact(lower.value)} = {exact(upper.value - lower.value)} {upper.unit}"


def _shown(band: Bounds) -> str:
    lower = ("at least", band.at_least), ("more than", band.more_than)
    upper = ("less than", band.less_than), ("at most", band.at_most)
    return ", ".join(f"{words} {limit}" for words, limit in (*lower, *upper) if limit)
