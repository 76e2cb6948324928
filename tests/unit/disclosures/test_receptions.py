"""Days of reception: those that come back, single ones, what is moved and what is called off."""

from __future__ import annotations

from datetime import date, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from disclosures.receptions import DayState, Recurrence, Single, coming, days_of, receptions

HOURS = {"start": time(7, 30), "end": time(11, 30)}
FIRST, LAST = date(2026, 11, 1), date(2026, 12, 31)


def on_the_15th(**more: object) -> Recurrence:
    return Recurrence(date(2026, 1, 1), None, **HOURS, day_of_month=15, receiver="leader", **more)  # type: ignore[arg-type]


def single(day: date, **more: object) -> Single:
    return Single(day, **HOURS, receiver="leader", **more)  # type: ignore[arg-type]


def test_a_day_of_the_month_comes_each_month() -> None:
    assert days_of(on_the_15th(), FIRST, LAST) == [date(2026, 11, 15), date(2026, 12, 15)]


def test_a_month_without_that_day_has_none() -> None:
    rule = Recurrence(date(2026, 1, 1), None, **HOURS, day_of_month=31)
    assert days_of(rule, date(2026, 2, 1), date(2026, 4, 30)) == [date(2026, 3, 31)]


def test_a_weekday_comes_each_week_or_at_its_place_in_the_month() -> None:
    weekly = Recurrence(date(2026, 11, 10), None, **HOURS, weekday=1)
    assert days_of(weekly, date(2026, 11, 1), date(2026, 11, 30)) == [
        date(2026, 11, 10),
        date(2026, 11, 17),
        date(2026, 11, 24),
    ]
    second = Recurrence(date(2026, 1, 1), None, **HOURS, weekday=1, week_of_month=2)
    assert days_of(second, FIRST, LAST) == [date(2026, 11, 10), date(2026, 12, 8)]


def test_a_single_day_takes_the_place_of_the_regular_one() -> None:
    called_off = single(date(2026, 11, 15), state=DayState.CANCELLED, note="Họp tỉnh")
    found = receptions([on_the_15th()], [called_off], FIRST, LAST)
    assert [(one.day, one.takes_place) for one in found] == [
        (date(2026, 11, 15), False),
        (date(2026, 12, 15), True),
    ]


def test_a_postponed_day_shows_where_it_was_and_where_it_is() -> None:
    moved = single(
        date(2026, 11, 15), state=DayState.POSTPONED, moved_to=date(2026, 11, 18), person="GĐ"
    )
    found = receptions([], [moved], FIRST, LAST)
    assert [(one.day, one.takes_place, one.moved_from) for one in found] == [
        (date(2026, 11, 15), False, None),
        (date(2026, 11, 18), True, date(2026, 11, 15)),
    ]
    assert found[1].single.person == "GĐ"


def test_what_is_over_or_called_off_is_not_coming() -> None:
    days = receptions(
        [],
        [
            single(date(2026, 11, 10)),
            single(date(2026, 11, 12), state=DayState.CANCELLED),
            single(date(2026, 11, 20)),
        ],
        FIRST,
        LAST,
    )
    at_noon = datetime(2026, 11, 10, 12, 0)
    assert [one.day for one in coming(days, at_noon)] == [date(2026, 11, 20)]
    before = datetime(2026, 11, 10, 11, 0)
    assert [one.day for one in coming(days, before)] == [date(2026, 11, 10), date(2026, 11, 20)]


@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.one_of(
        st.builds(
            Recurrence,
            st.dates(date(2020, 1, 1), date(2030, 1, 1)),
            st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
            st.just(time(8)),
            st.just(time(11)),
            day_of_month=st.integers(1, 31),
        ),
        st.builds(
            Recurrence,
            st.dates(date(2020, 1, 1), date(2030, 1, 1)),
            st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
            st.just(time(8)),
            st.just(time(11)),
            weekday=st.integers(0, 4),
            week_of_month=st.none() | st.integers(1, 4),
        ),
    ),
)
def test_days_lie_where_they_are_asked_for_and_keep_the_rule(
    first: date, last: date, rule: Recurrence
) -> None:
    for day in days_of(rule, first, last):
        assert first <= day <= last
        assert rule.since <= day and (rule.until is None or day <= rule.until)
        assert rule.day_of_month in (None, day.day)
        assert rule.weekday in (None, day.weekday())
