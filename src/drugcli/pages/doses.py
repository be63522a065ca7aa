"""The dose: each regimen in one line, and what differs between agencies."""

from collections.abc import Iterator

from drugcli.pages import dosage
from drugcli.pages.dosage import merged, title
from drugcli.pages.figures import amount, fact, joined
from drugcli.pages.page import Row
from drugcli.records.monographs import Monograph
from drugcli.records.regimens import Phase, Regimen


def dose_rows(record: Monograph) -> Iterator[Row]:
    """Lay out each regimen in one line, then what differs between agencies."""
    for regimen in record.regimens:
        yield Row(
            key=regimen.id,
            label=title(regimen),
            text=schedule(regimen),
            cites=merged(phase.cites for phase in regimen.phases),
            is_lead=True,
        )
        yield from _band_rows(regimen)
        given = f"for {regimen.population.text}; {regimen.route}"
        yield Row(key=f"{regimen.id}.population", label="", text=given, cites=regimen.population.cites)
        if regimen.caution is not None:
            yield Row(key=f"{regimen.id}.caution", label="", text=fact(regimen.caution), cites=regimen.caution.cites)
    yield from _difference_rows(record)


def schedule(regimen: Regimen, *, rows_follow: bool = True) -> str:
    """Say a regimen's phases in order: '12 mg on days 0 and 14, then 12 mg every 4 months'."""
    planned = regimen.planned
    said = [
        dosage.phase(phase, before, dosage.BELOW if rows_follow else dosage.by_row(phase))
        for before, phase in zip((None, *planned), planned, strict=False)
    ]
    return ", then ".join(said)


def _band_rows(regimen: Regimen) -> Iterator[Row]:
    for phase in regimen.phases:
        for number, band in enumerate(phase.bands, 1):
            yield Row(
                key=f"{regimen.id}.{phase.name}.{number}",
                label=phase.name,
                text=f"{dosage.band(band, phase.interval)}: {dosage.conditions(band.when)}",
                cites=band.cites,
                is_lead=band.no_dose is None,
            )


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
            cites=merged(regimen.phases[0].cites for regimen in same_name),
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
