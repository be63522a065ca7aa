"""The whole reply to a question about a dose: the regimens that fit, beside each other, and each of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import json
from msgspec.structs import replace

from drugcli.dosing.asked import Answered, Asked
from drugcli.dosing.patient import may_reach
from drugcli.dosing.question import SURFACE
from drugcli.dosing.rows import conditions_of
from drugcli.library.library import Library
from drugcli.lookup.answers import Answer
from drugcli.pages import dosing
from drugcli.pages.dosage import merged, patients, title
from drugcli.pages.doses import schedule
from drugcli.pages.figures import figure, interval, joined, reckoned
from drugcli.pages.page import Laid, Notice, Page, Reply, Row, Section
from drugcli.pages.replies import cited, opening
from drugcli.records.conditions import AGE
from drugcli.records.monographs import Monograph


def for_dosing(answer: Answer, library: Library, record: Monograph, found: Sequence[Answered], asked: Asked) -> Reply:
    """Return the reply: first what does not fit and why, then side by side, then regimen by regimen."""
    fitting = [one for one in found if one.fit.fits is not False]
    sections = [
        *_side_by_side(fitting, record, asked),
        *(dosing.section(one, record, asked) for one in fitting),
        *_excluded([one for one in found if one.fit.fits is False]),
    ]
    return _replied(
        answer,
        library,
        asked,
        sections,
        (*_as_taken(record, asked), *_standing_still(record, fitting, asked), *_missing(record, fitting, asked)),
    )


def _as_taken(record: Monograph, asked: Asked) -> Iterator[Notice]:
    """Say how what was stated was taken, where it was not taken as it stands."""
    for name, state in asked.foreign:
        known = joined(_states(name, record), "or")
        text = f"No source here speaks of {name} {state!r}, so no row is for it; they name {known}."
        yield Notice(kind="warning", text=text)
    if asked.weight is not None and asked.weight.stated.unit != KILOGRAM:
        given = f"{figure(asked.weight.stated.value)} {asked.weight.stated.unit}"
        yield Notice(kind="note", text=f"{given} is {reckoned(asked.weight.kilograms)} kg.")
    if asked.height is not None and asked.weight is not None:
        area = reckoned(asked.patient.measures[SURFACE].value)
        product = f"{reckoned(asked.height)} cm × {reckoned(asked.weight.kilograms)} kg / 3,600"
        text = f"Body surface area: the root of {product} is {area} m² (Mosteller); the sources name no formula."
        yield Notice(kind="note", text=text)


def _standing_still(record: Monograph, found: Sequence[Answered], asked: Asked) -> Iterator[Notice]:
    """Say that an age stays what it was stated to be, where later doses may be those of an older patient."""
    age = asked.patient.age
    if age is None:
        return
    limits = [limit for one in conditions_of(record) if one.of == AGE and one.bounds for limit in one.bounds.limits]
    spans = [(one.doses[-1].day - one.doses[0].day).days for one in found if one.doses]
    if any(may_reach(age, limit, days) for limit in limits for days in spans if days):
        stated = interval(f"{age.value} {age.unit}")
        yield Notice(kind="note", text=f"The age is taken as {stated} on every date; --born has it reckoned for each.")


def for_regimens(answer: Answer, library: Library, record: Monograph, asked: Asked) -> Reply:
    """Return the reply to a drug's name alone: each regimen in one line, by its id."""
    rows = [
        Row(
            key=one.id,
            label=one.id,
            text=f"{title(one)}: {schedule(one, rows_follow=False)}",
            cites=merged(phase.cites for phase in one.phases),
            is_lead=True,
        )
        for one in record.regimens
    ]
    notices = (HINT, *_depends_on(record))
    return _replied(answer, library, asked, [Section(key="regimens", title="Regimens", rows=tuple(rows))], notices)


def _depends_on(record: Monograph) -> Iterator[Notice]:
    """Say what decides beside age, weight and body surface area."""
    names = list(dict.fromkeys(one.of for one in conditions_of(record) if one.of not in OPTIONS))
    if names:
        yield Notice(kind="note", text=f"The doses depend on {joined(names)}, too: state each as --if 'NAME=VALUE'.")


