"""What a stated figure can stand for, given how it was rounded."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple, Protocol

from drugcli.records.markets import Precision


class Span(NamedTuple):
    """The least and the most that a figure can stand for. No ``high`` means any amount more."""

    low: Decimal
    high: Decimal | None

    def is_above(self, other: "Span") -> bool:
        """Whether all of this span lies above all of the other."""
        return other.high is not None and self.low > other.high

    def overlaps(self, other: "Span") -> bool:
        """Whether both can stand for the same amount."""
        return not self.is_above(other) and not other.is_above(self)


class Stated(Protocol):
    """A point, an actual or a revenue: a figure that somebody states."""

    @property
    def value(self) -> Decimal:
        """The figure, with the decimals that were written."""

    @property
    def precision(self) -> Precision:
        """Whether it is exact, rounded or a threshold."""


def last_place(value: Decimal) -> Decimal:
    """Return one unit of the last decimal place written: 0.01 for 3.62, 1 for 300."""
    return Decimal(1).scaleb(int(value.as_tuple().exponent))


def span(value: Decimal, precision: Precision = "exactly") -> Span:
    """Return what a figure can stand for: half a unit of its last place either way.

    The last place of 'about 270' is the tens, that of 'exactly 270' is the ones.
    'More than 270' has no upper limit.
    """
    if precision == "more than":
        return Span(value, None)
    half = last_place(value.normalize() if precision == "about" else value) / 2
    return Span(value - half, value + half)


def span_of(one: Stated) -> Span:
    """Return what a stated figure can stand for."""
    return span(one.value, one.precision)


def total(spans: Iterable[Span]) -> Span:
    """Add up the lower limits, and the upper ones where all have one."""
    every = list(spans)
    highs = [one.high for one in every if one.high is not None]
    low = sum((one.low for one in every), Decimal(0))
    return Span(low, sum(highs, Decimal(0)) if len(highs) == len(every) else None)
