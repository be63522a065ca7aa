"""Missed doses and changes of regimen in words."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from drugcli.pages.alike import Block, said_once
from drugcli.pages.dosage import DAY, merged
from drugcli.pages.figures import amount, every, hole, interval, joined, span
from drugcli.pages.page import Row
from drugcli.records.bounds import holes
from drugcli.records.measures import measure
from drugcli.records.missed import CatchUp, MissedDose
from drugcli.records.monographs import Monograph
from drugcli.records.regimens import Phase, Regimen
from drugcli.records.switches import Switch

USUAL = "the usual dose"


def missed_rows(record: Monograph) -> Iterator[Row]:
    """Lay out what to do after a missed dose: a heading a kind of dose, a row a band of delay."""
    blocks = [block for regimen in record.regimens for block in _missed_doses(regimen)]
    for _key, names, (first, *rest) in said_once(blocks, record.regimens):
        if first.is_heading:
            yield replace(first, label=f"{names}{':' if ';' in names else ','} {first.label}")
            yield from rest
        else:
            yield replace(first, label=names)


def _missed_doses(regimen: Regimen) -> Iterator[Block]:
    for dose in dict.fromkeys(rule.dose for rule in regimen.missed):
        yield regimen, tuple(_missed_dose(regimen, dose, [rule for rule in regimen.missed if rule.dose == dose]))
    if regimen.no_missed_rule:
        text = "the source says nothing of a missed dose"
        yield regimen, (Row(key=f"{regimen.id}.none", label="", text=text, cites=regimen.no_missed_rule),)


def _missed_dose(regimen: Regimen, dose: str, rules: Sequence[MissedDose]) -> Iterator[Row]:
    heading, key = f"missed {dose} dose", f"{regimen.id}.{dose}"
    banded = [rule.since_last for rule in rules if rule.since_last]
    if banded:
        heading += f", by time since the last {_counted(rules[0])}dose"
    yield Row(key=key, label=heading, text="", is_heading=True)
    gaps = [*holes(banded), *holes(rule.late for rule in rules if rule.late)]
    for number, rule in enumerate(rules, 1):
        text = remedy(rule, regimen)
        if rule.since_last and rule.since_phase != rules[0].since_phase:
            text += f" (counted from the last {_counted(rule)}dose)"
        yield Row(key=f"{key}.{number}", label=delay(rule), text=text, cites=rule.cites)
        for gap in gaps:
            if gap.lower in {one.upper for one in (rule.since_last, rule.late) if one}:
                cites = merged(one.cites for one in rules)
                yield Row(key=f"{key}.hole", label=hole(gap), text="the source does not say", cites=cites)


def delay(rule: MissedDose) -> str:
    """Say for which delay a rule holds: '8 to less than 16 months', 'at most 6 hours late'."""
    said = [
        span(rule.since_last) if rule.since_last else "",
        f"{span(rule.late)} late" if rule.late else "",
        f"{span(rule.until_next)} before the next dose" if rule.until_next else "",
    ]
    return ", ".join(part for part in said if part) or "any delay"


def _counted(rule: MissedDose | Switch) -> str:
    return f"{rule.since_phase} " if rule.since_phase else ""


def remedy(rule: MissedDose, regimen: Regimen) -> str:
    """Say what a rule has done: '12 mg as soon as possible, then 12 mg every 4 months'."""
    text = _steps(rule, regimen)
    return f"{text}. {rule.note}" if rule.note else text


def _steps(rule: MissedDose, regimen: Regimen) -> str:
    steps = [_catch_up(dose, rule, regimen, first=at == 0) for at, dose in enumerate(rule.catch_up)]
    if rule.then == "restart":
        return ", ".join([*steps, "start the regimen again"])
    steps = steps or ["leave the dose out"]
    steps += [f"no {time} dose on that day" for time in rule.leave_out]
    next_phase = regimen.phase(rule.resume or rule.phases[-1])
    gap = interval(rule.minimum_gap) if rule.minimum_gap else ""
    if rule.then == "original-date":
        when = "at its usual time" if _is_daily(next_phase) else "on the original date of the next dose"
        steps.append(f"then {_next_amount(rule, regimen)} {when}")
        return ", ".join(steps) + (f", if that is at least {gap} later" if gap else "")
    steps.append(f"then {_goes_on(next_phase, _next_amount(rule, regimen))}")
    return ", ".join(steps) + (f"; doses at least {gap} apart" if gap else "")


def _is_daily(phase: Phase) -> bool:
    return phase.interval is not None and measure(phase.interval) == DAY


def _next_amount(rule: MissedDose, regimen: Regimen) -> str:
    """Say how much the next regular dose is, where that is one amount whichever dose was missed."""
    return _one_amount((rule.resume,) if rule.resume else rule.phases, regimen)


def _one_amount(phases: Sequence[str], regimen: Regimen) -> str:
    amounts = {_amount_of(regimen.phase(name), regimen) for name in phases}
    return amounts.pop() if len(amounts) == 1 else USUAL


def _goes_on(phase: Phase, how_much: str) -> str:
    if phase.count is None and phase.interval is not None:
        return f"{how_much} {every(phase.interval)}"
    return "later doses at the regimen's intervals from this one"


def _catch_up(dose: CatchUp, rule: MissedDose, regimen: Regimen, *, first: bool) -> str:
    given = _one_amount((dose.phase,) if dose.phase else rule.phases, regimen)
    if dose.phase is None and given == USUAL:
        given = "the missed dose"
    if dose.after is None:
        return f"{given} as soon as possible"
    return f"{given} {interval(dose.after)} {'later' if first else 'after that'}"


def switch_rows(record: Monograph) -> Iterator[Row]:
    """Lay out how to change between regimens."""
    by_id = {regimen.id: regimen for regimen in record.regimens}
    for switch in record.switches:
        old, new = by_id[switch.from_], by_id[switch.to]
        yield Row(
            key=f"{switch.from_}.{switch.to}",
            label=new.agency,
            text=f"{old.name or old.id} to {new.name or new.id}: {_switch(switch, new)}",
            cites=switch.cites,
        )


def _switch(switch: Switch, new: Regimen) -> str:
    phases = [new.phase(dose.phase or switch.resume) for dose in switch.give]
    give = [f"one {phase.name} dose of {_amount_of(phase, new)}" for phase in phases]
    tolerance = f" (give or take {interval(switch.tolerance)})" if switch.tolerance else ""
    resumed = new.phase(switch.resume)
    how_much = _amount_of(resumed, new)
    goes_on = f"{how_much} {every(resumed.interval)}" if resumed.interval else how_much
    note = f". {switch.note}" if switch.note else ""
    first = f"{joined(give)}, at least {interval(switch.after)}{tolerance} after the last {_counted(switch)}dose"
    return f"{first}, then {goes_on}{note}"


def _amount_of(phase: Phase, regimen: Regimen) -> str:
    """Say how much one dose of a phase is, unless steps change it or it is a part of a day's amount."""
    is_changed = any(step.by is not None and phase.name in step.phases for step in regimen.steps)
    is_single = phase.amount is not None and phase.divided_into is None and not is_changed
    return amount(phase.amount) if phase.amount is not None and is_single else USUAL
