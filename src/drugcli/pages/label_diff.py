"""What changed from one version of a label to another: figures first, then section by section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress

from drugcli.comparing.versions import Reworded, Said, SectionChange, Whole
from drugcli.errors import UsageError
from drugcli.library.labels import Heading, Held, LabelLibrary
from drugcli.lookup.label_versions import Pair
from drugcli.pages.keys import told_apart
from drugcli.pages.label_text import Top, asked_for
from drugcli.pages.labels import other_labels
from drugcli.pages.page import Notice, Page, Reply, Row, Section

NONE = "no figure"
MOST_FIGURES = 8
"""Figures of one change that are listed; the others stand below, in its section."""
MOST_TITLES = 4
"""Sections without a number that are named in the summary."""
UNTITLED = "Without a title"
SHORT = 12
"""Words of a change that are shown beside its figures."""
OTHER_FORM = (
    "One of these is from openFDA, the other is SPL: they differ in headings, spaces and tables, "
    "so not every difference here is a change of the label."
)


def for_diff(query: str, old: Held, new: Held, found: Sequence[SectionChange], other_sets: int) -> Reply:
    """Return the page of what changed; ``other_sets`` are labels of the same drug that were not compared."""
    figures = tuple(_numbered(row for one in found for row in _figures(one)))
    sections = [Section(key="figures", title="Figures that changed", rows=figures)] if figures else []
    sections += [_section(one) for one in found]
    page = Page(
        title=f"{new.title or new.drug}: version {old.version} to version {new.version}",
        subtitle=" · ".join(
            part for part in (new.labeler, f"{old.date or 'no date'} to {new.date or 'no date'}") if part
        ),
        notices=tuple(_notices(old, new, found, other_sets)),
        sections=tuple(told_apart(sections)),
    )
    return Reply(query=query, answer=None, page=page)


def _notices(old: Held, new: Held, found: Sequence[SectionChange], other_sets: int) -> Iterator[Notice]:
    if old.origin != new.origin:
        yield Notice(kind="warning", text=OTHER_FORM)
    if old.version > new.version:
        yield Notice(kind="warning", text="The first of these versions is the newer one.")
    yield Notice(kind="note", text=_summary(found) if found else "Nothing changed: the words are the same.")
    if other_sets:
        text = f"{other_labels(other_sets, were=True)} not compared: drugcli labels list {new.drug}"
        yield Notice(kind="note", text=text)


def _summary(found: Sequence[SectionChange]) -> str:
    """Say how much changed, and where."""
    kinds = Counter(row.change.kind for one in found for row in one.reworded)
    figures = sum(row.figures is not None for one in found for row in one.reworded)
    counts = [
        f"{kinds[kind]:,} passage{'' if kinds[kind] == 1 else 's'} {kind}"
        for kind in ("reworded", "added", "removed") if kinds[kind]
    ]  # fmt: skip
    if figures:
        counts.append(f"{figures:,} of them with other figures")
    parts = [", ".join(counts)] if counts else []
    for said, named in (
        ("in", [one for one in found if one.old and one.new]),
        ("added:", [one for one in found if not one.old]),
        ("removed:", [one for one in found if not one.new]),
    ):
        if named:
            parts.append(f"{said} {_named(named)}")
    return f"What changed: {'; '.join(parts)}."


def _named(several: Sequence[SectionChange]) -> str:
    """Name sections in few words: 'sections 2, 5, Medication guide and 3 others'."""
    numbers = [one.number for one in several if one.number]
    titles = list(dict.fromkeys(one.title or UNTITLED for one in several if not one.number))
    more = f" and {len(titles) - MOST_TITLES:,} others" if len(titles) > MOST_TITLES else ""
    numbered = [f"section{'' if len(numbers) == 1 else 's'} {', '.join(numbers)}"] if numbers else []
    return ", ".join([*numbered, *titles[:MOST_TITLES]]) + more


def _figures(section: SectionChange) -> Iterator[Row]:
    for one in section.reworded:
        if one.figures is not None:
            before, after = (_several(side) for side in one.figures)
            yield Row(
                key="figure",
                label=_place(one, section),
                text=f"was {before}; is {after}: {_brief(one)}",
                before=_aside(before, one.figures.before, one.before),
                after=_aside(after, one.figures.after, one.after),
            )


def _several(figures: Sequence[str]) -> str:
    more = f" and {len(figures) - MOST_FIGURES:,} more" if len(figures) > MOST_FIGURES else ""
    return (", ".join(figures[:MOST_FIGURES]) or NONE) + more


def _aside(said: str, figures: tuple[str, ...], where: Said) -> str:
    return f"{said}: {_line(where.lead, _shortened(where.words), where.trail)}" if figures else said


def _brief(one: Reworded) -> str:
    """Write where a figure changed; a long rewording stands below, in its section."""
    before, after = _marked(_shortened(one.before.words), "[-", "-]"), _marked(_shortened(one.after.words), "{+", "+}")
    return _line(one.after.lead, before, after, one.after.trail)


def _shortened(words: str) -> str:
    parts = words.split()
    return words if len(parts) <= SHORT else f"{' '.join(parts[: SHORT // 2])} ... {' '.join(parts[-SHORT // 2 :])}"


def _context(one: Reworded) -> str:
    """Write a change in one line: as it stood and as it stands, with what is around it now."""
    around = one.before if one.change.kind == "removed" else one.after
    return _line(around.lead, _marked(one.before.words, "[-", "-]"), _marked(one.after.words, "{+", "+}"), around.trail)


def _marked(words: str, start: str, end: str) -> str:
    return f"{start}{words}{end}" if words else ""


def _line(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _section(one: SectionChange) -> Section:
    title = " ".join(part for part in (one.number, one.title) if part) or UNTITLED
    key = one.number or ((one.new or one.old).field or title).replace("_", "-")  # type: ignore[union-attr]
    if one.old is None or one.new is None:
        whole, kind = (one.new, "added") if one.new else (one.old, "removed")
        assert whole is not None  # noqa: S101  a section is in one version at least
        return Section(key=key, title=title, rows=tuple(_numbered(_whole(whole, kind))), note=kind)
    return Section(key=key, title=title, rows=tuple(_numbered(_change(each, one) for each in one.reworded)))


def _whole(whole: Whole, kind: str) -> Iterator[Row]:
    is_added = kind == "added"
    for piece in whole.pieces:
        if piece.text:
            text = f"{{+{piece.text}+}}" if is_added else f"[-{piece.text}-]"
            sides = ("", piece.text) if is_added else (piece.text, "")
            yield Row(key=kind, label=piece.heading.number or "", text=text, before=sides[0], after=sides[1])


def _change(one: Reworded, section: SectionChange) -> Row:
    before, after = one.before, one.after
    return Row(
        key=one.change.kind,
        label=_place(one, section),
        text=_context(one),
        before=_line(before.lead, _marked(before.words, "[-", "-]"), before.trail),
        after=_line(after.lead, _marked(after.words, "{+", "+}"), after.trail),
    )


def _place(one: Reworded, section: SectionChange) -> str:
    return one.heading.number or section.number or one.heading.title


def _numbered(rows: Iterator[Row]) -> Iterator[Row]:
    from msgspec.structs import replace

    return (replace(row, key=f"{row.key}-{at}") for at, row in enumerate(rows, 1))


def only(
    found: Sequence[SectionChange], named: Sequence[str], library: LabelLibrary, pair: Pair
) -> list[SectionChange]:
    """Return the changes in some sections and in those within them; raises UsageError for one that neither has."""
    headings = [library.text_headings(held) for held in pair]
    asked = [_asked_for(each.strip(), headings) for each in named if each.strip()]
    tops = {top.heading for each in asked for top in each}
    within = {heading for each in asked for top in each for heading in (top.heading, *top.within)}
    kept = []
    for one in found:
        whole = one.new or one.old
        assert whole is not None  # noqa: S101  a section is in one version at least
        if whole.pieces[0].heading in tops:
            kept.append(one)
        elif rows := tuple(row for row in one.reworded if row.heading in within):
            kept.append(one._replace(reworded=rows))
    return kept


def _asked_for(name: str, versions: Sequence[Sequence[Heading]]) -> list[Top]:
    """Return the sections of a name in both versions, or in the one that has it."""
    found: list[Top] = []
    for headings in versions:
        with suppress(UsageError):
            found += asked_for(name, headings)
    if not found:
        raise UsageError(f"Neither version has a section {name!r}. Give a number, a title, or openFDA's name of it.")
    return found
