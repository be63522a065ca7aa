"""drugcli market."""

from typing import Annotated

import typer

from drugcli.cli import options
from drugcli.cli.opening import library, today
from drugcli.cli.output import emit, finish, output, sections
from drugcli.errors import Exit


def market(  # noqa: PLR0913  one parameter an option
    name: options.MarketName,
    *,
    section: options.Sections = None,
    all_: options.All = False,
    fail_on_findings: Annotated[
        bool, typer.Option("--fail-on-findings", help="Exit with 4 when something does not add up.")
    ] = False,
    format_: options.FormatOption = None,
    json: options.Json = False,
    data: options.Data = None,
    no_color: options.NoColor = False,
    no_input: options.NoInput = False,
) -> None:
    """Show what is known about a market, and what does not add up.

    drugcli market rare-disease
    drugcli market nusinersen --section estimates,findings
    drugcli market nusinersen --all --format markdown
    drugcli market rare-disease --fail-on-findings
    """
    from drugcli.cli.choice import settle
    from drugcli.lookup.resolve import resolve
    from drugcli.pages.replies import for_record

    how = output(format_, json=json, no_color=no_color, no_input=no_input)
    asked = sections(section, everything=all_)
    with library(data) as held:
        answer = settle(resolve(" ".join(name), held, "markets"), held, how)
        reply = for_record(answer, held, asked, everything=all_, today=today())
        emit(reply, how)
        if fail_on_findings and reply.page and any(one.kind == "warning" for one in reply.page.notices):
            raise typer.Exit(int(Exit.PROBLEMS))
        finish(reply, held)
