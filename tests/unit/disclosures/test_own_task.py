"""One campaign is for one task of the plan: it answers for no other task that names the duty."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from disclosures.counting.journal import Journal
from disclosures.counting.own_task import TASK, own_journal
from disclosures.models import CampaignPage, PlanTask, TaskDuty
from disclosures.plans.progress import progress_of
from disclosures.register import forget
from portal import publishing
from portal.events import Answer, Event, EventKind
from portal.forms import give_answers
from portal.models import PublicationEvent
from portal.site import set_up
from tests.factories import index_of, make_approver, make_editor, make_unit, record_checks
from tests.unit.disclosures.plan_tasks import make_plan
from tests.unit.disclosures.register_samples import on

DAY = date(2026, 3, 2)


def event(number: int, task: str = "", **more: object) -> Event:
    """A page's event on the day of its number; of another kind where `more` says so."""
    values = {
        "id": number,
        "kind": EventKind.PUBLISHED,
        "happened_on": DAY + timedelta(days=number),
        "recorded_at": datetime(2026, 3, 2, 5, tzinfo=UTC) + timedelta(days=number),
        "answers": (Answer("MT", "2026"),),
        "page_id": 1,
        "details": {TASK: task} if task else {},
    }
    return Event(**{**values, **more})


def seen(*events: Event, task: str = "A") -> list[tuple[int, bool]] | None:
    """The events that count for `task`, each with whether it names the duty."""
    own = own_journal(Journal.of(events), "MT", task)
    return own and [(row.event.id, bool(row.keys)) for row in own.by_duty["MT"].rows]


def test_what_names_no_other_task_counts_as_it_is() -> None:
    act = event(2, page_id=None, kind=EventKind.NIL_RETURNED)
    assert seen(event(1, "A"), act, event(3, page_id=3)) is None
    assert own_journal(Journal.of([]), "MT", "A") is None


def test_a_page_for_another_task_counts_for_nothing_nor_does_its_withdrawal() -> None:
    act = event(3, page_id=None, kind=EventKind.NIL_RETURNED)
    other = event(1, "B"), event(2, kind=EventKind.WITHDRAWN)
    assert seen(*other, act) == [(3, True)]
    own = own_journal(Journal.of(other), "MT", "A")
    assert own is not None
    assert not own.by_duty


def test_a_page_corrected_to_another_task_counts_until_then() -> None:
    moved = event(2, "B")._replace(kind=EventKind.CORRECTED)
    assert seen(event(1, "A"), moved) == [(1, True), (2, False)]
    assert seen(event(1, "A"), moved, task="B") == [(1, False), (2, True)]


@pytest.mark.django_db
def test_one_campaign_answers_for_its_own_task_alone() -> None:
    set_up()
    plan = make_plan(tasks=3)
    first, second, third = PlanTask.objects.filter(plan=plan).order_by("order")
    TaskDuty.objects.filter(task=first).delete()
    for task in (first, second):
        TaskDuty.objects.create(task=task, duty_code="MT")
    TaskDuty.objects.create(task=third, duty_code="KLKT")
    editor = make_editor()
    page = CampaignPage(
        title="Trồng cây", slug="trong-cay", summary="Trồng 20 cây.", unit=make_unit("VP"),
        campaign_type="environment", happened_on=DAY, task=first, live=False, owner=editor,
    )  # fmt: skip
    index_of("campaign").add_child(instance=page)
    give_answers(page, ["MT|2026"])
    page.save()
    page.save_revision(user=editor)
    record_checks(page)
    publishing.publish(page, actor=make_approver(), approved=True, moment=on(DAY))
    told = PublicationEvent.objects.for_page(page.pk).get()
    assert told.details[TASK] == first.known_as == "14/KH-SKHCN@2026-01-05#II.4/4.1/1"
    forget()

    at = date(2027, 1, 5)  # after the end of the year, by which each had to be done
    rows = {row.task.order: row for row in progress_of(plan, at).rows}
    assert rows[1].status.value == "up_to_date"
    assert rows[2].status.value == "overdue"
