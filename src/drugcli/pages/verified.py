"""What was found of the figures of monographs in the labels that they cite."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drugcli.comparing.claims import Counted
from drugcli.comparing.verify import Checked, Newer
from drugcli.pages.keys import told_apart
from drugcli.pages.page import Notice, Page, Reply, Row, Section

TITLES = {
    "missing": "Not in the cited label",
    "elsewhere": "In the cited label, not in the cited section",
    "unit-apart": "The number stands there, its unit not beside it",
    "changed": "Sections that a newer version changed",
    "unchecked": "Not checked",
}
LOOKED = "stands", "elsewhere", "unit apart", "missing"
SAID = {
    "stands": "stand in the cited section",
    "elsewhere": "stand elsewhere in the cited label",
    "unit apart": "stand in the cited section as a number, with the unit not beside it",
    "missing": "are not in the cited label",
    "unchecked": "could not be checked",
}


def for_verified(found: Sequence[tuple[str, Sequence[Checked], Counted]]) -> Reply:
    """Return what was found, drug by drug: what is missing first, what stands only as a count."""
    every = [(drug, one) for drug, checked, _counted in found for one in checked]
    sections = [_summary(found)]
    for key, title in TITLES.items():
        of_key = {"unchecked": _reasons, "changed": _changed}.get(key)
        rows = tuple(told_apart(of_key(every) if of_key else _findings(every, key)))
        if rows:
            sections.append(Section(key=key, title=title, rows=rows))
    looked = any(one.verdict in LOOKED for _drug, one in every)
    text = "No figure could be looked up: none of the cited labels is in the label library (drugcli labels --help)."
    notices = () if looked or not every else (Notice(kind="warning", text=text),)
    drugs = [drug for drug, _checked, _counted in found]
    title = drugs[0] if len(drugs) == 1 else f"{len(drugs):,} monographs"
    page = Page(
        title=title, subtitle="figures against the labels that they cite", notices=notices, sections=tuple(sections)
    )
    return Reply(query=" ".join(drugs) if len(drugs) == 1 else "", answer=None, page=page)


def _summary(found: Sequence[tuple[str, Sequence[Checked], Counted]]) -> Section:
    counts = Counter[str](one.verdict for _drug, checked, _counted in found for one in checked)
    rows = [_count(verdict.replace(" ", "-"), f"figures {said}", counts[verdict]) for verdict, said in SAID.items()]
    rows += [
        _count("words", "facts have no figure; their words were not compared", sum(one.wordings for *_, one in found)),
        _count("dates", "dates were not looked for", sum(one.dates for *_, one in found)),
    ]
    return Section(key="summary", title="Figures", rows=tuple(rows))


def _count(key: str, said: str, count: int) -> Row:
    return Row(key=key, label=f"{count:,}", text=said, value=Decimal(count))


def _findings(every: Sequence[tuple[str, Checked]], key: str) -> Iterator[Row]:
    for drug, one in every:
        if one.verdict.replace(" ", "-") == key:
            said = (drug, one.claim.path, one.claim.written, _cited(one), _verdict(one))
            yield Row(key=f"{drug}.{one.claim.path}", label="", text=" · ".join(said))


def _cited(one: Checked) -> str:
    if one.cite is None:
        return ""
    return f"{one.cite.source}#{one.cite.section}" if one.cite.section else one.cite.source


def _verdict(one: Checked) -> str:
    if one.verdict == "elsewhere":
        no_section = f"{one.why}; " if one.why else ""
        return f"{no_section}stands in {', '.join(one.places)}"
    if one.verdict == "unit apart":
        return f"stands as {one.as_written!r}"
    return "not in the label"


def _changed(every: Sequence[tuple[str, Checked]]) -> Iterator[Row]:
    """Yield a row a section that a newer version changed, those first where figures are gone."""
    sections: dict[tuple[str, str, Newer], list[Checked]] = {}
    for drug, one in every:
        if one.newer is not None:
            sections.setdefault((drug, _cited(one), one.newer._replace(still_stands=True)), []).append(one)
    for (drug, cited, newer), figures in sorted(sections.items(), key=lambda one: not _gone(one[1])):
        gone = _gone(figures)
        said = [f"version {newer.version} of {newer.date or 'no date'} changed the section"]
        said += [f"no longer there: {', '.join(gone)}"] if gone else []
        still = len(figures) - len(gone)
        said += [f"still there: {still:,} {'figure' if still == 1 else 'figures'}"] if still else []
        yield Row(key=f"{drug}.{cited}", label="", text=f"{drug} · {cited} · {'; '.join(said)}")


def _gone(figures: Sequence[Checked]) -> list[str]:
    return [f"{one.claim.written} ({one.claim.path})" for one in figures if one.newer and not one.newer.still_stands]


def _reasons(every: Sequence[tuple[str, Checked]]) -> Iterator[Row]:
    counts = Counter((drug, one.why) for drug, one in every if one.verdict == "unchecked")
    for (drug, why), count in counts.items():
        figures = "1 figure" if count == 1 else f"{count:,} figures"
        yield Row(key=drug, label=drug, text=f"{figures}: {why}", value=Decimal(count))
