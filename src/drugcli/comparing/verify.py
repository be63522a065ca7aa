"""Whether the figures of a monograph stand in the labels that it cites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from drugcli.comparing.claims import Claim, claims
from drugcli.comparing.figures import Figure
from drugcli.comparing.sections import LabelText, Passage
from drugcli.comparing.units import Unit, base, is_met
from drugcli.library.labels import Held, LabelLibrary
from drugcli.records.monographs import Monograph
from drugcli.records.sources import Cite, Source

Verdict = Literal["stands", "unit apart", "elsewhere", "missing", "unchecked"]
NO_LABEL = "the source is no US label"
NO_SET = "the source names no set id"
NOT_HERE = "the cited label is not in the label library"
NOT_THIS = "the cited version of the label is not in the label library"
NO_SECTION = "the copy in the label library has no such section"
OTHER_SOURCE = "another source that is cited with the label cannot be checked"
RECKONED = "a count that the label may give in other words"
NO_SOURCE = "no source is cited"
NO_CODE = "the label library keeps no codes of this kind"
OF_SOURCE = "the version, the year or a section of the label itself"
MOST_PLACES = 5


class Newer(NamedTuple):
    """What a newer version of a label did to a cited section."""

    version: int
    date: str | None
    still_stands: bool


class Checked(NamedTuple):
    """A figure, and what was found of it."""

    claim: Claim
    verdict: Verdict
    cite: Cite | None = None
    """Where it stands, else the first cite that could be checked."""
    as_written: str = ""
    """As the label has it, letter for letter."""
    places: tuple[str, ...] = ()
    """Other sections of the label where it stands."""
    why: str = ""
    newer: Newer | None = None


class Labels:
    """The labels of a library, by the sources of a monograph."""

    def __init__(self, library: LabelLibrary | None, sources: dict[str, Source]) -> None:
        self._library = library
        self._sources = sources
        self._texts: dict[int, LabelText] = {}
        self._found: dict[str, LabelText | str] = {}

    def cited(self, source: str) -> LabelText | str:
        """Return the label that a source is, or why it cannot be looked at."""
        if source not in self._found:
            self._found[source] = self._cited(self._sources[source])
        return self._found[source]

    def newer(self, text: LabelText) -> LabelText | None:
        """Return the newest version of a label, if it is newer than this."""
        assert self._library is not None  # noqa: S101  it gave the label
        versions = [one for one in self._library.versions(text.held.set_id) if one.version > text.held.version]
        return self._text(self._library, versions[0]) if versions else None

    def _cited(self, source: Source) -> LabelText | str:
        if source.kind != "regulator label":
            return NO_LABEL
        if source.set_id is None:
            return NO_SET
        versions = self._library.versions(source.set_id) if self._library else []
        if self._library is None or not versions:
            return NOT_HERE
        held = next((one for one in versions if _is_version(one, source)), None)
        return NOT_THIS if held is None else self._text(self._library, held)

    def _text(self, library: LabelLibrary, held: Held) -> LabelText:
        if held.id not in self._texts:
            self._texts[held.id] = LabelText(library, held)
        return self._texts[held.id]


def _is_version(held: Held, source: Source) -> bool:
    """Tell whether a label is the version that a source is: by its number and its day, as far as both are known."""
    numbered = source.version is not None and source.version.isdecimal()
    if numbered and held.version != int(source.version or 0):
        return False
    if source.date and held.date:
        return source.date.isoformat() == held.date
    return numbered or bool(held.date and source.dated and source.dated[:7] == held.date[:7])


def verify(record: Monograph, library: LabelLibrary | None) -> Iterator[Checked]:
    """Yield what was found of each figure of a monograph, in the order of its keys."""
    labels = Labels(library, record.sources)
    for claim in claims(record):
        yield checked(claim, labels)


class Looked(NamedTuple):
    """A cite whose label is here, and the section that it names, if the label has it."""

    cite: Cite
    text: LabelText
    passage: Passage | None


def checked(claim: Claim, labels: Labels) -> Checked:
    """Return what was found of one figure."""
    cited = [(cite, labels.cited(cite.source)) for cite in claim.cites]
    reasons = [text for _cite, text in cited if isinstance(text, str)]
    looked = [Looked(cite, text, text.passage(cite.section)) for cite, text in cited if isinstance(text, LabelText)]
    if not looked:
        return Checked(claim, "unchecked", why=reasons[0] if reasons else NO_SOURCE)
    return _stands(claim, looked, labels) or _stands_not(claim, looked, has_others=bool(reasons))


def _stands(claim: Claim, looked: Sequence[Looked], labels: Labels) -> Checked | None:
    for cite, text, passage in looked:
        if passage is not None and (found := standing(claim, passage)) is not None:
            return Checked(claim, "stands", cite, found.written, newer=_newer(claim, cite, text, passage, labels))
    return None


def _stands_not(claim: Claim, looked: Sequence[Looked], *, has_others: bool) -> Checked:
    """Return what else there is to say of a figure that stands in no cited section."""
    cite = looked[0].cite
    if excuse := _excuse(claim, looked):
        return Checked(claim, "unchecked", cite, why=excuse)
    for one in looked:
        if one.passage is not None and (apart := _unit_apart(claim, one.passage)) is not None:
            return Checked(claim, "unit apart", one.cite, apart.written)
    no_section = NO_SECTION if all(one.passage is None for one in looked) else ""
    if places := tuple(dict.fromkeys(place for one in looked for place in _places(claim, one.text))):
        return Checked(claim, "elsewhere", cite, places=places[:MOST_PLACES], why=no_section)
    if why := OTHER_SOURCE if has_others else no_section:
        return Checked(claim, "unchecked", cite, why=why)
    return Checked(claim, "missing", cite)


def _excuse(claim: Claim, looked: Sequence[Looked]) -> str:
    """Return why a figure need not stand in a text; empty when it should."""
    if claim.is_reckoned:
        return NO_CODE if claim.is_code else RECKONED
    is_of_source = claim.unit is None and any(_is_of_source(claim, one.text) for one in looked)
    return OF_SOURCE if is_of_source else ""


def standing(claim: Claim, passage: Passage) -> Figure | None:
    """Return the figure of a section that is the one claimed, in its own unit before another of its kind."""
    if claim.is_code:
        return _code(claim, passage)
    same = [one for one in passage.figures if not one.is_code and _is_same(claim, one)]
    if same:
        return same[0]
    return next((one for one in passage.figures if not one.is_code and _is_equal(claim, one, passage)), None)


def _code(claim: Claim, passage: Passage) -> Figure | None:
    """Find a code letter for letter, or without its spaces: 'NDA 212194' stands as 'NDA212194'."""
    for sought in dict.fromkeys((claim.written, claim.written.replace(" ", ""))):
        at = passage.text.find(sought)
        around = passage.text[max(at - 1, 0) : at] + passage.text[at + len(sought) : at + len(sought) + 1]
        parts = str.isdigit if sought[:1].isdigit() else str.isalnum
        if at >= 0 and not any(map(parts, around)):
            return Figure(Decimal(0), None, sought, at, at + len(sought), is_code=True)
    return None


def _is_same(claim: Claim, figure: Figure) -> bool:
    if claim.value != figure.value:
        return False
    if claim.unit is None:
        return figure.unit is None
    return figure.unit is not None and is_met(claim.unit, figure.unit)


def _is_equal(claim: Claim, figure: Figure, passage: Passage) -> bool:
    """Tell whether a figure says the same in other words: 14 days and 2 weeks; 'each mL contains 5 mg'."""
    if claim.unit is None or figure.unit is None:
        return False
    if len(claim.unit.per) == 1 and figure.unit == Unit(claim.unit.name) and claim.unit.per[0] in passage.each:
        return claim.value == figure.value
    ours, theirs = base(claim.value, claim.unit), base(figure.value, figure.unit)
    return ours is not None and theirs is not None and ours.equals(theirs)


def _is_of_source(claim: Claim, text: LabelText) -> bool:
    held = text.held
    of_section = "." in claim.written and claim.written in text.numbers
    return of_section or claim.written in {str(held.version), (held.date or "")[:4]}


def _unit_apart(claim: Claim, passage: Passage) -> Figure | None:
    """Return the same number without the same unit: where the section names the unit too, or our text names none.

    Tables whose headings are not told apart have their units elsewhere; '2 mg' never stands for '2 mcg'.
    """
    if claim.is_code:
        return None
    same = (one for one in passage.figures if one.value == claim.value and not one.is_code)
    if claim.unit is None:
        return next(same, None)
    if not any(is_met(claim.unit, one) for one in passage.units):
        return None
    return next((one for one in same if one.unit is None), None)


def _places(claim: Claim, text: LabelText) -> Iterator[str]:
    return (one.number for one in text.tops if standing(claim, one) is not None)


def _newer(claim: Claim, cite: Cite, text: LabelText, passage: Passage, labels: Labels) -> Newer | None:
    """Return the newest version, where it changed the words of the cited section."""
    newest = labels.newer(text)
    if newest is None:
        return None
    then = newest.passage(cite.section)
    if then is not None and then.text.split() == passage.text.split():
        return None
    still = then is not None and standing(claim, then) is not None
    return Newer(newest.held.version, newest.held.date, still)
