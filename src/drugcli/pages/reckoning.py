"""Amounts that were computed, and how, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from drugcli.dosing.amounts import Cap, Figure, Rounded, Sum, Way
from drugcli.dosing.phase_doses import PhaseDose, Taking
from drugcli.dosing.products import Supply
from drugcli.pages.dosage import TIMES
from drugcli.pages.figures import ONE, count, joined, reckoned
from drugcli.pages.page import Row
from drugcli.pages.steps import rounding
from drugcli.records.amounts import Count


def written(one: Figure) -> str:
    """Write a computed figure with its unit: '1.88 mg', '1 tablet'."""
    unit = ONE.get(one.unit, one.unit) if one.value == 1 else one.unit
    return f"{reckoned(one.value)} {unit}"


def ends(figures: Sequence[Figure]) -> str:
    """Write a figure, or a range: '4.5 to 11.2 mL'."""
    low, high = figures[0], figures[-1]
    return written(low) if low == high else f"{reckoned(low.value)} to {written(high)}"


def taking(one: Taking) -> str:
    """Say what is given: '1.88 mg', '84 mg twice daily', '2 tablets of X in the morning'."""
    done = one.worked
    if done.a_day:
        ways = [f"{way.doses} doses of {ends(_single(way))}" for way in done.ways if way.too_large is None]
        is_open = isinstance(done.doses_a_day, Count) and done.doses_a_day.at_most is None
        more = f"{count(done.doses_a_day)} doses: " if is_open and done.doses_a_day is not None else ""
        said = f"in {more}{joined(ways, 'or')}" if ways else "in no number of doses that the source allows"
        most = f", at most {written(done.largest_single)} at once" if done.largest_single is not None else ""
        return f"{ends(done.a_day)} a day, {said}{most}"
    (way,) = done.ways
    text = ends(_single(way))
    if done.doses_a_day is not None:
        text += f" {_times(done.doses_a_day)}"
    if one.portion is not None:
        text += f" of {one.portion.product}" if one.portion.product else ""
        text += f" in the {one.portion.time}" if one.portion.time else ""
    return text


def _times(often: int | Count) -> str:
    return TIMES.get(often, f"{often} times daily") if isinstance(often, int) else f"{count(often)} times daily"


def _single(way: Way) -> tuple[Figure, ...]:
    """Return the single doses, rounded where the source rounds them."""
    if not way.rounded:
        return way.single
    return tuple(one.to or one.exact for one in way.rounded)


def single(phase: PhaseDose) -> Figure | None:
    """Return the single dose of a phase, where it is one figure."""
    figures = {figure for one in phase.takings for way in one.worked.ways for figure in _single(way)}
    return figures.pop() if len(figures) == 1 else None


def rows(phase: PhaseDose, key: str, cites: tuple[str, ...]) -> Iterator[Row]:
    """Lay out how each amount of a phase was reckoned, its limits, its rounding, and what it is taken from."""
    for number, one in enumerate(phase.takings, 1):
        place = f"{key}.{number}"
        done = one.worked
        sums = [total(each) for each in (*one.stepped.sums, *done.sums)]
        if sums:
            yield Row(key=f"{place}.sums", label="reckoned", text="; ".join(sums), cites=cites)
        for cap in (*one.stepped.caps, *done.caps):
            yield Row(key=f"{place}.cap", label="limit", text=capped(cap), cites=cites)
        for most in one.stepped.used_up:
            text = f"the step's largest change leaves no dose; {written(most)} is the most that it leaves"
            yield Row(key=f"{place}.used-up", label="unclear", text=text, cites=cites)
        for way in done.ways:
            if way.too_large is not None:
                text = f"{way.doses} doses of {ends(way.single)} would exceed the largest single dose of "
                yield Row(key=f"{place}.single", label="limit", text=text + written(way.too_large), cites=cites)
            for rounded in way.rounded:
                yield from _rounded_rows(rounded, f"{place}.rounding", cites)
                yield from _beyond_rows(rounded, way.doses, done.a_day_at_most, f"{place}.beyond", cites)
        for _way, dose, supply in one.supplies:
            yield from _supply_rows(supply, dose, f"{place}.supply", cites, ranged=len(one.supplies) > 1)


def total(one: Sum) -> str:
    """Write one step: '0.2 mg/kg × 9.4 kg = 1.88 mg'."""
    return f"{written(one.left)} {one.sign} {written(one.right)} = {written(one.result)}"


def capped(one: Cap) -> str:
    """Say that the source's limit stands in the place of what was reckoned."""
    return f"{written(one.reckoned)} is more than the source allows; the limit, {written(one.limit)}, is shown"


def _rounded_rows(one: Rounded, key: str, cites: tuple[str, ...]) -> Iterator[Row]:
    if one.to == one.exact:
        return
    if one.to is not None and one.rule is not None:
        text = f"{written(one.exact)} is rounded {rounding(one.rule)}: {written(one.to)}"
        yield Row(key=key, label="rounding", text=text, cites=one.rule.cites)
    else:
        marks = f" ({joined([written(each) for each in one.choices], 'or')})" if one.choices else ""
        text = f"the source does not say how {written(one.exact)} is rounded{marks}; nothing is rounded here"
        yield Row(key=key, label="rounding", text=text, cites=cites)


def _beyond_rows(one: Rounded, doses: int, limit: Figure | None, key: str, cites: tuple[str, ...]) -> Iterator[Row]:
    """Say where rounding carries a day's doses beyond the day's limit; neither gives way to the other here."""
    if one.to is None or limit is None or one.to.value * doses <= limit.value:
        return
    whole = total(Sum(one.to, "×", Figure(Decimal(doses), "doses"), Figure(one.to.value * doses, one.to.unit)))
    text = f"{whole}, more than the source's {written(limit)} a day; it does not say which of the two gives way"
    yield Row(key=key, label="unclear", text=text, cites=cites)


def _supply_rows(one: Supply, dose: Figure, key: str, cites: tuple[str, ...], *, ranged: bool) -> Iterator[Row]:
    said = [total(each) for each in one.sums]
    if ranged and not said:
        said.append(written(dose))
    if one.pieces is not None and not one.is_takeable:
        said.append("not a number that can be taken")
    taken = one.rounded.to if one.rounded is not None and one.rounded.to is not None else one.volume
    if taken != one.volume and taken is not None:
        said.append(f"rounded {written(taken)}")
    if one.syringe_units is not None:
        said.append(f"{reckoned(one.syringe_units)} units of the syringe")
    if one.each is not None:
        said.append(f"divided into {one.injections} injections of {written(one.each)}")
    if one.containers is not None:
        said.append(f"{one.containers} {_container(one)}")
        left = [written(left) for left in one.left_over if left.value]
        said.append(f"{joined(left, 'or')} left over and discarded" if left else "nothing left over")
    if said:
        text = f"{one.product.name}: {'; '.join(said)}"
        figure = (taken.value, taken.unit) if taken else (one.pieces, None)
        yield Row(key=key, label="from", text=text, value=figure[0], unit=figure[1], cites=one.product.cites)
    if one.rounded is not None:
        yield from _rounded_rows(one.rounded, f"{key}.rounding", cites)


def _container(one: Supply) -> str:
    word = one.product.container.partition(" (")[0]
    return word if one.containers == 1 else f"{word}s"
