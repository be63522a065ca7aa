"""Rules about documents and dates."""

import datetime as dt
from collections.abc import Iterator

from drugcli.records.markets import Market
from drugcli.records.monographs import Monograph
from drugcli.records.seeds import Seed
from drugcli.records.walk import cites, dates


def every_source_is_cited(record: Monograph | Market | Seed) -> Iterator[tuple[str, str]]:
    """A source that supports nothing does not belong in the list."""
    if isinstance(record, Seed):
        return
    used = {place.cite.source for place in cites(record)}
    for source in sorted(record.sources.keys() - used):
        yield f"sources.{source}", "no fact cites it; remove it or cite it"


def every_source_is_dated(record: Monograph | Market | Seed) -> Iterator[tuple[str, str]]:
    """A figure without a date cannot be judged; where no day is printed, 'dated' says what is known."""
    if isinstance(record, Seed):
        return
    for id_, source in record.sources.items():
        if source.date is None and source.dated is None:
            yield f"sources.{id_}", "neither date nor dated; say what is known of its date"


def nothing_is_of_the_future(record: Monograph | Market | Seed, today: dt.date) -> Iterator[tuple[str, str]]:
    """No document and no event is younger than today."""
    for path, day in dates(record):
        if day > today:
            yield path, f"{day} lies in the future; check the year"
