"""obligation_status and due_date: what scripts and checks rely on."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from disclosures.register import forget
from tests.factories import make_conclusion, publish_page
from tests.unit.disclosures.register_samples import load_catalogue, on, register_event

pytestmark = pytest.mark.django_db

SIGNED, DUE = date(2026, 3, 10), date(2026, 3, 17)


def run(*args: str) -> Any:
    """What a command prints as JSON."""
    out = StringIO()
    call_command(*args, "--json", stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


# obligation_status


@pytest.fixture
def conclusion() -> Any:
    forget()
    load_catalogue()
    register_event("KLKT", "05/KL-SKHCN@2026", SIGNED)
    page = make_conclusion(number="05/KL-SKHCN", signed_on=SIGNED)
    publish_page(page, moment=on(DUE))
    return page


def test_every_duty_is_told_with_its_instances_and_the_events_behind_them(conclusion: Any) -> None:
    told = {row["code"]: row for row in run("obligation_status")}
    assert len(told) == 46
    row = told["KLKT"]
    assert {"code", "status", "why", "rule_confirmed", "instances"} <= set(row)
    (instance,) = [one for one in row["instances"] if one["case"] == "05/KL-SKHCN@2026"]
    assert instance["anchors"] == {"signed_on": "2026-03-10"}
    assert (instance["due"], instance["satisfied_at"]) == ("2026-03-17", "2026-03-17")
    assert instance["status"] == "on_time"
    assert [event["kind"] for event in instance["events"]] == ["event_registered", "published"]
    assert instance["events"][1]["page_id"] == conclusion.pk


def test_a_past_day_is_told_as_known_then_or_as_known_now(conclusion: Any) -> None:
    def status(*args: str) -> str:
        rows = {row["code"]: row for row in run("obligation_status", *args)}
        return rows["KLKT"]["instances"][-1]["status"]

    assert status("--at", "2026-03-16") == "due_soon"
    assert status("--at", "2026-03-20", "--known-at", "2026-03-16") == "overdue"
    assert status("--at", "2026-03-20") == "on_time"
    assert status("--at", "2026-03-17T08:00") == "due_soon"
    assert status("--at", "2026-03-17T10:00") == "on_time"


def test_a_unit_narrows_it_to_the_duties_it_answers_for_on_that_day(conclusion: Any) -> None:
    codes = {row["code"] for row in run("obligation_status", "--unit", "KTRA")}
    assert "KLKT" in codes
    assert "TTHC-ND" not in codes
    before = run("obligation_status", "--unit", "TTRA", "--at", "2025-06-30")
    assert {row["code"] for row in before} == codes


@pytest.mark.parametrize(
    "args",
    [
        ("--at", "hôm qua"),
        ("--at", "2026-02-30"),
        ("--known-at", ""),
        ("--unit", "KHONGCO"),
        ("--unit", ""),
    ],
)
def test_bad_input_is_one_clear_line(conclusion: Any, args: tuple[str, ...]) -> None:
    with pytest.raises(CommandError) as refused:
        run("obligation_status", *args)
    assert str(refused.value)
    assert "\n" not in str(refused.value)


def test_without_a_catalogue_it_says_what_to_run(no_catalogue: None) -> None:
    with pytest.raises(CommandError, match="load_obligations"):
        run("obligation_status")


# due_date (vectors: obligations.md §15 of the domain research)


@pytest.mark.parametrize(
    ("rule", "anchors", "due"),
    [
        ({"after": "signed_on", "days": 2, "calendar": "working"}, "signed_on=2022-01-26",
         "2022-01-28"),
        ({"after": "signed_on", "days": 5, "calendar": "working"}, "signed_on=2022-01-26",
         "2022-02-09"),
        ({"after": "signed_on", "days": 10, "calendar": "calendar"}, "signed_on=2022-03-10",
         "2022-03-21"),
        ({"before": "event_on", "days": 5, "calendar": "working"}, "event_on=2022-05-10",
         "2022-04-29"),
        ({"before": "effective_on", "days": 5, "calendar": "calendar"}, "effective_on=2022-08-15",
         "2022-08-10"),
        ({"after": "period_end", "days": 10, "calendar": "calendar"}, "period_end=2026-09-30",
         "2026-10-12"),
    ],
)  # fmt: skip
def test_one_anchor_gives_one_deadline(rule: dict, anchors: str, due: str) -> None:
    assert run("due_date", "--rule", json.dumps(rule), "--anchor", anchors) == {"due": due}


def test_a_rule_of_the_year_needs_the_year() -> None:
    rule = json.dumps({"by_rule": "last_working_day_of_month", "month": 3, "year_offset": 1})
    assert run("due_date", "--rule", rule, "--year", "2023") == {"due": "2024-03-29"}
    with pytest.raises(CommandError, match="period"):
        run("due_date", "--rule", rule)


def test_several_anchors_or_periods_give_a_deadline_each() -> None:
    anchors = ["allocated_on", "completed_on"]
    rule = json.dumps({"after": anchors, "days": 30, "calendar": "calendar"})
    told = run(
        "due_date", "--rule", rule,
        "--anchor", "allocated_on=2026-03-02", "--anchor", "completed_on=2026-04-01",
    )  # fmt: skip
    assert [(one["anchor"], one["due"]) for one in told["instances"]] == [
        ("allocated_on", "2026-04-01"),
        ("completed_on", "2026-05-04"),
    ]
    schedule = json.dumps(
        {"schedule": [{"period": "Q1", "by": "03-05", "inclusive": False},
                      {"period": "YEAR", "by": "11-15", "inclusive": True}]}
    )  # fmt: skip
    told = run("due_date", "--rule", schedule, "--year", "2026")
    assert [one["period"] for one in told["instances"]] == ["2026-Q1", "2026"]


def test_a_named_case_has_its_own_deadline() -> None:
    rule = {"alternatives": [
        {"when": "complex", "rule": {"after": "accepted_on", "days": 45, "calendar": "calendar"}},
    ]}  # fmt: skip
    args = ("due_date", "--rule", json.dumps(rule), "--anchor", "accepted_on=2026-03-02")
    assert run(*args, "--when", "complex") == {"due": "2026-04-16"}
    with pytest.raises(CommandError, match="complex"):
        run(*args)


@pytest.mark.parametrize(
    "args",
    [
        ("--rule", "{"),
        ("--rule", "null"),
        ("--rule", "[" * 3000),
        ("--rule", '{"after": "signed_on"}'),
        ("--rule", '{"after": "tomorrow", "days": 1, "calendar": "working"}'),
        ("--rule", '{"after": "signed_on", "days": 1, "calendar": "working", "more": 1}'),
        ("--rule", '{"after": "signed_on", "days": 1, "calendar": "working"}'),
        ("--rule", "{}", "--anchor", "signed_on=31/12/2026"),
        ("--rule", "{}", "--anchor", "nonsense=2026-01-01"),
        ("--rule", '{"by": "03-31"}', "--year", "20260"),
        ("--rule", '{"by": "03-31"}', "--year", "٢٠٢٦"),
        ("--rule", '{"after": "signed_on", "days": 3000, "calendar": "working"}',
         "--anchor", "signed_on=9999-12-30"),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_is_refused_in_one_line(args: tuple[str, ...]) -> None:
    with pytest.raises(CommandError) as refused:
        run("due_date", *args)
    assert str(refused.value)
    assert "\n" not in str(refused.value)
