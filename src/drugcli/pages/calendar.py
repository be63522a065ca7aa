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

    A dose that stands in the place of one that was given, as after a new start, has its own. Where the last dose
    alone is known, doses have no number: they go by the day on which they are due.
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
        for place, dose in enumerate(one.doses):
            event = _of_dose(told, dose) if asked.last is None else _since_last(told, dose, place)
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
    return f"{_in_phase(told, dose)}-{dose.number}"


def _in_phase(told: Told, dose: Dose) -> str:
    return f"{told.regimen_of(dose).id}-{dose.phase.name.replace(' ', '-')}"


def _since_last(told: Told, dose: Dose, place: int) -> str:
    """Name a dose by its phase and due day. One that makes good for a missed dose has that dose's day.

    Doses whose days hang on the day of that one are counted from it, so that a later plan moves them along.
    """
    now = told.answer.now
    if told.answer.plan is not None:
        return _of_dose(told, dose)
    stem = f"{_in_phase(told, dose)}-due"
    late = now.verdict if now is not None else None
    if now is None or late is None:
        return f"{stem}-{dose.day.isoformat()}"
    (advice,) = now.advice
    if advice.rule.then == "original-date" and place >= len(advice.doses):
        return f"{stem}-{dose.day.isoformat()}"
    return f"{stem}-{late.due.day.isoformat()}" + (f"-then-{place}" if place else "")


def _before(when: str) -> str:
    return "Before it: " if when == "always" else f"Before it, {when}: "


def _source(record: Monograph, text: str) -> str:
    where = cite(text)
    source = record.sources[where.source]
    version = f", version {source.version}" if source.version else ""
    section = f", section {where.section}" if where.section else ""
    return f"Source: {source.title}, {source.publisher}{version}, {source.when}{section}"
