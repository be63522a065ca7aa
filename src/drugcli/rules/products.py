"""Rules about products: a dose that names none that is here counts no volume and no vial, and says nothing of it."""

from collections.abc import Iterator

from drugcli.records.amounts import Dosage
from drugcli.records.markets import Market
from drugcli.records.monographs import Monograph
from drugcli.records.seeds import Seed


def products_are_presentations(record: Monograph | Market | Seed) -> Iterator[tuple[str, str]]:
    """A product that a dose is taken from is the name of a presentation, letter for letter."""
    if not isinstance(record, Monograph):
        return
    names = [one.name for one in record.presentations]
    for number, regimen in enumerate(record.regimens):
        for at, phase in enumerate(regimen.phases):
            path = f"regimen[{number}].phase[{at}]"
            dosages = [(path, phase), *((f"{path}.band[{row}]", band) for row, band in enumerate(phase.bands))]
            for place, product in (named for where, dosage in dosages for named in _named(where, dosage)):
                if product not in names:
                    yield place, f"no presentation is named {product!r}; presentations: {', '.join(names) or 'none'}"


def _named(path: str, dosage: Dosage) -> Iterator[tuple[str, str]]:
    yield from ((f"{path}.products[{at}]", name) for at, name in enumerate(dosage.products))
    for at, portion in enumerate(dosage.portions):
        if portion.product is not None:
            yield f"{path}.portions[{at}].product", portion.product
