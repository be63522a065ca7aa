"""drugcli dose."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drugcli.cli import options
from drugcli.cli.opening import library, today
from drugcli.cli.output import Output, emit, finish, output
from drugcli.errors import Exit, UsageError

if TYPE_CHECKING:
    from drugcli.dosing.asked import Answered, Asked
    from drugcli.dosing.question import Typed
    from drugcli.library.library import Library
    from drugcli.lookup.answers import Answer
    from drugcli.pages.page import Reply
    from drugcli.records.monographs import Monograph
    from drugcli.records.regimens import Regimen

Text = str | None


def dose(  # noqa: PLR0913  one parameter an option
    name: options.DrugName,
    *,
    regimen: Annotated[
        list[str] | None, typer.Option("--regimen", metavar="ID", help="Only this regimen. Can be repeated.")
    ] = None,
    start: Annotated[Text, typer.Option("--start", metavar="DATE", help="The day of the first dose.")] = None,
    count: Annotated[
        Text, typer.Option("--count", metavar="N", help="How many doses, or patterns; 8 at first.")
    ] = None,
    until: Annotated[Text, typer.Option("--until", metavar="DATE", help="Doses until this day.")] = None,
    given: Annotated[
        list[str] | None, typer.Option("--given", metavar="DATE,DATE", help="The doses given, from the first on.")
    ] = None,
    last: Annotated[
        Text, typer.Option("--last", metavar="DATE", help="The last maintenance dose, where no other is known.")
    ] = None,
    on: Annotated[Text, typer.Option("--on", metavar="DATE", help="The day to answer for; today, if not said.")] = None,
    late: Annotated[Text, typer.Option("--late", metavar="TIME", help="How late a dose is: '5 hours'.")] = None,
    switch: Annotated[
        Text, typer.Option("--switch", metavar="ID", help="Plan the change to this regimen after the doses given.")
    ] = None,
    weight: Annotated[Text, typer.Option("--weight", metavar="KG", help="Body weight, such as 9.4kg or 20lb.")] = None,
    age: Annotated[
        Text, typer.Option("--age", metavar="AGE", help="Completed age, such as 20d, 6w, 14mo or 3y.")
    ] = None,
    born: Annotated[Text, typer.Option("--born", metavar="DATE", help="The day of birth, in place of the age.")] = None,
    height: Annotated[
        Text, typer.Option("--height", metavar="CM", help="Height, such as 80cm, for the body surface area.")
    ] = None,
    bsa: Annotated[Text, typer.Option("--bsa", metavar="M2", help="Body surface area, such as 0.4m2.")] = None,
    if_: Annotated[
        list[str] | None,
        typer.Option("--if", metavar="NAME=VALUE", help="What else holds of the patient. Can be repeated."),
    ] = None,
    step: Annotated[
        list[str] | None,
        typer.Option("--step", metavar="ID[@DATE]", help="A step that holds, from a day on. Can be repeated."),
    ] = None,
    ics: Annotated[
        Text, typer.Option("--ics", metavar="FILE", help="Write the dated doses as a calendar, too.")
    ] = None,
    format_: options.FormatOption = None,
    json: options.Json = False,
    data: options.Data = None,
    no_color: options.NoColor = False,
    no_input: options.NoInput = False,
) -> None:
    """Compute a dose: how much, when, and what if one was missed.

    drugcli dose nusinersen
    drugcli dose nusinersen --start 2026-01-31 --regimen us-low
    drugcli dose nusinersen --regimen us-low --last 2026-07-30 --on 2027-04-01
    drugcli dose risdiplam --age 14mo --weight 9.4kg
    """
    from drugcli.cli.choice import settle
    from drugcli.dosing.question import Typed
    from drugcli.lookup.resolve import resolve

    typed = Typed(
        regimens=regimen or (), start=start, number=count, until=until, given=given or (), last=last, on=on,
        late=late, switch=switch, weight=weight, age=age, born=born, height=height, surface=bsa,
        states=if_ or (), steps=step or (),
    )  # fmt: skip
    how = output(format_, json=json, no_color=no_color, no_input=no_input)
    with library(data) as held:
        answer = settle(resolve(" ".join(name), held, "drugs"), held, how)
        if answer.id is None:
            from drugcli.pages.choices import for_choice

            reply = for_choice(answer, held)
            emit(reply, how)
            finish(reply, held)
        elif held.is_label(answer.id):
            _tell_by_label(answer, held, how)
        else:
            reply, code = _computed(answer, held, typed, ics)
            emit(reply, how)
            finish(reply, held, code)


def _tell_by_label(answer: Answer, held: Library, how: Output) -> None:
    """Show the label of a drug without a monograph, and exit; or what there is where its own label is not here."""
    from drugcli.cli.label import shown_label
    from drugcli.pages.dosing_reply import by_label

    shown = shown_label(answer, held, None, None, everything=False)
    assert shown is not None and shown.answer is not None  # noqa: S101, PT018  the caller saw that it is a label's
    if shown.answer.id is None:
        emit(shown, how)
        finish(shown, held)
    emit(by_label(shown), how)
    finish(shown, held, Exit.NOTHING)


def _computed(answer: Answer, held: Library, typed: Typed, ics: str | None) -> tuple[Reply, Exit]:
    """Return the reply to a question about a drug's dose, and its exit code; write the calendar, if one is wanted."""
    from drugcli.dosing.asked import answered
    from drugcli.dosing.question import read
    from drugcli.pages import dosing_reply

    record = held.monograph(answer.id or "")
    regimens = _wanted(record, typed.regimens or _changed_from(record, typed.switch))
    asked = read(typed, record, today())
    if not record.regimens:
        return dosing_reply.for_text_only(answer, held, asked), Exit.NOTHING
    if ics is not None and not ics.strip():
        raise UsageError("--ics has no value; give a file, or leave the option out.")
    if ics is not None and not (asked.start or asked.given or asked.last):
        raise UsageError("--ics needs dated doses: give --start, or --given or --last.")
    if not typed.asks:
        return dosing_reply.for_regimens(answer, held, record, asked), Exit.ANSWERED
    found = [answered(record, one, asked) for one in regimens]
    if ics is not None:
        _write_calendar(Path(ics), answer.id or "", record, found, asked)
    return dosing_reply.for_dosing(answer, held, record, found, asked), _exit(found)


