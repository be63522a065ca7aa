"""drugcli contains."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from drugcli.cli import options
from drugcli.cli.opening import library
from drugcli.cli.output import Output, complain, emit, finish, output
from drugcli.cli.several import resolved
from drugcli.errors import Exit, UsageError

if TYPE_CHECKING:
    from drugcli.comparing.avoided import Term
    from drugcli.comparing.contains import Contents
    from drugcli.library.library import Library
    from drugcli.lookup.answers import Answer
    from drugcli.records.sources import Source

Drugs = Annotated[list[str], typer.Argument(metavar="DRUG", help="Drugs, a name each.")]
Avoid = Annotated[
    list[str] | None, typer.Option("--avoid", metavar="TERM,TERM", help="What is to be avoided. Can be repeated.")
]


def contains(  # noqa: PLR0913  one parameter an option
    name: Drugs,
    *,
    avoid: Avoid = None,
    format_: options.FormatOption = None,
    json: options.Json = False,
    data: options.Data = None,
    no_color: options.NoColor = False,
) -> None:
    """Say which presentations list an ingredient, and which not.

    drugcli contains nusinersen --avoid "polysorbate 80,sulfite"
    drugcli contains eculizumab luspatercept --avoid "polysorbate 80" --json

    Ingredients are those of monographs and of the newest label of each set in the label library. A term is
    met by every word that contains it, 'sulfite' by 'metabisulfite', and by the other names that the FDA's list
    of UNII names has: 'tween 80' by 'polysorbate 80'. What nothing here is called is flagged as not recognised,
    and the exit code is then 1. 'Not listed' does not mean that there is none.
    """
    from drugcli.comparing.avoided import term
    from drugcli.comparing.contains import is_recognised
    from drugcli.library import folders
    from drugcli.library.excipients import Excipients
    from drugcli.pages.contains import for_contents

    how = output(format_, json=json, no_color=no_color)
    known = Excipients(folders.vocabulary()).all
    terms = [term(part.strip(), known) for one in avoid or () for part in one.split(",") if part.strip()]
    if not terms or not all(one.words for one in terms):
        raise UsageError("Nothing to avoid was named. Give an ingredient, such as: --avoid 'polysorbate 80'")
    with library(data) as held:
        contents: list[Contents] = []
        sources: dict[str, Source] = {}
        for answer in resolved(name, held, how, labels_do=True):
            contents += _of_drug(answer, held, how, terms, sources)
        unrecognised = [one for one in terms if not is_recognised(one, held.labels, contents)]
        emit(for_contents(terms, contents, sources, unrecognised), how)
        complain(held)
    raise typer.Exit(int(Exit.NOTHING if unrecognised else Exit.ANSWERED))


def _of_drug(
    answer: Answer, held: Library, how: Output, terms: list[Term], sources: dict[str, Source]
) -> list[Contents]:
    """Return what the drug's presentations list; the brand of a product of which nothing is here is a question."""
    from drugcli.comparing.contains import of_monograph

    drug = answer.id or ""
    found: list[Contents] = []
    if not held.is_label(drug):
        record = held.monograph(drug)
        sources |= {f"{drug}-{id_}": one for id_, one in record.sources.items()}
        found += [one._replace(source=f"{drug}-{one.source}") for one in of_monograph(drug, record, terms)]
    if held.labels is not None:
        found += _of_labels(answer, held, how, terms, sources)
    return found


def _of_labels(
    answer: Answer, held: Library, how: Output, terms: list[Term], sources: dict[str, Source]
) -> Iterator[Contents]:
    from drugcli.cli.label import other_products
    from drugcli.comparing.contains import ingredient_sections, of_label
    from drugcli.library.with_labels import WithLabels
    from drugcli.lookup.labels import labels_of
    from drugcli.pages.label import source_of

    assert isinstance(held, WithLabels)  # noqa: S101  it has labels
    drug = answer.id or ""
    sets = labels_of(answer, held)
    if (others := other_products(answer, held.labels, sets)) is not None:
        if held.is_label(drug):
            emit(others, how)
            finish(others, held)
        return  # the record answers for the brand
    for one in sets:
        label = held.labels.facts(one)
        id_ = f"{drug}-label-{one.set_id}-{one.version}-{one.origin.lower()}"
        sources[id_] = source_of(label)
        yield from of_label(drug, label, ingredient_sections(held.labels, one), id_, terms)
