"""What a patient is given in a phase: the row that fits, the amount worked out, and what it takes of each product."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from drugcli.dosing.amounts import Figure, MissingError, Way, Worked, worked
from drugcli.dosing.case import Case
from drugcli.dosing.products import Supply, supply
from drugcli.dosing.rows import nearest, rows
from drugcli.dosing.steps import Changed, changed
from drugcli.records.amounts import Dosage, Portion
from drugcli.records.conditions import Band
from drugcli.records.presentations import Presentation
from drugcli.records.regimens import Phase


class Taking(NamedTuple):
    """One amount of a day of dosing: an only one, or one of several portions."""

    portion: Portion | None
    worked: Worked
    stepped: Changed
    supplies: tuple[tuple[Way, Figure, Supply], ...]


class PhaseDose(NamedTuple):
    """What a patient is given in a phase, or what must be known to tell."""

    phase: Phase
    band: Band | None
    """The row of the phase's table, where it has one."""
    takings: tuple[Taking, ...]
    fitting: tuple[Band, ...]
    """All rows that fit: more than one, where the source gives two answers."""
    open: tuple[Band, ...]
    """Rows that may be the patient's."""
    missing: tuple[str, ...]
    nearest: tuple[Band, ...] = ()
    """Where no row fits, those next to the patient's figures."""

    @property
    def has_no_dose(self) -> bool:
        """Whether it is certain that the source gives this patient none."""
        return not (self.takings or self.missing)


def phase_dose(case: Case, phase: Phase) -> PhaseDose:
    """Return what a patient is given in a phase on a day."""
    if not phase.bands:
        return _settled(case, phase, None, ())
    found = rows(phase, case.patient, case.day)
    refused = [band for band in found.fitting if band.no_dose]
    same = {_said(band) for band in found.fitting}
    if not found.fitting and not found.open:
        return PhaseDose(phase, None, (), (), (), (), nearest(phase, case.patient, case.day))
    if found.open or len(same) != 1:
        band = refused[0] if refused else None
        missing = () if refused and not found.open else found.missing
        return PhaseDose(phase, band, (), found.fitting, found.open, missing)
    return _settled(case, phase, found.fitting[0], found.fitting)


def _said(band: Band) -> tuple[object, ...]:
    return (band.no_dose, band.amount, band.portions, band.doses_a_day, band.divided_into, band.interval)


def _settled(case: Case, phase: Phase, band: Band | None, fitting: tuple[Band, ...]) -> PhaseDose:
    try:
        takings = tuple(_takings(case, band or phase))
    except MissingError as error:
        return PhaseDose(phase, band, (), fitting, (), (error.name,))
    return PhaseDose(phase, band, takings, fitting, (), ())


def _takings(case: Case, dosage: Dosage) -> Iterator[Taking]:
    portions: Sequence[Portion | None] = dosage.portions or ((None,) if dosage.amount else ())
    for portion in portions:
        amount = portion.amount if portion is not None else dosage.amount
        assert amount is not None  # noqa: S101  the line above chose one that is there
        stepped = changed(amount, case.taken)
        reckoned = worked(stepped.amount, dosage, case)
        names = {portion.product} if portion is not None else set(dosage.products)
        products = [one for one in case.presentations if one.name in names]
        yield Taking(portion, reckoned, stepped, tuple(_supplies(case, reckoned, products)))


def _supplies(case: Case, reckoned: Worked, products: Sequence[Presentation]) -> Iterator[tuple[Way, Figure, Supply]]:
    for way in reckoned.ways:
        for place, single in enumerate(way.single):
            after = way.rounded[place].to if place < len(way.rounded) else None
            for product in products:
                one = supply(after or single, product, case)
                if one is not None:
                    yield way, after or single, one
