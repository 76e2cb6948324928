"""What the dashboard counts, and where its charts stand."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosures.counting.duties import Audience, Cadence, Duty, DutyKind
from disclosures.counting.verdicts import (
    DutyStatus,
    DutyValue,
    Instance,
    InstanceStatus,
    Reason,
    ReasonCode,
)
from disclosures.dashboard import charts, figures
from disclosures.dashboard.figures import Chosen, Line
from disclosures.dashboard.indices import years_of

DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
WHY = Reason(ReasonCode.NO_RULE, {})


def line(
    code: str,
    value: DutyValue = DutyValue.UP_TO_DATE,
    *instances: Instance,
    unit: str = "",
    dimension: int | None = None,
) -> Line:
    duty = Duty(
        code=code,
        kind=DutyKind.DISCLOSURE,
        title_vi=code,
        title_en=code,
        cadence=Cadence.EVENT,
        audience=Audience.PUBLIC,
        versions=(),
        papi_dimension=dimension,
    )
    return Line(duty, DutyStatus(code, value, WHY, DAY, NOW, tuple(instances)), unit, unit)


def due(day: date | None, status: InstanceStatus) -> Instance:
    return Instance("D", "x", status, WHY, due=day)


instances = st.builds(
    due,
    st.one_of(st.none(), st.dates(date(2025, 1, 1), date(2027, 6, 30))),
    st.sampled_from(InstanceStatus),
)
lines = st.lists(
    st.builds(
        lambda code, value, found, unit, dimension: line(
            code, value, *found, unit=unit, dimension=dimension
        ),
        st.text("ABC", min_size=1, max_size=3),
        st.sampled_from(DutyValue),
        st.lists(instances, max_size=5),
        st.sampled_from(["", "VP", "KTRA"]),
        st.sampled_from([None, 2, 4]),
    ),
    max_size=8,
)


@settings(max_examples=100)
@given(lines)
def test_every_duty_is_counted_once_in_each_table(rows: list[Line]) -> None:
    for groups in (figures.by_dimension(rows), figures.by_unit(rows)):
        assert sum(one.total for one in groups) == len(rows)
        total: Counter = Counter()
        for one in groups:
            total.update(one.counts)
        assert dict(total) == figures.statuses(rows)


@settings(max_examples=100)
@given(lines)
def test_every_number_opens_a_list_of_that_length(rows: list[Line]) -> None:
    for group in figures.by_unit(rows):
        for value, count in group.counts.items():
            chosen = Chosen(status=value, unit=group.key)
            assert sum(chosen.takes(row) for row in rows) == count
    for group in figures.by_dimension(rows):
        chosen = Chosen(dimension=int(group.key))
        assert sum(chosen.takes(row) for row in rows) == group.total
    for month in figures.months(rows, DAY, None):
        for outcome, count in month.counts.items():
            chosen = Chosen(month=month.key, outcome=outcome)
            found = [one for _row, one in figures.past_due(rows, DAY) if chosen.takes_instance(one)]
            assert len(found) == count


@settings(max_examples=100)
@given(lines)
def test_a_month_counts_what_fell_due_and_no_more(rows: list[Line]) -> None:
    history = figures.months(rows, DAY, date(2026, 3, 1))
    assert [one.key for one in history][-1] == "2026-11"
    assert len(history) == figures.MONTHS
    assert [one.tracked for one in history] == [one.first >= date(2026, 3, 1) for one in history]
    for one in history:
        assert one.share is None or 0 <= one.share <= 1
        assert (one.share is None) == (not one.tracked or one.due == 0)


def test_what_is_nil_unknown_or_ahead_is_no_success_and_no_failure() -> None:
    rows = [
        line(
            "A",
            DutyValue.OVERDUE,
            due(date(2026, 10, 5), InstanceStatus.ON_TIME),
            due(date(2026, 10, 6), InstanceStatus.LATE),
            due(date(2026, 10, 7), InstanceStatus.OVERDUE),
            due(date(2026, 10, 8), InstanceStatus.NIL_DECLARED),
            due(date(2026, 10, 9), InstanceStatus.UNKNOWN),
            due(date(2026, 11, 25), InstanceStatus.ON_TIME),
        )
    ]
    months = {one.key: one for one in figures.months(rows, DAY, None)}
    assert months["2026-10"].due == 3
    assert months["2026-10"].share == pytest.approx(1 / 3)
    assert months["2026-11"].share is None
    assert months["2026-09"].share is None


def test_what_has_waited_longest_comes_first_and_the_worst_unit_too() -> None:
    rows = [
        line("B", DutyValue.OVERDUE, due(date(2026, 11, 1), InstanceStatus.OVERDUE), unit="VP"),
        line("A", DutyValue.OVERDUE, due(date(2026, 9, 1), InstanceStatus.OVERDUE), unit="KTRA"),
        line("C", DutyValue.NEVER_PUBLISHED, unit="KTRA"),
        line("D", DutyValue.UP_TO_DATE, unit="KHTC"),
    ]
    assert [row.duty.code for row, _one in figures.overdue(rows)] == ["A", "B"]
    assert [one.key for one in figures.by_unit(rows)] == ["KTRA", "VP", "KHTC"]
    assert [row.duty.code for row in figures.never_published(rows)] == ["C"]


@given(st.dates(date(2001, 1, 1), date(2200, 1, 1)))
def test_the_last_months_follow_one_another(day: date) -> None:
    found = figures.last_months(day)
    assert len(found) == figures.MONTHS
    assert found[-1] == day.replace(day=1)
    for before, after in itertools.pairwise(found):
        assert (after.year * 12 + after.month) - (before.year * 12 + before.month) == 1


@given(st.lists(st.one_of(st.none(), st.floats(0, 1)), max_size=30))
def test_columns_stay_inside_the_drawing_and_a_gap_is_no_zero(shares: list[float | None]) -> None:
    chart = charts.shares([(str(number), one) for number, one in enumerate(shares)])
    assert len(chart.columns) == len(shares)
    for column, share in zip(chart.columns, shares, strict=True):
        assert column.is_gap == (share is None)
        assert (column.label == "") == (share is None)
        assert float(column.x) >= charts.LEFT
        assert float(column.x) + float(column.width) <= charts.WIDTH
        assert charts.TOP - 0.1 <= float(column.y) <= charts.HEIGHT - charts.BOTTOM + 0.1
        bottom = float(column.y) + float(column.height)
        assert bottom == pytest.approx(charts.HEIGHT - charts.BOTTOM, abs=0.2)


def test_years_without_figures_are_gaps() -> None:
    assert years_of([2025, 2021, 2022]) == [2021, 2022, 2023, 2024, 2025]
    assert years_of([]) == []
    assert years_of([1990, 2025])[0] == 2014
