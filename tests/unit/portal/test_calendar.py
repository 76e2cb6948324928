"""Working days: the library's holidays, the office's own days over them, and what was known
when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.calendar import Calendar, CalendarError, DayOverride

DAYS = st.dates(date(2019, 1, 1), date(2030, 12, 31))
COUNTS = st.integers(0, 60)
OVERRIDES = st.lists(
    st.builds(DayOverride, day=DAYS, is_working=st.booleans()),
    max_size=20,
    unique_by=lambda o: o.day,
).map(tuple)
VIETNAM = Calendar()


def is_off_in_2022(day: date) -> bool:
    """The days off of 2022 written down by hand (domain notes, section 15)."""
    off = {
        date(2022, 1, 3),
        date(2022, 1, 31),
        date(2022, 4, 11),
        date(2022, 5, 2),
        date(2022, 5, 3),
    }
    off |= {date(2022, 2, day) for day in (1, 2, 3, 4)} | {date(2022, 9, 1), date(2022, 9, 2)}
    return day.weekday() >= 5 or day in off


def test_the_days_off_of_2022_are_those_that_were_decreed():
    days = [date(2022, 1, 1) + timedelta(days=n) for n in range(365)]
    assert [d for d in days if VIETNAM.is_working_day(d) == is_off_in_2022(d)] == []


def test_a_saturday_worked_in_exchange_is_a_working_day():
    assert VIETNAM.is_working_day(date(2026, 8, 22))
    assert not VIETNAM.is_working_day(date(2026, 8, 31))


def test_an_override_wins_over_the_library_both_ways():
    calendar = Calendar(
        (DayOverride(date(2026, 11, 27), False, "storm"), DayOverride(date(2026, 11, 28), True))
    )
    assert not calendar.is_working_day(date(2026, 11, 27))
    assert calendar.is_working_day(date(2026, 11, 28))
    assert calendar.add_working_days(date(2026, 11, 26), 1) == date(2026, 11, 28)


def test_of_two_overrides_for_one_day_the_one_entered_last_counts():
    day = date(2026, 11, 27)
    first = DayOverride(day, False, entered_at=datetime(2026, 11, 1, tzinfo=UTC))
    then = DayOverride(day, True, entered_at=datetime(2026, 11, 2, tzinfo=UTC))
    assert Calendar((then, first)).is_working_day(day)


def test_a_day_entered_later_does_not_change_the_calendar_as_it_was_known():
    day, entered = date(2026, 11, 27), datetime(2026, 11, 20, tzinfo=UTC)
    calendar = Calendar((DayOverride(day, False, entered_at=entered),), {2026: entered})
    before = calendar.as_known(entered - timedelta(seconds=1))
    assert before.is_working_day(day)
    assert not before.is_confirmed(2026)
    assert not calendar.as_known(entered).is_working_day(day)
    assert calendar.as_known(entered).is_confirmed(2026)


@pytest.mark.parametrize("count", [-1, 10_001])
def test_an_absurd_count_is_refused(count):
    with pytest.raises(CalendarError, match="cannot count"):
        VIETNAM.add_working_days(date(2026, 1, 1), count)


def test_a_count_beyond_the_last_date_is_refused():
    with pytest.raises(CalendarError, match="last date"):
        VIETNAM.add_working_days(date(9999, 12, 30), 9)
    with pytest.raises(CalendarError, match="last date"):
        VIETNAM.subtract(date(1, 1, 3), 9)


@given(DAYS, COUNTS, OVERRIDES)
def test_counting_forward_agrees_with_ticking_off_days(day, count, overrides):
    calendar = Calendar(overrides)
    due, ticked = calendar.add_working_days(day, count), []
    walker = day
    while walker < due:
        walker += timedelta(days=1)
        if calendar.is_working_day(walker):
            ticked.append(walker)
    assert len(ticked) == count
    assert due == (ticked[-1] if ticked else day)
    assert calendar.working_days_between(day, due) == count


@given(DAYS, COUNTS, OVERRIDES)
def test_counting_back_agrees_with_ticking_off_days(day, count, overrides):
    calendar = Calendar(overrides)
    start = calendar.subtract(day, count)
    between = [start + timedelta(days=n) for n in range((day - start).days)]
    assert sum(map(calendar.is_working_day, between)) == count
    assert calendar.working_days_between(day, start) == -count


@given(DAYS, OVERRIDES)
def test_rolling_lands_on_the_nearest_working_day_of_its_direction(day, overrides):
    calendar = Calendar(overrides)
    forward, back = calendar.roll_forward(day), calendar.roll_back(day)
    assert back <= day <= forward
    assert calendar.is_working_day(forward)
    assert calendar.is_working_day(back)
    skipped = [back + timedelta(days=n) for n in range(1, (forward - back).days)]
    assert forward == back or not any(map(calendar.is_working_day, skipped))


@given(DAYS, DAYS, COUNTS, OVERRIDES)
def test_a_later_start_never_ends_earlier(one, other, count, overrides):
    calendar = Calendar(overrides)
    first, second = sorted([one, other])
    assert calendar.add_working_days(first, count) <= calendar.add_working_days(second, count)
    assert calendar.subtract(first, count) <= calendar.subtract(second, count)
