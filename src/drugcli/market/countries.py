"""Lists of countries: entries that name none, and countries that stand in two places."""

import re
from collections.abc import Iterator
from itertools import groupby

from drugcli.market.dimensions import outermost
from drugcli.market.figures import listed
from drugcli.market.finding import Finding, finding
from drugcli.records.markets import Country, Estimate, Market, Region

REST = re.compile(r"(the )?(rest|others?)\b", re.IGNORECASE)
"""'Rest of Europe' and 'Others' are no country and do not mean to be."""


def country_unnamed(market: Market) -> Iterator[Finding]:
    """Find entries that name no country; those that stand in a row may be one name, split."""
    for region in market.regions:
        for first, run in _nameless(region):
            places = listed([str(number) for number in range(first, first + len(run))])
            arithmetic = f"{'entry' if len(run) == 1 else 'entries'} {places} of {len(region.countries)}"
            yield finding(
                "country-unnamed", f"{region.estimate}: {region.name}", _words(region, run), arithmetic, [region]
            )


def country_twice(market: Market) -> Iterator[Finding]:
    """Find countries that one estimate lists twice."""
    for estimate in market.estimates:
        for code, found in _repeated(market, estimate):
            places = listed([f"{region.name} (as {country.printed})" for region, country in found])
            text = f"{estimate.publisher}: one country, {code}, is listed under {places}."
            regions = [region for region, _country in found]
            yield finding("country-twice", f"{estimate.id}: {code}", text, f"{len(found)} entries for {code}", regions)


def _repeated(market: Market, estimate: Estimate) -> Iterator[tuple[str, list[tuple[Region, Country]]]]:
    entries: dict[str, list[tuple[Region, Country]]] = {}
    for region in outermost([one for one in market.regions if one.estimate == estimate.id]):
        for country in region.countries:
            entries.setdefault(country.code or "", []).append((region, country))
    yield from ((code, found) for code, found in entries.items() if code and len(found) > 1)


def _nameless(region: Region) -> Iterator[tuple[int, list[Country]]]:
    """Yield each run of entries that name no country, with the number of its first entry."""
    numbered = enumerate(region.countries, 1)
    for is_nameless, group in groupby(numbered, key=lambda entry: _is_nameless(entry[1])):
        run = list(group)
        if is_nameless:
            yield run[0][0], [country for _number, country in run]


def _is_nameless(country: Country) -> bool:
    return country.code is None and not REST.match(country.printed)


def _words(region: Region, run: list[Country]) -> str:
    names = listed([f"'{country.printed}'" for country in run])
    if len(run) == 1:
        return f"{region.name} lists {names}, which names no country."
    return f"{region.name} lists {names} in a row, which name no country; together they may be one."
