"""The demonstration's units, plan, conclusions and acts fit together and show every status."""

from __future__ import annotations

import re
from datetime import date

import pytest
import yaml

from tests.unit.demo_files import DATA, UNIT_CODES, read

CONCLUSIONS = DATA["conclusions"]["conclusions"]
ACTS = DATA["acts"]["acts"]
OBLIGATIONS = {
    duty["code"]: duty for duty in yaml.safe_load(read("disclosures/data/obligations.yaml"))
}
#: The status values of a duty (docs/architecture.md).
STATUSES = {
    "overdue",
    "never_published",
    "unknown",
    "due_soon",
    "published_late",
    "up_to_date",
    "nil_declared",
    "not_applicable",
}
#: Duty KLKT: five working days after signing.
PUBLISHING_DAYS = 5


# Units


def test_unit_codes_are_unique_and_every_successor_exists() -> None:
    units = DATA["units"]["units"]
    assert len(UNIT_CODES) == len(units) > 0
    successors = {unit["succeeded_by"] for unit in units if unit["succeeded_by"]}
    assert successors
    assert successors <= UNIT_CODES


def test_the_inspectorate_ended_with_june_2025_and_an_example_unit_follows_it_at_once() -> None:
    units = {unit["code"]: unit for unit in DATA["units"]["units"]}
    successor = units[units["TTRA"]["succeeded_by"]]
    assert units["TTRA"]["valid_to"] == date(2025, 6, 30)
    assert successor["valid_from"] == date(2025, 7, 1)
    assert successor["example"]


def test_no_two_units_answer_to_the_same_name() -> None:
    owners: dict[str, str] = {}
    for unit in DATA["units"]["units"]:
        for name in (unit["name"], *unit["aliases"]):
            assert owners.setdefault(name.casefold(), unit["code"]) == unit["code"]
    assert set(owners.values()) == UNIT_CODES


def test_every_unit_the_plan_prints_is_known_by_that_spelling() -> None:
    known = {n for unit in DATA["units"]["units"] for n in (unit["name"], *unit["aliases"])}
    tasks = DATA["plan"]["tasks"]
    assert tasks
    for task in tasks:
        assert task["lead"] in known
        printed = task["cooperating"]
        assert printed in known or all(part in known for part in printed.split(", "))
        assert {task["lead_code"], *task["cooperating_codes"]} <= UNIT_CODES


def test_the_plan_has_its_28_rows_in_order_and_the_number_3_2_twice() -> None:
    tasks = DATA["plan"]["tasks"]
    assert [task["order"] for task in tasks] == list(range(1, 29))
    assert len({task["id"] for task in tasks}) == 28
    assert [task["number_printed"] for task in tasks].count("3.2") == 2


# Conclusions


def test_conclusion_numbers_are_unique_and_all_fictional_names_say_so() -> None:
    numbers = [conclusion["number"] for conclusion in CONCLUSIONS]
    assert len(numbers) == len(set(numbers)) >= 8
    assert all(re.fullmatch(r"\d{2}/KL-SKHCN", number) for number in numbers)
    for conclusion in CONCLUSIONS:
        assert conclusion["signer"]["name"].endswith("(ví dụ)")
        assert conclusion["body_inspected"].endswith("(ví dụ)")
        assert conclusion["unit"] in UNIT_CODES


@pytest.mark.parametrize("conclusion", CONCLUSIONS, ids=lambda c: c["number"])
def test_a_conclusion_has_paragraphs_and_recommendations_in_a_known_state(conclusion: dict) -> None:
    assert 2 <= len(conclusion["summary"]) <= 4
    assert 1 <= len(conclusion["recommendations"]) <= 5
    for recommendation in conclusion["recommendations"]:
        assert recommendation["responsible"]
        assert recommendation["state"] in {"open", "done"}
        assert recommendation["note"] or recommendation["state"] == "open"


