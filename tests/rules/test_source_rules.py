"""Rules about documents and dates."""

import datetime as dt

from msgspec.structs import replace

from drugcli.records.markets import Market
from drugcli.records.monographs import Monograph
from drugcli.records.seeds import Seed
from drugcli.records.sources import Source, Superseded
from drugcli.rules.sources import every_source_is_cited, every_source_is_dated, nothing_is_of_the_future

LEAFLET = Source(kind="regulator leaflet", standing="primary", title="Leaflet", publisher="FDA", dated="2024")


def test_a_source_that_nothing_cites_is_told(exampline: Monograph) -> None:
    record = replace(exampline, sources={**exampline.sources, "z-leaflet": LEAFLET, "a-leaflet": LEAFLET})

    assert list(every_source_is_cited(record)) == [
        ("sources.a-leaflet", "no fact cites it; remove it or cite it"),
        ("sources.z-leaflet", "no fact cites it; remove it or cite it"),
    ]


def test_one_cite_deep_in_the_record_is_enough(exampline: Monograph) -> None:
    (only,) = [one for one in exampline.presentations if one.composition]
    assert only.composition is not None
    cited = replace(only, composition=replace(only.composition, cites=("leaflet#2",)))
    record = replace(exampline, sources={**exampline.sources, "leaflet": LEAFLET}, presentations=(cited,))

    assert list(every_source_is_cited(record)) == []


def test_a_market_has_its_sources_looked_at_too(exampitis: Market) -> None:
    record = replace(exampitis, sources={**exampitis.sources, "leaflet": LEAFLET})

    assert [path for path, _what in every_source_is_cited(record)] == ["sources.leaflet"]


def test_a_source_without_any_date_is_told(exampline: Monograph) -> None:
    record = replace(exampline, sources={**exampline.sources, "leaflet": replace(LEAFLET, dated=None)})

    assert list(every_source_is_dated(record)) == [
        ("sources.leaflet", "neither date nor dated; say what is known of its date")
    ]


def test_what_is_known_of_a_date_will_do(exampline: Monograph) -> None:
    undated = replace(LEAFLET, dated="undated")

    assert list(every_source_is_dated(replace(exampline, sources={"leaflet": undated}))) == []


def test_a_seed_has_no_list_of_sources(outlook: Seed) -> None:
    assert list(every_source_is_cited(outlook)) == []
    assert list(every_source_is_dated(outlook)) == []


def test_today_is_not_the_future(exampline: Monograph) -> None:
    assert list(nothing_is_of_the_future(exampline, dt.date(2024, 3, 1))) == []


def test_tomorrow_is_the_future(exampline: Monograph) -> None:
    assert list(nothing_is_of_the_future(exampline, dt.date(2024, 2, 29))) == [
        ("sources.label-us-2024.date", "2024-03-01 lies in the future; check the year")
    ]


def test_every_date_is_looked_at(exampline: Monograph, outlook: Seed) -> None:
    newer = Superseded(version="13", date=dt.date(2052, 1, 1))
    source = replace(exampline.sources["label-us-2024"], superseded=newer)
    record = replace(exampline, sources={**exampline.sources, "label-us-2024": source})

    assert [path for path, _what in nothing_is_of_the_future(record, dt.date(2026, 1, 1))] == [
        "sources.label-us-2024.superseded.date"
    ]
    assert [path for path, _what in nothing_is_of_the_future(outlook, dt.date(2025, 1, 31))] == ["document.date"]
