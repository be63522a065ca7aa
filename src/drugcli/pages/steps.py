"""What changes a dose, and how it is infused, rounded and divided, in words."""

from collections.abc import Callable, Iterator

from drugcli.pages.alike import said_once
from drugcli.pages.dosage import by_row, conditions, phase
from drugcli.pages.figures import amount, bounds, content, figure, interval, span
from drugcli.pages.page import Row
from drugcli.records.bounds import Bounds
from drugcli.records.conditions import Rounding
from drugcli.records.infusions import Infusion, Split, Supplement, Window
from drugcli.records.monographs import Monograph
from drugcli.records.regimens import Regimen, Step


def step_rows(record: Monograph) -> Iterator[Row]:
    """Lay out the steps of each regimen, which depend on response, and its supplements."""
    yield from _headed(record, _step_rows)


def _headed(record: Monograph, rows_of: Callable[[Regimen], Iterator[Row]]) -> Iterator[Row]:
    blocks = ((regimen, tuple(rows_of(regimen))) for regimen in record.regimens)
    for key, names, rows in said_once(blocks, record.regimens):
        yield Row(key=key, label=names, text="", is_heading=True)
        yield from rows


def _step_rows(regimen: Regimen) -> Iterator[Row]:
    for step in regimen.steps:
        yield Row(key=f"{regimen.id}.{step.id}", label=step.when, text=outcome(step, regimen), cites=step.cites)
    for number, one in enumerate(regimen.supplements, 1):
        key = f"{regimen.id}.supplement.{number}"
        yield Row(key=key, label=one.event, text=supplement(one), cites=one.cites)


def outcome(step: Step, regimen: Regimen) -> str:
    """Say where a step leads: '0.02 mg per kg more, to at most 0.13 mg per kg; after 3 days at the earliest'."""
    parts = [change(step, regimen)]
    if step.limit is not None:
        bound = "at most" if step.direction == "up" else "no less than"
        parts.append(f"to {bound} {amount(step.limit)}{_a_day(step, regimen)}")
    text = ", ".join(parts)
    if step.conditions:
        text += f" ({conditions(step.conditions)})"
    if step.after is not None:
        wait = span(Bounds(at_least=step.after, at_most=step.latest)) if step.latest else interval(step.after)
        first = "the first dose of the phase" if step.since == "first dose" else "the last dose"
        counted = "the last change" if step.by is not None else first
        text += f"; {wait} after {counted}" + ("" if step.latest else " at the earliest")
    return text


def change(step: Step, regimen: Regimen) -> str:
    """Say what a step changes: '0.02 mg per kg more', 'stop for good', '1.25 mg per kg every month'."""
    if step.by is not None:
        return f"{amount(step.by)}{_a_day(step, regimen)} {'more' if step.direction == 'up' else 'less'}"
    if step.act is not None:
        return {"go on": "go on", "hold": "hold the dose", "stop": "stop for good"}[step.act]
    following = next(one for one in regimen.phases if one.name == step.to)
    return phase(following, None, by_row(following))


def _a_day(step: Step, regimen: Regimen) -> str:
    """Mark a step that changes the amount of a whole day, which is then divided."""
    return " a day" if any(one.divided_into for one in regimen.phases if one.name in step.phases) else ""


def supplement(one: Supplement) -> str:
    """Say what is given beside the schedule after an event."""
    given = amount(one.amount) if one.amount else "no supplement"
    last = f" where the most recent dose was {bounds(one.last_dose)}" if one.last_dose else ""
    only = f" ({conditions(one.when)})" if one.when else ""
    return f"{given}{last}; {one.timing}{only}"


def infusion_rows(record: Monograph) -> Iterator[Row]:
    """Lay out dilution, rates, rounding, division and the window of each regimen."""
    yield from _headed(record, _infusion_rows)


def _infusion_rows(regimen: Regimen) -> Iterator[Row]:
    key = regimen.id
    for number, one in enumerate(regimen.rounding, 1):
        yield Row(key=f"{key}.rounding.{number}", label="rounding", text=rounding(one), cites=one.cites)
    for number, given in enumerate(regimen.infusions, 1):
        yield Row(key=f"{key}.infusion.{number}", label="infusion", text=infusion(given), cites=given.cites)
    for number, cut in enumerate(regimen.splits, 1):
        yield Row(key=f"{key}.split.{number}", label="injections", text=split(cut), cites=cut.cites)
    for number, width in enumerate(regimen.windows, 1):
        yield Row(key=f"{key}.window.{number}", label="window", text=window(width), cites=width.cites)


def rounding(one: Rounding) -> str:
    """Say how a dose is rounded: 'up to a multiple of 0.5 mL, age at least 2 years'."""
    to = "to the nearest" if one.direction == "nearest" else f"{one.direction} to a"
    text = f"{to} multiple of {figure(one.multiple)} {one.unit}"
    said = [bounds(one.of) if one.of else "", conditions(one.when)]
    return ", ".join([text, *(part for part in said if part)])


def infusion(one: Infusion) -> str:
    """Say how a dose is diluted and how fast it runs."""
    said = [conditions(one.when)]
    if one.final_volume:
        said.append(f"diluted to {one.final_volume} in all")
    if one.final_concentration:
        said.append(f"diluted to {content(one.final_concentration)}")
    said += [f"{rate.rate} for {rate.lasting}" for rate in one.rates]
    if one.then_add:
        said.append(f"then {one.then_add} more every {one.rates[-1].lasting}")
    if one.top_rate:
        said.append(f"at most {one.top_rate}")
    if one.then_rate:
        said.append(f"then {one.then_rate} to the end")
    if one.duration:
        said.append(f"over {bounds(one.duration)}")
    return "; ".join(part for part in said if part)


def split(one: Split) -> str:
    """Say above which volume a dose is divided."""
    may = "may be divided" if one.is_optional else "is divided"
    return f"a dose of more than {one.above} {may} into equal injections"


def window(one: Window) -> str:
    """Say how far from its date a dose may be given."""
    if one.before == one.after and one.before:
        return f"within {interval(one.before)} of its date, before or after"
    sides = ((one.before, "before"), (one.after, "after"))
    return ", ".join(f"up to {interval(far)} {side} its date" for far, side in sides if far)
