"""Deadlines: the vectors of the domain notes (section 15), the whole grammar, and its refusals."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.counting.periods import parse_period
from disclosures.deadlines import (
    ANCHORS,
    DeadlineError,
    Pause,
    RuleError,
    due_dates,
    parse_rule,
    periods_in_year,
)
from portal.calendar import Calendar, DayOverride

VIETNAM = Calendar()
MONTH_ENDS = ["03-31", "06-30", "09-30"]
PLAN_REPORTS = {
    "schedule": [
        {"period": "Q1", "by": "03-05", "inclusive": False},
        {"period": "Q2", "by": "06-05", "inclusive": False},
        {"period": "Q3", "by": "09-05", "inclusive": False},
        {"period": "YEAR", "by": "11-15", "inclusive": True},
    ]
}


def after(anchor, days, calendar="working", **more):
    return {"after": anchor, "days": days, "calendar": calendar, **more}


def before(anchor, days, calendar="working", **more):
    return {"before": anchor, "days": days, "calendar": calendar, **more}


def dues(rule, *, period=None, when=None, extensions=0, pauses=(), calendar=VIETNAM, **anchors):
    dates = {name: date.fromisoformat(value) for name, value in anchors.items()}
    found = due_dates(
        parse_rule(rule), dates, calendar,
        period=period, when=when, extensions=extensions, pauses=pauses,
    )  # fmt: skip
    return [one.due.isoformat() if one.due else None for one in found]


@pytest.mark.parametrize(
    ("rule", "given_dates", "due"),
    [
        (after("signed_on", 2), {"signed_on": "2022-01-26"}, "2022-01-28"),
        (after("signed_on", 5, default_term=True), {"signed_on": "2022-01-26"}, "2022-02-09"),
        (after("signed_on", 10, "calendar"), {"signed_on": "2022-03-10"}, "2022-03-21"),
        (after("signed_on", 7), {"signed_on": "2022-04-27"}, "2022-05-10"),
        (before("event_on", 5), {"event_on": "2022-05-10"}, "2022-04-29"),
        (after("signed_on", 15, "calendar"), {"signed_on": "2022-04-15"}, "2022-05-04"),
        (before("effective_on", 5, "calendar"), {"effective_on": "2022-08-15"}, "2022-08-10"),
        (
            after("period_end", 10, "calendar", periods=MONTH_ENDS),
            {"period_end": "2026-09-30"},
            "2026-10-12",
        ),
        (
            after("period_end", 15, "calendar", periods=[*MONTH_ENDS, "12-31"]),
            {"period_end": "2022-03-31"},
            "2022-04-15",
        ),
    ],
)
def test_the_vectors_of_the_domain_notes_are_reproduced(rule, given_dates, due):
    assert dues(rule, **given_dates) == [due]


def test_the_anti_corruption_report_of_2023_is_due_on_the_last_working_day_of_march_2024():
    rule = {"by_rule": "last_working_day_of_month", "month": 3, "year_offset": 1}
    assert dues(rule, period=2023) == ["2024-03-29"]
    assert dues(rule, period_end="2023-12-31") == ["2024-03-29"]


def test_the_reports_of_the_plan_roll_back_in_2022():
    expected = ["2022-03-04", "2022-06-03", "2022-08-31", "2022-11-15"]
    assert dues(PLAN_REPORTS, period=2022) == expected
    assert dues(PLAN_REPORTS, period_end="2022-09-30") == ["2022-08-31"]
    assert dues(PLAN_REPORTS, period=parse_period("2022")) == ["2022-11-15"]


def test_each_anchor_that_happened_has_its_own_deadline():
    rule = after(["allocated_on", "plan_approved_on", "completed_on"], 30, "calendar")
    found = due_dates(
        parse_rule(rule),
        {"completed_on": date(2026, 6, 1), "allocated_on": date(2026, 3, 2)},
        VIETNAM,
    )
    assert [(one.anchor, one.due) for one in found] == [
        ("allocated_on", date(2026, 4, 1)),
        ("completed_on", date(2026, 7, 1)),
    ]


def test_before_a_fixed_day_means_the_day_before_it():
    rule = {"by": "01-31", "year_offset": 1, "inclusive": False}
    assert dues(rule, period=2025) == ["2026-01-30"]
    assert dues({**rule, "inclusive": True, "roll": "none"}, period=2025) == ["2026-01-31"]


def test_without_a_month_each_month_has_its_last_day():
    rule = {"by_rule": "last_day_of_month"}
    assert dues(rule, period=2026)[:2] == ["2026-01-31", "2026-02-28"]
    assert dues(rule, period=parse_period("2026-02")) == ["2026-02-28"]
    working = {"by_rule": "last_working_day_of_month"}
    assert dues(working, period=2026)[:2] == ["2026-01-30", "2026-02-27"]


def test_at_once_means_the_same_day_or_the_next_working_day():
    rule = after("changed_on", 0, immediate=True)
    assert dues(rule, changed_on="2026-11-23") == ["2026-11-23"]
    assert dues(rule, changed_on="2026-11-21") == ["2026-11-23"]


def test_never_later_than_so_many_calendar_days():
    rule = after("signed_on", 3, at_most_calendar_days=5)
    assert dues(rule, signed_on="2026-11-16") == ["2026-11-19"]
    assert dues(rule, signed_on="2022-01-28") == ["2022-02-02"]


def test_an_alternative_holds_only_in_its_case():
    rule = before("effective_on", 5, "calendar") | {
        "alternatives": [{"when": "shortened_procedure", "rule": after("signed_on", 3, "calendar")}]
    }
    assert dues(rule, effective_on="2022-08-15", signed_on="2022-08-01") == ["2022-08-10"]
    shortened = dues(rule, when="shortened_procedure", signed_on="2022-08-01")
    assert shortened == ["2022-08-04"]


def test_a_rule_of_alternatives_alone_needs_the_case_to_be_said():
    rule = {
        "alternatives": [
            {"when": "own_document", "rule": after("issued_on", 2)},
            {"when": "received_document", "rule": after("issued_on", 10)},
        ]
    }
    assert dues(rule, when="own_document", issued_on="2022-01-26") == ["2022-01-28"]
    with pytest.raises(DeadlineError, match="own_document, received_document"):
        dues(rule, issued_on="2022-01-26")
    with pytest.raises(DeadlineError, match="knows no case 'other'"):
        dues(rule, when="other", issued_on="2022-01-26")


def test_nothing_is_owed_in_a_case_that_the_rule_excepts():
    rule = before("outage_start_on", 7, unless=["force_majeure"])
    assert dues(rule, outage_start_on="2026-11-23") == ["2026-11-12"]
    assert dues(rule, when="force_majeure", outage_start_on="2026-11-23") == []


def test_extensions_are_added_once_each_and_in_order():
    rule = after("received_on", 7, extensions=[{"days": 3, "calendar": "working"}])
    assert dues(rule, received_on="2026-11-02") == ["2026-11-11"]
    assert dues(rule, received_on="2026-11-02", extensions=1) == ["2026-11-16"]
    with pytest.raises(DeadlineError, match="2 extensions granted, the rule allows 1"):
        dues(rule, received_on="2026-11-02", extensions=2)


def test_an_extension_in_calendar_days_runs_on_before_anything_rolls():
    rule = after("signed_on", 15, "calendar", extensions=[{"days": 15, "calendar": "calendar"}])
    # 15 days end on Sunday 22 March; the second fifteen run from there, not from Monday.
    assert dues(rule, signed_on="2026-03-07") == ["2026-03-23"]
    assert dues(rule, signed_on="2026-03-07", extensions=["act"]) == ["2026-04-06"]


def test_paused_days_do_not_count():
    rule = after("acceptance_notified_on", 15, "calendar")
    paused = [Pause(date(2026, 3, 10), date(2026, 3, 20))]
    assert dues(rule, acceptance_notified_on="2026-03-02") == ["2026-03-17"]
    assert dues(rule, acceptance_notified_on="2026-03-02", pauses=paused) == ["2026-03-27"]


def test_a_stopped_clock_has_no_deadline_until_it_is_resumed():
    rule = after("acceptance_notified_on", 15, "calendar")
    stopped = [Pause(date(2026, 3, 10))]
    assert dues(rule, acceptance_notified_on="2026-03-02", pauses=stopped) == [None]
    after_the_end = [Pause(date(2026, 3, 18))]
    assert dues(rule, acceptance_notified_on="2026-03-02", pauses=after_the_end) == ["2026-03-17"]


def test_a_deadline_says_how_it_was_counted():
    [due] = due_dates(
        parse_rule(after("signed_on", 10, "calendar")), {"signed_on": date(2022, 3, 10)}, VIETNAM
    )
    counted = due.counted
    assert (counted.form, counted.from_day, counted.days) == ("after", date(2022, 3, 10), 10)
    assert (counted.ended_on, counted.rolled) == (date(2022, 3, 20), "forward")
    assert counted.years == (2022,)


def test_periods_come_from_the_rule_before_the_cadence():
    own = parse_rule(after("period_end", 10, "calendar", periods=MONTH_ENDS))
    assert [one.key for one in periods_in_year(own, 2026, "year")] == [
        "2026-Q1",
        "2026-Q2",
        "2026-Q3",
    ]
    reports = parse_rule(PLAN_REPORTS)
    keys = [one.key for one in periods_in_year(reports, 2026, "quarter")]
    assert keys == ["2026-Q1", "2026-Q2", "2026-Q3", "2026"]


def test_a_period_that_the_rule_does_not_name_is_refused():
    rule = after("period_end", 10, "calendar", periods=MONTH_ENDS)
    with pytest.raises(DeadlineError, match="no deadline for a period that ends then"):
        dues(rule, period_end="2026-12-31")


def test_a_missing_anchor_or_period_is_named():
    with pytest.raises(DeadlineError, match="needs the date of signed_on"):
        dues(after("signed_on", 2))
    with pytest.raises(DeadlineError, match="needs the period"):
        dues({"by": "03-31"})


def test_a_deadline_beyond_the_last_date_is_refused():
    with pytest.raises(DeadlineError, match="cannot be counted"):
        dues(after("signed_on", 30, "calendar"), signed_on="9999-12-20")
    with pytest.raises(DeadlineError, match="cannot be counted"):
        dues(after("signed_on", 30), signed_on="9999-12-20")


@pytest.mark.parametrize(
    ("rule", "place", "reason"),
    [
        (None, "", "must be a mapping"),
        ({}, "", "needs one of"),
        (after("signed_on", 2, dyas=3), "dyas", "unknown key"),
        (after("signed_on", 2) | {"by": "03-31"}, "", "only one of them"),
        (after("singed_on", 2), "after", "unknown anchor 'singed_on'"),
        (after([], 2), "after", "names no anchor"),
        (after(["signed_on", "signed_on"], 2), "after", "twice"),
        (after(["signed_on", "period_end"], 2), "after", "cannot be mixed"),
        ({"after": "signed_on", "calendar": "working"}, "days", "is missing"),
        ({"after": "signed_on", "days": 2}, "calendar", "is missing"),
        (after("signed_on", -1), "days", "whole number"),
        (after("signed_on", True), "days", "whole number"),
        (after("signed_on", "2"), "days", "whole number"),
        (after("signed_on", 2, "lunar"), "calendar", "not one of"),
        (after("signed_on", 2, roll="sideways"), "roll", "not one of"),
        (after("signed_on", 2, immediate=True), "days", "immediate"),
        (after("signed_on", 2, periods=MONTH_ENDS), "periods", "only with after: period_end"),
        (after("period_end", 2, periods=["02-30"]), "periods[0]", "no day of the year"),
        (after("period_end", 2, periods="03-31"), "periods", "must be a list"),
        ({"by": "13-01"}, "by", "no day of the year"),
        ({"by": 331}, "by", "no day of the year"),
        ({"by": "03-31", "days": 2}, "days", "unknown key"),
        ({"by": "03-31", "year_offset": 2}, "year_offset", "whole number"),
        ({"by": "03-31", "inclusive": "no"}, "inclusive", "neither true nor false"),
        ({"by_rule": "last_friday"}, "by_rule", "not one of"),
        ({"by_rule": "last_day_of_month", "month": 13}, "month", "whole number"),
        ({"schedule": []}, "schedule", "is empty"),
        ({"schedule": [{"period": "Q9", "by": "03-05"}]}, "schedule[0].period", "not one of"),
        ({"schedule": [{"period": "Q1"}]}, "schedule[0].by", "is missing"),
        ({"alternatives": [{"when": "", "rule": {}}]}, "alternatives[0].when", "not a name"),
        (
            {"alternatives": [{"when": "a", "rule": after("signed_on", 2, dyas=1)}]},
            "alternatives[0].rule.dyas",
            "unknown key",
        ),
        (
            after("signed_on", 2, alternatives=[{"when": "a", "rule": {"alternatives": []}}]),
            "alternatives[0].rule.alternatives",
            "unknown key",
        ),
        (after("signed_on", 2, extensions=[{"days": 2}]), "extensions[0].calendar", "is missing"),
        ({"alternatives": [], "days": 2}, "days", "unknown key"),
    ],
)
def test_a_rule_that_the_grammar_does_not_know_is_refused_with_its_place(rule, place, reason):
    with pytest.raises(RuleError, match=reason) as caught:
        parse_rule(rule)
    assert caught.value.path == place


TERMS = st.builds(
    after,
    st.sampled_from(sorted(ANCHORS - {"period_end"})),
    st.integers(0, 60),
    st.sampled_from(["working", "calendar"]),
)
PRIOR_TERMS = TERMS.map(lambda rule: {"before" if k == "after" else k: v for k, v in rule.items()})
CALENDARS = st.lists(
    st.builds(DayOverride, st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.booleans()),
    max_size=9,
).map(lambda days: Calendar(tuple(days)))
DATES = st.dates(date(2024, 6, 1), date(2027, 6, 30))


@given(
    st.one_of(TERMS, PRIOR_TERMS), CALENDARS, DATES, DATES,
    st.one_of(st.none(), st.integers(0, 40)), st.sampled_from(["forward", "back", "none", None]),
)  # fmt: skip
def test_a_later_anchor_never_has_an_earlier_deadline(rule, calendar, one, other, most, roll):
    anchor = rule.get("after") or rule["before"]
    rule = rule | ({"at_most_calendar_days": most} if most is not None and "after" in rule else {})
    parsed = parse_rule(rule | ({"roll": roll} if roll else {}))
    first, second = (
        due_dates(parsed, {anchor: day}, calendar)[0].due for day in sorted([one, other])
    )
    assert first <= second


@given(TERMS, CALENDARS, DATES)
def test_the_term_agrees_with_counting_day_by_day(rule, calendar, day):
    [due] = due_dates(parse_rule(rule), {rule["after"]: day}, calendar)
    walker, left = day, rule["days"]
    while left:
        walker += timedelta(days=1)
        if rule["calendar"] == "calendar" or calendar.is_working_day(walker):
            left -= 1
    while not calendar.is_working_day(walker):
        walker += timedelta(days=1)
    assert due.due == walker


@given(TERMS, CALENDARS, DATES, st.integers(0, 30), st.integers(0, 30))
def test_a_pause_moves_a_calendar_term_by_its_days_and_never_shortens_it(
    rule, calendar, day, lag, length
):
    parsed = parse_rule(rule)
    [plain] = due_dates(parsed, {rule["after"]: day}, calendar)
    start = day + timedelta(days=lag)
    pause = Pause(start, start + timedelta(days=length))
    [paused] = due_dates(parsed, {rule["after"]: day}, calendar, pauses=[pause])
    assert paused.due >= plain.due
    inside = [one for one in range(length) if start + timedelta(days=one) > day]
    if rule["calendar"] == "calendar" and rule["days"] > lag:
        assert paused.counted.paused_days == len(inside)


@given(TERMS, st.text(min_size=1).filter(lambda key: key not in "roll extensions unless periods"))
def test_a_key_that_is_not_in_the_grammar_is_always_refused(rule, key):
    known = {"alternatives", "default_term", "immediate", "at_most_calendar_days", *rule}
    if key not in known:
        with pytest.raises(RuleError):
            parse_rule(rule | {key: 1})
