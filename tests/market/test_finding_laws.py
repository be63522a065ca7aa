"""What holds for every market, however it is made up."""

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import ValidationError, convert
from msgspec.structs import replace

from drugcli.market.finding import Finding
from drugcli.market.findings import find
from drugcli.market.growth import value_after
from drugcli.records.bounds import Bounds
from drugcli.records.facts import Fact
from drugcli.records.markets import (
    LARGEST,
    LARGEST_PERCENT,
    SMALLEST,
    Actual,
    Country,
    Estimate,
    Growth,
    Market,
    MoneyUnit,
    Player,
    Point,
    Region,
    Revenue,
    Segment,
)
from drugcli.records.sources import Source

# A whole market is slow to make up on a busy machine; that is no fault of the checks.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

CITES = st.sampled_from([("report",), ("filing#1", "report"), ("filing#2",)])
YEARS = st.integers(2019, 2034) | st.integers(1950, 2100)
SIZES = st.decimals(min_value=1, max_value=100_000, places=1)
NUMBERS = SIZES | st.sampled_from([Decimal(100), Decimal(300), SMALLEST, LARGEST])
RATES = st.decimals(min_value=-10, max_value=50, places=2)
SHARES = NUMBERS.filter(lambda share: share <= LARGEST_PERCENT) | st.sampled_from([Decimal(-5), LARGEST_PERCENT])
PRECISIONS = st.sampled_from(["exactly", "about", "more than"])
UNITS: st.SearchStrategy[MoneyUnit] = st.sampled_from(["USD million", "USD billion", "EUR million", "CHF million"])
ESTIMATES = st.sampled_from(["first", "second"])
NAMES = st.sampled_from(["North America", "Europe", "Rest of the world"])
COMPANIES = st.sampled_from(["Example Pharma", "example pharma", "Other Pharma"])
MEASURES = st.none() | st.sampled_from(["0.1 per mille", "1 per mille", "2 years", "24 months", "1 year", "14 kg"])


def are_bounds(limits: dict[str, str | None]) -> bool:
    """Whether a band can have these limits."""
    try:
        convert(limits, Bounds)
    except ValidationError:
        return False
    return True


BANDS = (
    st.fixed_dictionaries(dict.fromkeys(["at_least", "more_than", "less_than", "at_most"], MEASURES))
    .filter(are_bounds)
    .map(lambda limits: convert(limits, Bounds))
)
POINTS = st.lists(st.builds(Point, year=YEARS, value=NUMBERS, precision=PRECISIONS, cites=CITES), max_size=4).map(tuple)
GROWTH = st.lists(
    st.builds(
        Growth,
        percent=RATES | st.sampled_from([Decimal("-99.99"), LARGEST_PERCENT]),
        first=st.none() | st.integers(1990, 2025),
        last=st.none() | st.integers(2026, 2060),
        cites=CITES,
    ),
    max_size=2,
).map(tuple)
FACTS = st.lists(st.builds(Fact, value=NUMBERS, unit=st.just("packs"), cites=CITES), max_size=1).map(tuple)
COUNTRIES = st.lists(
    st.builds(
        Country,
        printed=st.sampled_from(["Aland", "Beland", "Rest of it"]),
        code=st.none() | st.sampled_from(["AA", "BB", "CC"]),
    ),
    max_size=4,
).map(tuple)


def several(part: st.SearchStrategy[object], most: int = 4) -> st.SearchStrategy[tuple[object, ...]]:
    """Return a strategy for a few parts of a market."""
    return st.lists(part, max_size=most).map(tuple)


MARKETS = st.builds(
    Market,
    title=st.just("Exampline market"),
    names=st.sampled_from([(), ("Examplex",)]),
    drugs=st.sampled_from([(), ("exampline",), ("exampline", "otherine")]),
    sources=st.just(
        {
            name: Source(kind="filing", standing="primary", title=name, publisher="Example Pharma")
            for name in ("report", "filing")
        }
    ),
    estimates=st.tuples(
        *(
            st.builds(
                Estimate,
                id=st.just(name),
                publisher=st.sampled_from(["Example Research", "Second Research"]),
                covers=st.sampled_from(["exampline, worldwide", "all drugs, worldwide; of 2020", ""]),
                unit=UNITS,
                points=POINTS,
                growth=GROWTH,
            )
            for name in ("first", "second")
        )
    ),
    actuals=several(
        st.builds(
            Actual,
            company=COMPANIES,
            of=st.sampled_from(["Examplex", "all products", "Otherex"]),
            place=st.sampled_from(["worldwide", "Worldwide", "Aland"]),
            country=st.none() | st.sampled_from(["AA", "BB"]),
            year=YEARS,
            period=st.none() | st.just("fourth quarter"),
            value=SIZES,
            unit=UNITS,
            precision=PRECISIONS,
            cites=CITES,
        ),
        most=6,
    ),
    players=several(
        st.builds(
            Player,
            name=COMPANIES,
            claimed=st.lists(
                st.builds(Revenue, year=YEARS, value=SIZES, unit=UNITS, precision=PRECISIONS, cites=CITES), max_size=2
            ).map(tuple),
            cites=CITES,
        ),
        most=2,
    ),
    regions=several(
        st.builds(
            Region,
            estimate=ESTIMATES,
            name=NAMES,
            share=st.none() | SHARES,
            share_precision=PRECISIONS,
            points=POINTS,
            growth=GROWTH,
            countries=COUNTRIES,
            facts=FACTS,
            cites=CITES,
        )
    ),
    segments=several(
        st.builds(
            Segment,
            estimate=ESTIMATES,
            by=st.sampled_from(["type", "prevalence"]),
            name=NAMES,
            band=st.none() | BANDS,
            share=st.none() | SHARES,
            points=POINTS,
            facts=FACTS,
            cites=CITES,
        )
    ),
)


