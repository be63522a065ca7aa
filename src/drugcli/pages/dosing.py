"""The computed dose: what is due, how much, from what, and where the source says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby

from drugcli.dosing.asked import Answered, Asked, PhaseDose, phase_dose
from drugcli.dosing.calendar import later
from drugcli.dosing.case import Case
from drugcli.dosing.missed import Advice, Given, Verdict
from drugcli.dosing.patient import all_hold
from drugcli.dosing.schedule import Dose
from drugcli.dosing.steps import Change
from drugcli.dosing.switching import Plan
from drugcli.pages import dosage
from drugcli.pages.dosage import conditions, merged, patients, title
from drugcli.pages.figures import amount, interval, joined
from drugcli.pages.missed import delay, remedy
from drugcli.pages.page import Row, Section
from drugcli.pages.reckoning import rows as reckoning_rows
from drugcli.pages.reckoning import single, taking
from drugcli.pages.steps import infusion, outcome, supplement, window
from drugcli.records.measures import measure
from drugcli.records.missed import MissedDose
from drugcli.records.monographs import Due, Monitoring, Monograph
from drugcli.records.regimens import Regimen

CLOSING = "This computes what the sources state; it does not replace judgement. Check the current label."
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""Written here: the names that the system has depend on its language."""
MOST_DATES = 12
"""Dates of a test that is due again and again; more are not listed."""


def section(one: Answered, record: Monograph, asked: Asked) -> Section:
    """Lay out all that was computed for one regimen."""
    regimen = one.regimen
    writer = _Writer(one, record, asked)
    rows = [
        *writer.patient(),
        *writer.now(),
        *writer.plan(),
        *writer.dates(),
        *writer.amounts(),
        *writer.infusions(),
        *writer.steps(),
    ]
    return Section(key=regimen.id, title=f"{title(regimen)} ({regimen.id})", rows=tuple(rows))


def in_brief(one: Answered, record: Monograph, asked: Asked) -> list[str]:
    """Return each dose in a few words: with its day, where days were asked for."""
    writer = _Writer(one, record, asked)
    if one.doses:
        return [f"{writer.amount(dose)} on {dose.day.isoformat()}" for dose in one.doses]
    return [", then ".join(f"{_takings(phase)}{_spacing(phase)}" for phase in one.phases)]


