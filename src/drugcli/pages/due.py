"""What now: the next dose, what the source says of one that was missed, and the change to another regimen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from drugcli.dosing.asked import Need, Now
from drugcli.dosing.calendar import later
from drugcli.dosing.history import Given, LeftOut
from drugcli.dosing.missed import Advice, Verdict
from drugcli.dosing.schedule import Dose
from drugcli.dosing.switching import Plan
from drugcli.pages.dosage import merged, title
from drugcli.pages.figures import interval
from drugcli.pages.missed import delay, remedy
from drugcli.pages.page import Row
from drugcli.pages.told import Told, days, weekday
from drugcli.records.regimens import Regimen

NEXT_KEEPS_ITS_DAY = "whichever rule of the source holds, the next dose keeps its day"
NOT_COMPUTED: dict[Need | None, tuple[str, str]] = {
    "first day": (
        "pattern",
        "not computed from doses given: they fall in a pattern of days; state its first day as --start",
    ),
    "doses given": (
        "last",
        "not computed from the last dose alone, since the regimen ends; state the doses as --given",
    ),
}
"""Why there is no next dose, by what must be stated: the key of its row, and its text."""
MOST_LEFT_OUT = 8
"""Doses left out that are listed one by one."""


def rows(told: Told) -> Iterator[Row]:
    """Say what is due, or what the source says of a dose that was missed."""
    yield from _late_rows(told)
    if told.answer.need in NOT_COMPUTED:
        key, text = NOT_COMPUTED[told.answer.need]
        yield Row(key=key, label="next dose", text=text, is_lead=True)
    if told.answer.now is not None:
        yield from _now_rows(told, told.answer.now)
        yield from _level_rows(told)


def _late_rows(told: Told) -> Iterator[Row]:
    """Say what the source says of a delay, where no doses were stated."""
    for number, rule in enumerate(told.answer.late, 1):
        label = f"missed {rule.time or rule.dose}"
        text = f"{delay(rule)}: {remedy(rule, told.answer.regimen)}"
        yield Row(key=f"late.{number}", label=label, text=text, cites=rule.cites, is_lead=True)
    if told.asked.late is not None and not (told.asked.given or told.asked.last):
        yield from _unanswered_rows(told.answer.regimen)


def _now_rows(told: Told, now: Now) -> Iterator[Row]:
    history = now.history
    if told.asked.switch is not None:
        yield from _plan_rows(told)
    elif history.unknown is not None:
        yield from _unknown_rows(told, history.unknown)
    elif history.due is None:
        yield Row(key="next", label="next dose", text="none: the regimen has been given whole", is_lead=True)
    elif now.verdict is None:
        yield _next_row(told, history.due)
    else:
        yield from _overdue_rows(told, now, now.verdict)


def _level_rows(told: Told) -> Iterator[Row]:
    """Say for which phase the last dose was taken, where a step could have led to another."""
    regimen = told.answer.regimen
    if told.asked.last is None or told.answer.now is None or any(one.step.to for one in told.answer.taken):
        return
    phase = told.answer.now.history.given[-1].dose.phase
    to = [step for step in regimen.steps if step.to not in {None, phase.name} and phase.name in step.phases]
    if to:
        text = f"the last dose is taken for one of '{phase.name}'; had a step led on from there, state it as --step"
        yield Row(key="level", label="unclear", text=text, cites=merged(step.cites for step in to))


def _unanswered_rows(regimen: Regimen) -> Iterator[Row]:
    """Say which doses a delay alone does not decide about."""
    if regimen.no_missed_rule:
        text = "the source says nothing of a missed dose"
        yield Row(key="late.none", label="missed", text=text, cites=regimen.no_missed_rule, is_lead=True)
    timed = [rule for rule in regimen.missed if rule.since_last or rule.until_next]
    for dose in dict.fromkeys(rule.dose for rule in timed):
        text = "the rule goes by the time since the last dose: state it as --last, or --given"
        cites = merged(rule.cites for rule in timed if rule.dose == dose)
        yield Row(key=f"late.{dose}", label=f"missed {dose}", text=text, cites=cites, is_lead=True)


def history_rows(told: Told) -> Iterator[Row]:
    """List the doses that were given, and those that were left out."""
    if told.answer.now is None:
        return
    history = told.answer.now.history
    yield Row(key="given", label="Doses given", text="", is_heading=True)
    rows = [(one.dose.day, _given_row(told, one)) for one in history.given]
    rows += _left_out_rows(told, history.left_out)
    if history.unknown is not None:
        rows.append((history.unknown.day, _unplaced_row(told, history.unknown)))
    yield from (row for _day, row in sorted(rows, key=lambda found: found[0]))
    why = "how the doses go on is not known from there" if history.unknown else "the regimen had been given whole"
    for day in history.beyond:
        yield Row(key=f"beyond.{day.isoformat()}", label=weekday(day), text=f"not computed with: {why}", is_lead=True)


def _unplaced_row(told: Told, late: Verdict) -> Row:
    when = f"{days((late.day - late.due.day).days)} later than due ({late.due.day.isoformat()})"
    text = f"{told.named(late.due)}; {when}; not computed with"
    return Row(key=f"given.{late.day.isoformat()}", label=weekday(late.day), text=text, cites=late.due.phase.cites)


def _left_out_rows(told: Told, doses: Sequence[LeftOut]) -> Iterator[tuple[dt.date, Row]]:
    """Yield the day of a dose, and a row; many stand in one."""
    if len(doses) > MOST_LEFT_OUT:
        until = weekday(doses[-1].dose.day)
        why = "by the source they are left out" if all(one.is_by_source for one in doses) else NEXT_KEEPS_ITS_DAY
        text = f"{len(doses):,} doses were due until {until} and not given; {why}"
        yield doses[0].dose.day, Row(key="left-out", label=weekday(doses[0].dose.day), text=text)
        return
    for number, one in enumerate(doses, 1):
        why = "by the source it is left out" if one.is_by_source else NEXT_KEEPS_ITS_DAY
        text = f"{told.named(one.dose)} was due and not given; {why}"
        yield one.dose.day, Row(key=f"left-out.{number}", label=weekday(one.dose.day), text=text)


def _next_row(told: Told, due: Dose) -> Row:
    left = (due.day - told.asked.on).days
    when = f"in {days(left)}" if left > 0 else "today" if not left else f"{days(-left)} ago, still in its window"
    how_much, day = told.amount(due), f"{weekday(due.day)}, {when}"
    is_short = "," not in how_much and " and " not in how_much
    said = f"{how_much} on {day}" if is_short else f"{day}: {how_much}"
    text = f"{said} ({told.named(due)}){told.tests()}"
    return Row(key="next", label="next dose", text=text, cites=due.phase.cites, is_lead=True)


def _overdue_rows(told: Told, now: Now, verdict: Verdict) -> Iterator[Row]:
    late = days((verdict.day - verdict.due.day).days)
    if told.asked.late is not None and verdict.day == verdict.due.day:
        late = interval(f"{told.asked.late.value} {told.asked.late.unit}")
    text = f"{told.named(verdict.due)}, due on {weekday(verdict.due.day)}, is {late} late on {weekday(verdict.day)}"
    if verdict.counted_from is not None:
        text += f"; the last dose that counts was on {weekday(verdict.counted_from)}"
    yield Row(key="missed", label="missed", text=text, is_lead=True)
    if verdict.newer is not None and verdict.rules:
        text = f"the source counts from the last {verdict.rules[0].since_phase or ''} dose; a later one, of another "
        yield Row(key="newer", label="unclear", text=f"{text}phase, was given on {weekday(verdict.newer)}")
    if now.is_open:
        ask = "; state the delay as --late" if told.answer.need == "delay" else ""
        yield _silent_row(told.answer.regimen, verdict, ask)
    for number, one in enumerate(now.advice, 1):
        yield from _advice_rows(told, one, f"rule.{number}", now, verdict)


def _unknown_rows(told: Told, verdict: Verdict) -> Iterator[Row]:
    late = days((verdict.day - verdict.due.day).days)
    text = f"{told.named(verdict.due)}, due on {weekday(verdict.due.day)}, was given {late} late, on "
    yield Row(key="missed", label="late", text=f"{text}{weekday(verdict.day)}", is_lead=True)
    goes_on = told.answer.regimen.planned[-1].name
    ask = f"; where '{goes_on}' doses went on, state the last as --last" if told.answer.need == "last dose" else ""
    yield _silent_row(told.answer.regimen, verdict, ask)
    for rule in (*verdict.rules, *verdict.undecided):
        yield Row(key="rule", label=delay(rule), text=remedy(rule, told.answer.regimen), cites=rule.cites)


def _silent_row(regimen: Regimen, verdict: Verdict, ask: str = "") -> Row:
    cites = regimen.no_missed_rule or merged(rule.cites for rule in regimen.missed)
    text = f"{_why_silent(verdict, regimen)}; the doses after it cannot be computed{ask}"
    return Row(key="silent", label="rule", text=text, cites=cites, is_lead=True)


def _why_silent(verdict: Verdict, regimen: Regimen) -> str:
    if regimen.no_missed_rule:
        return "the source says nothing of a missed dose"
    if verdict.is_at_half_month:
        return "the source does not define half a month, and the day lies at its edge"
    if verdict.undecided:
        return "the dates alone do not tell which of these rules holds"
    return "the source leaves these to choose from" if verdict.rules else "the source does not say what then"


def _advice_rows(told: Told, one: Advice, key: str, now: Now, verdict: Verdict) -> Iterator[Row]:
    perhaps = " (perhaps)" if one.rule in verdict.undecided else ""
    text = remedy(one.rule, told.answer.regimen)
    of_day = f"{one.rule.time} dose, " if one.rule.time else ""
    yield Row(key=key, label=f"{of_day}{delay(one.rule)}{perhaps}", text=text, cites=one.rule.cites)
    if now.is_open and one.rule.time is None:
        doses = (*one.doses, *([one.following] if one.following and one.clash is None else []))
        for place, dose in enumerate(doses, 1):
            missed = ", the missed one" if place == 1 and one.doses else ""
            text = f"{told.amount(dose)} ({dose.phase.name}{missed})"
            yield Row(key=f"{key}.{place}", label=weekday(dose.day), text=text, cites=one.rule.cites, is_lead=True)
    if one.clash is not None and one.following is not None:
        text = f"the next date, {weekday(one.following.day)}, is less than {interval(one.clash)} after it; the source "
        yield Row(key=f"{key}.clash", label="unclear", text=f"{text}does not say what then", cites=one.rule.cites)


def _given_row(told: Told, one: Given) -> Row:
    late = (one.dose.day - one.due).days
    said = [told.named(one.dose)]
    if late:
        said.append(f"{days(abs(late))} {'later' if late > 0 else 'earlier'} than due ({one.due.isoformat()})")
    if one.rule is not None:
        said.append(f"by the rule for {delay(one.rule)}")
    if one.too_soon is not None:
        said.append(f"sooner after the dose before than {interval(one.too_soon)}, the least that the source gives")
    cites = one.rule.cites if one.rule else one.dose.phase.cites
    return Row(key=f"given.{one.dose.day.isoformat()}", label=weekday(one.dose.day), text="; ".join(said), cites=cites)


def _plan_rows(told: Told) -> Iterator[Row]:
    plan = told.answer.plan
    if plan is None:
        yield _no_plan_row(told)
        return
    yield from _planned_rows(told, plan)


def _no_plan_row(told: Told) -> Row:
    old, new = told.answer.regimen.id, told.asked.switch
    for switch in told.record.switches:
        if (switch.from_, switch.to) == (old, new):
            text = f"the source counts the change to {new} from the last {switch.since_phase} dose; none was given"
            return Row(key="switch", label="change", text=text, cites=switch.cites, is_lead=True)
    text = f"the source does not say how to change from {old} to {new} after these doses"
    return Row(key="switch", label="change", text=text, is_lead=True)


def _planned_rows(told: Told, plan: Plan) -> Iterator[Row]:
    new = told.record.regimen(plan.switch.to)
    cites = plan.switch.cites
    first = plan.doses[0]
    at_least = "at least " if first.day > later(plan.counted_from, plan.switch.after).date else ""
    when = f"{at_least}{interval(plan.switch.after)} after the dose of {weekday(plan.counted_from)}"
    text = f"to {title(new)}: {told.amount(first)} on {weekday(first.day)}, {when}"
    yield Row(key="switch", label="change", text=text, cites=cites, is_lead=True)
    if plan.switch.tolerance is not None:
        text = f"{weekday(plan.earliest)}, by the source's {interval(plan.switch.tolerance)}, give or take"
        yield Row(key="switch.earliest", label="earliest", text=text, cites=cites)
    if plan.switch.note:
        yield Row(key="switch.note", label="", text=plan.switch.note, cites=cites)
