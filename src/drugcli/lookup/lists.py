"""Lists of names: each line resolved as if it were typed alone."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal

from msgspec import Struct
from rapidfuzz.distance import OSA

from drugcli.errors import UsageError
from drugcli.library.library import Library
from drugcli.lookup.answers import Answer, Candidate, Status
from drugcli.lookup.resolve import resolve
from drugcli.readers.lines import Line
from drugcli.records.folding import fold, printable

EXACT = Decimal(1)
PLACES = Decimal("0.001")
NOTHING = "no letter and no digit stands on the line"


class Option(Struct, frozen=True, kw_only=True, rename={"class_": "class"}):
    """A drug that a name may mean."""

    name: str
    drug: str
    """Its id, or, where there is nothing here on it, its official name."""
    held: bool
    class_: str | None
    edits: int
    """Letters to add, leave out, change or swap, from what was typed to the name."""
    why: str


class Match(Struct, frozen=True, kw_only=True):
    """What a line of a list means. Its fields are the keys of the output."""

    schema: str = "drugcli/1"
    line: int
    typed: str
    status: Status | Literal["refused"]
    drug: str | None = None
    """Of a name that is found its id, of one that is known its official name; of any other none."""
    name: str | None = None
    kind: str | None = None
    score: Decimal | None = None
    """1 for a name that is recognised, else the similarity of the first candidate's name, between 0 and 1."""
    candidates: tuple[Option, ...] = ()
    note: str | None = None
    """Why a line was refused, or what there is to say of a code."""


def resolved(lines: Iterable[Line], library: Library) -> Iterator[tuple[Match, int]]:
    """Yield what each line means, and the byte where it ends; a line that can be no name is refused in its place."""
    for line in lines:
        yield _match(line, library), line.end


def _match(line: Line, library: Library) -> Match:
    typed = printable(line.text)
    wrong = line.wrong or (None if fold(typed) else NOTHING)
    if wrong is None:
        try:
            return _answered(line.number, typed, resolve(typed, library, "drugs"))
        except UsageError as error:
            wrong = str(error)
    return Match(line=line.number, typed=typed, status="refused", note=wrong)


def _answered(number: int, typed: str, answer: Answer) -> Match:
    meant = answer.candidates or (answer.known if len(answer.known) > 1 else ())
    folded = fold(answer.query)
    options = tuple(_option(one, folded) for one in meant)
    drug = answer.id or (answer.known[0].title if len(answer.known) == 1 else None)
    return Match(
        line=number,
        typed=typed,
        status=answer.status,
        drug=drug,
        name=answer.name,
        kind=answer.kind,
        score=_score(answer, folded, options),
        candidates=options,
        note=answer.note,
    )


def _option(one: Candidate, folded: str) -> Option:
    return Option(
        name=one.name,
        drug=one.id if one.held else one.title,
        held=one.held,
        class_=one.class_,
        edits=OSA.distance(folded, fold(one.name)),
        why=one.why,
    )


def _score(answer: Answer, folded: str, options: tuple[Option, ...]) -> Decimal | None:
    if answer.status == "unknown":
        return None
    if answer.status != "near":
        return EXACT
    longer = max(len(folded), len(fold(options[0].name)))
    return (Decimal(longer - options[0].edits) / longer).quantize(PLACES)