class _Writer:
    """Lays out one regimen's answer."""

    def __init__(self, one: Answered, record: Monograph, asked: Asked) -> None:
        self._one = one
        self._regimen = one.regimen
        self._record = record
        self._asked = asked

    def patient(self) -> Iterator[Row]:
        """Say for whom it is, and what must be known to tell whether this patient is one of them."""
        regimen = self._regimen
        text = f"{regimen.population.text}; {regimen.route}"
        yield Row(key="population", label="for", text=text, cites=regimen.population.cites)
        if regimen.caution is not None:
            text = regimen.caution.text or ""
            yield Row(key="caution", label="caution", text=text, cites=regimen.caution.cites, is_lead=True)
        if self._one.fit.missing:
            yield Row(key="only-if", label="only if", text=patients(regimen.patients), is_lead=True)

    def now(self) -> Iterator[Row]:
        """Say what is due, or what the source says of a dose that was missed."""
        now = self._one.now
        if now is None:
            return
        history = now.history
        if history.unknown is not None:
            yield from self._unknown(history.unknown)
        elif history.due is None:
            yield Row(key="next", label="next dose", text="none: the regimen has been given whole", is_lead=True)
        elif now.verdict is None:
            yield self._next(history.due)
        else:
            yield from self._overdue(now.verdict, now.advice)
        yield from self._tests_of_each_dose()
        yield Row(key="given", label="Doses given", text="", is_heading=True)
        yield from (self._given(one) for one in history.given)
        for number, dose in enumerate(history.left_out, 1):
            text = f"{self._named(dose)} was due and not given; by the source it is left out"
            yield Row(key=f"left-out.{number}", label=_day(dose.day), text=text)

    def _next(self, due: Dose) -> Row:
        days = (due.day - self._asked.on).days
        when = "today" if not days else f"in {days} day" + ("s" if days > 1 else "")
        text = f"{self.amount(due)} on {_day(due.day)}, {when} ({self._named(due)}){self._tests()}"
        return Row(key="next", label="next dose", text=text, cites=due.phase.cites, is_lead=True)

    def _overdue(self, verdict: Verdict, advice: Sequence[Advice]) -> Iterator[Row]:
        days = (verdict.day - verdict.due.day).days
        text = (
            f"{self._named(verdict.due)}, due on {_day(verdict.due.day)}, is {_days(days)} late on {_day(verdict.day)}"
        )
        if verdict.counted_from is not None:
            text += f"; the last dose that counts was on {_day(verdict.counted_from)}"
        yield Row(key="missed", label="missed", text=text, is_lead=True)
        if verdict.newer is not None and verdict.rules:
            text = (
                f"the source counts from the last {verdict.rules[0].since_phase or ''} dose; a later one, of another "
            )
            yield Row(key="newer", label="unclear", text=f"{text}phase, was given on {_day(verdict.newer)}")
        if self._one.now is not None and self._one.now.is_open:
            yield self._silent(verdict)
        for number, one in enumerate(advice, 1):
            yield from self._advice(one, number, undecided=one.rule in verdict.undecided)

    def _unknown(self, verdict: Verdict) -> Iterator[Row]:
        days = (verdict.day - verdict.due.day).days
        text = f"{self._named(verdict.due)}, due on {_day(verdict.due.day)}, was given {_days(days)} late, on "
        yield Row(key="missed", label="late", text=f"{text}{_day(verdict.day)}", is_lead=True)
        yield self._silent(verdict)
        for rule in (*verdict.rules, *verdict.undecided):
            yield Row(key="rule", label=delay(rule), text=remedy(rule, self._regimen), cites=rule.cites)

    def _silent(self, verdict: Verdict) -> Row:
        cites = self._regimen.no_missed_rule or merged(rule.cites for rule in self._regimen.missed)
        text = f"{_why_silent(verdict, self._regimen)}; the doses after it cannot be computed"
        return Row(key="silent", label="rule", text=text, cites=cites, is_lead=True)

    def _advice(self, one: Advice, number: int, *, undecided: bool) -> Iterator[Row]:
        label = f"{delay(one.rule)}{' (perhaps)' if undecided else ''}"
        key = f"rule.{number}"
        yield Row(key=key, label=label, text=remedy(one.rule, self._regimen), cites=one.rule.cites)
        if self._one.now is not None and self._one.now.is_open:
            doses = (*one.doses, *([one.following] if one.following and one.clash is None else []))
            for place, dose in enumerate(doses, 1):
                text = f"{self.amount(dose)} ({dose.phase.name})"
                yield Row(key=f"{key}.{place}", label=_day(dose.day), text=text, cites=one.rule.cites, is_lead=True)
        if one.clash is not None and one.following is not None:
            text = f"the next date, {_day(one.following.day)}, is less than {interval(one.clash)} after it; the source "
            yield Row(key=f"{key}.clash", label="unclear", text=f"{text}does not say what then", cites=one.rule.cites)

    def _given(self, one: Given) -> Row:
        days = (one.dose.day - one.due).days
        said = [f"{one.dose.phase.name}, dose {one.dose.number}"]
        if days:
            said.append(f"{_days(abs(days))} {'later' if days > 0 else 'earlier'} than due ({one.due.isoformat()})")
        if one.rule is not None:
            said.append(f"by the rule for {delay(one.rule)}")
        if one.too_soon is not None:
            said.append(f"sooner after the dose before than {interval(one.too_soon)}, the least that the source gives")
        cites = one.rule.cites if one.rule else one.dose.phase.cites
        return Row(key=f"given.{one.dose.day.isoformat()}", label=_day(one.dose.day), text="; ".join(said), cites=cites)

    def plan(self) -> Iterator[Row]:
        """Say when the change to another regimen is due."""
        if self._asked.switch is None or self._one.now is None:
            return
        plan = self._one.plan
        if plan is None:
            text = f"the source describes no change from {self._regimen.id} to {self._asked.switch} after these doses"
            yield Row(key="switch", label="change", text=text, is_lead=True)
            return
        yield from self._planned(plan)

    def _planned(self, plan: Plan) -> Iterator[Row]:
        new = next(one for one in self._record.regimens if one.id == plan.switch.to)
        text = f"to {title(new)}; counted from the dose of {_day(plan.counted_from)}"
        yield Row(key="switch", label="change", text=text, cites=plan.switch.cites, is_lead=True)
        if plan.earliest != plan.doses[0].day:
            text = f"{_day(plan.earliest)}, by the tolerance of {interval(plan.switch.tolerance or '')}"
            yield Row(key="switch.earliest", label="earliest", text=text, cites=plan.switch.cites)
        if plan.switch.note:
            yield Row(key="switch.note", label="", text=plan.switch.note, cites=plan.switch.cites)

    def amounts(self) -> Iterator[Row]:
        """Say how much each phase is, with the reckoning, or what must be known first."""
        for one in self._one.phases:
            yield from self._phase(one)

    def _phase(self, one: PhaseDose) -> Iterator[Row]:
        phase = one.phase
        cites = one.band.cites if one.band else phase.cites
        if one.band is not None and one.band.no_dose:
            text = f"{one.band.no_dose}: {conditions(one.band.when)}"
            yield Row(key=phase.name, label=phase.name, text=text, cites=cites, is_lead=True)
        elif one.takings:
            dose = single(one)
            yield Row(
                key=phase.name,
                label=phase.name,
                text=f"{_takings(one)}{_spacing(one)}",
                value=dose.value if dose else None,
                unit=dose.unit if dose else None,
                cites=cites,
                is_lead=True,
            )
            if one.band is not None:
                yield Row(key=f"{phase.name}.row", label="", text=f"row: {conditions(one.band.when)}", cites=cites)
            if phase.basis is not None:
                text = f"the table was reckoned from {amount(phase.basis)}"
                yield Row(key=f"{phase.name}.basis", label="", text=text, cites=phase.cites)
            yield from reckoning_rows(one, phase.name, cites)
        else:
            yield from self._open(one)

    def _open(self, one: PhaseDose) -> Iterator[Row]:
        phase = one.phase
        rows = (*one.fitting, *one.open)
        if one.missing:
            text = f"depends on {joined(list(one.missing))}"
        elif rows:
            text = "the source has several rows for this patient, and none for all of it together"
        else:
            text = "the source has no row for this patient"
        yield Row(key=phase.name, label=phase.name, text=text, cites=phase.cites, is_lead=True)
        for number, band in enumerate(rows, 1):
            text = f"{dosage.band(band, phase.interval)}: {conditions(band.when)}"
            yield Row(
                key=f"{phase.name}.{number}", label="possible" if one.missing else "row", text=text, cites=band.cites
            )

    def dates(self) -> Iterator[Row]:
        """List the doses by date, with the tests that are due before them."""
        if not self._one.doses:
            return
        yield Row(key="dates", label="Dates", text="", is_heading=True)
        yield from self._tests_of_each_dose()
        yield from self._tests_by_date()
        for dose in self._one.doses:
            yield from self._dated(dose)
        yield from (self._change(change) for change in self._one.changes)
        for width in self._regimen.windows:
            yield Row(key="window", label="window", text=f"each {window(width)}", cites=width.cites)

    def infusions(self) -> Iterator[Row]:
        """Say how the dose is diluted and infused, for this patient."""
        for number, one in enumerate(self._regimen.infusions, 1):
            if all_hold(one.when, self._asked.patient, self._asked.start or self._asked.on) is not False:
                yield Row(key=f"infusion.{number}", label="infusion", text=infusion(one), cites=one.cites)

    def _dated(self, dose: Dose) -> Iterator[Row]:
        phase = self._phase_on(dose)
        of_days = groupby(phase.takings, lambda one: one.portion.day if one.portion else 0)
        for day, takings in [(day, tuple(some)) for day, some in of_days] or [(0, ())]:
            at = dose.day + dt.timedelta(days=day)
            figure = single(phase._replace(takings=takings))
            said = joined([taking(one) for one in takings]) if takings else _unsettled(phase)
            text = f"{said} ({self._named(dose)}){self._tests()}"
            if dose.is_shifted:
                text += "; the month has no such day, so its last is taken"
            yield Row(
                key=f"{at.isoformat()}",
                label=_day(at),
                text=text,
                value=figure.value if figure else None,
                unit=figure.unit if figure else None,
                cites=(phase.band or dose.phase).cites,
                is_lead=True,
            )

    def _change(self, change: Change) -> Row:
        text = f"{change.step.id}: {change.step.when}"
        if change.earliest is not None:
            text += f"; the source allows it from {_day(change.earliest)} on"
        if change.is_too_soon:
            text += ", which is later than the day that was stated"
        return Row(key=f"change.{change.step.id}", label=_day(change.day), text=text, cites=change.step.cites)

    def steps(self) -> Iterator[Row]:
        """List what may come next, which nothing here decides, and doses beside the schedule."""
        regimen = self._regimen
        if regimen.steps:
            yield Row(key="steps", label="Depends on response (state it as --step)", text="", is_heading=True)
        for step in regimen.steps:
            holds = all_hold(step.conditions, self._asked.patient, self._asked.on) if step.conditions else None
            told = {True: "holds as stated: ", False: "does not hold as stated: ", None: ""}[holds]
            text = f"{told}{step.when}: {outcome(step, regimen)}"
            yield Row(key=f"step.{step.id}", label=step.id, text=text, cites=step.cites, is_lead=holds is True)
        for id_ in self._one.undated:
            text = f"the source gives no day for it: state it, as --step {id_}@2026-01-31"
            yield Row(key=f"undated.{id_}", label=id_, text=text, is_lead=True)
        for number, one in enumerate(regimen.supplements, 1):
            yield Row(key=f"supplement.{number}", label=one.event, text=supplement(one), cites=one.cites)

    def _phase_on(self, dose: Dose) -> PhaseDose:
        regimens = [self._regimen, *self._record.regimens]
        own = next(one for one in regimens if any(phase is dose.phase for phase in one.phases))
        case = Case(own, self._asked.patient, dose.day, self._one.taken, self._record.presentations)
        return phase_dose(case, dose.phase)

    def amount(self, dose: Dose) -> str:
        """Say how much a dose is on its day."""
        phase = self._phase_on(dose)
        return _takings(phase) if phase.takings else _unsettled(phase)

    def _named(self, dose: Dose) -> str:
        of = f" of {dose.phase.count}" if dose.phase.count is not None and dose.phase.count > 1 else ""
        number = f" {dose.number}{of}" if dose.phase.count != 1 and self._asked.last is None else ""
        return f"{dose.phase.name}{number}"

    def _monitoring(self) -> list[Monitoring]:
        regimen = self._regimen
        return [
            one
            for one in self._record.monitoring
            if one.agency == regimen.agency and (not one.regimens or regimen.id in one.regimens)
        ]

    def _tests_of_each_dose(self) -> Iterator[Row]:
        for number, one in enumerate(self._monitoring(), 1):
            if one.before_each_dose != "no":
                when = "" if one.before_each_dose == "always" else f", {one.before_each_dose}"
                text = f"{'; '.join(one.tests)}{when}"
                yield Row(key=f"tests.{number}", label="before each", text=text, cites=one.cites)

    def _tests(self) -> str:
        """Mark a dose before which something is to be tested; what, stands once above the dates."""
        kinds = {one.before_each_dose for one in self._monitoring()}
        if "always" in kinds:
            return "; tests before it"
        return "; tests before it, if clinically indicated" if "if clinically indicated" in kinds else ""

    def _tests_by_date(self) -> Iterator[Row]:
        start, last = self._one.doses[0].day, self._one.doses[-1].day
        for number, one in enumerate(self._monitoring(), 1):
            for due in one.due:
                for day, when in _due_days(due, start, last):
                    text = f"{when}: {joined(list(one.tests))}"
                    yield Row(key=f"test.{number}.{day.isoformat()}", label=_day(day), text=text, cites=one.cites)


