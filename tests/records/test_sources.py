"""Documents, their dates, and the pointers into them."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drugcli.records.monographs import Monograph
from drugcli.records.sources import Source, cite
from drugcli.records.walk import cites

patient = settings(deadline=None)


def source(date: dt.date | None = None, dated: str | None = None) -> Source:
    return Source(kind="filing", standing="primary", title="Report", publisher="Example", date=date, dated=dated)


@pytest.mark.parametrize(
    ("text", "id_", "section"),
    [
        ("label-us-2026#2.1", "label-us-2026", "2.1"),
        ("label-us-2026", "label-us-2026", None),
        ("label-us-2026#a#b", "label-us-2026", "a#b"),
    ],
)
def test_a_cite_names_the_source_and_the_section(text: str, id_: str, section: str | None) -> None:
    assert cite(text) == (id_, section)


def test_every_cite_of_a_record_is_found_with_its_place(exampline: Monograph) -> None:
    found = {(place.path, place.cite.source) for place in cites(exampline)}

    assert ("regimen[0].population.cites", "label-us-2024") in found
    assert ("regimen[1].phase[0].cites", "smpc-eu-2024") in found
    assert {id_ for _path, id_ in found} == {"label-us-2024", "smpc-eu-2024"}


@pytest.mark.parametrize(
    ("date", "dated", "when", "latest"),
    [
        (dt.date(2024, 3, 1), None, "2024-03-01", dt.date(2024, 3, 1)),
        (dt.date(2024, 3, 1), "2025", "2024-03-01", dt.date(2024, 3, 1)),
        (None, "2024-02", "2024-02", dt.date(2024, 2, 29)),
        (None, "2024, no day printed", "2024, no day printed", dt.date(2024, 12, 31)),
        (None, "2024-13", "2024-13", dt.date(2024, 12, 31)),
        (None, "0000", "0000", None),
        (None, "20245", "20245", None),
        (None, "undated", "undated", None),
        (None, None, "", None),
    ],
)
def test_what_is_known_of_a_date(date: dt.date | None, dated: str | None, when: str, latest: dt.date | None) -> None:
    told = source(date, dated)

    assert (told.when, told.latest) == (when, latest)


@patient
@given(st.text() | st.from_regex(r"\d{4}-\d\d", fullmatch=True))
def test_whatever_is_said_of_a_date_can_be_read(dated: str) -> None:
    latest = source(dated=dated).latest

    assert latest is None or dated.startswith(str(latest.year))
