"""Which reported sales and which estimates are of the one product that a market is about.

A market of several drugs has no such product: nobody's sales are then the market's.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from drugcli.market.money import converted
from drugcli.records.folding import fold
from drugcli.records.markets import Actual, Estimate, Market, MoneyUnit

EVERYTHING = fold("all products")
WORLDWIDE = fold("worldwide")
FILLERS = {"", "global", "market", "sales", WORLDWIDE}


def estimates(market: Market) -> list[Estimate]:
    """Return the estimates that count only the market's product, worldwide."""
    products = _products(market)
    names = (*market.drugs, *(one.of for one in market.actuals if fold(one.of) in products))
    words = {fold(word) for name in names for word in name.split()}
    return [one for one in market.estimates if products and _is_about(one, words)]


def sales(market: Market, unit: MoneyUnit) -> list[Actual]:
    """Return the product's sales in full years, in the given unit; other currencies are left out."""
    products = _products(market)
    return list(_in_unit((one for one in market.actuals if not one.period and fold(one.of) in products), unit))


def worldwide(market: Market, unit: MoneyUnit) -> list[Actual]:
    """Return the product's sales worldwide by year, for the years in which only one company reports any."""
    reported = [one for one in sales(market, unit) if fold(one.place) == WORLDWIDE]
    by_year: dict[int, Actual] = {}
    for one in reported:
        by_year.setdefault(one.year, one)
    shared = {one.year for one in reported if one.company != by_year[one.year].company}
    return [by_year[year] for year in sorted(by_year.keys() - shared)]


def covered(estimate: Estimate) -> str:
    """Return what an estimate counts, without remarks: 'exampline, worldwide; report of 2013'."""
    return estimate.covers.partition(";")[0]


def _products(market: Market) -> set[str]:
    """Return the names under which the market's one product is sold.

    A name of the market counts, and so does the only product that anything is reported of.
    """
    sold = {fold(one.of) for one in market.actuals} - {EVERYTHING}
    if len(market.drugs) != 1:
        return set()
    named = sold & {fold(name) for name in (*market.names, *market.drugs, market.title)}
    return named or (sold if len(sold) == 1 else set())


def _is_about(estimate: Estimate, words: set[str]) -> bool:
    """Whether an estimate counts nothing that has another name: 'exampline (Examplex), worldwide'."""
    said = {fold(word) for word in covered(estimate).split()} - FILLERS
    return bool(said) and said <= words


def _in_unit(actuals: Iterator[Actual], unit: MoneyUnit) -> Iterator[Actual]:
    for one in actuals:
        value = converted(one.value, one.unit, unit)
        if value is not None:
            yield replace(one, value=value, unit=unit)
