"""A market: what publishers estimate, and what makers report."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from drugcli.records.bounds import Bounds
from drugcli.records.facts import Facts
from drugcli.records.ids import CountryCode, Id
from drugcli.records.refusal import refuse, repeated
from drugcli.records.sources import Cites, Source, SourceId

Year = Annotated[int, Meta(ge=1950, le=2100)]
MoneyUnit = Literal["USD million", "USD billion", "EUR million", "CHF million"]
Precision = Literal["exactly", "about", "more than"]
SMALLEST, LARGEST = Decimal("0.000001"), Decimal(10) ** 12
MILLIONS = {"million": Decimal(1), "billion": Decimal(1000)}
LOSS_OF_ALL, LARGEST_PERCENT = Decimal(-100), Decimal(10) ** 6


def _refuse_size(value: Decimal, times: Decimal = Decimal(1)) -> None:
    """Refuse a sum of money that no market and no company has: none, less than none, beyond all money."""
    if not (value.is_finite() and SMALLEST <= value * times <= LARGEST):
        raise ValueError(f"{value} is no size; give a number above 0 in the unit of the record")


def _refuse_share(share: Decimal | None) -> None:
    """Refuse a share that nothing can be computed with; one above 100 is shown, and found."""
    if share is not None and not (share.is_finite() and abs(share) <= LARGEST_PERCENT):
        raise ValueError(f"{share} is no percentage")


class Point(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A market's size in one year, in the unit of its estimate."""

    year: Year
    value: Decimal
    precision: Precision = "exactly"
    cites: Cites

    def __post_init__(self) -> None:
        """Refuse a size that cannot be one."""
        _refuse_size(self.value)


class Growth(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A stated mean growth in percent a year, and the years it is said to cover."""

    percent: Decimal
    first: Year | None = None
    last: Year | None = None
    cites: Cites

    def __post_init__(self) -> None:
        """Refuse a rate that leaves less than nothing, and years in the wrong order."""
        if not (self.percent.is_finite() and LOSS_OF_ALL < self.percent <= LARGEST_PERCENT):
            raise ValueError(f"{self.percent} is no growth in percent a year")
        if self.first is not None and self.last is not None and self.first >= self.last:
            raise ValueError(f"first ({self.first}) is not before last ({self.last})")


class Estimate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One publisher's figures for a market."""

    id: Id
    publisher: str
    covers: str
    """What the publisher counts: 'nusinersen, worldwide'."""
    unit: MoneyUnit
    points: tuple[Point, ...] = field(default=(), name="point")
    growth: tuple[Growth, ...] = ()
    notes: Facts = field(default=(), name="note")


class Country(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """An entry of a list of countries; without a code, the entry names no country."""

    printed: str
    code: CountryCode | None = None
    """ISO 3166-1, two letters."""


class Region(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of the world in one estimate."""

    estimate: str
    name: str
    share: Decimal | None = None
    """Percent of the estimate's market."""
    share_precision: Precision = "exactly"
    points: tuple[Point, ...] = field(default=(), name="point")
    growth: tuple[Growth, ...] = ()
    countries: tuple[Country, ...] = ()
    facts: Facts = field(default=(), name="fact")
    cites: Cites

    def __post_init__(self) -> None:
        """Refuse a share that is none."""
        _refuse_share(self.share)


class Segment(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of a market that is not a region: by type, by application, by prevalence."""

    estimate: str
    by: str
    name: str
    band: Bounds | None = None
    share: Decimal | None = None
    points: tuple[Point, ...] = field(default=(), name="point")
    facts: Facts = field(default=(), name="fact")
    cites: Cites

    def __post_init__(self) -> None:
        """Refuse a share that is none."""
        _refuse_share(self.share)


class Dynamic(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A force on the market, as a publisher sees it."""

    estimate: str
    kind: Literal["driver", "restraint", "opportunity", "challenge", "trend"]
    title: str
    text: str
    cites: Cites


class Revenue(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What somebody other than the company says it took in a year."""

    year: Year
    value: Decimal
    unit: MoneyUnit
    precision: Precision = "exactly"
    cites: Cites

    def __post_init__(self) -> None:
        """Refuse a size that cannot be one."""
        _refuse_size(self.value, MILLIONS[self.unit.partition(" ")[2]])


class Player(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A company in the market."""

    name: str
    claimed: tuple[Revenue, ...] = ()
    facts: Facts = field(default=(), name="fact")
    cites: Cites


class Actual(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A reported figure, such as a maker's net sales of one product in a year."""

    company: str
    of: str
    """What was sold: 'Spinraza', or 'all products'."""
    place: str
    """'worldwide', or a country or group of countries as the report names it."""
    country: CountryCode | None = None
    """ISO 3166-1 code, where the place is one country."""
    year: Year
    period: str | None = None
    """A part of the year, where the figure is not for all of it: 'fourth quarter'."""
    value: Decimal
    unit: MoneyUnit
    precision: Precision = "exactly"
    cites: Cites

    def __post_init__(self) -> None:
        """Refuse a size that cannot be one."""
        _refuse_size(self.value, MILLIONS[self.unit.partition(" ")[2]])


class Question(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A question that a report answers."""

    question: str
    answer: str
    cites: Cites


class Chapter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a chapter of a report is about."""

    number: Annotated[int, Meta(ge=1)]
    subject: str
    cites: Cites


class Market(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """All that we hold on one market. The id is the file's stem."""

    title: Annotated[str, Meta(min_length=1)]
    names: tuple[str, ...] = ()
    """What else people type for it."""
    drugs: tuple[str, ...] = ()
    """Ids of the monographs in it."""
    sources: dict[SourceId, Source]
    definition: Facts = ()
    estimates: tuple[Estimate, ...] = field(default=(), name="estimate")
    actuals: tuple[Actual, ...] = field(default=(), name="actual")
    players: tuple[Player, ...] = field(default=(), name="player")
    regions: tuple[Region, ...] = field(default=(), name="region")
    segments: tuple[Segment, ...] = field(default=(), name="segment")
    dynamics: tuple[Dynamic, ...] = field(default=(), name="dynamic")
    facts: Facts = field(default=(), name="fact")
    questions: tuple[Question, ...] = field(default=(), name="question")
    chapters: tuple[Chapter, ...] = field(default=(), name="chapter")

    def __post_init__(self) -> None:
        """Refuse two estimates with one id, and a part of an estimate that is not there."""
        refuse(self._reasons())

    def _reasons(self) -> Iterator[str]:
        ids = [estimate.id for estimate in self.estimates]
        yield from (f"two estimates have the id {id_!r}" for id_ in repeated(ids))
        named = [(f"region[{index}]", region.estimate) for index, region in enumerate(self.regions)]
        named += [(f"segment[{index}]", segment.estimate) for index, segment in enumerate(self.segments)]
        named += [(f"dynamic[{index}]", dynamic.estimate) for index, dynamic in enumerate(self.dynamics)]
        for path, id_ in named:
            if id_ not in ids:
                yield f"{path}.estimate: no estimate has the id {id_!r}; ids: {', '.join(sorted(ids)) or 'none'}"