def _why_silent(verdict: Verdict, regimen: Regimen) -> str:
    if regimen.no_missed_rule:
        return "the source says nothing of a missed dose"
    if any(_has_half_months(rule) for rule in verdict.undecided):
        return "the source does not define half a month, and the day lies at its edge"
    if verdict.undecided:
        return "the dates alone do not tell which of these rules holds; state the delay as --late"
    return "the source leaves these to choose from" if verdict.rules else "the source does not say what then"


def _has_half_months(rule: MissedDose) -> bool:
    limits = (rule.since_last.lower, rule.since_last.upper) if rule.since_last else ()
    return any(measure(limit).value % 1 for limit in limits if limit)


def _day(day: dt.date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.isoformat()}"


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number:,} days"


def _takings(phase: PhaseDose) -> str:
    return joined([taking(one) for one in phase.takings]) if phase.takings else _unsettled(phase)


def _unsettled(phase: PhaseDose) -> str:
    if phase.band is not None and phase.band.no_dose:
        return phase.band.no_dose
    return f"amount by {joined(list(phase.missing))}" if phase.missing else "the amount below"


def _spacing(one: PhaseDose) -> str:
    """Say when, after how much."""
    return dosage.spacing(one.phase, one.band)


def _due_days(due: Due, start: dt.date, last: dt.date) -> Iterator[tuple[dt.date, str]]:
    if due.before_start is not None:
        day = start - (later(start, due.before_start).date - start)
        yield day, "before the first dose" if day == start else "at the latest"
        return
    assert due.every is not None  # noqa: S101  a Due has one of the two
    begin = later(start, due.from_).date if due.from_ else start
    end = min(last, later(start, due.until).date) if due.until else last
    for times in range(1, MOST_DATES + 1):
        day = later(begin, due.every, times).date
        if day > end:
            break
        yield day, "due"
