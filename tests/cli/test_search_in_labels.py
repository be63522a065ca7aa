"""drugcli search in the text of imported labels."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from drugcli.library.excerpts import excerpt
from drugcli.library.search_terms import terms
from tests.made_up_labels import SET_ID, answer, record, renamed

if TYPE_CHECKING:
    from tests.conftest import OnTerminal, Run

WORDS = "Measure the zygomatic index before each dose. Repeat the index of zygomatic bone weekly."


@pytest.fixture
def home(run: Run, tmp_path: Path) -> str:
    """Return a data folder with labels: of exampline versions 12 and 13, of exampline2 one."""
    labels = answer(
        record(warnings_and_cautions=[f"5 WARNINGS AND PRECAUTIONS 5.1 Bones {WORDS}"]),
        record(version="13", effective_time="20251101", warnings_and_cautions=[f"5 WARNINGS AND PRECAUTIONS {WORDS}"]),
        renamed(2),
    )
    (tmp_path / "answer.json").write_bytes(labels)
    data = str(tmp_path / "data")
    assert run("labels", "import", tmp_path / "answer.json", XDG_DATA_HOME=data).exit_code == 0
    return data


def test_a_hit_in_a_label_names_its_drug_section_version_and_text(run: Run, home: str) -> None:
    result = run("search", "zygomatic", XDG_DATA_HOME=home)

    assert (result.exit_code, result.stderr) == (0, "")
    assert "In labels, word for word" in result.stdout
    assert "version 13, 2025-11-01" in result.unwrapped
    assert "Measure the zygomatic index before each dose." in result.unwrapped
    assert "version 12" not in result.stdout


def test_where_labels_are_it_is_not_said_that_there_are_none(run: Run, home: str) -> None:
    assert run("search", "qqqqqq", XDG_DATA_HOME=home) == (1, "qqqqqq\nNothing here says 'qqqqqq'.\n", "")


def test_older_versions_are_searched_when_asked_for(run: Run, home: str) -> None:
    result = run("search", "zygomatic", "--all-versions", XDG_DATA_HOME=home)

    assert "version 12" in result.unwrapped
    assert "version 13" in result.unwrapped


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (['"zygomatic index"'], True), (['"index zygomatic"'], False), (["zygom", "ind"], True),
        (["zygomatic", "--section", "5"], True), (["zygomatic", "--section", "4"], False),
        (["zygomatic", "--section", "warnings"], True), (["zygomatic", "--since", "2025-11-01"], True),
        (["zygomatic", "--since", "2025-11-02"], False), (["zygomatic", "--drug", "exampline2"], False),
        (["zygom*", "index"], True), (["ygomatic"], False), (['"zygomatic ind"*'], True), (['"zygomatic ind"'], False),
        (["zy", "index"], False),
        (["zygomatic", "--section", "5.%"], False), (["zygomatic", "--section", "%"], False),
        (["zygomatic", "--section", "Warnings And"], True), (["zygomatic", "--section", "boxed warning"], False),
        (["zygomatic", "--drug", "examplex"], True),
    ],
)  # fmt: skip
def test_phrases_beginnings_and_filters(run: Run, home: str, asked: list[str], found: bool) -> None:
    result = run("search", *asked, XDG_DATA_HOME=home)

    assert result.exit_code == (0 if found else 1)
    assert ("zygomatic index" in result.unwrapped) is found


@pytest.mark.parametrize("asked", ['"*( AND', "OR NEAR/3 zygomatic", 'zygo"matic', "zygomatic*", "a:b^2"])
def test_nothing_that_is_typed_is_taken_for_a_command(run: Run, home: str, asked: str) -> None:
    assert run("search", asked, XDG_DATA_HOME=home).exit_code in {0, 1}


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--drug", "qqqq", "no drug here goes by that name"),
        ("--since", "1.1.2025", "write the day as year-month-day"),
        ("--count", "0", "give a whole number from 1 to 200"),
    ],
)
def test_an_option_that_cannot_be_taken_is_told(run: Run, home: str, option: str, value: str, told: str) -> None:
    result = run("search", "zygomatic", option, value, XDG_DATA_HOME=home)

    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


@pytest.mark.parametrize("typed", ["zy*", '"zygomatic in"*'])
def test_a_star_behind_too_few_letters_is_refused(run: Run, home: str, typed: str) -> None:
    result = run("search", typed, XDG_DATA_HOME=home)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith("*: a star stands behind 3 letters or more.\n")


def test_hits_in_labels_can_be_had_as_json(run: Run, home: str) -> None:
    page = json.loads(run("search", "zygomatic", "--json", XDG_DATA_HOME=home).stdout)["page"]
    (section,) = page["sections"]

    assert section["key"] == "labels"
    assert section["rows"][0]["label"] == "exampline-sodium"
    assert f"drugcli show {SET_ID} --version 13)" in section["rows"][0]["text"]


def test_whole_words_are_found_first(run: Run, home: str) -> None:
    """'Bones' is the heading of another section; it would do only where no section had 'bone'."""
    result = run("search", "bone", "--all-versions", "--json", XDG_DATA_HOME=home)
    rows = json.loads(result.stdout)["page"]["sections"][0]["rows"]

    assert result.exit_code == 0
    assert all("zygomatic bone weekly" in row["text"] for row in rows)


def test_a_drug_keeps_what_its_own_page_says(run: Run, home: str) -> None:
    result = run("search", "platelet", "--drug", "exampline", "--json", XDG_DATA_HOME=home)
    (section,) = json.loads(result.stdout)["page"]["sections"]

    assert result.exit_code == 0
    assert section["key"] == "passages"
    assert {row["label"] for row in section["rows"]} == {"show exampline"}


def test_a_slip_in_the_drug_is_met_with_a_choice(run: Run, home: str) -> None:
    result = run("search", "platelet", "--drug", "exmpline", XDG_DATA_HOME=home)

    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean" in result.stderr
    assert "exampline" in result.stderr


def test_what_is_not_shown_is_counted(run: Run, home: str) -> None:
    result = run("search", "exampitis", "--all-versions", "--count", "1", XDG_DATA_HOME=home)

    assert result.exit_code == 0
    assert "sections of labels; the first 1 are shown (--count)." in result.unwrapped


def test_what_was_searched_for_is_marked_on_a_terminal_and_nowhere_else(
    run: Run, on_terminal: OnTerminal, home: str
) -> None:
    shown = on_terminal("search", '"zygomatic index"', XDG_DATA_HOME=home, columns=160)
    plain = run("search", '"zygomatic index"', XDG_DATA_HOME=home)

    assert "Measure the \x1b[1mzygomatic index\x1b[0m before" in shown.stdout
    assert "index of zygomatic bone" in shown.stdout
    assert "\x1b" not in plain.stdout


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example('"')
@example("*")
@example('zygomatic"*')
@example("zygomatic AND NOT (index")
@example("NEAR(zygomatic index, 2)")
@example("-zygomatic text:index ^bone")
@example("zygomatic\x00\x1b[2J\u202eindex")
@example("zygomatic " * 10_000)
@example(" ".join(f"w{number}" for number in range(10_000)))
@given(st.text(st.one_of(st.sampled_from('"*()^:-+{}zy \x00'), st.characters()), max_size=40))
def test_no_text_that_is_typed_does_harm(run: Run, home: str, text: str) -> None:
    result = run("search", "--", text, XDG_DATA_HOME=home)

    assert result.exit_code in {0, 1, 2}
    assert "\x1b" not in result.stdout + result.stderr
    assert "\x00" not in result.stdout + result.stderr


@given(st.lists(st.sampled_from(["index", "bone", "each", "dose", "Zygomatic", "of", "5.1", "·"]), max_size=300))
def test_an_excerpt_is_a_part_of_its_text_cut_between_words(words: list[str]) -> None:
    text = " ".join(words)
    shown, marked = excerpt(text, terms('"each dose" zygom*'))
    bare = shown.removeprefix("… ").removesuffix(" …")

    assert bare in text
    assert set(bare.split()) <= set(words)
    assert all(one in bare for one in marked)
    said = " ".join(word for word in words if word != "·")
    assert bool(marked) == ("Zygomatic" in words or "each dose" in said)


def test_an_excerpt_is_taken_where_most_of_the_words_stand() -> None:
    text = f"The dose. {'Of no weight. ' * 40}Count platelets before each dose. {'Of no weight. ' * 40}"
    shown, marked = excerpt(text, terms("platelets before each dose"))

    assert "Count platelets before each dose." in shown
    assert marked == ("platelets", "before", "each", "dose")


@pytest.fixture
def dosed(run: Run, tmp_path: Path) -> str:
    """Return a data folder with labels of exampline3, of exampline4 twice, and of exampline5 with an accent."""
    other = renamed(4, indications_and_usage=["1 INDICATIONS AND USAGE Zygoma: give 2.5 mg with food, in 5 mL."])
    labels = answer(
        renamed(3, indications_and_usage=["1 INDICATIONS AND USAGE Zygoma: give 5 mg, which is 12 mg/5 mL, or 2 mg."]),
        other,
        other | {"set_id": "00000000-0000-4000-8000-000000000044", "effective_time": "20230101"},
        renamed(5, indications_and_usage=["1 INDICATIONS AND USAGE For the naïve: food with it."]),
    )
    (tmp_path / "answer.json").write_bytes(labels)
    data = str(tmp_path / "data")
    assert run("labels", "import", tmp_path / "answer.json", XDG_DATA_HOME=data).exit_code == 0
    return data


def labels_of(run: Run, home: str, *asked: str) -> list[str]:
    page = json.loads(run("search", *asked, "--json", XDG_DATA_HOME=home).stdout)["page"]
    return [row["label"] for one in page["sections"] if one["key"] == "labels" for row in one["rows"]]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("12 mg/5 mL", ["show exampline3-sodium"]),
        ("zygoma 5 mg", ["show exampline3-sodium"]),
        ("zygoma 2.5 mg", ["show exampline4-sodium"]),
        ("zygoma 5 food", ["show exampline4-sodium"]),
    ],
)
def test_a_number_stands_by_its_unit(run: Run, dosed: str, asked: str, found: list[str]) -> None:
    assert labels_of(run, dosed, asked) == found


def test_words_said_in_one_go_come_first(run: Run, dosed: str) -> None:
    assert labels_of(run, dosed, "with food")[0] == "show exampline4-sodium"
    assert labels_of(run, dosed, "food with")[0] == "show exampline5-sodium"


def test_labels_of_one_drug_that_say_the_same_are_one_hit(run: Run, dosed: str) -> None:
    shown = run("search", "zygoma food", XDG_DATA_HOME=dosed).unwrapped

    assert "and 1 other label of this drug" in shown
    assert len(labels_of(run, dosed, "zygoma food", "--drug", "exampline4")) == 2


def test_a_label_that_its_drug_s_name_does_not_open_says_what_does(run: Run, dosed: str) -> None:
    page = json.loads(run("search", "zygoma food", "--drug", "exampline4", "--json", XDG_DATA_HOME=dosed).stdout)[
        "page"
    ]
    newest, older = sorted(page["sections"][0]["rows"], key=lambda row: row["text"].find("drugcli show"))

    assert (newest["label"], older["label"]) == ("show exampline4-sodium", "exampline4-sodium")
    assert "drugcli show 00000000-0000-4000-8000-000000000044)" in older["text"]


def test_accents_are_marked_though_none_were_typed(run: Run, dosed: str) -> None:
    page = json.loads(run("search", "naive", "--json", XDG_DATA_HOME=dosed).stdout)["page"]

    assert "For the naïve" in page["sections"][-1]["rows"][0]["text"]
    assert excerpt("For the naïve", terms("naive")) == ("For the naïve", ("naïve",))


@pytest.mark.parametrize(
    ("typed", "expressions"),
    [
        ("12 mg/5 mL", ['"12 mg 5 mL"']),
        ("grade 3 diarrhea", ['"grade"', '"3"', '"diarrhea"']),
        ("crcl < 30 mL/min", ['"crcl"', '"30 mL min"']),
        ("2.5 mg twice", ['"2 5 mg"', '"twice"']),
        ("COVID-19 vaccine", ['"COVID 19"', '"vaccine"']),
        ("QT-prolongation", ['"QT"', '"prolongation"']),
        ('5.2 "platelet count"', ['"5 2"', '"platelet count"']),
        ("every 14 days", ['"every"', '"14 days"']),
    ],
)
def test_what_is_typed_is_taken_in_terms(typed: str, expressions: list[str]) -> None:
    assert [one.expression for one in terms(typed)] == expressions


def test_the_end_of_another_number_is_not_found(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(
        answer(renamed(3, indications_and_usage=["1 INDICATIONS AND USAGE Give 2.737 mg."]))
    )
    run("labels", "import", tmp_path / "a.json", XDG_DATA_HOME=str(tmp_path))
    result = run("search", "737 mg", XDG_DATA_HOME=str(tmp_path))

    assert result.exit_code == 1
    assert "sections of labels" not in result.stdout
    assert run("search", "2.737 mg", XDG_DATA_HOME=str(tmp_path)).exit_code == 0
