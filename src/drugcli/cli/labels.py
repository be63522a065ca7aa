"""drugcli labels: the regulators' labels that the user imported."""

from __future__ import annotations

import sys
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from drugcli.cli import options
from drugcli.cli.command import Command, Group
from drugcli.cli.fetch import fetch
from drugcli.cli.output import emit, output, sections, write
from drugcli.errors import DrugcliError, Exit, UsageError
from drugcli.readers.limits import DEFAULT, MB

if TYPE_CHECKING:
    from drugcli.library.labels import Held, LabelLibrary
    from drugcli.pages.labels import Summary

labels = typer.Typer(name="labels", cls=Group, no_args_is_help=True, add_completion=False, rich_markup_mode=None)
STDIN = Path("-")
STOPPED = 130
"""How shells tell that somebody pressed Ctrl-C."""
SetIds = Annotated[list[str], typer.Argument(metavar="NAME", help="A drug, brand, NDC or set id.")]
AnyDrug = Annotated[list[str] | None, typer.Argument(metavar="NAME", help="A drug, brand, NDC or set id.")]
LabelVersion = Annotated[int | None, typer.Option("--version", metavar="N", help="Only this version.")]


class NoLabelError(DrugcliError):
    """No label that is here goes by a name, or none of them has a version."""

    exit_code = Exit.NOTHING

    def __init__(self, query: str, version: int | None = None) -> None:
        name = quote(query) if query else "NAME"
        if version is None:
            super().__init__(f"No label here goes by {query!r}. Ask openFDA for it: drugcli labels fetch {name}")
        else:
            super().__init__(
                f"No label here has the version {version}. See which there are: drugcli labels info {name}"
            )


class NoLibraryError(DrugcliError):
    """Nothing was imported yet."""

    exit_code = Exit.NOTHING

    def __init__(self) -> None:
        super().__init__("No label is here. Import some, or ask openFDA: drugcli labels --help")


@labels.callback()
def root() -> None:
    """Keep the regulators' own labels, every version of them, word for word.

    drugcli labels import drug-label-0001-of-0013.json.zip
    drugcli labels fetch nusinersen
    drugcli labels list nusinersen
    drugcli show nusinersen
    """


@labels.command("import", cls=Command)
def import_(  # noqa: PLR0913  one parameter an option
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH...|-", readable=False, help="Files, archives and folders; '-' reads stdin."),
    ],
    *,
    max_files: Annotated[
        int,
        typer.Option(
            "--max-files", metavar="N", show_default=False, help="Files of an archive, at most; else 200,000."
        ),
    ] = DEFAULT.entries,
    max_ratio: Annotated[
        int,
        typer.Option("--max-ratio", metavar="N", show_default=False, help="Times a packed file may unfold; else 200."),
    ] = DEFAULT.ratio,
    max_size: Annotated[
        int,
        typer.Option(
            "--max-size", metavar="MB", show_default=False, help="What an archive may unfold to, in MB; else 100,000."
        ),
    ] = DEFAULT.size // MB,
    format_: options.FormatOption = None,
    json: options.Json = False,
    no_color: options.NoColor = False,
) -> None:
    """Import labels: openFDA's JSON, SPL, DailyMed's release archives, folders of these.

    drugcli labels import drug-label-0001-of-0013.json.zip
    drugcli labels import dm_spl_release_human_rx_part1.zip
    curl -s 'https://api.fda.gov/drug/label.json?search=...' | drugcli labels import -

    What a file is, is told by what is in it. Every version of a label is kept, and one that is here is not
    imported again. What cannot be read is refused with its reason, and the rest is imported. An import that
    is cut off keeps what it had; run it again, and it goes on.
    """
    from drugcli.library import label_place
    from drugcli.library.label_import import Imported, import_labels
    from drugcli.pages.labels import Summary, for_import
    from drugcli.readers.labels import Position, read_paths, read_stream, total
    from drugcli.render.import_bar import bar

    how = output(format_, json=json, no_color=no_color)
    if STDIN in paths and len(paths) > 1:
        raise UsageError("'-' is read by itself; give it without other files.")
    if min(max_files, max_ratio, max_size) < 1:
        raise UsageError("A limit is 1 or more.")
    limits = DEFAULT._replace(entries=max_files, ratio=max_ratio, size=max_size * MB)
    position, summary = Position(), Summary()
    is_stream = paths == [STDIN]
    read = read_stream(sys.stdin.buffer, limits) if is_stream else read_paths(paths, limits, position)
    with bar(sys.stderr, 0 if is_stream else total(paths)) as told:
        seen = 0

        def progress() -> None:
            nonlocal seen
            seen += 1
            told(position.now, seen)

        try:
            for one in import_labels(label_place.path(), read, progress):
                if isinstance(one, Imported):
                    summary.add(one.label, one.outcome)
                else:
                    summary.add_refused(one)
        except KeyboardInterrupt:
            summary.is_whole = False
    emit(for_import(summary), how)
    raise typer.Exit(_exit(summary))