def _write_calendar(path: Path, id_: str, record: Monograph, found: Sequence[Answered], asked: Asked) -> None:
    from drugcli.cli.calendar_file import write_calendar
    from drugcli.pages.calendar import events
    from drugcli.render.as_calendar import MADE_BY, render

    dated = list(events(record, id_, found, asked))
    if not dated:
        raise UsageError("--ics: the sources give no date for a dose to come, so no calendar is written.")
    write_calendar(path, render(dated, record.name, today()), MADE_BY)


def _changed_from(record: Monograph, switch: str | None) -> Sequence[str]:
    """Return the regimens from which a source describes the change; those that it says nothing of do not answer."""
    return [one.from_ for one in record.switches if one.to == switch]


def _wanted(record: Monograph, ids: Sequence[str]) -> Sequence[Regimen]:
    by_id = {one.id: one for one in record.regimens}
    for id_ in ids:
        if id_ not in by_id:
            raise UsageError(f"--regimen {id_!r}: {record.name} has {', '.join(by_id) or 'none'}.")
    return [by_id[id_] for id_ in dict.fromkeys(ids)] or record.regimens


def _exit(found: Sequence[Answered]) -> Exit:
    fitting = [one for one in found if one.fit.fits is not False]
    if all(phase.has_no_dose for one in fitting for phase in one.phases):
        return Exit.NOTHING
    is_whole = any(not (one.missing or one.undated or one.need) for one in fitting)
    return Exit.ANSWERED if is_whole else Exit.CHOICE
