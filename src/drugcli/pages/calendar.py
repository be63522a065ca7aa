"""Dated doses as events of a calendar: the amount, what is due before it, and where the source says so."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from drugcli.dosing.asked import Answered, Asked
from drugcli.dosing.schedule import Dose
from drugcli.pages.dosage import title
from drugcli.pages.dosing import CLOSING
from drugcli.pages.told import Told
from drugcli.records.monographs import Monograph
from drugcli.records.sources import cite


class Event(NamedTuple):
    """One dose. The identifier is that of the dose, not of its day: another plan moves it.

    A dose that stands in the place of one that was given, as after a new start, has its own.
    """

    id: str
    day: dt.date
    summary: str
    description: str


def events(record: Monograph, id_: str, found: Sequence[Answered], asked: Asked) -> Iterator[Event]:
    """Yield an event for each dated dose of each regimen."""
    seen: Counter[str] = Counter()
    for one in found:
        told = Told(one, record, asked)
        given = one.now.history.given if one.now is not None else ()
        seen.update(_of_dose(told, each.dose) for each in given)
        for number, dose in enumerate(one.doses, 1):
            event = _of_dose(told, dose) if asked.last is None else f"{told.regimen_of(dose).id}-next-{number}"
            seen[event] += 1
            lines = [
                f"{title(told.regimen_of(dose))}: {told.named(dose)}",
                *(f"{_before(each.before_each_dose)}{'; '.join(each.tests)}" for each in told.monitoring()
                  if each.before_each_dose != "no"),
                *(_source(record, text) for text in dose.phase.cites),
                CLOSING,
            ]  # fmt: skip
            again = "" if seen[event] == 1 else f".{seen[event]}"
            for after, how_much in told.by_day(dose):
                of_day = f"-day-{after + 1}" if after else ""
                yield Event(
                    f"{id_}-{event}{of_day}{again}@drugcli",
                    dose.day + dt.timedelta(days=after),
                    f"{record.name} {how_much}",
                    "\n".join(lines),
                )


def _of_dose(told: Told, dose: Dose) -> str:
    return f"{told.regimen_of(dose).id}-{dose.phase.name.replace(' ', '-')}-{dose.number}"


def _before(when: str) -> str:
    return "Before it: " if when == "always" else f"Before it, {when}: "


def _source(record: Monograph, text: str) -> str:
    where = cite(text)
    source = record.sources[where.source]
    version = f", version {source.version}" if source.version else ""
    section = f", section {where.section}" if where.section else ""
    return f"Source: {source.title}, {source.publisher}{version}, {source.when}{section}"
