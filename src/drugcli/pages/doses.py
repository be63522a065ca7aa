"""Regimens, missed doses and switches in words."""

from collections.abc import Iterator, Sequence

from drugcli.pages.figures import amount, bounds, every, hole, interval, joined, span
from drugcli.pages.page import Row
from drugcli.records.bounds import holes
from drugcli.records.monographs import Monograph
from drugcli.records.regimens import Band, CatchUp, Condition, MissedDose, Phase, Regimen, Switch


def title(regimen: Regimen) -> str:
    """Name a regimen by its agency and what sets it apart."""
    return " ".join(part for part in (regimen.agency, regimen.name) if part)


def dose_rows(record: Monograph) -> Iterator[Row]:
    """Lay out each regimen in one line, then what differs between agencies."""
    for regimen in record.regimens:
        yield Row(
            key=regimen.id,
            label=title(regimen),
            text=schedule(regimen),
            cites=_merged(phase.cites for phase in regimen.phases),
            is_lead=True,
        )
        yield from _band_rows(regimen)
        given = f"for {regimen.population.text}; {regimen.route}"
        yield Row(key=f"{regimen.id}.population", label="", text=given, cites=regimen.population.cites)
    yield from _difference_rows(record)


def schedule(regimen: Regimen) -> str:
    """Say a regimen's phases in order: '12 mg on days 0 and 14, then 12 mg every 4 months'."""
    said: list[str] = []
    for before, phase in zip((None, *regimen.phases), regimen.phases, strict=False):
        said.append(_phase(phase, before))
    return ", then ".join(said)


def _phase(phase: Phase, before: Phase | None) -> str:
    how_much = amount(phase.amount) if phase.amount else "the amount below,"
    if phase.days is not None:
        return f"{how_much} on days {joined([str(day) for day in phase.days])}"
    if phase.doses == 1:
        return f"{how_much} {interval(phase.after)} later" if phase.after else f"{how_much} once"
    assert phase.interval is not None  # noqa: S101  a Phase without days has it, or one dose
    if phase.doses is not None:
        text = f"{how_much}, {phase.doses} doses {interval(phase.interval)} apart"
        return f"{text}, the first {interval(phase.after)} later" if phase.after and before else text
    text = f"{how_much} {every(phase.interval)}"
    differs = phase.after is not None and phase.after != phase.interval
    return f"{text}, the first {interval(phase.after)} later" if differs and phase.after else text


def _band_rows(regimen: Regimen) -> Iterator[Row]:
    for phase in regimen.phases:
        for number, band in enumerate(phase.bands, 1):
            yield Row(
                key=f"{regimen.id}.{phase.name}.{number}",
                label=phase.name,
                text=f"{amount(band.amount)}: {_conditions(band)}",
                cites=band.cites,
                is_lead=True,
            )


def _conditions(band: Band) -> str:
    return "; ".join(_condition(one) for one in band.when)


def _condition(one: Condition) -> str:
    return f"{one.of} {bounds(one.bounds) if one.bounds else joined(list(one.states), 'or')}"


def _difference_rows(record: Monograph) -> Iterator[Row]:
    """Set the loading days and amounts of agencies' regimens of one name against each other."""
    for name in dict.fromkeys(regimen.name for regimen in record.regimens):
        same_name = [regimen for regimen in record.regimens if regimen.name == name]
        said = {regimen.agency: loading_doses(regimen) for regimen in same_name}
        if len(said) < len(same_name) or any(one is None for one in said.values()) or len(set(said.values())) == 1:
            continue
        spoken = [f"{agency} {_loading_text(doses or ())}" for agency, doses in said.items()]
        yield Row(
            key=f"differs.{name or 'regimen'}",
            label="differs",
            text=f"{name or 'loading'}: {'; '.join(spoken)}",
            cites=_merged(regimen.phases[0].cites for regimen in same_name),
        )


Dose = tuple[int, str]
"""A day, counted from the first dose (day 0), and an amount in words."""


def loading_doses(regimen: Regimen) -> tuple[Dose, ...] | None:
    """Return the doses of all counted phases; None when they cannot be counted in days."""
    doses: list[Dose] = []
    for phase in regimen.phases:
        if phase.count is None:
            break
        days = _days(phase)
        gap = _whole_days(phase.after) if doses else 0
        if days is None or gap is None or phase.amount is None:
            return None
        start = doses[-1][0] + gap if doses else 0
        doses += [(start + day, amount(phase.amount)) for day in days]
    return tuple(doses)


