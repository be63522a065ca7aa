"""Codes of drugs and products, recognised by their shape."""

import re
from typing import Literal, NamedTuple

CodeKind = Literal["NDC", "UNII", "ATC", "CAS", "application number", "RxCUI", "number"]

NDC_SHAPES = ((4, 4, 2), (5, 3, 2), (5, 4, 1), (5, 4, 2))
"""Digits of labeler, product and package: the FDA's three of ten digits, and the billing form of eleven."""
NDC_FULL = (5, 4, 2)
TEN_DIGITS, ELEVEN_DIGITS = 10, 11
PRODUCT_DIGITS = 9
"""Of the eleven; the last two are the package."""
UNII_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

HYPHENED = re.compile(r"^\d+-\d+(?:-\d+)?$")
CAS = re.compile(r"^\d{2,7}-\d{2}-\d$")
UNII = re.compile(r"^[0-9A-Z]{10}$")
BARE_UNII = re.compile(r"^(?=.*\d)(?=.*[A-Z])[0-9A-Z]{10}$")
"""Without its label; ten letters alone are a word, and ten digits an NDC."""
ATC = re.compile(r"^[A-DGHJLMNPRSV]\d\d[A-Z]{2}\d\d$")
APPLICATIONS = ("NDA", "BLA", "ANDA")
APPLICATION = re.compile(rf"^(?:{'|'.join(APPLICATIONS)}) ?\d{{5,6}}$")
LABELED = re.compile(r"^(?:NDC|UNII|ATC|CAS|RXCUI)[ :]+(?=\S)")
DIGITS = re.compile(r"^\d+$")


class Code(NamedTuple):
    """A recognised code: what it is, and the spellings under which it may be kept."""

    kind: CodeKind
    keys: tuple[str, ...]


class MalformedCodeError(ValueError):
    """Something has nearly the shape of a code; the message says which rule it breaks."""


def recognise(typed: str) -> Code | None:
    """Return the code that a typed text has the shape of, or None.

    Raises MalformedCodeError for a text that can only be meant as a code and is none.
    """
    plain = typed.strip().upper()
    text = LABELED.sub("", plain)
    if plain.startswith("RXCUI") and DIGITS.match(text):
        return Code("RxCUI", (text,))
    if APPLICATION.match(text):
        return Code("application number", (text.replace(" ", ""),))
    if UNII.match(text) and (plain.startswith("UNII") or (BARE_UNII.match(text) and has_check_digit(text))):
        return _unii(text)
    if HYPHENED.match(text) or DIGITS.match(text):
        return _numeric(text, is_ndc=plain.startswith("NDC"))
    if ATC.match(text):
        return Code("ATC", (text,))
    return None


def _numeric(text: str, *, is_ndc: bool) -> Code:
    if "-" not in text:
        return _digits(text, is_ndc=is_ndc)
    if not is_ndc and CAS.match(text) and has_cas_check_digit(text):
        return Code("CAS", (text,))
    return Code("NDC", (ndc_key(text),))


def _digits(text: str, *, is_ndc: bool) -> Code:
    if len(text) == ELEVEN_DIGITS:
        return Code("NDC", (text,))
    if len(text) == TEN_DIGITS:
        return Code("NDC", tuple(ndc_key(_hyphened(text, shape)) for shape in NDC_SHAPES if sum(shape) == TEN_DIGITS))
    if is_ndc:
        raise MalformedCodeError(f"an NDC has 10 or 11 digits; {text} has {len(text)}")
    return Code("number", (text, *(f"{sort}{text}" for sort in APPLICATIONS)))


def _unii(text: str) -> Code:
    if not has_check_digit(text):
        raise MalformedCodeError(f"the last character of {text} is not the check digit of a UNII")
    return Code("UNII", (text,))


def _hyphened(digits: str, shape: tuple[int, int, int]) -> str:
    labeler, product, _package = shape
    return f"{digits[:labeler]}-{digits[labeler : labeler + product]}-{digits[labeler + product :]}"


def ndc_key(hyphened: str) -> str:
    """Return the one spelling of an NDC: eleven digits, or nine for a product without its package.

    Each part is filled with zeros to 5, 4 and 2 digits (CMS billing format). Raises
    MalformedCodeError for parts of other lengths.
    """
    parts = hyphened.split("-")
    lengths = tuple(len(part) for part in parts)
    if not any(lengths == shape[: len(lengths)] for shape in NDC_SHAPES):
        shapes = ", ".join("-".join(map(str, shape)) for shape in NDC_SHAPES)
        found = "-".join(map(str, lengths))
        raise MalformedCodeError(f"an NDC has its digits in groups of {shapes}; {hyphened} has {found}")
    return "".join(part.zfill(full) for part, full in zip(parts, NDC_FULL, strict=False))


def has_check_digit(unii: str) -> bool:
    """Tell whether a UNII ends in its check digit: the sum of the nine digits before it, base 36, modulo 36."""
    if len(unii) != TEN_DIGITS or not set(unii) <= set(UNII_DIGITS):
        return False
    *body, check = (UNII_DIGITS.index(digit) for digit in unii)
    return sum(body) % len(UNII_DIGITS) == check


def has_cas_check_digit(number: str) -> bool:
    """Tell whether a CAS number ends in its check digit: the others, counted from the right, by their place."""
    if not CAS.match(number):
        return False
    *body, check = (int(digit) for digit in number if digit != "-")
    return sum(place * digit for place, digit in enumerate(reversed(body), 1)) % 10 == check
