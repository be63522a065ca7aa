"""drugcli labels fetch: the one command that uses the network."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from drugcli.cli import options
from drugcli.cli.output import emit, output
from drugcli.errors import Exit, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drugcli.lookup.fetching import Fetched

FEW, MOST = 10, 100
"""Labels of a name, if not said otherwise and at the most; more are had from openFDA's bulk files."""
PATIENCE, MOST_PATIENCE = 30.0, 600.0


def fetch(  # noqa: PLR0913  one parameter an option
    name: Annotated[
        list[str], typer.Argument(metavar="NAME...", help="A drug, brand, NDC or set id each; several words in quotes.")
    ],
    *,
    count: Annotated[
        int, typer.Option("--count", metavar="N", show_default=False, help=f"The newest so many of each; else {FEW}.")
    ] = FEW,
    base: Annotated[
        str | None,
        typer.Option("--base", metavar="ADDRESS", help="Where openFDA is; else DRUGCLI_OPENFDA, else api.fda.gov."),
    ] = None,
    timeout: Annotated[
        float,
        typer.Option(
            "--timeout", metavar="SECONDS", show_default=False, help=f"How long it may be silent; else {PATIENCE:g}."
        ),
    ] = PATIENCE,
    format_: options.FormatOption = None,
    json: options.Json = False,
    no_color: options.NoColor = False,
) -> None:
    """Fetch the newest labels of a drug from openFDA, and import them.

    drugcli labels fetch nusinersen
    drugcli labels fetch 64406-058 'onasemnogene abeparvovec'
    drugcli labels fetch ibuprofen --count 100

    A label is kept only if its own text is of the drug that was asked for. What cannot be fetched is told, and
    the rest is imported. A key in DRUGCLI_OPENFDA_KEY lets you ask more often. No other command uses the network.
    """
    from drugcli.lookup.asked_for import asked_for
    from drugcli.lookup.fetching import fetch_each
    from drugcli.pages.fetched import for_fetched
    from drugcli.readers.openfda_api import BASE, OpenFda

    how = output(format_, json=json, no_color=no_color)
    if not 1 <= count <= MOST:
        raise UsageError(f"--count {count}: give a whole number from 1 to {MOST}; bulk files have more.")
    if not 0 < timeout <= MOST_PATIENCE:
        raise UsageError(f"--timeout {timeout:g}: give more than 0 and at most {MOST_PATIENCE:g} seconds.")
    asked = [asked_for(one) for one in dict.fromkeys(name)]
    address = base or os.environ.get("DRUGCLI_OPENFDA") or BASE
    with OpenFda(address, os.environ.get("DRUGCLI_OPENFDA_KEY"), timeout) as api:
        several = fetch_each(asked, api, count)
    emit(for_fetched(", ".join(one.query for one in asked), several, _import(several)), how)
    raise typer.Exit(int(_exit(several)))


def _import(several: Sequence[Fetched]) -> dict[tuple[str, int], str]:
    """Import what was fetched, each label once, and return what became of it; raises LabelLibraryError."""
    from drugcli.library import label_place
    from drugcli.library.label_import import Imported, import_labels

    labels = {(label.set_id, label.version): label for one in several for label in one.labels}
    if not labels:
        return {}
    done = [one for one in import_labels(label_place.path(), labels.values()) if isinstance(one, Imported)]
    return {(one.label.set_id, one.label.version): one.outcome for one in done}


def _exit(several: Sequence[Fetched]) -> Exit:
    if any(one.failure for one in several):
        return Exit.FAILED
    if any(one.refused for one in several):
        return Exit.PROBLEMS
    return Exit.ANSWERED if all(one.labels for one in several) else Exit.NOTHING
