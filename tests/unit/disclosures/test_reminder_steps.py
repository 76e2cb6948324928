"""The days of reminders: each once, none lost, none on a day off, the leadership once a week."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosures.reminders.steps import (
    ESCALATED_AFTER,
    Reminder,
    StepKind,
    Thing,
    escalation_on,
    reminders_on,
    step_on,
)
from portal.calendar import Calendar, DayOverride

FRIDAY = date(2026, 11, 20)
PLAIN = Calendar()
#: Years within which the library's holidays are read.
DAYS = st.dates(date(2025, 1, 1), date(2027, 6, 30))
OVERRIDES = st.lists(
    st.builds(DayOverride, DAYS, st.booleans()), max_size=12, unique_by=lambda one: one.day
)
CALENDARS = st.builds(Calendar, OVERRIDES.map(tuple))
FAST = settings(max_examples=60, deadline=None)

Log = dict[tuple[str, str, bool], date]


def run(day: date, things: list[Thing], calendar: Calendar, log: Log) -> list[Reminder]:
    """A day's reminders, sent and written down."""
    found = reminders_on(day, things, calendar, log, ["BGD"])
    for one in found:
        log[one.recipient, one.key, one.step.kind is StepKind.ESCALATED] = one.step.on
    return found


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 11, 5), None),
        (date(2026, 11, 6), "ahead-10"),
        (date(2026, 11, 16), "ahead-10"),
        (date(2026, 11, 17), "ahead-3"),
        (date(2026, 11, 20), "on_the_day"),
        (date(2026, 11, 22), "on_the_day"),
        (date(2026, 11, 23), "overdue-1"),
        (date(2026, 11, 29), "overdue-1"),
        (date(2026, 11, 30), "overdue-2"),
        (date(2026, 12, 28), "overdue-6"),
    ],
)
def test_the_reminders_of_a_deadline_on_a_friday(day: date, name: str | None) -> None:
    step = step_on(FRIDAY, day, PLAIN)
    assert (step.name if step else None) == name


def test_the_leadership_is_told_from_the_fifth_working_day_every_week() -> None:
    """The 24th of November is a holiday: the fifth working day after the 20th is the 30th."""
    assert escalation_on(FRIDAY, date(2026, 11, 29), PLAIN) is None
    assert escalation_on(FRIDAY, date(2026, 11, 30), PLAIN).name == "escalated-1"
    assert escalation_on(FRIDAY, date(2026, 12, 7), PLAIN).name == "escalated-2"


def test_a_deadline_on_a_day_off_is_told_on_the_last_working_day_before() -> None:
    sunday = date(2026, 11, 22)
    step = step_on(sunday, sunday, PLAIN)
    assert (step.kind, step.on) == (StepKind.ON_THE_DAY, FRIDAY)


def test_a_question_is_asked_at_once_and_then_every_week() -> None:
    thing, log = Thing("say|KN-QD|2026-Q3|", "KTRA", None), {}
    wednesday = date(2026, 11, 18)
    sent = [
        day
        for day in (wednesday + timedelta(days=n) for n in range(14))
        if run(day, [thing], PLAIN, log)
    ]
    assert sent == [wednesday, date(2026, 11, 23), date(2026, 11, 30)]


def test_tet_delays_and_never_doubles() -> None:
    """The weekly reminder that falls into the holidays comes once, on the first day after them."""
    due, log = date(2026, 2, 6), {}
    days = [date(2026, 2, 9) + timedelta(days=n) for n in range(21)]
    sent = [day for day in days if run(day, [Thing("k", "VP", due)], PLAIN, log)]
    assert all(PLAIN.is_working_day(day) for day in sent)
    assert len(sent) == len(set(sent)) and sent[0] == date(2026, 2, 9)


def test_what_nobody_answers_for_is_told_to_the_leadership_alone() -> None:
    found = reminders_on(date(2026, 12, 7), [Thing("k", "", FRIDAY)], PLAIN, {}, ["BGD"])
    assert [(one.recipient, one.step.kind) for one in found] == [("BGD", StepKind.ESCALATED)]


def test_the_leadership_is_reminded_of_its_own_once_not_twice() -> None:
    found = reminders_on(date(2026, 12, 7), [Thing("k", "BGD", FRIDAY)], PLAIN, {}, ["BGD"])
    assert [one.step.kind for one in found] == [StepKind.OVERDUE]


@FAST
@given(due=st.none() | DAYS, start=DAYS, calendar=CALENDARS, gaps=st.lists(st.integers(0, 9)))
def test_nothing_is_sent_twice_however_often_and_whenever_it_runs(
    due: date | None, start: date, calendar: Calendar, gaps: list[int]
) -> None:
    thing, log, names, day = Thing("k", "VP", due), {}, [], start
    for gap in gaps:
        names += [(one.recipient, one.step.name) for one in run(day, [thing], calendar, log)]
        assert not run(day, [thing], calendar, log)
        day += timedelta(days=gap)
    assert len(names) == len(set(names))


@FAST
@given(due=DAYS, calendar=CALENDARS, missed=st.integers(0, 60))
def test_what_was_missed_is_made_up_for_by_the_latest_alone(
    due: date, calendar: Calendar, missed: int
) -> None:
    """After any gap the unit gets one reminder: the one now due."""
    day = due + timedelta(days=missed)
    [one] = [
        one
        for one in reminders_on(day, [Thing("k", "VP", due)], calendar, {}, ["BGD"])
        if one.recipient == "VP"
    ]
    assert one.step == step_on(due, day, calendar)
    assert one.step.on <= day


@FAST
@given(due=DAYS, calendar=CALENDARS, length=st.integers(1, 60))
def test_while_it_is_overdue_the_unit_and_then_the_leadership_hear_once_a_week(
    due: date, calendar: Calendar, length: int
) -> None:
    log: Log = {}
    told: dict[StepKind, list[date]] = {StepKind.OVERDUE: [], StepKind.ESCALATED: []}
    last = due + timedelta(days=length)
    for day in (due + timedelta(days=n) for n in range(-5, length + 1)):
        for one in run(day, [Thing("k", "VP", due)], calendar, log):
            told.get(one.step.kind, []).append(day)
    begin = {
        StepKind.OVERDUE: calendar.roll_forward(due + timedelta(days=1)),
        StepKind.ESCALATED: calendar.add_working_days(due, ESCALATED_AFTER),
    }
    for kind, first in begin.items():
        weeks = [first + timedelta(days=7 * n) for n in range(length // 7 + 1)]
        days = {calendar.roll_forward(day) for day in weeks}
        assert told[kind] == sorted(day for day in days if day <= last)


@FAST
@given(due=st.none() | DAYS, calendar=CALENDARS, day=DAYS)
def test_no_reminders_day_lies_ahead_or_is_a_day_off(
    due: date | None, calendar: Calendar, day: date
) -> None:
    for one in reminders_on(day, [Thing("k", "VP", due)], calendar, {}, ["BGD"]):
        assert one.step.on <= day
        assert calendar.is_working_day(one.step.on)


@FAST
@given(due=DAYS, calendar=CALENDARS, day=DAYS, later=st.integers(0, 40))
def test_the_steps_of_a_deadline_only_move_on(
    due: date, calendar: Calendar, day: date, later: int
) -> None:
    now, then = (step_on(due, one, calendar) for one in (day, day + timedelta(days=later)))
    if now is not None:
        assert then is not None and now.on <= then.on
        assert (now.name == then.name) == (now.on == then.on)
