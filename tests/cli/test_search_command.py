"""drugcli search, as its user sees it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from tests.conftest import Run


def test_a_hit_names_its_drug_its_section_and_its_source(run: Run) -> None:
    result = run("search", "platelet", "urine")

    assert result.exit_code == 0
    assert "show exampline" in result.stdout
    assert "monitoring: FDA: platelet count;" in result.stdout
    assert "label-us-2024 §2.4" in result.stdout
    assert result.stderr == ""


def test_markets_are_searched_too(run: Run) -> None:
    assert "market exampitis" in run("search", "diagnosis", "cases").stdout


def test_the_beginning_of_a_word_is_enough_in_any_case(run: Run) -> None:
    assert "hydrochloric acid" in run("search", "HYDROCHLOR", "acid").unwrapped


def test_all_words_must_be_said(run: Run) -> None:
    assert run("search", "platelet", "qqqqqq").exit_code == 1


def test_nothing_found_is_said(run: Run) -> None:
    result = run("search", "qqqqqq")

    assert result.exit_code == 1
    assert "Nothing here says 'qqqqqq'. No label is here: drugcli labels --help" in result.unwrapped
    assert result.stderr == ""


def test_where_nothing_is_found_it_is_said_what_was_searched(run: Run) -> None:
    result = run("search", "qqqqqq", "--drug", "examplex", "--section", "5", "--since", "2024-01-31")

    assert (result.exit_code, result.stderr) == (1, "")
    assert "Searched was only: examplex, section 5, labels since 2024-01-31. No label is here" in result.unwrapped


def test_hits_can_be_had_as_json(run: Run) -> None:
    answer = json.loads(run("search", "platelet", "urine", "--json").stdout)
    rows = answer["page"]["sections"][0]["rows"]
    (row,) = (row for row in rows if row["key"].startswith("drugs.exampline."))

    assert answer["query"] == "platelet urine"
    assert answer["match"] is None
    assert row["cites"] == ["label-us-2024#2.4"]


def test_nothing_found_is_valid_json(run: Run) -> None:
    result = run("search", "qqqqqq", "--json")

    assert result.exit_code == 1
    assert json.loads(result.stdout)["page"]["sections"] == []


@pytest.mark.parametrize(
    "words",
    [
        ["AND"],
        ["platelet", "AND", "urine"],
        ["OR"],
        ["NEAR(platelet", "urine)"],
        ["platelet*"],
        ["NOT", "platelet"],
        ['"platelet count"'],
        ['pla"telet'],
        ["text:platelet"],
        ["(platelet"],
        ["platelet)"],
        ["^platelet"],
        ["{text}", ":", "platelet"],
        ["platelet", "+", "count"],
        ["it's"],
        ["'; DROP TABLE passage; --"],
        ["%", "_", "platelet"],
        ["²"],
        ["成人"],
        ["𞤀"],
    ],
    ids=" ".join,
)
def test_no_word_is_an_operator(run: Run, words: list[str]) -> None:
    result = run("search", *words)

    assert result.exit_code in {0, 1}
    assert result.stderr == ""


def test_quotes_and_operators_do_not_hide_what_is_there(run: Run) -> None:
    assert "platelet count" in run("search", '"platelet', 'count"').stdout


def test_a_word_given_over_and_over_counts_once(run: Run) -> None:
    assert run("search", *["platelet"] * 3000).exit_code == 0


def test_a_whole_text_is_refused_at_once(run: Run) -> None:
    result = run("search", *(f"word{number}" for number in range(3000)))

    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == "3,000 words were given; give at most 50.\n"


def test_a_word_of_10_000_letters_is_not_found(run: Run) -> None:
    assert run("search", "x" * 10_000).exit_code == 1


@pytest.mark.parametrize("words", ["", "   ", '"', "* ( ) ^", "-", "\x1b\x07", "\ue000"])
def test_no_word_at_all_is_refused(run: Run, words: str) -> None:
    result = run("search", "--", words)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("No word was given.")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example('"')
@example("a\x00b")
@example('NEAR("a" b, 3)')
@given(st.text(max_size=30))
def test_any_text_is_found_or_not_or_refused(run: Run, text: str) -> None:
    result = run("search", "--", text)

    assert result.exit_code in {0, 1, 2}
    assert "\x1b" not in result.stdout + result.stderr


def test_a_hit_says_whose_rule_it_is(run: Run) -> None:
    """A missed-dose rule of one agency must not pass for that of another."""
    rows = json.loads(run("search", "start", "regimen", "again", "--json").stdout)["page"]["sections"][0]["rows"]
    own = [row["text"] for row in rows if row["label"] == "show exampline"]

    assert own
    assert all("FDA adults, missed maintenance dose" in text for text in own)


def test_a_heading_alone_is_no_hit(run: Run) -> None:
    rows = json.loads(run("search", "exampline", "--json").stdout)["page"]["sections"][0]["rows"]

    assert [row["text"] for row in rows if row["text"].endswith(":")] == []
