"""What is left of a typed text without the words that tell of its salt, or of its dose."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from drugcli.records.folding import WORD, fold
from drugcli.records.salts import ELEMENTS, HYDRATES, SALTS, SHORTHAND

_DOSE_WORDS = """
    mg mcg g gm kg ml l units unit iu meq mmol percent
    tab tabs tablet tablets cap caps capsule capsules inj injection vial pen kit syringe solution soln susp suspension
    syrup elixir cream ointment oint gel lotion patch spray inhaler drops powder film suppository
    er xr xl sr cr dr ec ir la odt po iv im sc sl pr oral intravenous subcutaneous topical ophthalmic
    daily bid tid qid prn
"""
DOSE_WORDS = frozenset(_DOSE_WORDS.split())
"""Words of strength, form, release, route and schedule, as orders have them beside a name."""
FIGURE = re.compile(r"^\d+[a-z]*$")


class WithoutSalts(NamedTuple):
    """A text without some of its words: salt words that stood last, and any that tell of water."""

    text: str
    salts: tuple[str, ...]
    water: tuple[str, ...]


def spelled_out(text: str) -> str:
    """Return a text with the shorthand of salts written out: 'hcl' as 'hydrochloride'."""
    return WORD.sub(lambda word: SHORTHAND.get(word[0].lower(), word[0]), text)


def without_dose(text: str) -> str:
    """Return a text up to its first figure, without words of dose and form: 'exampline er 50 mg' as 'exampline'."""
    kept: list[str] = []
    for word in WORD.findall(text):
        if FIGURE.match(fold(word)) and kept:
            break
        kept += [word] if fold(word) not in DOSE_WORDS else []
    return " ".join(kept)


def without_salts(text: str) -> Iterator[WithoutSalts]:
    """Yield a text without water, then also without one last salt word after another.

    What is left is never an element or a salt word itself: calcium acetate is no form of calcium.
    """
    typed = WORD.findall(text)
    water = tuple(word for word in typed if fold(word) in HYDRATES)
    kept = [word for word in typed if fold(word) not in HYDRATES]
    salts: tuple[str, ...] = ()
    if water and _is_base(kept):
        yield WithoutSalts(" ".join(kept), salts, water)
    while kept and fold(kept[-1]) in SALTS:
        salts = (kept.pop(), *salts)
        if _is_base(kept):
            yield WithoutSalts(" ".join(kept), salts, water)


def _is_base(kept: list[str]) -> bool:
    return any(fold(word) not in SALTS | ELEMENTS for word in kept)
