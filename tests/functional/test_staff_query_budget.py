"""Pages of the admin that show the register cost a fixed number of queries with nothing cached,
however many duties, events and tasks there are; the dashboard fewer than fifteen.

Eight of them are the admin's own: who is signed in, what they may do, what the menu shows.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from disclosures import register
from disclosures.models import Obligation, Plan, PlanTask, ReportPeriod
from portal import roles
from portal.models import CalendarDay, ConfirmedYear
from tests.factories import make_user
from tests.functional.test_query_budget import in_short
from tests.unit.disclosures.plan_tasks import answer, make_period, make_plan
from tests.unit.disclosures.register_samples import register_event

pytestmark = pytest.mark.django_db

#: Tasks of the real plan 14/KH-SKHCN.
TASKS = 28
DASHBOARD = 14


@pytest.fixture
def plan() -> Plan:
    """A plan with all its tasks, a report's period, a few events and a calendar of the office."""
    plan = make_plan(TASKS)
    CalendarDay.objects.create(day=date(2026, 4, 27), note="Nghỉ bù")
    ConfirmedYear.objects.create(year=2026)
    make_period(plan)
    events(1, 3)
    return plan


def events(first: int, last: int) -> None:
    """Conclusions that were signed and wait to be published."""
    for number in range(first, last + 1):
        day = date(2026, 3, 2) + timedelta(days=number)
        register_event("KLKT", f"{number:02}/KL-SKHCN@2026", day)


def more_of_everything(plan: Plan) -> None:
    """Twice the duties, ten times the events, and an answer to every task."""
    for one in Obligation.objects.all():
        versions = list(one.versions.all())
        one.pk, one.code = None, f"{one.code}-2"
        one.row = {**one.row, "code": one.code}
        one.save()
        for version in versions:
            version.pk, version.obligation = None, one
            version.save()
    events(4, 30)
    period = ReportPeriod.objects.get(plan=plan)
    for task in plan.tasks.all():
        answer(period, task, "VP")


def queries_of(client: Client, address: str) -> list[str]:
    """What the page costs who is signed in, in a process that has yet to read everything but the
    names of content types."""
    for content_type in ContentType.objects.all():
        ContentType.objects.get_for_id(content_type.pk)
    for cache in caches.all():
        cache.clear()
    register.forget()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200, address
    return [query["sql"] for query in captured.captured_queries]


def pages_of(plan: Plan) -> dict[str, int]:
    """Address → how many queries it may cost."""
    work = reverse("disclosures_my_work")
    dashboard = reverse("disclosures_dashboard")
    task = PlanTask.objects.filter(plan=plan).earliest("pk")
    return {
        dashboard: DASHBOARD,
        f"{dashboard}?at=2026-06-30": DASHBOARD,
        f"{dashboard}?at=2026-06-30&known_at=2026-07-31": DASHBOARD,
        reverse("disclosures_dashboard_duties"): DASHBOARD,
        reverse("disclosures_dashboard_instances") + "?outcome=overdue": DASHBOARD,
        reverse("disclosures_duty", args=["KLKT"]): 15,
        reverse("disclosures_law"): DASHBOARD,
        reverse("disclosures_notices"): DASHBOARD,
        reverse("disclosures_obligation_modeladmin_index"): 17,
        # What reports and readers' notices ask of the units is in it, too.
        work: 21,
        f"{work}?don-vi=tat-ca": 21,
        # Tasks with their units, duties, answers and changes.
        reverse("disclosures_plan_modeladmin_index"): 20,
        reverse("disclosures_plan", args=[plan.pk]): 20,
        reverse("disclosures_task", args=[task.pk]): 20,
    }


@pytest.mark.parametrize("role", [roles.LEADER, roles.OFFICE])
def test_they_cost_with_much_what_they_cost_with_little(role: str, plan: Plan) -> None:
    client = Client()
    client.force_login(make_user(role, units=("VP",) if role == roles.OFFICE else ()))
    budget = pages_of(plan)
    few = {address: queries_of(client, address) for address in budget}
    too_many = [
        f"{address}: {len(asked)} queries\n" + "\n".join(map(in_short, asked))
        for address, asked in few.items()
        if len(asked) > budget[address]
    ]
    assert not too_many, "\n".join(too_many)
    more_of_everything(plan)
    grew = [
        f"{address}: {len(few[address])}, then {len(many)}"
        for address in budget
        if len(many := queries_of(client, address)) > len(few[address])
    ]
    assert not grew, "\n".join(grew)
