"""Limits of a band, open or closed, and the holes between bands."""

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from drugcli.records.measures import MeasureText, order_key


class Bounds(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A band such as 'at least 8 months, less than 16 months'. A missing side is open."""

    at_least: MeasureText | None = None
    more_than: MeasureText | None = None
    less_than: MeasureText | None = None
    at_most: MeasureText | None = None

    def __post_init__(self) -> None:
        """Refuse a band with two limits on one side, with none, or upside down."""
        if self.at_least and self.more_than:
            raise ValueError("give at_least or more_than, not both")
        if self.less_than and self.at_most:
            raise ValueError("give less_than or at_most, not both")
        if not self.lower and not self.upper:
            raise ValueError("give a lower limit, an upper limit, or both")
        if self.lower and self.upper:
            low, high = order_key(self.lower), order_key(self.upper)
            if low[0] != high[0]:
                raise ValueError(f"{self.lower} and {self.upper} cannot be compared")
            if low > high:
                raise ValueError(f"{self.lower} is more than {self.upper}")
            if low == high and not (self.at_least and self.at_most):
                raise ValueError(f"nothing lies between {self.lower} and {self.upper}")

    @property
    def limits(self) -> tuple[str, ...]:
        """The limits that are given."""
        return tuple(limit for limit in (self.lower, self.upper) if limit is not None)

    @property
    def lower(self) -> str | None:
        """The lower limit, whether or not it belongs to the band."""
        return self.at_least or self.more_than

    @property
    def upper(self) -> str | None:
        """The upper limit, whether or not it belongs to the band."""
        return self.less_than or self.at_most


class Hole(Struct, frozen=True, kw_only=True):
    """What no band covers: one point (``lower == upper``) or all that lies between two limits."""

    lower: str
    upper: str
    with_lower: bool
    with_upper: bool

    @property
    def is_point(self) -> bool:
        """Whether only one exact value is left out."""
        return order_key(self.lower) == order_key(self.upper)


def holes(bands: Iterable[Bounds]) -> list[Hole]:
    """Return what lies between the lowest and the highest band and belongs to none of them.

    Bands whose units cannot be compared are looked at apart.
    """
    by_kind: dict[str, list[Bounds]] = {}
    for band in bands:
        by_kind.setdefault(_kind(band), []).append(band)
    return [hole for comparable in by_kind.values() for hole in _holes(comparable)]


def _holes(bands: list[Bounds]) -> list[Hole]:
    ordered = sorted(bands, key=_start)
    found: list[Hole] = []
    reach = ordered[0]
    for band in ordered[1:]:
        if reach.upper is None:
            break
        hole = _between(reach, band)
        if hole is not None:
            found.append(hole)
        if band.upper is None or _end(band) > _end(reach):
            reach = band
    return found


def _between(before: Bounds, after: Bounds) -> Hole | None:
    if before.upper is None or after.lower is None:
        return None
    upper, lower = order_key(before.upper), order_key(after.lower)
    is_apart = upper < lower or (upper == lower and before.at_most is None and after.at_least is None)
    if not is_apart:
        return None
    return Hole(
        lower=before.upper,
        upper=after.lower,
        with_lower=before.at_most is None,
        with_upper=after.at_least is None,
    )


def _kind(band: Bounds) -> str:
    return order_key(band.lower or band.upper or "")[0]


def _start(band: Bounds) -> tuple[str, Decimal, bool]:
    if band.lower is None:
        return ("", Decimal(-1), False)
    return (*order_key(band.lower), band.at_least is None)


def _end(band: Bounds) -> tuple[str, Decimal, bool]:
    return (*order_key(band.upper or ""), band.at_most is not None)