def _days(phase: Phase) -> tuple[int, ...] | None:
    if phase.days is not None:
        return phase.days
    if phase.doses == 1:
        return (0,)
    step = _whole_days(phase.interval)
    return None if step is None else tuple(step * number for number in range(phase.doses or 0))


def _whole_days(text: str | None) -> int | None:
    if text is None:
        return None
    number, _, unit = text.partition(" ")
    days = {"day": 1, "days": 1, "week": 7, "weeks": 7}.get(unit)
    return int(number) * days if days and number.isdigit() else None


def _loading_text(doses: tuple[Dose, ...]) -> str:
    if not doses:
        return "no loading doses"
    amounts = dict.fromkeys(text for _day, text in doses)
    parts = [f"{text} on days {joined([str(day) for day, one in doses if one == text])}" for text in amounts]
    return ", then ".join(parts)


def missed_rows(record: Monograph) -> Iterator[Row]:
    """Lay out what to do after a missed dose: a heading a kind of dose, a row a band of delay."""
    for regimen in record.regimens:
        for dose in dict.fromkeys(rule.dose for rule in regimen.missed):
            yield from _missed_dose(regimen, dose, [rule for rule in regimen.missed if rule.dose == dose])


def _missed_dose(regimen: Regimen, dose: str, rules: Sequence[MissedDose]) -> Iterator[Row]:
    heading, key = f"{title(regimen)}, missed {dose} dose", f"{regimen.id}.{dose}"
    banded = [rule.since_last for rule in rules if rule.since_last]
    if banded:
        heading += f", by time since the last {_counted(rules[0])}dose"
    yield Row(key=key, label=heading, text="", is_heading=True)
    gaps = holes(banded)
    for number, rule in enumerate(rules, 1):
        text = _remedy(rule, regimen)
        if rule.since_last and rule.since_phase != rules[0].since_phase:
            text += f" (counted from the last {_counted(rule)}dose)"
        label = span(rule.since_last) if rule.since_last else "any delay"
        yield Row(key=f"{key}.{number}", label=label, text=text, cites=rule.cites)
        for gap in gaps:
            if rule.since_last and gap.lower == rule.since_last.upper:
                cites = _merged(one.cites for one in rules)
                yield Row(key=f"{key}.hole", label=hole(gap), text="the source does not say", cites=cites)


def _counted(rule: MissedDose | Switch) -> str:
    return f"{rule.since_phase} " if rule.since_phase else ""


def _remedy(rule: MissedDose, regimen: Regimen) -> str:
    steps = [_catch_up(dose, regimen, first=at == 0) for at, dose in enumerate(rule.catch_up)]
    if rule.then == "restart":
        return ", ".join([*steps, "start the regimen again"])
    next_phase = _phase_of(regimen, rule.resume or rule.phases[-1])
    gap = interval(rule.minimum_gap) if rule.minimum_gap else ""
    if rule.then == "original-date":
        steps.append(f"then {_amount_of(next_phase)} on the original date of the next dose")
        return ", ".join(steps) + (f", if that is at least {gap} later" if gap else "")
    steps.append(f"then {_goes_on(next_phase)}")
    return ", ".join(steps) + (f"; doses at least {gap} apart" if gap else "")


def _goes_on(phase: Phase) -> str:
    if phase.count is None and phase.interval is not None:
        return f"{_amount_of(phase)} {every(phase.interval)}"
    return "later doses at the regimen's intervals from this one"


def _catch_up(dose: CatchUp, regimen: Regimen, *, first: bool) -> str:
    given = _amount_of(_phase_of(regimen, dose.phase))
    if dose.after is None:
        return f"{given} as soon as possible"
    return f"{given} {interval(dose.after)} {'later' if first else 'after that'}"


def _phase_of(regimen: Regimen, name: str) -> Phase:
    return next(phase for phase in regimen.phases if phase.name == name)


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
    give = [f"one {dose.phase} dose of {_amount_of(_phase_of(new, dose.phase))}" for dose in switch.give]
    tolerance = f" (give or take {interval(switch.tolerance)})" if switch.tolerance else ""
    resumed = _phase_of(new, switch.resume)
    goes_on = f"{_amount_of(resumed)} {every(resumed.interval)}" if resumed.interval else _amount_of(resumed)
    note = f". {switch.note}" if switch.note else ""
    first = f"{joined(give)}, at least {interval(switch.after)}{tolerance} after the last {_counted(switch)}dose"
    return f"{first}, then {goes_on}{note}"


def _amount_of(phase: Phase) -> str:
    return amount(phase.amount) if phase.amount else "the amount of its band"


def _merged(groups: Iterator[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cite for group in groups for cite in group))
