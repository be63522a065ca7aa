"""The page of a drug: sections in the order a pharmacist needs them."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from drugcli.pages import doses, missed, steps
from drugcli.pages.dosage import title
from drugcli.pages.facts import fact_rows
from drugcli.pages.figures import content, fact, figure, joined
from drugcli.pages.layout import Layout
from drugcli.pages.page import NO_DATA, Notice, Row
from drugcli.records.facts import Fact, Facts
from drugcli.records.monographs import Event, Monograph, ReactionTable
from drugcli.records.presentations import Code, Ingredient, Presentation
from drugcli.records.sources import Source, cite

RowsOf = Callable[[Monograph], Iterator[Row]]


def _facts_of(attribute: str) -> RowsOf:
    return lambda record: fact_rows(getattr(record, attribute))


def _one(said: Fact | None) -> Facts:
    return (said,) if said else ()


def _names(record: Monograph) -> Iterator[Row]:
    for kind in dict.fromkeys(name.kind for name in record.other_names):
        same = [name for name in record.other_names if name.kind == kind]
        cites = dict.fromkeys(one for name in same for one in name.cites)
        yield Row(key=kind, label=kind, text=", ".join(name.text for name in same), cites=tuple(cites))
    yield from (_relabelled(row, "pronunciation") for row in fact_rows(_one(record.pronunciation)))
    yield from (_relabelled(row, "class") for row in fact_rows((record.class_,)))


def _relabelled(row: Row, label: str) -> Row:
    return Row(key=label, label=label, text=row.text, cites=row.cites)


def _monitoring(record: Monograph) -> Iterator[Row]:
    for number, asked in enumerate(record.monitoring, 1):
        text = f"{'; '.join(asked.tests)} ({asked.when})"
        yield Row(key=str(number), label=asked.agency, text=text, cites=asked.cites)


def _reactions(record: Monograph) -> Iterator[Row]:
    for number, table in enumerate(record.reaction_tables, 1):
        yield from _reaction_table(number, table)
    yield from fact_rows(record.adverse_reactions)


def _reaction_table(number: int, table: ReactionTable) -> Iterator[Row]:
    arms = "; ".join(f"{arm.name}, {arm.patients:,} patients" for arm in table.arms)
    heading = f"{table.title} ({table.agency}, {table.regimen})"
    yield Row(key=f"table{number}", label=heading, text="", is_heading=True)
    yield Row(key=f"table{number}.about", label="", text=f"{table.criterion}. Arms: {arms}", cites=table.cites)
    for at, reaction in enumerate(table.reactions, 1):
        first, *others = (f"{figure(share)}%" for share in reaction.percent)
        shares = [first, *(f"{arm.name} {share}" for arm, share in zip(table.arms[1:], others, strict=True))]
        yield Row(
            key=f"table{number}.{at}",
            label=reaction.name,
            text=", ".join(shares),
            value=reaction.percent[0],
            unit="%",
            cites=table.cites,
        )


def _presentations(record: Monograph) -> Iterator[Row]:
    for number, product in enumerate(record.presentations, 1):
        yield from _presentation(str(number), product)


def _presentation(key: str, product: Presentation) -> Iterator[Row]:
    strengths = ", ".join(map(content, (product.strength, *product.further_strengths)))
    about = [strengths, product.form, product.container, product.pack or ""]
    yield Row(key=key, label=product.name, text="", is_heading=True)
    yield Row(key=f"{key}.about", label="", text="; ".join(part for part in about if part), cites=product.cites)
    for code in product.codes:
        yield Row(key=f"{key}.{code.kind}", label="", text=_code_text(code), cites=code.cites)
    if product.composition is None:
        yield Row(key=f"{key}.ingredients", label="ingredients", text=NO_DATA)
        return
    for at, ingredient in enumerate(product.composition.ingredients, 1):
        yield Row(
            key=f"{key}.ingredient.{at}",
            label=ingredient.role,
            text=_ingredient(ingredient),
            value=ingredient.content.value if ingredient.content else None,
            unit=f"{ingredient.content.unit} per {ingredient.content.per}" if ingredient.content else None,
            cites=product.composition.cites,
        )


def _ingredient(one: Ingredient) -> str:
    said = [one.name]
    if one.content:
        said.append(content(one.content))
    if one.as_salt:
        said.append(f"as {content(one.as_salt)} of {one.salt}")
    if one.note:
        said.append(one.note)
    return ", ".join(said)


def _code_text(code: Code) -> str:
    return f"{code.kind} {code.code}" + (f" ({code.note})" if code.note else "")


def _identifiers(record: Monograph) -> Iterator[Row]:
    for code in record.identifiers:
        text = code.code + (f" ({code.note})" if code.note else "")
        yield Row(key=code.kind, label=code.kind, text=text, cites=code.cites)


def _makers(record: Monograph) -> Iterator[Row]:
    for maker in record.makers:
        text = ", ".join(part for part in (maker.name, maker.place) if part)
        yield Row(key=maker.role, label=maker.role, text=text, cites=maker.cites)


def _events(record: Monograph) -> Iterator[Row]:
    for number, event in enumerate(record.events, 1):
        said = [event.date.isoformat() if event.date else "", event.text or ""]
        if _is_disputed(event, record.events):
            said.append("sources differ on the date")
        text = "; ".join(part.rstrip(".") for part in said if part)
        yield Row(key=str(number), label=f"{event.agency}, {event.title}", text=text, cites=event.cites)


def _is_disputed(event: Event, events: Sequence[Event]) -> bool:
    dates = {one.date for one in events if (one.agency, one.title) == (event.agency, event.title) and one.date}
    return len(dates) > 1


def _market(record: Monograph) -> Iterator[Row]:
    if record.market:
        yield Row(key="market", label="market", text=f"drugcli market {record.market}")


SECTIONS: dict[str, tuple[str, RowsOf]] = {
    "dose": ("Dose", doses.dose_rows),
    "boxed-warning": ("Boxed warning", _facts_of("boxed_warnings")),
    "missed-dose": ("Missed dose", missed.missed_rows),
    "dose-changes": ("Changes of the dose", steps.step_rows),
    "switch": ("Change of regimen", missed.switch_rows),
    "dosing-notes": ("Dosing notes", _facts_of("dosing_notes")),
    "preparation": ("Preparation", _facts_of("preparation")),
    "infusion": ("Infusion and injection", steps.infusion_rows),
    "administration": ("Administration", _facts_of("administration")),
    "monitoring": ("Monitoring", _monitoring),
    "contraindications": ("Contraindications", _facts_of("contraindications")),
    "warnings": ("Warnings", _facts_of("warnings")),
    "adverse-reactions": ("Adverse reactions", _reactions),
    "interactions": ("Interactions", _facts_of("interactions")),
    "populations": ("Populations", _facts_of("populations")),
    "overdose": ("Overdose", _facts_of("overdose")),
    "indications": ("Indications", _facts_of("indications")),
    "names": ("Names and class", _names),
    "presentations": ("Presentations and ingredients", _presentations),
    "storage": ("Storage", _facts_of("storage")),
    "mechanism": ("Mechanism", _facts_of("mechanism")),
    "kinetics": ("Kinetics", _facts_of("kinetics")),
    "dynamics": ("Dynamics", _facts_of("dynamics")),
    "chemistry": ("Chemistry", _facts_of("chemistry")),
    "counselling": ("Patient counseling", _facts_of("counselling")),
    "approvals": ("Approvals", _events),
    "makers": ("Makers", _makers),
    "identifiers": ("Identifiers", _identifiers),
    "reporting": ("Reporting", _facts_of("reporting")),
    "market": ("Market", _market),
}
FIRST = ("dose", "boxed-warning", "missed-dose", "dose-changes", "switch", "monitoring", "preparation", "infusion",
         "administration", "contraindications")  # fmt: skip
VITAL = ("dose", "boxed-warning", "contraindications", "monitoring")


def _subtitle(record: Monograph) -> str:
    brands = [name.text for name in record.other_names if name.kind == "brand"]
    makers = list(dict.fromkeys(maker.name for maker in record.makers))[:1]
    routes = dict.fromkeys(regimen.route for regimen in record.regimens)
    return " · ".join([*brands, *makers, fact(record.class_), *routes])


def _notices(record: Monograph) -> Iterator[Notice]:
    if record.withdrawn:
        gone = record.withdrawn
        since = f" since {gone.date.isoformat()}" if gone.date else ""
        yield Notice(kind="warning", text=f"Withdrawn{since} ({gone.agency}): {gone.text}", cites=gone.cites)
    for source in record.sources.values():
        if source.superseded:
            yield Notice(kind="warning", text=_superseded(source))
    yield from _weak_doses(record)


def _newest(record: Monograph) -> dt.date | None:
    return max((day for source in record.sources.values() if (day := _regulator_date(source))), default=None)


def _superseded(source: Source) -> str:
    newer = source.superseded
    assert newer is not None  # noqa: S101  the caller looked
    told = [f"version {newer.version}" if newer.version else "", newer.date.isoformat() if newer.date else ""]
    which = ", ".join(part for part in told if part)
    newest = f" ({which})" if which else ""
    when = f" ({source.when})" if source.when else ""
    return f"Superseded: a newer {source.title}{newest} exists than the one read here{when}. Check it first."


def _weak_doses(record: Monograph) -> Iterator[Notice]:
    """Warn of each amount that no primary source states."""
    for regimen in record.regimens:
        grounds = [cites for phase in regimen.phases for cites in (phase.cites, *(one.cites for one in phase.bands))]
        weak = [ids for cites in grounds if (ids := _secondary_alone(cites, record))]
        if weak:
            titles = joined([record.sources[id_].title for id_ in dict.fromkeys(id_ for ids in weak for id_ in ids)])
            text = f"The dose {title(regimen)} rests on a secondary source alone ({titles})."
            yield Notice(kind="warning", text=text)


def _secondary_alone(cites: Sequence[str], record: Monograph) -> list[str]:
    ids = [cite(text).source for text in cites]
    return ids if all(record.sources[id_].standing == "secondary" for id_ in ids) else []


def _regulator_date(source: Source) -> dt.date | None:
    return source.latest if source.kind in {"regulator label", "regulator leaflet"} else None


LAYOUT: Layout[Monograph] = Layout(
    sections=SECTIONS,
    first=FIRST,
    vital=VITAL,
    title=lambda record: record.name,
    subtitle=_subtitle,
    notices=_notices,
    newest=_newest,
)
