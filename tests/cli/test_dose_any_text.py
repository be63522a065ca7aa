"""drugcli dose with whatever can be typed: an exit code of its own, one line, valid JSON, never a traceback."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.conftest import DATA, Run

FORMULARY = str(DATA / "formulary-dosing")
DRUGS = st.sampled_from(
    ["courseline", "weightline", "stepline", "patternline", "groupline", "textline", "testline", "ladderline"]
)
OPTIONS = st.sampled_from([
    "--regimen", "--start", "--count", "--until", "--given", "--last", "--on", "--late", "--switch", "--weight",
    "--age", "--born", "--height", "--bsa", "--if", "--step",
])  # fmt: skip
DATES = st.dates().map(str) | st.sampled_from(["0001-01-01", "9999-12-31", "2024-02-29", "2025-02-29", "2026-1-1"])
FIGURES = st.builds(
    "{}{}{}".format,
    st.decimals(allow_nan=True, allow_infinity=True)
    | st.integers()
    | st.sampled_from(["0", "1e3", "\uff11", ".5", "1,5"]),
    st.sampled_from(["", " ", "\u00a0"]),
    st.sampled_from(["kg", "g", "lb", "stone", "cm", "m", "in", "m2", "m²", "d", "w", "mo", "y", "h", "days", ""]),
)
WORDS = st.sampled_from([
    "us-low", "us-high", "us-cycle", "up", "up@2026-03-01", "stop@", "hepatic impairment=none", "weight=9 kg", "=", "@",
])  # fmt: skip
TEXTS = DATES | FIGURES | WORDS | st.lists(DATES, max_size=4).map(",".join) | st.text(max_size=12)


@settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example("courseline", [("--count", "1000"), ("--start", "2026-01-31")])
@example("courseline", [("--start", "2145-12-31"), ("--until", "2146-12-31")])
@example("weightline", [("--weight", "9" * 400 + "kg")])
@example("weightline", [("--age", "9" * 400 + "y")])
@example("courseline", [("--late", "9" * 400 + "h")])
@given(DRUGS, st.lists(st.tuples(OPTIONS, TEXTS), min_size=1, max_size=4))
def test_whatever_is_typed_ends_in_an_exit_code(run: Run, drug: str, typed: list[tuple[str, str]]) -> None:
    asked = [f"{option}={text}" for option, text in typed]
    result = run("dose", drug, *asked, "--data", FORMULARY, "--json")
    answer = json.loads(result.stdout)

    assert result.exit_code in {0, 1, 2, 3}
    assert ("error" in answer) is (result.exit_code == 2)
    for section in (answer["page"] or {"sections": []})["sections"]:
        keys = [row["key"] for row in section["rows"]]
        assert len(keys) == len(set(keys))
    if result.exit_code == 2:
        assert answer["error"]["message"]


@pytest.mark.parametrize(
    "drug", ["courseline", "weightline", "stepline", "patternline", "groupline", "textline", "testline", "ladderline"]
)
def test_every_form_of_every_drug_can_be_shown(run: Run, drug: str) -> None:
    for form in ("table", "json", "csv", "markdown"):
        result = run("dose", drug, "--start", "2026-01-31", "--data", FORMULARY, "--format", form)

        assert result.exit_code in {0, 1, 3}
        assert result.stdout