@pytest.mark.parametrize("conclusion", CONCLUSIONS, ids=lambda c: c["number"])
def test_a_conclusions_days_give_the_state_it_is_there_to_show(conclusion: dict) -> None:
    published = conclusion["publish_working_days_after_signing"]
    signed = conclusion["signed_working_days_ago"]
    if conclusion["withdrawn"]:
        expected = "overdue"
    elif published is not None:
        expected = "on_time" if published <= PUBLISHING_DAYS else "late"
        assert signed is None or published < signed
    elif signed > PUBLISHING_DAYS:
        expected = "overdue"
    else:
        expected = "due_soon"
    assert conclusion["expected"] == expected


def test_a_correction_or_withdrawal_follows_the_publication_and_is_in_the_past() -> None:
    changes = [
        (conclusion, conclusion[change])
        for conclusion in CONCLUSIONS
        for change in ("corrected", "withdrawn")
        if conclusion[change]
    ]
    assert changes
    for conclusion, later in changes:
        days = later["working_days_after_signing"]
        assert conclusion["publish_working_days_after_signing"] < days
        assert days < conclusion["signed_working_days_ago"]
        assert later.get("note") or later.get("reason")


def test_the_inspection_is_older_than_the_end_of_the_inspectorate() -> None:
    assert {"inspection"} < {conclusion["kind"] for conclusion in CONCLUSIONS}
    for conclusion in CONCLUSIONS:
        if conclusion["kind"] == "inspection":
            assert conclusion["signed_on"] <= date(2025, 6, 30)
            assert (conclusion["duty"], conclusion["unit"]) == ("KLTT", "TTRA")
        else:
            assert conclusion["signed_on"] is None
            assert conclusion["duty"] == "KLKT"


# Acts


@pytest.mark.parametrize("act", ACTS, ids=lambda a: f"{a['kind']}-{a['duty']}")
def test_an_act_names_a_duty_of_the_catalogue_and_fits_its_rule_and_channels(act: dict) -> None:
    duty = OBLIGATIONS[act["duty"]]
    assert act["unit"] in UNIT_CODES
    assert act["title"].endswith("(ví dụ)")
    channels = {c for group in duty["channels"].values() for c in group}
    if act["kind"] == "evidence_given":
        assert act["channel"] in channels
        assert act["reason"]
    rules = [version["rule"] for version in duty["versions"] if version["rule"]]
    known = str(rules)
    assert all(anchor in known for anchor in act.get("anchors", {}))
    if act["kind"] in {"nil_returned", "not_applicable", "confirmed_current"}:
        assert act["reason"]


@pytest.mark.parametrize("act", ACTS, ids=lambda a: f"{a['kind']}-{a['duty']}")
def test_an_act_about_a_case_says_which_and_one_about_periods_says_which(act: dict) -> None:
    assert not ("each" in act and "number" in act)
    assert act.get("each") in {None, "quarter", "year"}
    if act["kind"] == "event_registered":
        assert act["number"]
        assert act["anchors"]
    if "number" in act:
        assert "anchors" in act or "number_year_of" in act


def test_evidence_follows_the_event_it_answers() -> None:
    registered = {
        (act["duty"], act["number"]): act for act in ACTS if act["kind"] == "event_registered"
    }
    evidence = [act for act in ACTS if act["kind"] == "evidence_given" and "number" in act]
    assert evidence
    for act in evidence:
        event = registered[act["duty"], act["number"]]
        assert act["number_year_of"] == event["happened"] == next(iter(event["anchors"].values()))
        ((unit, days),) = act["happened"].items()
        assert days <= event["happened"][unit]


def test_every_status_of_a_duty_is_expected_somewhere() -> None:
    expected = DATA["acts"]["expect"]
    assert {row["status"] for row in expected} == STATUSES
    assert len({row["duty"] for row in expected}) == len(expected)
    assert all(row["duty"] in OBLIGATIONS for row in expected)
