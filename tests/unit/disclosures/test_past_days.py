"""Registers of past days: as exact as ever, computed as far as they are looked at, and never more
kept than a process can hold."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from disclosures import register
from disclosures.counting.verdicts import InstanceStatus
from disclosures.past import MOST_DAYS, MOST_ROWS, PastDays, Statuses
from disclosures.register import forget, snapshot
from portal.models import CalendarDay, PortalSettings, TrackingMove, tracked_from_as_known
from tests.unit.disclosures.register_samples import load_catalogue, register_event

SIGNED = date(2026, 3, 10)
CASE = "05/KL-SKHCN@2026"
LATER = date(2026, 3, 31)


def status_of(found: Any) -> InstanceStatus | None:
    return next((one.status for one in found.statuses["KLKT"].instances if one.case == CASE), None)


@pytest.fixture
def catalogue(db: None) -> None:
    forget()
    load_catalogue()


# What is kept is what would be computed


def test_a_day_asked_for_again_costs_one_query(catalogue: None, django_assert_num_queries) -> None:
    register_event("KLKT", CASE, SIGNED)
    first = snapshot(LATER)
    with django_assert_num_queries(1):
        again = snapshot(LATER)
    assert again is first
    assert status_of(again) is InstanceStatus.OVERDUE


def test_what_is_entered_later_is_seen_where_it_was_known(catalogue: None) -> None:
    today = timezone.localdate()
    assert status_of(snapshot(LATER, today)) is None
    register_event("KLKT", CASE, SIGNED)
    assert status_of(snapshot(LATER, today)) is InstanceStatus.OVERDUE
    assert status_of(snapshot(LATER, SIGNED - timedelta(days=1))) is None
    assert status_of(snapshot(LATER)) is InstanceStatus.OVERDUE


def test_a_day_off_entered_later_moves_the_kept_days_too(catalogue: None) -> None:
    register_event("KLKT", CASE, SIGNED)
    today = timezone.localdate()

    def due() -> date | None:
        return snapshot(LATER, today).statuses["KLKT"].instances[-1].due

    before = due()
    CalendarDay.objects.create(day=before, note="Nghỉ theo thông báo (ví dụ)")
    assert due() == before + timedelta(days=1)


def test_a_moment_of_a_day_says_its_own_hour(catalogue: None) -> None:
    """Only the end of a day is kept; what was known at an hour of it is computed for that hour."""
    register_event("KLKT", CASE, SIGNED)
    now = timezone.now()
    assert snapshot(now, SIGNED).at == now
    assert snapshot(now + timedelta(seconds=1), SIGNED).at == now + timedelta(seconds=1)
    assert snapshot(now, now) is not snapshot(now, now)
    assert len(register._past) == 1


# No further than it is looked at


def counting(asked: list[list[str]]) -> Any:
    def count(duties: Any) -> dict[str, Any]:
        asked.append([one.code for one in duties])
        return {one.code: f"status of {one.code}" for one in duties}

    return count


def test_one_duty_is_computed_alone_and_a_second_one_with_all_others() -> None:
    asked: list[list[str]] = []
    found = Statuses([SimpleNamespace(code=code) for code in "ABC"], counting(asked))
    assert list(found) == ["A", "B", "C"] and len(found) == 3
    assert asked == []
    assert found["B"] == found["B"] == "status of B"
    assert asked == [["B"]]
    assert dict(found) == {code: f"status of {code}" for code in "ABC"}
    assert asked == [["B"], ["A", "B", "C"]]
    assert found.get("Z") is None
    with pytest.raises(KeyError):
        found["Z"]


@pytest.mark.django_db
def test_the_page_of_a_duty_computes_that_duty_alone(
    catalogue: None, client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    count = register.status_all
    monkeypatch.setattr(
        register,
        "status_all",
        lambda duties, *args, **more: asked.append(len(duties)) or count(duties, *args, **more),
    )
    assert client.get("/nghia-vu-cong-khai/KLKT/?at=2026-06-30").status_code == 200
    assert asked == [1]


# No more than a process can hold


def fill(kept: PastDays, days: int, rows: int, rests_on: str = "a") -> list[int]:
    """Ask for so many days of a ledger of so many rows; which of them had to be made."""
    made: list[int] = []
    for number in range(days):
        day = SIGNED + timedelta(days=number)

        def make(number: int = number) -> Any:
            made.append(number)
            return SimpleNamespace(events=range(rows))

        kept.get(rests_on, (day, timezone.now().replace(year=2026, month=1, day=1)), make)
    return made


@pytest.mark.parametrize(
    ("rows", "most"),
    [(0, MOST_DAYS), (100, MOST_DAYS), (MOST_ROWS // 2, 2), (MOST_ROWS * 3, 1)],
)
def test_ten_thousand_days_fill_no_memory(rows: int, most: int) -> None:
    kept = PastDays()
    fill(kept, 10_000 if rows == 100 else 100, rows)
    assert len(kept) == most


def test_the_ones_asked_for_last_stay() -> None:
    kept = PastDays()
    when = timezone.now()

    def ask(day: int) -> bool:
        """Whether it had to be made."""
        made: list[int] = []
        kept.get(
            "a",
            (SIGNED + timedelta(days=day), when),
            lambda: made.append(day) or SimpleNamespace(events=range(MOST_ROWS // 2)),
        )
        return bool(made)

    assert ask(1) and ask(2) and not ask(1)
    assert ask(3)  # takes the place of 2
    assert not ask(1) and ask(2)


def test_nothing_stays_when_what_it_rests_on_changes() -> None:
    kept = PastDays()
    fill(kept, 5, 10)
    fill(kept, 1, 10, rests_on="b")
    assert len(kept) == 1


# The day from which duties are tracked


def test_who_moves_the_start_of_tracking_leaves_what_was_known_before(catalogue: None) -> None:
    day = date(2026, 6, 30)
    known = timezone.now()
    before = dict(snapshot(day, known).statuses)
    office = PortalSettings.objects.get()
    office.tracked_from = date(2026, 6, 1)
    office.save()
    assert snapshot(day, known).tracked_from == date(2026, 1, 1)
    assert dict(snapshot(day, known).statuses) == before
    forget()
    assert dict(snapshot(day, known).statuses) == before
    after = snapshot(day, timezone.now())
    assert after.tracked_from == date(2026, 6, 1)
    assert dict(after.statuses) != before


def test_the_first_day_set_and_a_day_left_as_it_is_are_no_moves(catalogue: None) -> None:
    office = PortalSettings.objects.get()
    office.office_name = "Sở Khoa học và Công nghệ"
    office.save()
    assert not TrackingMove.objects.exists()
    for day in (None, date(2026, 2, 1)):
        office.tracked_from = day
        office.save()
    assert [one.before for one in TrackingMove.objects.all()] == [date(2026, 1, 1)]


def test_the_start_as_known_is_the_one_before_the_next_move() -> None:
    first, second, now = date(2026, 1, 1), date(2026, 3, 1), date(2026, 6, 1)
    moved = [timezone.now() - timedelta(days=days) for days in (20, 10)]
    moves = list(zip(moved, (first, second), strict=True))
    moments = [moved[0] - timedelta(days=400), moved[0], moved[1], timezone.now()]
    assert [tracked_from_as_known(now, moves, one) for one in moments] == [first, second, now, now]
    assert tracked_from_as_known(None, [], moments[0]) is None
