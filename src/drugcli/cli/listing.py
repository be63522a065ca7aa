"""drugcli list."""

from enum import StrEnum
from typing import Annotated

import typer

from drugcli.cli import options
from drugcli.cli.opening import library
from drugcli.cli.output import emit, finish, output


class Kind(StrEnum):
    """What there is to list."""

    DRUGS = "drugs"
    MARKETS = "markets"


def listing(
    kind: Annotated[Kind | None, typer.Argument(metavar="[drugs|markets]", help="Only drugs, or only markets.")] = None,
    *,
    format_: options.FormatOption = None,
    json: options.Json = False,
    data: options.Data = None,
    no_color: options.NoColor = False,
) -> None:
    """List the drugs and markets that can be shown.

    drugcli list
    drugcli list drugs --format csv
    """
    from drugcli.pages.lists import for_list

    how = output(format_, json=json, no_color=no_color)
    with library(data) as held:
        held.refresh()
        reply = for_list(held, [kind.value] if kind else [one.value for one in Kind])
        emit(reply, how)
        finish(reply, held)
