"""The work list: everything that waits is in it, and nothing that doesn't."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from disclosures.counting.verdicts import InstanceStatus
from disclosures.register import LeadUnits, forget, snapshot
from disclosures.work import WorkItem, WorkKind, heirs, of_units, work_items
from portal.events import EventKind
from tests.unit.disclosures.register_samples import load_catalogue, register_event

pytestmark = pytest.mark.django_db

SIGNED = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _catalogue() -> None:
    forget()
    load_catalogue()


def items(on: date) -> list[WorkItem]:
    found = snapshot(on)
    return work_items(found, LeadUnits(found.day))


def of_duty(code: str, on: date) -> list[WorkItem]:
    return [one for one in items(on) if one.duty == code]


def test_a_registered_case_waits_for_its_unit_from_the_day_it_is_due_soon() -> None:
    register_event("KLKT", "05/KL-SKHCN@2026", SIGNED)
    [one] = of_duty("KLKT", SIGNED)
    assert (one.kind, one.case, one.due) == (WorkKind.PUBLISH, "05/KL-SKHCN@2026", date(2026, 3, 9))
    assert (one.unit, one.status) == ("KTRA", "due_soon")
    assert one.url == "/quan-tri/duties/KLKT/"
    assert one.sentence
    assert not one.is_overdue(SIGNED)
    [late] = of_duty("KLKT", date(2026, 3, 10))
    assert late.status == InstanceStatus.OVERDUE
    assert late.is_overdue(date(2026, 3, 10))
    assert late.key == one.key


def test_a_quarter_in_which_nobody_said_anything_is_a_question_to_the_unit() -> None:
    [one] = [item for item in of_duty("KN-QD", date(2026, 4, 10)) if item.case]
    assert (one.kind, one.case, one.due) == (WorkKind.SAY, "2026-Q1", None)
    assert one.since == date(2026, 3, 31)


def test_a_period_whose_approval_nobody_entered_is_a_question_once_it_is_over() -> None:
    """Final accounts: the deadline counts from their approval, and nobody said when that was."""
    asked = of_duty("NS-QT", date(2027, 1, 15))
    assert {one.kind for one in asked} == {WorkKind.SAY}
    assert "2026" in {one.case for one in asked}


def test_standing_content_that_is_not_there_must_be_put_up() -> None:
    [one] = of_duty("TTHC-ND", SIGNED)
    assert (one.kind, one.case, one.due, one.unit) == (WorkKind.PUT_UP, "", None, "VP")


def test_deadlines_come_first_and_questions_last() -> None:
    register_event("KLKT", "05/KL-SKHCN@2026", SIGNED)
    found = items(date(2026, 4, 10))
    dues = [one.due or date.max for one in found]
    assert dues == sorted(dues)
    assert found[-1].kind is not WorkKind.PUBLISH


def test_nothing_waits_for_nobody_but_what_no_unit_answers_for() -> None:
    found = snapshot(date(2026, 4, 10))
    units = LeadUnits(found.day)
    for one in work_items(found, units):
        unit = units.of(found.duty(one.duty))
        assert one.unit == (unit.code if unit else "")


def test_work_passes_on_when_a_unit_ends() -> None:
    register_event("KLKT", "05/KL-SKHCN@2026", SIGNED)
    found = snapshot(SIGNED)
    units = LeadUnits(found.day)
    assert heirs(units, {"TTRA"}) == {"KTRA"}
    mine = of_units(work_items(found, units), heirs(units, {"TTRA"}))
    assert "KLKT" in {one.duty for one in mine}
    assert {one.unit for one in mine} == {"KTRA"}


def test_a_duty_set_aside_asks_for_nothing() -> None:
    from portal import publishing, roles
    from portal.events import Answer
    from tests.factories import make_user
    from tests.unit.disclosures.register_samples import on

    assert of_duty("TTHC-ND", SIGNED + timedelta(days=1))
    publishing.record_act(
        EventKind.NOT_APPLICABLE,
        actor=make_user(roles.OFFICE),
        unit_code="VP",
        answers=[Answer("TTHC-ND")],
        reason="Căn cứ ví dụ",
        moment=on(SIGNED),
    )
    assert not of_duty("TTHC-ND", SIGNED + timedelta(days=1))
