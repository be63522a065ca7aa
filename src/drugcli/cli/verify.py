"""drugcli verify."""

from __future__ import annotations

from typing import Annotated

import typer

from drugcli.cli import options
from drugcli.cli.opening import library
from drugcli.cli.output import complain, emit, output
from drugcli.cli.several import resolved
from drugcli.errors import Exit

Drugs = Annotated[
    list[str] | None, typer.Argument(metavar="DRUG", help="Drugs, a name each; without any, every monograph.")
]


def verify(
    name: Drugs = None,
    *,
    format_: options.FormatOption = None,
    json: options.Json = False,
    data: options.Data = None,
    no_color: options.NoColor = False,
) -> None:
    """Look up each figure of a monograph in the label that it cites.

    drugcli verify
    drugcli verify nusinersen eculizumab
    drugcli verify --json > findings.json

    A figure stands when its number and unit do, in the cited section of the cited version, however they are
    written there: '12 mg', 'twelve', a cell under 'mg'. The labels must be in the label library: drugcli labels
    --help. What cannot be checked is counted, with the reason, and does not count as right. What the words say
    is not compared.

    The exit code is 4 if a figure is not in the label that it cites, else 0.
    """
    from drugcli.comparing.claims import counted
    from drugcli.comparing.verify import verify as looked_up
    from drugcli.pages.verified import for_verified

    how = output(format_, json=json, no_color=no_color)
    with library(data) as held:
        held.refresh()
        drugs = [answer.id or "" for answer in resolved(name, held, how)] if name else held.ids("drugs")
        records = {drug: held.monograph(drug) for drug in drugs}
        found = [(drug, tuple(looked_up(one, held.labels)), counted(one)) for drug, one in records.items()]
        emit(for_verified(found), how)
        complain(held)
    missing = any(one.verdict == "missing" for _drug, checked, _counted in found for one in checked)
    raise typer.Exit(int(Exit.PROBLEMS if missing else Exit.ANSWERED))
