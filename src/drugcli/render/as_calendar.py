"""Dated doses as an iCalendar file (RFC 5545)."""

import datetime as dt
from collections.abc import Iterable

from icalendar import Calendar, Event

from drugcli import __version__
from drugcli.pages import calendar

MADE_BY = "-//drugcli//dose//EN"


def render(events: Iterable[calendar.Event], name: str, today: dt.date) -> bytes:
    """Return a calendar of all-day events. The same doses give the same bytes on one day."""
    made = Calendar()
    made.add("prodid", MADE_BY)
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    made.add("x-drugcli-version", __version__)
    stamp = dt.datetime.combine(today, dt.time(), dt.UTC)
    for one in events:
        event = Event()
        event.add("uid", one.id)
        event.add("dtstamp", stamp)
        event.add("dtstart", one.day)
        event.add("summary", one.summary)
        event.add("description", one.description)
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    return bytes(made.to_ical())
