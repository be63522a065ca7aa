"""Rules about codes: one that is not well formed finds nothing, or the wrong thing."""

from collections.abc import Iterator

from drugcli.records.codes import MalformedCodeError, has_cas_check_digit, has_check_digit, ndc_key
from drugcli.records.markets import Market
from drugcli.records.monographs import Monograph
from drugcli.records.seeds import Seed


def codes_are_well_formed(record: Monograph | Market | Seed) -> Iterator[tuple[str, str]]:
    """An NDC has its groups of digits, a UNII and a CAS number their check digit."""
    if not isinstance(record, Monograph):
        return
    placed = [(f"identifier[{at}]", code) for at, code in enumerate(record.identifiers)]
    placed += [
        (f"presentation[{at}].code[{number}]", code)
        for at, product in enumerate(record.presentations)
        for number, code in enumerate(product.codes)
    ]
    for path, code in placed:
        fault = _fault(code.kind, code.code)
        if fault:
            yield f"{path}.code", fault


def _fault(kind: str, code: str) -> str | None:
    try:
        if kind == "NDC":
            ndc_key(code)
        elif kind == "UNII" and not has_check_digit(code):
            return f"the last character of {code} is not the check digit of a UNII"
        elif kind == "CAS" and not has_cas_check_digit(code):
            return f"the last digit of {code} is not the check digit of a CAS number"
    except MalformedCodeError as error:
        return str(error)
    return None
