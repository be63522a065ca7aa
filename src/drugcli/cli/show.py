"""drugcli show."""

from typing import Annotated

import typer

from drugcli.cli import options
from drugcli.cli.opening import library, today
from drugcli.cli.output import emit, finish, output, sections


def show(  # noqa: PLR0913  one parameter an option
    name: options.DrugName,
    *,
    section: options.Sections = None,
    all_: options.All = False,
    version: Annotated[
        int | None, typer.Option("--version", metavar="N", help="A version of the label, where there are several.")
    ] = None,
    format_: options.FormatOption = None,
    json: options.Json = False,
    data: options.Data = None,
    no_color: options.NoColor = False,
    no_input: options.NoInput = False,
) -> None:
    """Show what is known about a drug, the dose first.

    drugcli show nusinersen
    drugcli show spinraza --section dose,storage
    drugcli show nusinersen --all
    drugcli show nusinersen --json
    drugcli show nusinersen --data my-formulary
    drugcli show vonjo --section 5.2

    A drug without a monograph is shown by its newest label, if one was imported: drugcli labels --help
    """
    from drugcli.cli.choice import settle
    from drugcli.cli.label import shown_label, with_newer_labels
    from drugcli.lookup.resolve import resolve
    from drugcli.pages.replies import for_record

    how = output(format_, json=json, no_color=no_color, no_input=no_input)
    asked = sections(section, everything=all_)
    with library(data) as held:
        answer = settle(resolve(" ".join(name), held, "drugs"), held, how)
        if (label := shown_label(answer, held, asked, version, everything=all_)) is not None:
            emit(label, how)
            finish(label, held)
        reply = with_newer_labels(for_record(answer, held, asked, everything=all_, today=today()), held)
        emit(reply, how)
        finish(reply, held)
