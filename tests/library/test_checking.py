"""Everything that is wrong with files and formularies, and where to look for them."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drugcli.errors import FormularyError, UnreadableFileError
from drugcli.library.checking import check_all

if TYPE_CHECKING:
    from tests.library.conftest import MakeUp

UNREADABLE = Path("/proc/self/mem")
"""A regular file that cannot be read from its start, not even by root."""

TODAY = dt.date(2026, 1, 1)
SEED = """\
[document]
title = "Exampitis outlook"
publisher = "Example Insights"
address = "https://example.org/outlook"
sha256 = "{digest}"

[[claim]]
id = "size-2024"
subject = "market size"
text = "USD 900 million in 2024"
where = "Summary"
"""


def problems_of(*places: Path) -> list[str]:
    problems, _files = check_all(places, TODAY)
    return [str(problem) for problem in problems]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_sound_formulary_has_no_problem(own: Path) -> None:
    assert check_all([own], TODAY) == ([], 2)


def test_nothing_to_look_at_has_no_problem(empty: Path) -> None:
    assert check_all([], TODAY) == ([], 0)
    assert check_all([empty], TODAY) == ([], 0)


@pytest.mark.parametrize(
    ("place", "count"),
    [("", 2), ("drugs", 1), ("markets", 1), ("drugs/exampline.toml", 1), ("markets/exampitis.toml", 1)],
)
def test_a_formulary_a_folder_of_one_kind_or_a_single_file_is_checked(own: Path, place: str, count: int) -> None:
    assert check_all([own / place], TODAY) == ([], count)


@pytest.mark.parametrize(
    ("inside", "place"),
    [("", "."), ("drugs", "."), ("drugs", ".."), ("drugs", "exampline.toml"), ("markets", "../drugs")],
)
def test_a_place_is_the_same_from_wherever_it_is_named(
    own: Path, inside: str, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(own / inside)

    problems, count = check_all([Path(place)], TODAY)

    assert problems == []
    assert count >= 1


def test_several_places_are_counted_together(own: Path, empty: Path, make_up: MakeUp) -> None:
    make_up(empty, "newline")

    assert check_all([own, empty], TODAY) == ([], 3)


def test_every_problem_of_every_file_is_told(own: Path) -> None:
    change(own / "drugs" / "exampline.toml", "value = 40", "value = -40")
    change(own / "drugs" / "exampline.toml", "value = 6.2", 'value = "6.2"')
    change(own / "markets" / "exampitis.toml", "value = 1000", "value = true")

    assert problems_of(own) == [
        "drugs/exampline.toml: regimen[0].phase[0].amount: an amount is more than 0, not -40",
        "drugs/exampline.toml: presentation[0].strength: an amount is more than 0, not -40",
        "drugs/exampline.toml: kinetics[0].value: expected a number, found the text '6.2'",
        "markets/exampitis.toml: estimate[0].point[0].value: expected a number, found true",
    ]


def test_rules_are_part_of_it(own: Path) -> None:
    change(own / "drugs" / "exampline.toml", "value = 6.2", "value = 6.0")
    change(own / "markets" / "exampitis.toml", "date = 2025-02-01", "date = 2052-02-01")

    assert problems_of(own) == [
        "drugs/exampline.toml: kinetics[0].value: 6.0 ends in a zero after the point; write 6",
        "markets/exampitis.toml: sources.report-2025.date: 2052-02-01 lies in the future; check the year",
        "markets/exampitis.toml: sources.filing-2024.date: 2052-02-01 lies in the future; check the year",
    ]


def test_a_file_is_named_after_its_drug(own: Path) -> None:
    (own / "drugs" / "exampline.toml").rename(own / "drugs" / "examplane.toml")
    change(own / "markets" / "exampitis.toml", '"exampline"', '"examplane"')

    assert problems_of(own) == ["drugs/examplane.toml: name: the file of 'exampline' is named exampline.toml"]


def test_a_file_named_after_a_drug_of_two_words_has_a_hyphen(empty: Path, make_up: MakeUp) -> None:
    change(make_up(empty, "exampline-sodium"), 'name = "exampline-sodium"', 'name = "Exampline  Sodium"')

    assert problems_of(empty) == []


def test_two_drugs_with_one_brand_are_both_told(empty: Path, make_up: MakeUp) -> None:
    make_up(empty, "firstline", "Twin-Ex", "Firstex")
    make_up(empty, "secondline", "TWINEX")

    assert problems_of(empty) == [
        "drugs/firstline.toml: other_name: 'Twin-Ex' is also a name in drugs/secondline.toml; one drug, one name",
        "drugs/secondline.toml: other_name: 'TWINEX' is also a name in drugs/firstline.toml; one drug, one name",
    ]


def test_three_drugs_with_one_brand_are_each_told_the_others(empty: Path, make_up: MakeUp) -> None:
    for name in ("a", "b", "c"):
        make_up(empty, name, "Tripletex")

    told = problems_of(empty)

    assert len(told) == 3
    assert "is also a name in drugs/a.toml, drugs/c.toml;" in told[1]


def test_the_brand_of_one_drug_may_not_be_the_name_of_another(empty: Path, make_up: MakeUp) -> None:
    make_up(empty, "firstline", "Secondline")
    make_up(empty, "secondline")

    assert len(problems_of(empty)) == 2


def test_a_name_given_twice_in_one_file_is_that_files_own_affair(empty: Path, make_up: MakeUp) -> None:
    make_up(empty, "firstline", "Firstex", "FIRSTEX")

    assert problems_of(empty) == []


def test_a_drug_and_a_market_may_share_a_name(own: Path) -> None:
    change(own / "markets" / "exampitis.toml", '"exampitis drugs"', '"Examplex"')

    assert problems_of(own) == []


def test_a_drug_replaced_in_another_formulary_shares_its_names_rightly(
    empty: Path, tmp_path: Path, make_up: MakeUp
) -> None:
    make_up(empty, "firstline", "Firstex")
    shutil.copytree(empty, tmp_path / "second")

    assert problems_of(empty, tmp_path / "second") == []


def test_a_link_that_leads_nowhere_is_told_from_both_sides(own: Path) -> None:
    change(own / "drugs" / "exampline.toml", 'market = "exampitis"', 'market = "exampitiss"')
    change(own / "markets" / "exampitis.toml", 'drugs = ["exampline"]', 'drugs = ["exampline", "nowhereline"]')

    assert problems_of(own) == [
        "drugs/exampline.toml: market: there is no markets/exampitiss.toml",
        "markets/exampitis.toml: drugs: there is no drugs/nowhereline.toml",
    ]
    assert problems_of(own / "drugs") == ["exampline.toml: market: there is no markets/exampitiss.toml"]


def test_a_link_may_lead_into_another_formulary_that_is_in_use(own: Path, empty: Path) -> None:
    (empty / "markets").mkdir()
    (own / "markets" / "exampitis.toml").rename(empty / "markets" / "exampitis.toml")

    assert problems_of(own) == ["drugs/exampline.toml: market: there is no markets/exampitis.toml"]
    assert problems_of(own, empty) == []


def test_a_link_to_a_broken_file_leads_somewhere(own: Path) -> None:
    (own / "markets" / "exampitis.toml").write_text("# nothing yet", encoding="utf-8")

    assert not any("there is no" in problem for problem in problems_of(own))


def test_seeds_are_checked_where_they_lie(tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "outlook.toml").write_text(SEED.format(digest="0" * 64), encoding="utf-8")
    (folder / "report.toml").write_text(SEED.format(digest="0" * 63), encoding="utf-8")

    problems, count = check_all([folder], TODAY)

    assert count == 2
    assert [(problem.file, problem.path) for problem in problems] == [("report.toml", "document.sha256")]
    assert check_all([tmp_path], TODAY) == ([problems[0]._replace(file="seeds/report.toml")], 2)


def test_a_place_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FormularyError, match=r"nowhere: there is no such file or folder$"):
        check_all([tmp_path / "nowhere"], TODAY)


def test_a_folder_without_drugs_or_markets_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FormularyError, match=r"no formulary; a formulary holds a folder drugs/"):
        check_all([tmp_path], TODAY)


def test_a_file_outside_of_a_formulary_is_an_error(own: Path, tmp_path: Path) -> None:
    shutil.copy(own / "drugs" / "exampline.toml", tmp_path / "exampline.toml")

    with pytest.raises(FormularyError, match=r"lies in no folder named drugs, markets, seeds; move it into one$"):
        check_all([tmp_path / "exampline.toml"], TODAY)


def test_a_pipe_is_an_error(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(FormularyError):
        check_all([tmp_path / "pipe"], TODAY)


@pytest.mark.parametrize("name", [".#exampline.toml", "._exampline.toml", "exampline.toml~", "#exampline.toml#"])
def test_what_an_editor_leaves_behind_is_not_looked_at(own: Path, name: str) -> None:
    (own / "drugs" / name).symlink_to("nowhere")

    assert check_all([own], TODAY) == ([], 2)


def test_what_cannot_be_read_does_not_keep_the_rest_from_being_checked(own: Path) -> None:
    (own / "drugs" / "aline.toml").mkdir()
    (own / "drugs" / "zline.toml").symlink_to("nowhere")
    change(own / "drugs" / "exampline.toml", "value = 6.2", 'value = "6.2"')

    assert problems_of(own) == [
        "drugs/aline.toml: cannot be read (it is a folder or a device, not a file)",
        "drugs/exampline.toml: kinetics[0].value: expected a number, found the text '6.2'",
        "drugs/zline.toml: cannot be read (No such file or directory)",
    ]


@pytest.mark.skipif(not UNREADABLE.exists(), reason="only Linux has such a file")
def test_a_single_file_that_cannot_be_read_is_an_error(own: Path) -> None:
    path = own / "drugs" / "otherline.toml"
    path.symlink_to(UNREADABLE)

    with pytest.raises(UnreadableFileError, match=r"otherline\.toml: cannot be read \(Input/output error\)$"):
        check_all([path], TODAY)


@pytest.mark.parametrize("name", [b"caf\xe9.toml", b"\x1b[31mred.toml", b"one\ntwo.toml"])
def test_a_file_whose_name_cannot_be_printed_is_told_to_be_renamed(own: Path, name: bytes) -> None:
    (own / "drugs" / "exampline.toml").rename(own / "drugs" / os.fsdecode(name))

    told = problems_of(own)

    assert "the file's name holds what cannot be printed; rename it" in told[0]
    assert all(problem.isprintable() for problem in told)
