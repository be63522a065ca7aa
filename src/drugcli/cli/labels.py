"""drugcli labels: the regulators' labels that the user imported."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from drugcli.cli import options
from drugcli.cli.command import Command, Group
from drugcli.cli.fetch import fetch
from drugcli.cli.label_import import import_
from drugcli.cli.labels_here import NoLabelError, named, opened
from drugcli.cli.output import emit, output, sections, write
from drugcli.errors import Exit

if TYPE_CHECKING:
    from drugcli.library.labels import Held, LabelLibrary

labels = typer.Typer(name="labels", cls=Group, no_args_is_help=True, add_completion=False, rich_markup_mode=None)
NAMED = typer.Argument(metavar="NAME", help="A drug, brand, NDC or set id.")
Name = Annotated[list[str], NAMED]
AnyName = Annotated[list[str] | None, NAMED]
LabelVersion = Annotated[int | None, typer.Option("--version", metavar="N", help="Only this version.")]


@labels.callback()
def root() -> None:
    """Keep the regulators' own labels, every version word for word.

    drugcli labels import drug-label-0001-of-0013.json.zip
    drugcli labels fetch nusinersen
    drugcli labels list nusinersen
    drugcli show nusinersen
    """


labels.command("import", cls=Command)(import_)
labels.command("fetch", cls=Command)(fetch)


@labels.command("list", cls=Command)
def list_(
    name: AnyName = None,
    *,
    all_versions: Annotated[bool, typer.Option("--all-versions", help="Older versions, too.")] = False,
    format_: options.FormatOption = None,
    json: options.Json = False,
    no_color: options.NoColor = False,
) -> None:
    """List the labels that are here, the newest version of each.

    drugcli labels list
    drugcli labels list ibuprofen
    drugcli labels list --all-versions --format csv
    """
    from drugcli.library import label_place
    from drugcli.lookup.labels import every_version
    from drugcli.pages.labels import for_list

    how = output(format_, json=json, no_color=no_color)
    query = " ".join(name or ())
    if not label_place.path().exists():
        held: list[Held] = []
    elif name:
        with named(name, how) as (library, sets):
            held = every_version(sets, library) if all_versions else sets
    else:
        with opened() as library:
            held = list(library.all() if all_versions else library.newest())
    emit(for_list(held, query), how)
    raise typer.Exit(int(Exit.ANSWERED if held else Exit.NOTHING))


@labels.command("info", cls=Command)
def info(
    name: AnyName = None,
    *,
    format_: options.FormatOption = None,
    json: options.Json = False,
    no_color: options.NoColor = False,
) -> None:
    """Show how much is in the library, or which versions of a label are.

    drugcli labels info
    drugcli labels info spinraza
    """
    from drugcli.pages.labels import for_counts, for_versions

    how = output(format_, json=json, no_color=no_color)
    if not name:
        with opened() as library:
            emit(for_counts(library.counts(), str(library.file)), how)
        return
    with named(name, how) as (library, newest):
        sets = [library.versions(one.set_id) for one in newest]
        marks = {one.id: library.facts(one).marks for several in sets for one in several}
        emit(for_versions(" ".join(name), sets, marks), how)


@labels.command("diff", cls=Command)
def diff(  # noqa: PLR0913  one parameter an option
    name: Name,
    *,
    from_: Annotated[int | None, typer.Option("--from", metavar="N", help="The older version.")] = None,
    to: Annotated[int | None, typer.Option("--to", metavar="N", help="The newer version; else the newest.")] = None,
    section: options.Sections = None,
    format_: options.FormatOption = None,
    json: options.Json = False,
    no_color: options.NoColor = False,
) -> None:
    """Show what changed between two versions, the figures first.

    drugcli labels diff spinraza
    drugcli labels diff spinraza --from 12 --to 18 --section 2.1,5
    drugcli labels diff spinraza --json

    Without versions, the two newest are compared. [-What was removed-] and {+what was added+} are marked so; on
    a terminal of 110 columns or more they stand side by side.
    """
    from drugcli.comparing.versions import compare
    from drugcli.lookup.label_versions import Pair, choose
    from drugcli.pages.label_diff import for_diff, only
    from drugcli.pages.labels import for_list

    how = output(format_, json=json, no_color=no_color)
    asked = sections(section, everything=False)
    query = " ".join(name)
    with named(name, how) as (library, sets):
        chosen = choose(library, sets, from_, to)
        if not isinstance(chosen, Pair):
            typer.echo("Several labels go by this name; name one by its set id.", err=True)
            emit(for_list(chosen, query), how)
            raise typer.Exit(int(Exit.CHOICE))
        found = compare(library, chosen.old, chosen.new)
        if asked is not None:
            found = only(found, asked.split(","), library, chosen)
        emit(for_diff(query, chosen.old, chosen.new, found, len(sets) - 1), how)


@labels.command("remove", cls=Command)
def remove(
    name: Name,
    *,
    version: LabelVersion = None,
    format_: options.FormatOption = None,
    json: options.Json = False,
    no_color: options.NoColor = False,
) -> None:
    """Remove labels, all their versions unless one is named.

    drugcli labels remove spinraza
    drugcli labels remove dd70cd5f-b0fc-4ba4-a5ea-89a34778bd94 --version 12
    """
    from drugcli.library.label_upkeep import remove as take_out
    from drugcli.lookup.labels import every_version
    from drugcli.pages.labels import for_list, for_removal

    how = output(format_, json=json, no_color=no_color)
    query = " ".join(name)
    with named(name, how) as (library, sets):
        every = every_version(sets, library)
    if len({one.drug for one in sets}) > 1:
        typer.echo("Several drugs go by this name; nothing was removed. Name one by its set id.", err=True)
        emit(for_list(sets, query), how)
        raise typer.Exit(int(Exit.CHOICE))
    gone = [one for one in every if version in {None, one.version}]
    if not gone:
        raise NoLabelError(query, version)
    take_out(library.file, gone)
    emit(for_removal(query, gone), how)


@labels.command("vacuum", cls=Command)
def vacuum(
    *, format_: options.FormatOption = None, json: options.Json = False, no_color: options.NoColor = False
) -> None:
    """Give back the room that removed labels took, and order the index.

    drugcli labels vacuum
    """
    from drugcli.library.label_upkeep import vacuum as tidy
    from drugcli.pages.labels import for_vacuum

    how = output(format_, json=json, no_color=no_color)
    with opened() as library:
        file = library.file
    emit(for_vacuum(*tidy(file)), how)


@labels.command("export", cls=Command)
def export(name: AnyName = None, *, version: LabelVersion = None) -> None:
    """Write labels as JSON to import elsewhere: all, or a name's.

    drugcli labels export > labels.json
    drugcli labels export spinraza --version 18
    """
    if not name:
        with opened() as library:
            _export(library, library.all(), version, "")
        return
    from drugcli.lookup.labels import every_version

    with named(name) as (library, sets):
        _export(library, every_version(sets, library), version, " ".join(name))


def _export(library: LabelLibrary, held: Iterable[Held], version: int | None, query: str) -> None:
    from drugcli.render.label_json import END, START, one_label

    chosen = sorted((one for one in held if version in {None, one.version}), key=lambda one: one.id)
    if not chosen:
        raise NoLabelError(query, version)
    write(START)
    divider = ""
    for one in chosen:
        write(divider + one_label(library.label(one)))
        divider = ",\n"
    write(END)