def about_growth(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    """Return kind and subject of the findings on stated growth."""
    return [(found.kind, found.subject) for found in findings if found.kind in {"growth-mismatch", "growth-period"}]


def market_of(points: tuple[Point, ...], growth: Growth) -> Market:
    """Return a made-up market of one estimate."""
    estimate = Estimate(
        id="example",
        publisher="Example Research",
        covers="exampline, worldwide",
        unit="USD million",
        points=points,
        growth=(growth,),
    )
    return Market(title="Exampline market", sources={}, estimates=(estimate,))


def scaled(market: Market, places: int) -> Market:
    """Return the market with all values of its estimates and regions moved by decimal places."""
    return replace(
        market,
        estimates=tuple(replace(one, points=_moved(one.points, places)) for one in market.estimates),
        regions=tuple(replace(one, points=_moved(one.points, places)) for one in market.regions),
    )


def _moved(points: tuple[Point, ...], places: int) -> tuple[Point, ...]:
    return tuple(replace(point, value=point.value.scaleb(places)) for point in points)


@patient
@given(market=MARKETS)
def test_no_market_is_too_odd_to_check(market: Market) -> None:
    for found in find(market):
        assert found.subject
        assert found.text.endswith(".")
        assert found.arithmetic
        assert len(set(found.cites)) == len(found.cites) > 0


@patient
@given(market=MARKETS)
def test_the_same_market_has_the_same_findings_in_the_same_order(market: Market) -> None:
    assert find(market) == find(market)


@patient
@given(start=SIZES, rate=RATES, years=st.integers(1, 30), decimals=st.integers(1, 6))
def test_an_end_value_computed_from_base_and_rate_is_no_finding(
    start: Decimal, rate: Decimal, years: int, decimals: int
) -> None:
    end = value_after(start, rate, years)
    rounded = max(round(end, decimals), Decimal(1).scaleb(-decimals))
    points = (
        Point(year=2020, value=start, cites=("report",)),
        Point(year=2020 + years, value=rounded, cites=("report",)),
    )

    assert find(market_of(points, Growth(percent=rate, first=2020, last=2020 + years, cites=("report",)))) == ()


@patient
@given(start=SIZES, rate=RATES, years=st.integers(2, 20), off=st.sampled_from([-1, 1]))
def test_a_rate_a_whole_point_off_is_always_found(start: Decimal, rate: Decimal, years: int, off: int) -> None:
    end = value_after(start + 10, rate, years)
    points = (
        Point(year=2020, value=start + 10, cites=("report",)),
        Point(year=2020 + years, value=end, cites=("report",)),
    )

    found = find(market_of(points, Growth(percent=rate + off, cites=("report",))))

    assert about_growth(found) == [("growth-mismatch", "example")]


@patient
@given(first=SIZES, last=SIZES, rate=RATES, begins=st.none() | st.sampled_from([2024, 2025]), places=st.integers(-3, 3))
def test_moving_the_decimal_point_of_all_values_changes_no_finding_on_growth(
    first: Decimal, last: Decimal, rate: Decimal, begins: int | None, places: int
) -> None:
    points = (Point(year=2024, value=first, cites=("report",)), Point(year=2032, value=last, cites=("report",)))
    market = market_of(points, Growth(percent=rate, first=begins, cites=("report",)))

    assert about_growth(find(scaled(market, places))) == about_growth(find(market))


@patient
@given(value=SIZES, factor=st.integers(2, 1000), rate=RATES)
def test_multiplying_all_values_keeps_a_clear_finding(value: Decimal, factor: int, rate: Decimal) -> None:
    """Values of ten and more, given to the tenth: rounding is far too small to explain two points a year."""
    end = value_after(value + 10, rate + 2, 8).quantize(Decimal("0.0001"))
    points = (Point(year=2024, value=value + 10, cites=("report",)), Point(year=2032, value=end, cites=("report",)))
    market = market_of(points, Growth(percent=rate, cites=("report",)))
    multiplied = tuple(replace(point, value=point.value * factor) for point in points)

    assert about_growth(find(market)) == [("growth-mismatch", "example")]
    assert about_growth(find(market_of(multiplied, market.estimates[0].growth[0]))) == about_growth(find(market))


@patient
@given(market=MARKETS)
def test_findings_rest_only_on_documents_of_the_market(market: Market) -> None:
    for found in find(market):
        assert {cite.partition("#")[0] for cite in found.cites} <= market.sources.keys()
