"""drugcli sources."""

from drugcli.cli import options
from drugcli.cli.opening import library
from drugcli.cli.output import emit, finish, output


def sources(
    name: options.AnyName,
    *,
    format_: options.FormatOption = None,
    json: options.Json = False,
    data: options.Data = None,
    no_color: options.NoColor = False,
) -> None:
    """Show the documents behind a drug or a market.

    drugcli sources nusinersen
    drugcli sources rare-disease --json
    """
    from drugcli.cli.label import versions_of
    from drugcli.lookup.resolve import resolve
    from drugcli.pages.lists import for_sources

    how = output(format_, json=json, no_color=no_color)
    with library(data) as held:
        typed = " ".join(name)
        drug, market = resolve(typed, held, "drugs"), resolve(typed, held, "markets")
        reply = versions_of(drug, held) or for_sources([drug, market], held)
        emit(reply, how)
        finish(reply, held)