def _exit(summary: Summary) -> int:
    if not summary.is_whole:
        return STOPPED
    if summary.is_unread:
        return int(Exit.FAILED)
    return int(Exit.PROBLEMS if summary.counts["refused"] else Exit.ANSWERED)


labels.command("fetch", cls=Command)(fetch)


@labels.command("list", cls=Command)
def list_(
    name: AnyDrug = None,
    *,
    every: Annotated[bool, typer.Option("--every-version", help="Older versions, too.")] = False,
    format_: options.FormatOption = None,
    json: options.Json = False,
    no_color: options.NoColor = False,
) -> None:
    """List the labels that are here, the newest version of each.

    drugcli labels list
    drugcli labels list ibuprofen
    drugcli labels list --every-version --format csv
    """
    from drugcli.library.labels import open_labels
    from drugcli.lookup.labels import find
    from drugcli.pages.labels import for_list

    how = output(format_, json=json, no_color=no_color)
    library = open_labels()
    query = " ".join(name or ())
    if library is None:
        emit(for_list((), query), how)
        raise typer.Exit(int(Exit.NOTHING))
    try:
        if query:
            found = find(query, library)
            held = [one for drug in found.drugs for one in library.sets(drug.folded, drug.id)]
            if every:
                held = [one for newest in held for one in library.versions(newest.set_id)]
        else:
            held = list(library.all() if every else library.newest())
    finally:
        library.close()
    emit(for_list(held, query), how)
    raise typer.Exit(int(Exit.ANSWERED if held else Exit.NOTHING))


@labels.command("info", cls=Command)
def info(
    name: AnyDrug = None,
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
    library = _opened()
    try:
        if name:
            sets = [library.versions(one.set_id) for one in _sets(" ".join(name), library)]
            marks = {one.id: library.facts(one).marks for several in sets for one in several}
            emit(for_versions(" ".join(name), sets, marks), how)
        else:
            emit(for_counts(library.counts(), str(library.file)), how)
    finally:
        library.close()


@labels.command("diff", cls=Command)
def diff(  # noqa: PLR0913  one parameter an option
    name: SetIds,
    *,
    from_: Annotated[int | None, typer.Option("--from", metavar="N", help="The older version.")] = None,
    to: Annotated[int | None, typer.Option("--to", metavar="N", help="The newer version; else the newest.")] = None,
    section: options.Sections = None,
    format_: options.FormatOption = None,
    json: options.Json = False,
    no_color: options.NoColor = False,
) -> None:
    """Show what changed from one version of a label to another, the figures first.

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
    library = _opened()
    try:
        sets = _sets(query, library)
        chosen = choose(library, sets, from_, to)
        if not isinstance(chosen, Pair):
            typer.echo("Several labels go by this name; name one by its set id.", err=True)
            emit(for_list(chosen, query), how)
            raise typer.Exit(int(Exit.CHOICE))
        found = compare(library, chosen.old, chosen.new)
        if asked is not None:
            found = only(found, asked.split(","), library, chosen)
        emit(for_diff(query, chosen.old, chosen.new, found, len(sets) - 1), how)
    finally:
        library.close()


@labels.command("remove", cls=Command)
def remove(
    name: SetIds,
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
    from drugcli.pages.labels import for_list, for_removal

    how = output(format_, json=json, no_color=no_color)
    query = " ".join(name)
    library = _opened()
    try:
        sets = _sets(query, library)
        every = [one for newest in sets for one in library.versions(newest.set_id)]
    finally:
        library.close()
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
    """Give back the room that removed labels took, and put the full-text index in order.

    drugcli labels vacuum
    """
    from drugcli.library.label_upkeep import vacuum as tidy
    from drugcli.pages.labels import for_vacuum

    how = output(format_, json=json, no_color=no_color)
    library = _opened()
    library.close()
    emit(for_vacuum(*tidy(library.file)), how)


@labels.command("export", cls=Command)
def export(name: AnyDrug = None, *, version: LabelVersion = None) -> None:
    """Write labels as JSON that 'drugcli labels import' reads: all, or those of one name.

    drugcli labels export > labels.json
    drugcli labels export spinraza --version 18
    """
    from drugcli.render.label_json import END, START, one_label

    query = " ".join(name or ())
    library = _opened()
    try:
        held = (
            [one for newest in _sets(query, library) for one in library.versions(newest.set_id)]
            if name
            else library.all()
        )
        chosen = sorted((one for one in held if version in {None, one.version}), key=lambda one: one.id)
        if not chosen:
            raise NoLabelError(query, version)
        write(START)
        divider = ""
        for one in chosen:
            write(divider + one_label(library.label(one)))
            divider = ",\n"
        write(END)
    finally:
        library.close()


def _opened() -> LabelLibrary:
    from drugcli.library.labels import open_labels

    library = open_labels()
    if library is None:
        raise NoLibraryError
    return library


def _sets(query: str, library: LabelLibrary) -> list[Held]:
    from drugcli.lookup.labels import find

    found = find(query, library)
    if not found.drugs:
        raise NoLabelError(found.query)
    return [one for drug in found.drugs for one in library.sets(drug.folded, drug.id)]