KILOGRAM = "kg"
HINT = Notice(
    kind="note",
    text="Compute with --start DATE (when), --given DATE,DATE or --last DATE (what now), --weight, --age (how much).",
)
DOSAGE = "dosage-and-administration"
"""The key of a label's section."""
TEXT_ONLY = Notice(kind="warning", text="There is no regimen as data here, only text; nothing can be computed from it.")


def by_label(shown: Reply) -> Reply:
    """Return the page of a label, the dosage first, for a drug without a monograph; it cannot be computed from."""
    assert shown.page is not None  # noqa: S101  a label has one
    sections = sorted(shown.page.sections, key=lambda one: one.key != DOSAGE)
    return replace(shown, page=replace(shown.page, notices=(TEXT_ONLY, *shown.page.notices), sections=tuple(sections)))


def for_text_only(answer: Answer, library: Library, asked: Asked) -> Reply:
    """Return the reply about a drug without regimen data: what its monograph says of the dose in text."""
    laid = _laid(answer, library)
    shown = [laid.sections[key] for key in ("dosing-notes", "administration") if key in laid.sections]
    return _replied(answer, library, asked, shown, (TEXT_ONLY,))


def _laid(answer: Answer, library: Library) -> Laid:
    return json.decode(library.held(answer.among, answer.id or "").page, type=Laid)


def _replied(
    answer: Answer, library: Library, asked: Asked, sections: Sequence[Section], notices: Sequence[Notice]
) -> Reply:
    laid = _laid(answer, library)
    page = Page(
        title=laid.title,
        subtitle=laid.subtitle,
        notices=(*opening(answer, library, laid, asked.on), *notices),
        sections=tuple(sections),
        closing=dosing.CLOSING,
    )
    return Reply(query=answer.query, answer=answer, page=page, sources=tuple(cited(page, laid.sources)))


def _missing(record: Monograph, found: Sequence[Answered], asked: Asked) -> Iterator[Notice]:
    names = dict.fromkeys(name for one in found for name in one.missing)
    if names:
        text = f"To compute all of it, state {'; '.join(_option(name, record, asked) for name in names)}."
        yield Notice(kind="note", text=text)


OPTIONS = {AGE: "--age or --born", "weight": "--weight", "body surface area": "--bsa, or --weight and --height"}


def _option(name: str, record: Monograph, asked: Asked) -> str:
    """Name the option that states something of a patient, and what it can be."""
    if asked.patient.age is not None and name == AGE:
        return "--born, or --age in a smaller unit: the age that was stated does not decide it"
    if name in OPTIONS:
        return OPTIONS[name]
    states = _states(name, record)
    return f"--if '{name}=...'" + (f" ({', '.join(states)})" if states else "")


def _states(name: str, record: Monograph) -> list[str]:
    return list(dict.fromkeys(state for one in conditions_of(record) if one.of == name for state in one.states))


def _excluded(found: Sequence[Answered]) -> Iterator[Section]:
    rows = [
        Row(
            key=one.regimen.id,
            label=f"{title(one.regimen)} ({one.regimen.id})",
            text=f"not for this patient: it asks for {patients(one.fit.against)}",
            cites=one.regimen.population.cites,
        )
        for one in found
    ]
    if rows:
        yield Section(key="excluded", title="Regimens that do not fit", rows=tuple(rows))


def _side_by_side(found: Sequence[Answered], record: Monograph, asked: Asked) -> Iterator[Section]:
    """Set the doses of several regimens beside each other, those that are alike together."""
    if len(found) < 2:  # noqa: PLR2004  one has nothing beside it
        return
    said = [(one, dosing.in_brief(one, record, asked)) for one in found]
    word = "next dose" if asked.given or asked.last else "dose"
    rows = []
    for place in range(max(len(doses) for _one, doses in said)):
        alike: dict[str, list[str]] = {}
        for one, doses in said:
            text = doses[place] if place < len(doses) else "none"
            alike.setdefault(text, []).append(title(one.regimen))
        label = f"{word} {place + 1}" if any(one.doses for one in found) else "dose"
        text = "; ".join(f"{', '.join(names)}: {dose}" for dose, names in alike.items())
        differs = ", differs" if len(alike) > 1 else ""
        rows.append(Row(key=f"dose.{place + 1}", label=f"{label}{differs}", text=text))
    yield Section(key="side-by-side", title="Side by side", rows=tuple(rows))
