"""The page of a market: figures first, with what does not add up beside them."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from drugcli.market.findings import find
from drugcli.pages.facts import fact_rows
from drugcli.pages.figures import bounds, figure, joined, quantity
from drugcli.pages.layout import Layout
from drugcli.pages.page import Notice, Row
from drugcli.records.facts import Facts
from drugcli.records.markets import Actual, Growth, Market, Point, Precision, Region, Segment

RowsOf = Callable[[Market], Iterator[Row]]


def _precise(precision: Precision, text: str) -> str:
    return text if precision == "exactly" else f"{precision} {text}"


def _loosely(precision: Precision) -> str | None:
    return None if precision == "exactly" else precision


def _money(value: Decimal, unit: str, precision: Precision = "exactly") -> str:
    currency, scale = unit.split()
    return _precise(precision, f"{currency} {figure(value)} {scale}")


def _findings(market: Market) -> Iterator[Row]:
    for number, finding in enumerate(find(market), 1):
        yield Row(
            key=f"{finding.kind}.{number}",
            label=finding.kind.replace("-", " "),
            text="\n".join(part for part in (finding.text, finding.arithmetic) if part),
            cites=finding.cites,
        )


def _estimates(market: Market) -> Iterator[Row]:
    for estimate in market.estimates:
        heading = f"{estimate.publisher}: {estimate.covers}"
        yield Row(key=estimate.id, label=heading, text="", is_heading=True)
        yield from _points(estimate.id, estimate.points, estimate.unit)
        yield from _growth(estimate.id, estimate.growth)
        yield from _under(f"{estimate.id}.note", estimate.notes)


def _points(key: str, points: Sequence[Point], unit: str) -> Iterator[Row]:
    for point in points:
        yield Row(
            key=f"{key}.{point.year}",
            label=str(point.year),
            text=_money(point.value, unit, point.precision),
            value=point.value,
            unit=unit,
            precision=_loosely(point.precision),
            cites=point.cites,
        )


def _growth(key: str, rates: Sequence[Growth]) -> Iterator[Row]:
    for number, rate in enumerate(rates, 1):
        yield Row(
            key=f"{key}.growth.{number}",
            label="stated growth",
            text=f"{figure(rate.percent)}% a year{_span(rate)}",
            value=rate.percent,
            unit="% a year",
            cites=rate.cites,
        )


def _span(rate: Growth) -> str:
    if rate.first and rate.last:
        return f", {rate.first} to {rate.last}"
    return f", from {rate.first}" if rate.first else f", to {rate.last}" if rate.last else ""


LATEST = {"fourth quarter": 1, "first nine months": 2, "third quarter": 3, "second quarter": 4, "first quarter": 5}
"""Parts of a year, the latest first; the whole year stands before them."""


def _actuals(market: Market) -> Iterator[Row]:
    """Lay out reported figures: company by company and product by product, the latest year first."""
    for sold in sorted({(actual.company, actual.of) for actual in market.actuals}):
        yield Row(key=".".join(sold), label=", ".join(sold), text="", is_heading=True)
        before = None
        reported = [actual for actual in market.actuals if (actual.company, actual.of) == sold]
        for actual in sorted(reported, key=_latest_first):
            when = f"{actual.year}, {actual.period}" if actual.period else str(actual.year)
            yield Row(
                key=".".join((*sold, when, actual.place)),
                label="" if when == before else when,
                text=f"{_money(actual.value, actual.unit, actual.precision)}, {actual.place}",
                value=actual.value,
                unit=actual.unit,
                precision=_loosely(actual.precision),
                cites=actual.cites,
            )
            before = when


def _latest_first(actual: Actual) -> tuple[int, int, bool, str]:
    return (-actual.year, LATEST.get(actual.period or "", 0), actual.place != "worldwide", actual.place)


def _regions(market: Market) -> Iterator[Row]:
    for region in market.regions:
        key = f"{region.estimate}.{region.name}"
        yield Row(
            key=key,
            label=region.name,
            text=_region(region, market),
            value=region.share,
            unit="%" if region.share is not None else None,
            precision=_loosely(region.share_precision),
            cites=region.cites,
            is_lead=True,
        )
        unit = next(one.unit for one in market.estimates if one.id == region.estimate)
        yield from _points(key, region.points, unit)
        yield from _growth(key, region.growth)
        yield from _under(key, region.facts)


def _publisher(estimate: str, market: Market) -> str:
    return next(one.publisher for one in market.estimates if one.id == estimate)


def _region(region: Region, market: Market) -> str:
    said = [_publisher(region.estimate, market)]
    if region.share is not None:
        said.append(f"share {_precise(region.share_precision, quantity(region.share, '%'))}")
    if region.countries:
        said.append(", ".join(country.printed for country in region.countries))
    return ": ".join(said[:2]) + (f"; {said[2]}" if len(said) > 2 else "")  # noqa: PLR2004


def _segments(market: Market) -> Iterator[Row]:
    for by in dict.fromkeys((segment.estimate, segment.by) for segment in market.segments):
        same = [segment for segment in market.segments if (segment.estimate, segment.by) == by]
        yield Row(key=".".join(by), label=f"{_publisher(by[0], market)}, by {by[1]}", text="", is_heading=True)
        for segment in same:
            yield from _segment(segment, market)


def _segment(segment: Segment, market: Market) -> Iterator[Row]:
    said = [bounds(segment.band) if segment.band else "", f"{figure(segment.share)}%" if segment.share else ""]
    text = "; ".join(part for part in said if part) or "no figure given"
    key = f"{segment.estimate}.{segment.by}.{segment.name}"
    yield Row(key=key, label=segment.name, text=text, value=segment.share, cites=segment.cites)
    unit = next(one.unit for one in market.estimates if one.id == segment.estimate)
    yield from _points(key, segment.points, unit)
    yield from _under(key, segment.facts)


def _dynamics(market: Market) -> Iterator[Row]:
    for number, force in enumerate(market.dynamics, 1):
        text = f"{force.title}: {force.text}"
        yield Row(key=str(number), label=force.kind, text=text, cites=force.cites)


def _players(market: Market) -> Iterator[Row]:
    for player in market.players:
        yield Row(key=player.name, label=player.name, text="", cites=player.cites, is_heading=True)
        for revenue in player.claimed:
            yield Row(
                key=f"{player.name}.{revenue.year}",
                label=str(revenue.year),
                text=f"{_money(revenue.value, revenue.unit, revenue.precision)} claimed",
                value=revenue.value,
                unit=revenue.unit,
                precision=_loosely(revenue.precision),
                cites=revenue.cites,
            )
        yield from _under(player.name, player.facts)


def _under(key: str, facts: Facts) -> Iterator[Row]:
    """Lay out the facts about a part of the market, under its key."""
    for row in fact_rows(facts):
        yield replace(row, key=f"{key}.{row.key}")


def _questions(market: Market) -> Iterator[Row]:
    for number, asked in enumerate(market.questions, 1):
        yield Row(key=str(number), label=asked.question, text=asked.answer, cites=asked.cites)


def _chapters(market: Market) -> Iterator[Row]:
    for chapter in market.chapters:
        yield Row(key=str(chapter.number), label=str(chapter.number), text=chapter.subject, cites=chapter.cites)


def _drugs(market: Market) -> Iterator[Row]:
    for drug in market.drugs:
        yield Row(key=drug, label=drug, text=f"drugcli show {drug}")


SECTIONS: dict[str, tuple[str, RowsOf]] = {
    "estimates": ("Estimates", _estimates),
    "findings": ("What does not add up", _findings),
    "actuals": ("Reported figures", _actuals),
    "regions": ("Regions", _regions),
    "segments": ("Segments", _segments),
    "players": ("Companies", _players),
    "definition": ("What the market is", lambda market: fact_rows(market.definition)),
    "dynamics": ("Drivers, restraints, opportunities, challenges, trends", _dynamics),
    "facts": ("Further figures", lambda market: fact_rows(market.facts)),
    "questions": ("Questions the report answers", _questions),
    "chapters": ("Chapters of the report", _chapters),
    "drugs": ("Drugs", _drugs),
}
FIRST = ("estimates", "findings", "actuals", "regions", "segments", "players", "drugs")


def _subtitle(market: Market) -> str:
    return joined(list(dict.fromkeys(estimate.publisher for estimate in market.estimates)) or [""])


def _notices(market: Market) -> Iterator[Notice]:
    count = len(find(market))
    if count:
        things = "1 thing does" if count == 1 else f"{count} things do"
        yield Notice(kind="warning", text=f"{things} not add up: see the findings.")


LAYOUT: Layout[Market] = Layout(
    sections=SECTIONS,
    first=FIRST,
    vital=(),
    title=lambda market: market.title,
    subtitle=_subtitle,
    notices=_notices,
    newest=lambda _market: None,
)
