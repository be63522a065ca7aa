"""Rules about how figures are written.

From the ISMP's list of error-prone abbreviations and dose designations, and the Joint
Commission's do-not-use list.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from drugcli.records.markets import Market
from drugcli.records.monographs import Monograph
from drugcli.records.seeds import Seed
from drugcli.records.walk import numbers, strings

PROSE = frozenset(
    {"text", "title", "note", "criterion", "when", "subject", "answer", "question", "reason", "dose"}
    | {"route", "tests", "states", "form", "container", "pack"}
)
"""Keys whose text is ours and is read as a sentence; names, codes and addresses are not."""

MEASURES = frozenset(
    {"unit", "per", "volume", "at_least", "more_than", "less_than", "at_most"}
    | {"interval", "after", "minimum_gap", "tolerance"}
)
"""Keys that hold a unit, with its figure or beside it; the page sets the commas."""

QUOTED = ("sources.", "other_name", "document.")
"""Where titles and names stand as others wrote them."""

FIGURE = r"(?<![\d.,])[\d.,]*\d"

TRAILING_ZERO = re.compile(r"(?<![\d.])(?<![Vv]ersion )(?<![Ss]ection )(?<!§)\d+\.\d*0(?!\d|\.\d)")
"""'Version 2.10' and 'section 5.10' count, and are no figures."""

THOUSANDS = re.compile(r"(?<![\w,.-])(?!(?:19|20)\d\d(?!\d|\.\d))[1-9]\d{3,}(?!\d|-\d)")
"""Years pass, and so do parts of codes: J2326, 64406-058-01."""

COMMAS = "write thousands with a comma: 1,000"
UNSAFE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<![\d.])\.\d"), "a decimal without its zero can be read ten times too large; write 0.5"),
    (TRAILING_ZERO, "a trailing zero can be read ten times too large; write 1, not 1.0"),
    (THOUSANDS, COMMAS),
    (re.compile(rf"(?:[µμ]|{FIGURE} ?u)g\b"), "write mcg"),
    (re.compile(rf"{FIGURE} ?(?:cc|ml|ML)\b"), "write mL"),
    (re.compile(rf"{FIGURE} ?(?:U|IU|u)\b"), "write units"),
    (
        re.compile(rf"{FIGURE}(?:mg|mcg|g|kg|mL|L|units?|hours?|days?|weeks?|months?|years?)\b"),
        "put a space before the unit",
    ),
    (re.compile(r"\b(?:QD|qd|QOD|qod|q\.d\.|BID|TID|QID|TIW|SC|SQ|HS|qhs)\b"), "write the frequency or route in words"),
    (re.compile(r"[<>≤≥&@]"), "write the sign in words: less than, at least, and"),
    (re.compile(r"\s{2,}|^\s|\s$"), "remove the extra space"),
)


def figures_are_written_safely(record: Monograph | Market | Seed) -> Iterator[tuple[str, str]]:
    """What has killed by being misread is not written."""
    for path, text in strings(record):
        key = path.rpartition(".")[2].partition("[")[0]
        if path.startswith(QUOTED):
            continue
        if key in PROSE or re.fullmatch(r"presentation\[\d+\]\.name", path):
            yield from ((path, what) for what in unsafe(text))
        elif key in MEASURES:
            told = unsafe(text if text[0].isdigit() else f"1 {text}")
            yield from ((path, what) for what in told if not what.endswith(COMMAS))


def unsafe(text: str) -> Iterator[str]:
    """Yield what is written unsafely in a text, and how to write it."""
    for pattern, advice in UNSAFE:
        match = pattern.search(text)
        if match:
            yield f"{match.group().strip() or 'two spaces'!r}: {advice}"


def no_trailing_zeros(record: Monograph | Market | Seed) -> Iterator[tuple[str, str]]:
    """A figure is written once, without zeros that a careless reader could take for digits."""
    for path, value in numbers(record):
        if _has_trailing_zero(value):
            yield path, f"{value} ends in a zero after the point; write {value.normalize():f}"


def _has_trailing_zero(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent < 0 and value.as_tuple().digits[-1] == 0
