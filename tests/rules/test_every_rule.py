"""All rules at once: the made-up files keep them, and each rule is one that can be broken."""

import datetime as dt
from collections.abc import Iterator

from msgspec.structs import replace

from drugcli.records.markets import Market
from drugcli.records.monographs import Monograph
from drugcli.records.seeds import Seed
from drugcli.rules import RULES, broken


def test_the_made_up_files_keep_every_rule(
    exampline: Monograph, exampitis: Market, outlook: Seed, today: dt.date
) -> None:
    assert list(broken(exampline, today)) == []
    assert list(broken(exampitis, today)) == []
    assert list(broken(outlook, today)) == []


def test_every_rule_says_how_to_mend() -> None:
    assert RULES
    assert all(rule.__doc__ and rule.__doc__.endswith(".") for rule in RULES)


def test_a_record_that_breaks_several_rules_is_told_all_of_them(exampline: Monograph) -> None:
    source = replace(exampline.sources["label-us-2024"], date=None)
    fact = replace(exampline.kinetics[0], title="half-life .5")
    worse = replace(exampline, sources={**exampline.sources, "unused": source}, kinetics=(fact,))

    told = list(broken(worse, dt.date(2019, 12, 31)))

    assert [path for path, _what in told] == [
        "sources.unused",
        "sources.unused",
        "kinetics[0].title",
        "sources.label-us-2024.date",
        "event[0].date",
    ]


def test_what_is_told_does_not_change_from_one_time_to_the_next(exampitis: Market) -> None:
    def told() -> Iterator[tuple[str, str]]:
        return broken(exampitis, dt.date(2000, 1, 1))

    assert list(told()) == list(told()) != []
