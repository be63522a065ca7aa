"""What must be known before a page is trusted stands above it."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

ODD = "tests/data/formulary-odd"


BANNERS = [
    (
        "oldline",
        (
            "Superseded: a newer Oldex prescribing information (version 9, 2025-11-01) exists than the one "
            "read here (2019-05-01). Check it first."
        ),
    ),
    ("oldline", "The newest regulator's text read here is of 2019-05-01: look for a newer one."),
    ("goneline", "Withdrawn since 2023-07-01 (FDA): sold no longer, for harm in trials"),
    ("weakline", "The dose FDA adults rests on a secondary source alone (Weakline at a glance)."),
]


@pytest.mark.parametrize(("drug", "banner"), BANNERS)
def test_a_warning_stands_above_the_dose(run: Run, drug: str, banner: str) -> None:
    result = run("show", drug, DRUGCLI_DATA=ODD)
    above, heading, _below = result.stdout.partition("\nDose\n")

    assert result.exit_code == 0
    assert heading
    assert f"! {banner}" in " ".join(above.split())


@pytest.mark.parametrize(("drug", "banner"), BANNERS)
def test_a_warning_is_shown_whatever_section_was_asked_for(run: Run, drug: str, banner: str) -> None:
    assert banner in run("show", drug, "--section", "names", DRUGCLI_DATA=ODD).unwrapped


@pytest.mark.parametrize(("drug", "banner"), BANNERS)
def test_a_warning_is_one_in_json(run: Run, drug: str, banner: str) -> None:
    notices = json.loads(run("show", drug, "--json", DRUGCLI_DATA=ODD).stdout)["page"]["notices"]

    assert [notice["kind"] for notice in notices if notice["text"] == banner] == ["warning"]


@pytest.mark.parametrize(("drug", "banner"), BANNERS)
def test_a_warning_is_one_in_markdown(run: Run, drug: str, banner: str) -> None:
    assert f"> **Warning:** {banner}" in run("show", drug, "--format", "markdown", DRUGCLI_DATA=ODD).stdout


def test_the_notice_of_a_withdrawal_cites_its_document(run: Run) -> None:
    result = run("show", "goneline", DRUGCLI_DATA=ODD)

    assert "in trials [1]" in result.unwrapped
    assert "1  Withdrawn products, FDA, 2023-07-02" in result.stdout


def test_a_source_is_old_only_once_three_years_have_passed(run: Run) -> None:
    just_in_time = run("show", "oldline", DRUGCLI_DATA=ODD, SOURCE_DATE_EPOCH="1651363200")  # 2022-05-01
    a_day_later = run("show", "oldline", DRUGCLI_DATA=ODD, SOURCE_DATE_EPOCH="1651449600")

    assert "look for a newer one" not in just_in_time.unwrapped
    assert "look for a newer one" in a_day_later.unwrapped


def test_a_sound_drug_has_no_warning(run: Run) -> None:
    notices = json.loads(run("show", "exampline", "--json").stdout)["page"]["notices"]

    assert [notice["kind"] for notice in notices] == ["note"]


def test_a_secondary_source_is_marked_in_the_list_of_sources(run: Run) -> None:
    assert "2025-06-01, secondary" in run("show", "weakline", DRUGCLI_DATA=ODD, COLUMNS="100").stdout


def test_what_we_know_nothing_of_is_never_passed_over_in_silence(run: Run) -> None:
    page = run("show", "goneline", DRUGCLI_DATA=ODD).stdout

    for heading in ("Dose", "Boxed warning", "Monitoring", "Contraindications"):
        _above, found, below = page.partition(f"\n{heading}\n")
        assert found
        assert below.splitlines()[0].strip() == "not in our data"


def test_none_stated_not_studied_and_not_in_our_data_are_three_things(run: Run) -> None:
    page = run("show", "exampline", "--section", "contraindications,populations,overdose").stdout

    assert [page.count(text) for text in ("the label has none", "not studied", "not in our data")] == [1, 1, 1]
    assert "safe" not in page


def test_texts_that_look_like_markup_are_shown_as_they_are(run: Run) -> None:
    page = run("show", "markupline", "--all", DRUGCLI_DATA=ODD, COLUMNS="160").unwrapped

    for text in (
        "Markup [bold]Forte[/bold]",
        "[red]alarming[/red] class",
        "FDA [/] [i]adults[/i]",
        "adults [/b] with `code`; oral | nasal",
        r"a [/b] c \[d] *e* _f_ <b>g</b> # h :warning: {i} \ j",
        "[on red]",
        "Markup [/b] information :smile:, FDA [link=https://example.org], version [red]1[/red]",
    ):
        assert text in page


def test_texts_that_look_like_markup_are_escaped_in_markdown(run: Run) -> None:
    page = run("show", "markupline", "--format", "markdown", DRUGCLI_DATA=ODD).stdout

    assert r"a \[/b\] c \\\[d\] \*e\* \_f\_ \<b\>g\</b\> \# h :warning: \{i\} \\ j" in page
    assert r"oral \| nasal" in page


def test_texts_that_look_like_markup_survive_csv(run: Run) -> None:
    rows = csv.DictReader(io.StringIO(run("show", "markupline", "--format", "csv", DRUGCLI_DATA=ODD).stdout))

    assert r"a [/b] c \[d] *e* _f_ <b>g</b> # h :warning: {i} \ j" in [row["text"] for row in rows]
