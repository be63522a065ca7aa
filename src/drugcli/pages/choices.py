"""Replies to names that open nothing: what they could mean, or that nothing has them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from drugcli.library.library import Library
from drugcli.library.lookalikes import LookAlike
from drugcli.lookup.answers import HAS_NAME, IS_BASE, IS_FORM, Answer, Candidate
from drugcli.lookup.parts import combinations_with
from drugcli.pages.page import Notice, Page, Reply, Row, Section
from drugcli.records.folding import fold, words

WHAT = {"drugs": "drug", "markets": "market"}
NOTHING, NOTHING_ALONE = "There is nothing here on it.", "There is nothing here on it alone."
SORTS = {"generic": "a generic name", "UNII": "the UNII", "RxCUI": "the RxCUI"}
MOST_ROUTES, MOST_CLASSES = 3, 2


def for_choice(answer: Answer, library: Library, *, numbered: bool = False) -> Reply:
    """Return the reply to a name that opens nothing: what it could mean, or that nothing has it."""
    listed = answer.candidates or answer.known
    alike = library.look_alikes(_names(answer)) if answer.among == "drugs" else []
    numbers = count(1)
    rows = tuple(
        _row(one, answer, alike, f"{next(numbers)}  " if numbered and one.held and not answer.known else "")
        for one in listed
    )
    key = "known" if answer.known else "candidates"
    within = tuple(_row(one, answer, alike, "") for one in combinations_with(answer, library))
    sections = (
        Section(key=key, title=_title(answer), rows=rows),
        Section(key="combinations", title="Here in combination", rows=within),
    )
    laid_out = Page(
        title=answer.query,
        notices=(
            Notice(kind="note", text=_said(answer, NOTHING_ALONE if within else NOTHING)),
            *look_alike_notices(alike),
        ),
        sections=tuple(one for one in sections if one.rows),
        closing=_how_to_have_it(answer) if listed and not any(one.held for one in listed) else "",
    )
    return Reply(query=answer.query, answer=answer, page=laid_out)


def _how_to_have_it(answer: Answer) -> str:
    """Say how to get something on a drug that is known only; one that is only like what was typed is not named."""
    name = answer.known[0].title if len(answer.known) == 1 else "NAME"
    quoted = f'"{name}"' if " " in name else name
    return (
        f"To see its label here: drugcli labels fetch {quoted}, or drugcli labels import FILE. "
        "A monograph of your own is given with --data."
    )


def look_alike_notices(alike: Iterable[LookAlike]) -> Iterator[Notice]:
    """Name the others of each look-alike group, once."""
    told: set[frozenset[str]] = set()
    for one in alike:
        group = frozenset({one.tall_man, *one.others})
        if one.others and group not in told:
            told.add(group)
            others = " and ".join(one.others)
            text = f"Look-alike: {one.tall_man} is easily taken for {others} (FDA list of tall-man names)."
            yield Notice(kind="warning", text=text)


def _names(answer: Answer) -> list[str]:
    listed = [name for one in (*answer.candidates, *answer.known) for name in (one.title, one.name)]
    return [*([answer.name] if answer.name else []), *listed]


def _title(answer: Answer) -> str:
    if answer.forms_of:
        return f"Forms of {answer.forms_of}"
    if answer.status == "known":
        return "What it is" if len(answer.known) == 1 else "What it can mean"
    return "Names like it" if answer.status == "near" and not answer.note else "What it can mean"


def _said(answer: Answer, nothing: str) -> str:
    """Say first whether the name is one, and what there is here."""
    what = WHAT[answer.among]
    match answer.status:
        case "ambiguous":
            return _ambiguous(answer, what)
        case "near":
            return answer.note or f"No {what} goes by the name {answer.query!r}. {_nearest(answer.candidates)}"
        case "known":
            return _known(answer, nothing)
        case _:
            said = answer.note or f"Nothing here goes by the name {answer.query!r}."
            return f"{said} See what there is: drugcli list {answer.among}"


def _ambiguous(answer: Answer, what: str) -> str:
    if answer.forms_of:
        return f"{_typed(answer, answer.forms_of)}{_forms(answer)} Ask for one by its own name."
    if any(one.why == IS_BASE for one in answer.candidates):
        return f"{answer.query!r} is the name of a real drug. There is nothing here on it, but on its base."
    return f"{answer.query!r} is a name of several {what}s. Ask for one by its own name."


def _nearest(candidates: Sequence[Candidate]) -> str:
    """Say which name is nearest, where that is of a drug on which there is nothing here and no other is as near."""
    first = candidates[0]
    as_near = [one for one in candidates if one.edits == first.edits and one.why == first.why]
    if any(one.held for one in as_near):
        return "These names are like it; none was opened."
    named = first.title if fold(first.name) == fold(first.title) else f"{first.name} ({first.title})"
    farther = " What is here is farther from it." if any(one.held for one in candidates) else ""
    return f"Nearest is {named}, a real drug; there is nothing here on it.{farther}"


def _known(answer: Answer, nothing: str) -> str:
    name = answer.name or answer.query
    if answer.forms_of:
        return f"{_typed(answer, answer.forms_of)}{_forms(answer)} There is nothing here on any of them."
    typed = _typed(answer, name)
    if len(answer.known) > 1:
        return f"{typed}{name} is a name of {len(answer.known)} real drugs. There is nothing here on any of them."
    (one,) = answer.known
    if set(words(name)) == set(words(one.title)):
        return f"{typed}{name} is a real drug. {nothing}"
    sort = SORTS.get(one.kind, f"a {one.kind}")
    return f"{typed}{name} is {sort} of {one.title}, a real drug. {nothing}"


def _forms(answer: Answer) -> str:
    several = len([*answer.candidates, *answer.known])
    return f"{answer.forms_of} has {several} forms, each a drug of its own."


def _typed(answer: Answer, read: str) -> str:
    """Repeat what was typed where it is not the name that was read in it."""
    without = f", read without {' '.join(answer.left_out)!r}" if answer.left_out else ""
    return "" if fold(answer.query) == fold(read) else f"You typed {answer.query!r}{without}. "


def _row(one: Candidate, answer: Answer, alike: Sequence[LookAlike], mark: str) -> Row:
    tall = [entry.tall_man for entry in alike if entry.name in words(one.title)]
    said = [
        *tall,
        *([f"({one.kind} {one.name})"] if _is_other_name(one, answer) else []),
        *([] if answer.known else [_standing(one)]),
        _few((one.class_ or "").split(", "), MOST_CLASSES),
        _few(one.routes, MOST_ROUTES),
        ", ".join(one.brands),
    ]
    return Row(key=one.id, label=mark + one.title, text=" · ".join(part for part in said if part), is_lead=True)


def _is_other_name(one: Candidate, answer: Answer) -> bool:
    """Tell whether the name that matched says more than the drug's name, and what was typed."""
    return set(words(one.name)) != set(words(one.title)) and fold(one.name) != fold(answer.query)


def _standing(one: Candidate) -> str:
    """Say why a candidate is here, and whether there is something on it."""
    why = "" if one.why in {HAS_NAME, IS_FORM} else one.why
    return ", ".join(part for part in (why, "" if one.held else "nothing here") if part)


def _few(texts: Sequence[str], most: int) -> str:
    more = len(texts) - most
    return ", ".join(texts[:most]) + (f" and {more} more" if more > 0 else "")
