"""How the lists spell a name, and how the field writes it."""

import re
from functools import lru_cache

from drugcli.naming.words import FORMS, STRENGTH
from drugcli.records.folding import fold as slow_fold
from drugcli.records.folding import printable

MARKS = re.compile("[\u00ae\u2122\u00a9\u2020\u2021\ufffd*]")
PLAIN = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014\u00a0`", "''\"\"-- '")
GREEK = re.compile(r"\.([A-Z]+)\.", re.IGNORECASE)
STEREO = re.compile(r"\((?:\+/-|\+|-|\+-|-\+)\)")
"""What folding cannot see: 'EPINEPHRINE,(+/-)-' folds as epinephrine does."""


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Fold, remembering: the lists say the same names many times."""
    return slow_fold(text)


def tidy(text: str) -> str:
    """Return a name without marks, doubled spaces, control characters and stray punctuation at its ends."""
    return " ".join(printable(MARKS.sub(" ", text).translate(PLAIN)).split()).strip(' ,;:-"')


def bare(text: str) -> str:
    """Return a name without strengths and the words of forms."""
    words = STRENGTH.sub(" ", text).replace("(", " ").replace(")", " ").split()
    return " ".join(word for word in words if word.strip(".,").lower() not in FORMS)


def greek(text: str) -> str:
    """Return '.ALPHA.-TOCOPHEROL' as 'ALPHA-TOCOPHEROL'."""
    return GREEK.sub(r"\1", text)


def lower(text: str) -> str:
    """Return a name of the UNII list as the field writes it."""
    return tidy(greek(text)).lower()


def plain(preferred: str) -> str:
    """Return 'AZITHROMYCIN, UNSPECIFIED FORM' as the azithromycin that everybody says."""
    return lower(preferred).removesuffix(" form").removesuffix(", unspecified")
