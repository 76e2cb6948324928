"""The periods that a plan's sentence about reporting sets (disclosures/reporting/cycle.py)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from disclosures.reporting.cycle import ONE_DAY, USUAL_CYCLE, is_late, periods_of_year
from portal.calendar import Calendar

CALENDAR = Calendar()


def test_the_strict_dates_of_2022_roll_back_over_the_weekend_and_the_holiday() -> None:
    found = {one.code: one.units_due for one in periods_of_year(None, 2022, CALENDAR)}
    assert found == {
        "2022-Q1": date(2022, 3, 4),
        "2022-Q2": date(2022, 6, 3),
        "2022-Q3": date(2022, 8, 31),
        "2022": date(2022, 11, 15),
    }


def test_by_a_day_includes_it_and_before_a_day_does_not() -> None:
    def due(form: str) -> date:
        cycle = {"due": [{"period": "Q1", form: "03-05"}]}
        return periods_of_year(cycle, 2025, CALENDAR)[0].units_due

    assert due("by") == date(2025, 3, 5)
    assert due("before") == date(2025, 3, 4)


def test_the_office_has_working_days_of_its_own_after_the_units() -> None:
    first = periods_of_year(None, 2026, CALENDAR, office_days=5)[0]
    assert (first.units_due, first.office_due) == (date(2026, 3, 4), date(2026, 3, 11))
    assert periods_of_year(None, 2026, CALENDAR)[0].office_due is None


def test_figures_go_on_where_the_year_before_ended() -> None:
    found = periods_of_year(None, 2026, CALENDAR, last_cut_off=date(2025, 11, 14))
    begins = {one.code: one.covers_from for one in found}
    assert begins["2026-Q1"] == begins["2026"] == date(2025, 11, 15)


def test_periods_nobody_knows_are_left_out_and_none_at_all_means_the_usual() -> None:
    odd = {"due": [{"period": "Q4", "by": "12-05"}, {"period": "Q2", "by": "06-05"}]}
    assert [one.code for one in periods_of_year(odd, 2026, CALENDAR)] == ["2026-Q2"]
    assert len(periods_of_year({"due": []}, 2026, CALENDAR)) == len(USUAL_CYCLE)


@given(year=st.integers(2000, 2100), days=st.integers(1, 20))
def test_every_deadline_is_a_working_day_and_no_day_falls_between_two_quarters(
    year: int, days: int
) -> None:
    found = periods_of_year(None, year, CALENDAR, office_days=days)
    quarters = [one for one in found if "Q" in one.code]
    for one in found:
        assert CALENDAR.is_working_day(one.units_due)
        assert one.covers_from <= one.cut_off <= one.units_due
        assert CALENDAR.working_days_between(one.units_due, one.office_due) == days
    for before, after in pairwise(quarters):
        assert after.covers_from == before.cut_off + timedelta(days=1)


def test_the_units_day_itself_is_in_time() -> None:
    day = date(2026, 3, 4)
    assert [is_late(each, day) for each in (day - ONE_DAY, day, day + ONE_DAY)] == [
        False,
        False,
        True,
    ]
