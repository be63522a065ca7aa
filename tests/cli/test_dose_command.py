"""drugcli dose, as its user runs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import DATA

if TYPE_CHECKING:
    from tests.conftest import Run, Said

FORMULARY = DATA / "formulary-dosing"
LOW, HIGH = ("--regimen", "us-low"), ("--regimen", "us-high")


@pytest.fixture
def dose(run: Run) -> Run:
    return lambda *arguments, **changed: run("dose", *arguments, "--data", FORMULARY, COLUMNS="200", **changed)


def rows(said: Said, regimen: str = "us-low") -> list[dict[str, Any]]:
    sections = json.loads(said.stdout)["page"]["sections"]
    return next(one["rows"] for one in sections if one["key"] == regimen)


def dates(said: Said, regimen: str = "us-low") -> list[tuple[str, Any]]:
    return [(row["key"], row["value"]) for row in rows(said, regimen) if row["key"][:2] == "20"]


def test_each_regimen_has_a_line(dose: Run) -> None:
    result = dose("courseline")

    assert (result.exit_code, result.stderr) == (0, "")
    assert "us-low   FDA low dose: 40 mg, 3 doses 14 days apart, then 20 mg every month" in result.stdout
    assert "us-high  FDA high dose: 80 mg on days 0, 7 and 21, then 60 mg every 3 weeks" in result.stdout


def test_a_schedule_has_its_days_weekdays_and_tests(dose: Run) -> None:
    result = dose("courseline", *LOW, "--start", "2026-01-31", "--count", "5")

    assert result.exit_code == 0
    for line in (
        "Sat 2026-01-31  40 mg (loading 1 of 3); tests before it",
        "Sat 2026-02-28  40 mg (loading 3 of 3); tests before it",
        "Tue 2026-04-28  20 mg (maintenance 2); tests before it",
        "tests           before each dose: platelet count",
        "Sat 2026-01-17  by this day at the latest: platelet count",
        "from            40 mg in 5 mL: 20 mg / 8 mg/mL = 2.5 mL; 1 vial; 2.5 mL or 20 mg left over and discarded",
    ):
        assert line in result.stdout
    assert "does not replace judgement" in result.stdout


def test_the_end_of_a_month_is_told_where_it_bites(dose: Run) -> None:
    result = dose("courseline", *LOW, "--last", "2026-01-31", "--on", "2026-02-01", "--count", "2")

    assert "Sat 2026-02-28  20 mg (maintenance); tests before it; the month has no such day" in result.stdout
    assert "Tue 2026-03-31  20 mg (maintenance); tests before it  " in result.stdout


def test_regimens_stand_side_by_side_and_what_differs_is_marked(dose: Run) -> None:
    result = dose("courseline", "--start", "2026-01-31", "--count", "2")

    assert "dose 1, differs  FDA low dose: 40 mg on 2026-01-31; FDA high dose: 80 mg on 2026-01-31" in result.stdout


@pytest.mark.parametrize("given", [["--given", "2026-01-31"], ["--last", "2026-01-31"]], ids=" ".join)
def test_doses_that_follow_those_given_are_the_next_ones(run: Run, given: list[str]) -> None:
    result = run("dose", "exampline", *given, "--on", "2026-02-01")
    above = result.stdout.partition("\n\n")[2].partition("\n\n")[0]

    assert "  next dose 1" in above
    assert "  dose 1" not in above


@pytest.mark.parametrize(
    ("on", "told", "ahead"),
    [
        ("2026-06-01", "in 29 days", [("2026-06-30", 20), ("2026-07-30", 20)]),
        ("2026-06-30", "today", [("2026-06-30", 20), ("2026-07-30", 20)]),
        ("2026-07-01", "less than 2 months", [("2026-07-01", 20), ("2026-07-30", 20)]),
        ("2026-07-29", "the source does not say what then", [("2026-07-29", 20)]),
        ("2026-07-30", "2 to less than 4 months", [("2026-07-30", 20), ("2026-08-13", 20), ("2026-09-13", 20)]),
        ("2026-09-29", "2 to less than 4 months", [("2026-09-29", 20), ("2026-10-13", 20), ("2026-11-13", 20)]),
        ("2026-09-30", "start the regimen again", [("2026-09-30", 40), ("2026-10-14", 40), ("2026-10-28", 40)]),
    ],
)
def test_a_missed_dose_follows_the_rule_of_its_delay(
    dose: Run, on: str, told: str, ahead: list[tuple[str, int]]
) -> None:
    asked = ("courseline", *LOW, "--last", "2026-05-30", "--on", on, "--count", str(len(ahead)))

    assert told in dose(*asked).unwrapped
    assert dates(dose(*asked, "--json")) == ahead


def test_doses_that_were_given_are_played_through(dose: Run) -> None:
    asked = ("courseline", *LOW, "--given", "2026-01-31,2026-02-14,2026-03-05,2026-04-01", "--on", "2026-04-02")
    result = dose(*asked, "--count", "2")

    assert (
        "Thu 2026-03-05  loading 3 of 3; 5 days later than due (2026-02-28); by the rule for any delay" in result.stdout
    )
    assert "Wed 2026-04-01  maintenance 1; 4 days earlier than due (2026-04-05)" in result.stdout
    assert dates(dose(*asked, "--count", "2", "--json")) == [("2026-05-01", 20), ("2026-06-01", 20)]


def test_where_the_source_has_no_rule_nothing_is_computed(dose: Run) -> None:
    result = dose("courseline", *HIGH, "--given", "2026-01-31,2026-02-20", "--on", "2026-03-01")

    assert "loading 2 of 3, due on Sat 2026-02-07, was given 13 days late" in result.stdout
    assert "the source says nothing of a missed dose; the doses after it cannot be computed" in result.stdout
    assert "Dates" not in result.stdout


@pytest.mark.parametrize(
    ("drug", "regimen", "given", "why"),
    [
        ("stepline", "us-cycle", "01-05,01-12,01-19,01-26,03-02", "the regimen had been given whole"),
        ("courseline", "us-high", "01-31,02-20,03-02", "how the doses go on is not known from there"),
    ],
)
def test_a_dose_that_has_no_place_is_named(dose: Run, drug: str, regimen: str, given: str, why: str) -> None:
    days = ",".join(f"2026-{day}" for day in given.split(","))
    result = dose(drug, "--regimen", regimen, "--given", days, "--on", "2026-03-03")

    assert f"Mon 2026-03-02  not computed with: {why}" in result.stdout
    assert "Dates" not in result.stdout


def test_the_last_dose_alone_tells_nothing_of_a_regimen_that_ends(dose: Run) -> None:
    result = dose("stepline", "--regimen", "us-cycle", "--last", "2025-12-29")

    assert "next dose  not computed from the last dose alone, since the regimen ends" in " ".join(
        result.stdout.replace("next dose   ", "next dose  ").split("\n")
    )


def test_an_age_that_stands_still_is_told(dose: Run) -> None:
    told = "The age is taken as 23 months on every date; --born has it reckoned for each."
    asked = ("weightline", "--weight", "9kg", "--start", "2026-01-05", "--count", "2")

    assert told in dose(*asked, "--age", "23mo").unwrapped
    assert "on every date" not in dose(*asked, "--born", "2024-02-01").stdout
    assert "on every date" not in dose(*asked, "--age", "9y").stdout
    assert "on every date" not in dose(*asked[:-1], "1", "--age", "23mo").stdout


def test_a_dose_in_its_window_keeps_the_dates(dose: Run) -> None:
    asked = ("courseline", *HIGH, "--given", "2026-01-31,2026-02-09", "--on", "2026-02-10", "--count", "1", "--json")

    assert dates(dose(*asked), "us-high") == [("2026-02-21", 80)]


def test_a_gap_in_daily_doses_does_not_stop_the_reckoning(dose: Run) -> None:
    asked = (
        "stepline",
        "--regimen",
        "us-titrated",
        "--given",
        "2025-06-01,2025-06-02,2025-06-05",
        "--on",
        "2025-06-05",
    )
    result = dose(*asked, "--count", "1")

    assert (result.exit_code, result.stderr) == (0, "")
    assert "next dose       Fri 2025-06-06, in 1 day: 15 mg a day, in 4 doses of 3.75 mg or" in result.stdout
    assert "Tue 2025-06-03  daily 3 was due and not given; by the source it is left out" in result.stdout
    assert "Wed 2025-06-04  daily 4 was due and not given; whichever rule of the source holds" in result.stdout
    assert result.stdout.index("daily 4 was due") < result.stdout.index("Thu 2025-06-05  daily 5")


def test_a_dose_that_no_rule_places_asks_for_the_last_one(dose: Run) -> None:
    result = dose("courseline", *HIGH, "--given", "2025-10-01,2025-10-20,2025-10-29", "--on", "2025-11-01")

    assert (result.exit_code, result.stderr) == (3, "")
    assert "cannot be computed; where 'maintenance'" in result.stdout
    assert "doses went on, state the last as --last" in result.stdout
    assert "Mon 2025-10-20  loading 2 of 3; 12 days later than due (2025-10-08); not computed with" in result.stdout
    assert "Wed 2025-10-29  not computed with: how the doses go on is not known from there" in result.stdout


@pytest.mark.parametrize(
    ("asked", "code", "told"),
    [
        (("stepline", "--regimen", "us-cycle", "--last", "2025-12-29"), 3, "state the doses as --given"),
        (("patternline", "--regimen", "us-pattern", "--last", "2025-12-29"), 3, "state its first day as --start"),
        (("stepline", "--regimen", "us-titrated", "--last", "2025-12-30"), 3, "the delay as --late"),
        (("courseline", *LOW, "--late", "3 days"), 3, "state it as --last, or --given"),
        (("courseline", *HIGH, "--last", "2025-10-01"), 0, "the source says nothing of a missed dose"),
        (("courseline", *HIGH, "--late", "3 days"), 0, "the source says nothing of a missed dose"),
        (("courseline", "--last", "2025-10-01"), 0, "the source says nothing of a missed dose"),
    ],
)
def test_what_must_be_stated_first_has_its_exit_code_and_silence_of_the_source_has_none(
    dose: Run, asked: tuple[str, ...], code: int, told: str
) -> None:
    result = dose(*asked)

    assert (result.exit_code, result.stderr) == (code, "")
    assert told in result.unwrapped


def test_a_dose_still_in_its_window_was_not_missed(dose: Run) -> None:
    asked = ("courseline", *HIGH, "--given", "2026-01-31", "--on")

    assert "80 mg on Sat 2026-02-07, 2 days ago, still in its window" in dose(*asked, "2026-02-09").stdout
    assert "is 3 days late on Tue 2026-02-10" in dose(*asked, "2026-02-10").stdout


def test_a_delay_on_the_day_itself_has_its_rule(dose: Run) -> None:
    asked = ("stepline", "--regimen", "us-titrated", "--last", "2026-05-30", "--on", "2026-05-31", "--count", "1")

    assert "daily, due on Sun 2026-05-31, is 7 hours late" in dose(*asked, "--late", "7h").unwrapped
    assert dates(dose(*asked, "--late", "6h", "--json"), "us-titrated") == [("2026-05-31", None)]
    assert dates(dose(*asked, "--late", "7h", "--json"), "us-titrated") == [("2026-06-01", None)]


def test_a_dose_made_good_for_after_midnight_leaves_that_day_its_own(dose: Run) -> None:
    asked = (
        "stepline",
        "--regimen",
        "us-titrated",
        "--last",
        "2025-05-30",
        "--on",
        "2025-06-01",
        "--count",
        "3",
        "--json",
    )

    assert [day for day, _value in dates(dose(*asked, "--late", "5h"), "us-titrated")] == [
        "2025-06-01",
        "2025-06-01.2",
        "2025-06-02",
    ]
    shown = dose(*asked[:-1], "--late", "5h").stdout
    assert shown.index("(daily, the missed one)") < shown.index("(daily)")


@pytest.mark.parametrize("late", ["2 days", "49 hours"])
def test_a_delay_that_the_dates_deny_is_refused(dose: Run, late: str) -> None:
    asked = ("stepline", "--regimen", "us-titrated", "--last", "2025-06-30", "--on")

    assert dose(*asked, "2025-07-02", "--late", "47h").exit_code == 0
    for on in ("2026-01-01", "2025-07-01", "2025-06-30"):
        result = dose(*asked, on, "--late", late)

        assert (result.exit_code, result.stdout) == (2, "")
        assert f"by us-titrated the dose was due on 2025-07-01, and {on} is asked about" in result.stderr


@pytest.mark.parametrize(
    ("regimen", "told"),
    [
        (LOW, "missed maintenance  the rule goes by the time since the last dose: state it as --last, or --given"),
        (HIGH, "missed              the source says nothing of a missed dose"),
    ],
)
def test_a_delay_alone_is_not_passed_over(dose: Run, regimen: tuple[str, str], told: str) -> None:
    assert " ".join(told.split()) in " ".join(dose("courseline", *regimen, "--late", "3 days").stdout.split())


def test_a_change_is_planned_from_the_last_dose(dose: Run) -> None:
    asked = ("courseline", *LOW, "--last", "2026-05-30", "--on", "2026-06-01", "--switch", "us-high")
    result = dose(*asked, "--count", "3")

    assert "to FDA high dose: 80 mg on Tue 2026-06-30, 1 month after the dose of Sat 2026-05-30" in result.stdout
    assert "Tue 2026-06-23, by the source's 7 days, give or take" in result.stdout
    assert "No study compared the two." in result.stdout
    assert "Tue 2026-06-30  80 mg (loading); tests before it" in result.stdout
    assert "from            80 mg in 5 mL: 80 mg / 16 mg/mL = 5 mL; 1 vial; nothing left over" in result.stdout
    assert "40 mg in 5 mL" not in result.stdout
    assert dates(dose(*asked, "--count", "3", "--json")) == [("2026-06-30", 80), ("2026-07-21", 60), ("2026-08-11", 60)]


def test_a_change_is_not_planned_for_a_day_that_has_passed(dose: Run) -> None:
    asked = ("courseline", *LOW, "--last", "2026-05-30", "--on", "2026-08-01", "--switch", "us-high", "--count", "2")

    assert "to FDA high dose: 80 mg on Sat 2026-08-01, at least 1 month after" in dose(*asked).unwrapped
    assert dates(dose(*asked, "--json")) == [("2026-08-01", 80), ("2026-08-22", 60)]


def test_a_change_is_asked_of_the_regimens_that_have_one(dose: Run) -> None:
    result = dose("courseline", "--last", "2026-05-30", "--on", "2026-06-01", "--switch", "us-high", "--json")

    assert result.exit_code == 0
    assert [one["key"] for one in json.loads(result.stdout)["page"]["sections"]] == ["us-low"]


def test_a_change_that_counts_from_a_dose_not_yet_given_says_from_which(run: Run, formulary: Path) -> None:
    text = (FORMULARY / "drugs" / "courseline.toml").read_text(encoding="utf-8")
    changed = text.replace('tolerance = "7 days"', 'tolerance = "7 days"\nsince_phase = "maintenance"')
    (formulary / "drugs" / "courseline.toml").write_text(changed, encoding="utf-8")
    asked = ("dose", "courseline", "--given", "2025-12-20", "--switch", "us-high", "--data", formulary)
    result = run(*asked, COLUMNS="200")

    assert (result.exit_code, result.stderr) == (0, "")
    assert "the source counts the change to us-high from the last maintenance dose; none was given" in result.stdout


def test_a_change_that_no_source_describes_is_told(dose: Run) -> None:
    result = dose("courseline", *HIGH, "--last", "2026-05-30", "--on", "2026-06-01", "--switch", "us-high")

    assert "the source does not say how to change from us-high to us-high after these doses" in result.stdout


def test_an_amount_shows_its_reckoning_its_rounding_and_its_containers(dose: Run) -> None:
    result = dose("weightline", "--age", "14mo", "--weight", "9.4kg")

    assert result.exit_code == 0
    assert "daily     1.88 mg daily" in result.stdout
    assert "0.2 mg/kg × 9.4 kg = 1.88 mg" in result.stdout
    assert "solution: 1.88 mg / 0.75 mg/mL = 2.507 mL; rounded 2.5 mL; 250 units of the syringe" in result.stdout
    assert "vial: 1.88 mg / 1 mg/mL = 1.88 mL; rounded 1.9 mL; divided into 2 injections of 0.95 mL" in result.stdout
    assert "0.1 mL or 0.1 mg left over and discarded" in result.stdout


def test_a_limit_is_told_and_shown(dose: Run) -> None:
    result = dose("weightline", "--age", "14mo", "--weight", "16kg")

    assert "daily     3 mg daily" in result.stdout
    assert "3.2 mg is more than the source allows; the limit, 3 mg, is shown" in result.stdout


def test_a_total_is_limited_divided_and_rounded_and_neither_gives_way(dose: Run) -> None:
    result = dose("weightline", "--age", "9y", "--weight", "30kg", "--bsa", "1.8m2", "--if", "hepatic impairment=none")

    assert "8.1 to 17.5 mL a day, in 3 doses of 3 to 6 mL" in result.stdout
    assert "19.8 mL is more than the source allows; the limit, 17.5 mL, is shown" in result.stdout
    assert "6 mL × 3 doses = 18 mL, more than the source's 17.5 mL a day" in result.stdout


def test_tablets_are_counted_as_far_as_they_can_be_broken(dose: Run) -> None:
    result = dose("weightline", "--age", "3y", "--weight", "15kg", "--if", "hepatic impairment=none")

    assert "10 mg twice daily" in result.stdout
    assert "tablet: 10 mg / 20 mg/tablet = 0.5 tablets" in result.stdout
    assert "not a number that can be taken" not in result.stdout


def test_pounds_and_height_are_taken_and_told(dose: Run) -> None:
    result = dose(
        "weightline", "--age", "9y", "--weight", "66lb", "--height", "130cm", "--if", "hepatic impairment=none"
    )

    assert "66 lb is 29.937 kg." in result.stdout
    assert "the root of 130 cm × 29.937 kg / 3,600 is 1.04 m² (Mosteller)" in result.stdout


def test_an_age_that_is_too_coarse_is_asked_for_in_a_smaller_unit(dose: Run) -> None:
    result = dose("weightline", "--weight", "9kg", "--age", "104w")

    assert result.exit_code == 3
    assert "state --born, or --age in a smaller unit: the age that was stated does not decide it" in result.unwrapped


def test_what_was_not_stated_is_asked_for_and_not_assumed(dose: Run) -> None:
    result = dose("weightline", "--age", "3y", "--weight", "15kg")

    assert result.exit_code == 3
    assert "state --if 'hepatic impairment=...'" in result.unwrapped
    assert "depends on hepatic impairment" in result.stdout
    assert "possible  10 mg twice daily: age at least 2 years; weight less than 20 kg" in result.stdout


def test_a_patient_without_a_regimen_is_told_which_limit_excludes(dose: Run) -> None:
    result = dose("weightline", "--age", "30y", "--weight", "70kg")

    assert result.exit_code == 1
    assert "not for this patient: it asks for age less than 18 years" in result.stdout


def test_the_limit_that_excludes_is_that_of_the_nearest_group(dose: Run) -> None:
    result = dose("groupline", "--weight", "4kg", "--age", "2mo")

    assert result.exit_code == 1
    assert "not for this patient: it asks for weight at least 5 kg" in result.unwrapped
    assert "age" not in result.stdout.split("it asks for")[1].splitlines()[0]


def test_a_drug_alone_says_what_its_doses_depend_on(dose: Run) -> None:
    result = dose("weightline")

    assert (result.exit_code, result.stderr) == (0, "")
    assert "The doses depend on hepatic impairment, too: state each as --if 'NAME=VALUE'." in result.unwrapped
    assert "us-child  FDA children: an amount by age, weight and hepatic impairment, daily" in result.stdout
    assert "The doses depend" not in dose("courseline").stdout


def test_groups_of_patients_are_told_apart(dose: Run) -> None:
    both, one = dose("groupline", "--weight", "6kg"), dose("groupline", "--age", "3mo")
    excluded = dose("groupline", "--if", "indication=other")

    assert (both.exit_code, one.exit_code, excluded.exit_code) == (3, 3, 1)
    assert "only if   indication first; weight at least 5 kg" in both.stdout
    assert "or if     indication second; age at least 6 years; weight at least 5 kg" in both.stdout
    assert "indication second" not in one.stdout
    assert "it asks for indication first, or indication second" in excluded.stdout


def test_the_steps_of_an_infusion_rate_say_how_often(dose: Run) -> None:
    result = dose("groupline", "--weight", "6kg", "--if", "indication=first")

    assert "3 mL per hour for 15 minutes; then 6 mL per hour more every 15 minutes" in result.unwrapped


def test_the_last_rate_of_an_infusion_runs_to_its_end(dose: Run) -> None:
    result = dose("testline", "--regimen", "us-single")

    assert "2 mL per minute for 15 minutes; then 4 mL per minute to the end" in result.unwrapped


def test_a_contraindication_goes_before_everything(dose: Run) -> None:
    result = dose("weightline", "--age", "3y", "--weight", "15kg", "--if", "hepatic impairment=severe")

    assert result.exit_code == 1
    assert "daily  contraindicated: age at least 2 years; hepatic impairment severe" in result.stdout


def test_a_state_that_no_source_names_is_told(dose: Run) -> None:
    result = dose("weightline", "--age", "3y", "--weight", "15kg", "--if", "hepatic impairment=sever")

    assert result.exit_code == 1
    assert "! No source here speaks of hepatic impairment 'sever'" in result.stdout


def test_portions_stand_on_their_days_and_times(dose: Run) -> None:
    result = dose("patternline", "--start", "2026-01-05", "--count", "2")

    assert "caution         not recommended" in result.stdout
    assert "Mon 2026-01-05  2 tablets of blue in the morning and 1 tablet of white in the evening" in result.stdout
    assert "Thu 2026-01-08  1 tablet of blue in the morning (daily 2)" in result.stdout


def test_a_pattern_of_days_names_its_days_wherever_it_stands(dose: Run) -> None:
    pattern = (
        "day 1: 2 tablets of blue in the morning and 1 tablet of white in the evening; "
        "day 2: 1 tablet of blue in the morning; again every 2 days"
    )

    for asked in ((), ("--regimen", "us-pattern", "--weight", "60kg"), ("--on", "2026-01-05", "--late", "1 hour")):
        assert pattern in dose("patternline", *asked, "--json").stdout


def test_doses_given_of_a_pattern_of_days_are_not_taken_for_whole_patterns(dose: Run) -> None:
    for doses in (("--given", "2026-01-05,2026-01-06"), ("--last", "2026-01-06")):
        result = dose("patternline", "--regimen", "us-pattern", *doses, "--on", "2026-01-07", "--json")

        told = {row["key"]: row["text"] for row in rows(result, "us-pattern")}
        assert told["pattern"].endswith("they fall in a pattern of days; state its first day as --start")
        assert not dates(result, "us-pattern")


def test_a_missed_time_of_day_is_named_and_gives_no_dose_that_its_rule_leaves_out(dose: Run) -> None:
    asked = ("patternline", "--regimen", "us-twice", "--last", "2026-01-05", "--on", "2026-01-08", "--json")
    result = dose(*asked)

    told = [(row["label"], row["text"]) for row in rows(result, "us-twice") if row["key"].startswith("rule.")]
    usual = "then the usual dose at its usual time"
    assert told == [
        (
            "morning dose, more than 6 hours late",
            f"the missed dose as soon as possible, no evening dose on that day, {usual}",
        ),
        ("evening dose, more than 6 hours late", f"leave the dose out, {usual}"),
    ]
    assert not dates(result, "us-twice")


def test_nothing_is_computed_past_a_step_that_was_not_stated(dose: Run) -> None:
    asked = ("stepline", "--regimen", "us-ladder", "--start", "2026-01-05", "--weight", "60kg", "--count", "4")

    assert dates(dose(*asked, "--json"), "us-ladder")[-1] == ("2026-03-09", 60)
    stated = dose(*asked, "--step", "up", "--json")
    assert dates(stated, "us-ladder") == [
        ("2026-01-05", 60), ("2026-01-26", 60), ("2026-02-16", 90), ("2026-03-09", 90), ("change.up", None),
    ][:4]  # fmt: skip


def test_a_step_too_soon_is_pointed_out(dose: Run) -> None:
    asked = ("stepline", "--regimen", "us-ladder", "--start", "2026-01-05", "--weight", "60kg", "--count", "4")
    result = dose(*asked, "--step", "up@2026-01-26")

    assert "Mon 2026-01-26  step up, 1.5 mg per kg every 3 weeks: transfusions are still needed" in result.stdout
    assert "2026-02-16 on, which is later than the day that was stated" in result.stdout


def test_a_step_that_was_stated_stands_first_and_its_level_takes_the_place_of_the_start(dose: Run) -> None:
    asked = ("stepline", "--regimen", "us-ladder", "--weight", "60kg")
    result = dose(*asked, "--step", "up")

    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.split("\n")
    assert lines[4].startswith("  step      up, 1.5 mg per kg every 3 weeks: transfusions are still needed ")
    assert lines[5].startswith("  level 2   90 mg every 3 weeks ")
    assert "60 mg every" not in result.stdout


@pytest.mark.parametrize(
    ("step", "told"), [("stop", "stop for good: anaphylaxis"), ("pause", "hold the dose: another")]
)
def test_a_step_that_ends_the_doses_leaves_none(dose: Run, step: str, told: str) -> None:
    result = dose("stepline", "--regimen", "us-ladder", "--weight", "60kg", "--step", "up", "--step", step)

    assert (result.exit_code, result.stderr) == (1, "")
    assert f"step {step}, {told}" in result.unwrapped
    assert "90 mg" not in result.stdout


def test_steps_that_do_not_follow_each_other_are_refused_without_a_day_too(dose: Run) -> None:
    result = dose("stepline", "--regimen", "us-ladder", "--weight", "60kg", "--step", "up", "--step", "up")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "--step up: it is taken from start, not from level 2.\n"


def test_the_last_dose_may_be_one_of_a_level_that_a_step_led_to(dose: Run) -> None:
    asked = ("stepline", "--regimen", "us-ladder", "--weight", "60kg", "--last", "2025-12-29", "--count", "2")
    start, level = dose(*asked), dose(*asked, "--step", "up")

    assert (start.exit_code, level.exit_code) == (0, 0)
    assert "the last dose is taken for one of 'start'; had a step led on from there, state it as --step" in start.stdout
    assert dates(dose(*asked, "--json"), "us-ladder") == [("2026-01-19", 60), ("2026-02-09", 60)]
    assert dates(dose(*asked, "--step", "up", "--json"), "us-ladder") == [("2026-01-19", 90), ("2026-02-09", 90)]
    assert "is taken for" not in level.stdout


def test_a_row_that_changes_on_a_birthday_says_from_when_each_holds(dose: Run) -> None:
    asked = ("weightline", "--born", "2024-02-02", "--weight", "10kg", "--if", "hepatic impairment=none")
    result = dose(*asked, "--start", "2026-01-31", "--count", "3", "--json")

    told = [(row["key"], row["text"]) for row in rows(result, "us-child") if row["key"].startswith("daily")]
    assert ("daily.2026-01-31", "from Sat 2026-01-31: 2 mg daily") in told
    assert ("daily.2026-01-31.row", "age less than 2 years") in told
    assert ("daily.2026-02-02", "from Mon 2026-02-02: 10 mg twice daily") in told
    assert told.index(("daily.2026-01-31.row", "age less than 2 years")) < told.index(
        ("daily.2026-02-02", "from Mon 2026-02-02: 10 mg twice daily")
    )


def test_a_step_from_elsewhere_is_refused(dose: Run) -> None:
    asked = ("stepline", "--regimen", "us-ladder", "--start", "2026-01-05", "--weight", "60kg")
    result = dose(*asked, "--step", "up", "--step", "up")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "--step up: it is taken from start, not from level 2.\n"


def test_doses_end_with_a_hold_and_go_on_with_a_step_that_says_so(dose: Run) -> None:
    asked = (
        "stepline",
        "--regimen",
        "us-ladder",
        "--start",
        "2026-01-05",
        "--weight",
        "60kg",
        "--count",
        "3",
        "--json",
    )

    held = dose(*asked, "--step", "pause@2026-01-26")
    assert [day for day, _value in dates(held, "us-ladder")] == ["2026-01-05"]
    resumed = dose(*asked, "--step", "resume@2026-01-26")
    assert [day for day, _value in dates(resumed, "us-ladder")] == ["2026-01-05", "2026-01-26", "2026-02-16"]
    both = dose(*asked[:-1], "--step", "pause@2026-01-26", "--step", "resume@2026-02-16")
    assert (both.exit_code, both.stdout) == (2, "")
    assert both.stderr == "--step resume: doses after pause are not computed; state a new --start.\n"


def test_a_step_after_doses_that_were_given_is_refused(dose: Run) -> None:
    asked = ("stepline", "--regimen", "us-ladder", "--weight", "60kg", "--step", "up@2026-02-16")
    for doses in (("--last", "2026-01-05"), ("--given", "2026-01-05,2026-01-26")):
        result = dose(*asked, *doses, "--on", "2026-01-27")

        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == "--step up: with --given or --last it is not computed; state it with --start.\n"


def test_a_number_in_the_name_of_a_phase_is_not_run_into_that_of_the_dose(dose: Run) -> None:
    asked = ("stepline", "--regimen", "us-ladder", "--start", "2026-01-05", "--weight", "60kg", "--count", "3")
    result = dose(*asked, "--step", "up")

    assert "Mon 2026-02-16  90 mg (level 2, dose 1)" in result.stdout


def test_a_day_that_is_divided_is_said_of_the_day_and_a_missed_part_is_no_whole_day(dose: Run) -> None:
    result = dose("stepline", "--regimen", "us-titrated", "--late", "7 hours")

    assert "5 mg a day more, to at most 18 mg a day" in result.stdout
    assert "leave the dose out, then the usual dose at its usual time" in result.stdout


def test_doses_left_out_before_today_are_told_and_never_planned(dose: Run) -> None:
    asked = ("stepline", "--regimen", "us-titrated", "--last", "2026-01-05", "--json")
    result = dose(*asked, "--on", "2026-01-09")

    told = {row["key"]: row["text"] for row in rows(result, "us-titrated")}
    assert "due on Thu 2026-01-08, is 1 day late on Fri 2026-01-09" in told["missed"]
    assert {"left-out.1", "left-out.2"} <= set(told)
    many = {row["key"]: row["text"] for row in rows(dose(*asked, "--on", "2026-03-01"), "us-titrated")}
    assert many["left-out"] == "53 doses were due until Fri 2026-02-27 and not given; by the source they are left out"


def test_a_step_whose_conditions_hold_says_so(dose: Run) -> None:
    asked = ("stepline", "--regimen", "us-ladder", "--weight", "60kg", "--if")
    assert "holds as stated: anaphylaxis: stop for good" in dose(*asked, "platelet count=24 x10^9/L").stdout
    assert "does not hold as stated: anaphylaxis" in dose(*asked, "platelet count=25 ×10^9/L").stdout


def test_another_cycle_begins_when_the_source_allows(dose: Run) -> None:
    asked = ("stepline", "--regimen", "us-cycle", "--start", "2026-01-31", "--count", "6")
    result = dose(*asked, "--step", "next-cycle", "--json")

    assert [day for day, _value in dates(result, "us-cycle")][-3:] == ["2026-02-21", "2026-03-22", "2026-03-29"]


def test_an_amount_rises_by_steps_within_its_limits(dose: Run) -> None:
    asked = ("stepline", "--regimen", "us-titrated", "--start", "2026-01-05", "--count", "5", "--step", "increase")
    result = dose(*asked)

    assert (
        "Wed 2026-01-07  15 mg a day, in 4 doses of 3.75 mg or 5 doses of 3 mg, at most 4 mg at once" in result.stdout
    )
    assert "Thu 2026-01-08  18 mg a day, in 5 doses of 3.6 mg, at most 4 mg at once" in result.stdout
    assert "20 mg is more than the source allows; the limit, 18 mg, is shown" in result.stdout


@pytest.mark.parametrize(("late", "told"), [("6 hours", "at most 6 hours late"), ("6.5h", "more than 6 hours late")])
def test_a_delay_in_hours_has_its_rule(dose: Run, late: str, told: str) -> None:
    result = dose("stepline", "--regimen", "us-titrated", "--late", late)

    assert result.exit_code == 0
    assert told in result.stdout


def test_a_drug_without_regimens_says_that_there_is_only_text(dose: Run) -> None:
    result = dose("textline", "--start", "2026-01-31")

    assert result.exit_code == 1
    assert "! There is no regimen as data here, only text; nothing can be computed from it." in result.stdout
    assert "As the prescriber says." in result.stdout


def test_a_slip_is_met_with_a_choice_and_no_dose(dose: Run) -> None:
    result = dose("courselin", "--start", "2026-01-31")

    assert result.exit_code == 3
    assert "courseline" in result.stdout
    assert "40 mg" not in result.stdout


@pytest.mark.parametrize("form", ["json", "csv", "markdown"])
def test_every_form_carries_the_dates(dose: Run, form: str) -> None:
    result = dose("courseline", *LOW, "--start", "2026-01-31", "--format", form)

    assert result.exit_code == 0
    assert "2026-04-28" in result.stdout


BAD = {
    "--weight 0kg": "it must be more than 0 kg",
    "--weight -5kg": "give a figure more than 0 and its unit, such as 9.4kg",
    "--weight 700kg": "it is more than 650 kg, which nobody is",
    "--weight NaN": "give a figure more than 0",
    "--weight inf": "give a figure more than 0",
    "--weight 9,4": "a comma is no decimal point here; write 9.4",
    "--weight 9.4stone": "'stone' is no unit that is known here; give one of kg, g, lb, lbs",
    "--weight 9.4": "the unit is missing",
    "--weight .5kg": "write a zero before the point: 0.5kg",
    "--weight 1e3kg": "is no unit that is known here",
    "--weight \uff19kg": "give a figure more than 0",
    "--start \uff12026-01-31": "write dates as year-month-day",
    "--age 1.5y": "give a whole number of a smaller unit",
    "--age 200y": "nobody is older than 130 years",
    "--age 5": "the unit is missing",
    "--born 2030-01-01": "is in the future",
    "--born 1850-01-01": "nobody is older than 130 years",
    "--age 2y --born 2020-01-01": "--age and --born both say how old the patient is",
    "--height 80cm": "--height alone gives no body surface area",
    "--height 80cm --bsa 1m2 --weight 9kg": "--bsa and --height both lead to the body surface area",
    "--start 2026-02-30": "there is no such day",
    "--start 31.01.2026": "write dates as year-month-day, such as 2026-01-31",
    "--start 2226-01-01": "is more than 120 years from today",
    "--start 2026-02-01 --until 2026-01-01": "is before --start",
    "--given 2026-02-14,2026-01-31": "out of order",
    "--given 2026-01-31,2026-01-31": "names 2026-01-31 twice",
    "--given 2026-01-01 --start 2026-01-02": "before --start",
    "--given 2025-01-31,,2025-02-14": "a date is missing before or after a comma",
    "--given 2025-01-31,": "a date is missing before or after a comma",
    "--given 2025-01-01 --last 2025-01-01": "--last stands in the place of --given",
    "--last 2026-05-01 --on 2026-04-01": "give a later day as --on",
    "--count 0 --start 2026-01-01": "give a whole number from 1 to 1,000",
    "--count \uff11\uff12 --start 2026-01-01": "give a whole number from 1 to 1,000",
    "--count 1_0 --start 2026-01-01": "give a whole number from 1 to 1,000",
    "--count ten --start 2026-01-01": "give a whole number from 1 to 1,000",
    "--count -5 --start 2026-01-01": "give a whole number from 1 to 1,000",
    "--weight .\uff15kg": "give a figure more than 0",
    "--late \uff15h": "give a figure more than 0",
    "--age 1\uff14mo": "give a figure more than 0",
    "--bsa 0.\uff14m2": "give a figure more than 0",
    "--weight 9kg --height 8\uff10cm": "give a figure more than 0",
    "--count 5": "give its first day as --start",
    "--late soon": "give a figure more than 0",
    "--regimen us-none": "courseline has us-low, us-high",
    "--step up": "the dosing of courseline has none",
    "--switch us-low --last 2025-12-01": "changes lead to us-high",
    "--switch us-high": "--switch needs the doses of the old regimen",
    "--if foo=bar": "the dosing of courseline does not depend on it",
    "--if foo": "give NAME=VALUE",
    "--ics x.ics": "--ics needs dated doses",
    "--weight 9.4g": "it is less than 0.2 kg, which nobody is",
    "--weight 1,200g": "a comma is read in two ways; write 1200g",
    "--weight 9kg --height 1.8cm": "it is less than 20 cm, which nobody is",
    "--bsa 0.02m2": "it is less than 0.03 m², which nobody is",
    "--start 2025-06-01 --born 2025-07-01": "--born 2025-07-01 is after 2025-06-01, for which a dose is asked",
    "--given 2025-06-01,2025-06-15 --born 2025-06-10": "--born 2025-06-10 is after 2025-06-01",
    "--start 2025-06-01 --last 2025-06-01": "--last and --start both say where the doses begin",
    "--last 2025-06-01 --until 2025-05-01": "is before 2025-06-01, the last dose that was given",
    "--start 2026-02-01 --until 2116-01-01": "these are more than 1,000 doses; name an earlier day",
}
BLANK = (
    "--regimen", "--start", "--until", "--given", "--last", "--on", "--late", "--switch", "--weight", "--age", "--born",
    "--height", "--bsa", "--if", "--step", "--count", "--ics",
)  # fmt: skip


@pytest.mark.parametrize("asked", BAD)
def test_what_cannot_be_taken_is_told_in_a_line(dose: Run, asked: str) -> None:
    result = dose("courseline", *asked.split())
    in_json = dose("courseline", *asked.split(), "--json")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert BAD[asked] in result.stderr
    assert json.loads(in_json.stdout)["error"]["exit_code"] == 2


@pytest.mark.parametrize("blank", ["", " "])
@pytest.mark.parametrize("option", BLANK)
def test_an_option_without_a_value_does_not_pass_for_nothing_asked(dose: Run, option: str, blank: str) -> None:
    result = dose("courseline", option, blank)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert option in result.stderr


def test_a_state_is_given_once(dose: Run) -> None:
    result = dose("weightline", "--if", "hepatic impairment=none", "--if", "Hepatic impairment=severe")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "--if 'Hepatic impairment' is given twice; one holds.\n"


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        (("next-cycle@2026-01-01",), "cycle begins on 2026-01-05, and the step is taken after that"),
        (("next-cycle@2026-01-05",), "cycle begins on 2026-01-05, and the step is taken after that"),
        (("next-cycle@2026-06-01", "next-cycle@2026-04-01"), "it is before next-cycle, on 2026-06-01"),
        (("next-cycle@",), "write dates as year-month-day"),
        (("increase",), "there are next-cycle"),
    ],
)
def test_a_step_out_of_its_time_or_place_is_refused(dose: Run, steps: tuple[str, ...], told: str) -> None:
    stated = [word for step in steps for word in ("--step", step)]
    result = dose("stepline", "--regimen", "us-cycle", "--start", "2026-01-05", *stated)

    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


def test_a_step_that_no_regimen_has_is_refused_by_the_regimens_asked_about(dose: Run) -> None:
    result = dose("courseline", *LOW, "--step", "up")

    assert (result.exit_code, result.stderr) == (2, "--step 'up': the dosing of courseline by us-low has none.\n")


def test_a_calendar_has_an_event_a_dose_and_keeps_its_identifiers(dose: Run, tmp_path: Path) -> None:
    icalendar = pytest.importorskip("icalendar")
    file = tmp_path / "doses.ics"
    asked = ("courseline", "--ics", str(file), "--count", "4", "--start")
    found = []
    for start in ("2026-01-31", "2026-02-03"):
        assert dose(*asked, start).exit_code == 0
        found.append(icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT"))
    first, second = ([str(event["UID"]) for event in events] for events in found)

    assert first == second
    assert len(set(first)) == len(first) == 8
    assert str(found[0][0]["SUMMARY"]) == "courseline 40 mg"
    assert found[0][0].decoded("DTSTART").isoformat() == "2026-01-31"
    assert "Before it: platelet count" in str(found[0][0]["DESCRIPTION"])
    assert "section 2.1" in str(found[0][0]["DESCRIPTION"])


@pytest.mark.parametrize(
    ("more", "own"),
    [
        (("--on", "2025-11-01"), "us-low-loading-1.2"),
        (("--on", "2025-08-20"), "us-low-maintenance-3"),
        (("--on", "2025-06-20", "--switch", "us-high"), "us-high-loading-1"),
    ],
)
def test_a_calendar_never_moves_a_dose_that_was_given(
    dose: Run, tmp_path: Path, more: tuple[str, ...], own: str
) -> None:
    icalendar = pytest.importorskip("icalendar")
    file = tmp_path / "doses.ics"
    given = ["2025-01-31", "2025-02-14", "2025-02-28", "2025-03-28", "2025-04-28"]
    asked = ("courseline", *LOW, "--ics", str(file), "--count", "12")
    found = []
    for doses in (("--start", given[0]), ("--given", ",".join(given), *more)):
        assert dose(*asked, *doses).exit_code == 0
        events = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
        assert len({str(event["UID"]) for event in events}) == len(events) == 12
        found.append({str(event["UID"]): event.decoded("DTSTART").isoformat() for event in events})
    planned, again = found

    assert f"courseline-{own}@drugcli" in again
    assert not {uid for uid in again if planned.get(uid) in given}


@pytest.mark.parametrize(
    ("one", "other", "moved"),
    [
        (("2025-05-30", "2025-06-01"), ("2025-06-30", "2025-07-01"), set()),
        (("2025-05-30", "2025-07-01"), ("2025-05-30", "2025-07-05"), {"us-low-maintenance-due-2025-06-30"}),
        (("2025-05-30", "2025-07-30"), ("2025-05-30", "2025-08-02"), None),
        (("2025-05-30", "2025-10-01"), ("2025-05-30", "2025-10-02"), None),
    ],
)
def test_after_the_last_dose_alone_a_later_calendar_moves_no_other_dose(
    dose: Run, tmp_path: Path, one: tuple[str, str], other: tuple[str, str], moved: set[str] | None
) -> None:
    icalendar = pytest.importorskip("icalendar")
    file = tmp_path / "doses.ics"
    found = []
    for last, on in (one, other):
        assert dose("courseline", *LOW, "--ics", file, "--last", last, "--on", on, "--count", "4").exit_code == 0
        events = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
        found.append({str(event["UID"]): event.decoded("DTSTART") for event in events})
        assert len(found[-1]) == len(events) == 4
    first, second = found
    both = first.keys() & second.keys()

    assert both
    changed = {uid for uid in both if first[uid] != second[uid]}
    assert changed == (set(first) if moved is None else {f"courseline-{uid}@drugcli" for uid in moved})


def test_a_change_has_the_tests_windows_and_name_of_the_new_regimen(dose: Run, tmp_path: Path) -> None:
    file = tmp_path / "doses.ics"
    asked = ("courseline", *LOW, "--last", "2025-11-30", "--switch", "us-high", "--ics", str(file))
    result = dose(*asked)

    assert "each within 2 days of its date, before or after" in result.stdout
    assert "FDA high dose: loading" in file.read_text(encoding="utf-8").replace("\r\n ", "").replace("\n ", "")


def test_a_calendar_has_an_event_on_each_day_of_a_pattern(dose: Run, tmp_path: Path) -> None:
    path = tmp_path / "pattern.ics"
    asked = ("patternline", "--regimen", "us-pattern", "--start", "2026-01-05", "--count", "1", "--ics", path)

    assert dose(*asked).exit_code == 0
    written = path.read_text(encoding="utf-8").replace("\r\n ", "").replace("\n ", "")
    assert written.count("BEGIN:VEVENT") == 2
    assert "DTSTART;VALUE=DATE:20260105" in written
    assert "DTSTART;VALUE=DATE:20260106" in written
    assert "SUMMARY:patternline 2 tablets of blue in the morning and 1 tablet of white in the evening" in written
    assert "SUMMARY:patternline 1 tablet of blue in the morning" in written
    assert "UID:patternline-us-pattern-daily-1-day-2@drugcli" in written


def test_a_file_that_is_no_calendar_of_ours_is_left_alone(dose: Run, tmp_path: Path) -> None:
    file = tmp_path / "thesis.txt"
    file.write_text("mine", encoding="utf-8")
    result = dose("courseline", "--start", "2026-01-31", "--ics", str(file))

    assert result.exit_code == 2
    assert "the file exists and is no calendar that drugcli wrote" in result.stderr
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("place", [".", "/dev/null"])
def test_what_is_no_plain_file_is_not_replaced(dose: Run, place: str) -> None:
    result = dose("courseline", "--start", "2026-01-31", "--ics", place)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"--ics {place}: it is a folder, or no plain file; name a file.\n"


def test_a_link_to_a_calendar_stays_one(dose: Run, tmp_path: Path) -> None:
    link = tmp_path / "link.ics"
    link.symlink_to(tmp_path / "doses.ics")
    result = dose("courseline", "--start", "2026-01-31", "--ics", link)

    assert (result.exit_code, result.stderr) == (0, "")
    assert link.is_symlink()
    assert (tmp_path / "doses.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_an_empty_file_may_become_a_calendar(dose: Run, tmp_path: Path) -> None:
    file = tmp_path / "doses.ics"
    file.touch()
    result = dose("courseline", "--start", "2026-01-31", "--ics", file)

    assert (result.exit_code, result.stderr) == (0, "")
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_a_calendar_that_cannot_be_written_is_told(dose: Run, tmp_path: Path) -> None:
    result = dose("courseline", "--start", "2026-01-31", "--ics", str(tmp_path / "none" / "a.ics"))

    assert (result.exit_code, result.stdout) == (5, "")
    assert "No such file or directory" in result.stderr


@pytest.mark.parametrize("changed", [{"TZ": "Pacific/Kiritimati"}, {"LC_ALL": "tr_TR.UTF-8"}, {"LANG": "ar_EG"}])
def test_the_page_is_the_same_everywhere(process: Run, changed: dict[str, str]) -> None:
    asked = ("dose", "courseline", "--start", "2026-01-31", "--data", str(FORMULARY))

    assert process(*asked, **changed) == process(*asked)


WORDS = st.sampled_from(["courseline", "weightline", "stepline", "patternline", "testline", "ladderline"])
OPTIONS = st.lists(
    st.sampled_from([
        ("--start", "2026-01-31"), ("--start", "2025-12-31"), ("--count", "3"), ("--until", "2026-04-01"),
        ("--given", "2025-10-01,2025-10-15"), ("--given", "2025-08-31,2025-09-14,2025-09-20,2025-12-31"),
        ("--last", "2025-11-30"), ("--last", "2024-01-01"), ("--on", "2026-03-01"), ("--late", "7 hours"),
        ("--switch", "us-high"), ("--weight", "9.4kg"), ("--weight", "66lb"), ("--age", "14mo"), ("--age", "9y"),
        ("--born", "2024-02-29"), ("--height", "130cm"), ("--bsa", "1.1m2"), ("--if", "hepatic impairment=none"),
        ("--if", "hepatic impairment=severe"), ("--step", "up"), ("--step", "increase"), ("--step", "next-cycle"),
        ("--step", "stop@2026-02-14"), ("--step", "stop"), ("--step", "more"),
        ("--step", "less@2026-02-03"), ("--step", "again"), ("--step", "pause"), ("--step", "to-weekly@2026-02-14"),
        ("--switch", "us-new"), ("--regimen", "us-old"), ("--regimen", "us-low"), ("--regimen", "us-cycle"),
        ("--json",),
    ]),
    max_size=6,
)  # fmt: skip


@settings(max_examples=150)
@given(WORDS, OPTIONS)
def test_no_options_together_end_in_anything_but_an_exit_code(drug: str, options: list[tuple[str, ...]]) -> None:
    from typer.testing import CliRunner

    from drugcli.cli import app

    asked = ["dose", drug, "--data", str(FORMULARY), *(word for option in options for word in option)]
    result = CliRunner().invoke(app, asked, env={"SOURCE_DATE_EPOCH": "1767225600"}, catch_exceptions=False)

    assert result.exit_code in {0, 1, 2, 3}


@pytest.mark.parametrize(
    ("asked", "query"),
    [(("courseline",), "courseline"), (("a", "b"), "a b"), (("--no-color", "courseline"), "")],
)
def test_a_call_that_is_not_taken_carries_the_name_in_json(run: Run, asked: tuple[str, ...], query: str) -> None:
    result = run("dose", *asked, "--json", "--nope")
    answer = json.loads(result.stdout)

    assert result.exit_code == 2
    assert (answer["query"], answer["error"]["exit_code"]) == (query, 2)
    assert "Error: " in result.stderr
