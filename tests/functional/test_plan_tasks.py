"""The admin's pages of plans and tasks: who reads, what they show, filters, changes, budgets."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from disclosures.models import Plan, PlanSection, PlanTask, TaskChange
from disclosures.plans import changing, task_fields
from disclosures.register import forget
from portal import roles
from portal.models import Unit
from tests.factories import make_user
from tests.unit.disclosures.plan_tasks import answer, make_period, make_plan, make_task, propose

pytestmark = pytest.mark.django_db
BUDGET = 15
PLANS = "/quan-tri/disclosures/plan/"


def signed_in(role: str, *units: str) -> Client:
    client = Client()
    client.force_login(make_user(role, units=units))
    return client


def address(name: str, *args: Any) -> str:
    return reverse(f"disclosures_{name}", args=args)


@pytest.fixture
def plan() -> Plan:
    return make_plan(3)


@pytest.fixture
def task(plan: Plan) -> PlanTask:
    return plan.tasks.get(number="4.2")


def text(client: Client, where: str) -> str:
    found = client.get(where)
    assert found.status_code == 200, where
    return found.content.decode()


def form_data(task: PlanTask, **wanted: Any) -> dict[str, Any]:
    values = changing.values_of(PlanTask.objects.get(pk=task.pk))
    return {
        **values,
        "reason": "Sắp xếp lại (thử)",
        "ground": "25/TB-SKHCN",
        "seen": task_fields.fingerprint(values),
        **wanted,
    }


# Who

READS = {
    roles.EDITOR,
    roles.UNIT_EDITOR,
    roles.OFFICE,
    roles.LEADER,
    roles.AUDITOR,
    roles.ADMINISTRATOR,
}
PROPOSES = {roles.EDITOR, roles.UNIT_EDITOR, roles.OFFICE, roles.ADMINISTRATOR}
DECIDES = {roles.OFFICE, roles.LEADER}


@pytest.mark.parametrize("role", [*roles.PERMISSIONS, ""])
def test_who_reads_proposes_and_decides(plan: Plan, task: PlanTask, role: str) -> None:
    change = propose(task, make_user(roles.OFFICE), content="Việc khác")
    client = signed_in(role, "KTRA") if role else signed_in("")
    expected = {200} if role in READS else {302, 403}
    pages = (
        PLANS,
        address("plan", plan.pk),
        address("task", task.pk),
        address("task_change", change.pk),
    )
    assert {client.get(one).status_code for one in pages} <= expected
    form = address("propose_change", task.pk)
    assert (client.get(form).status_code == 200) == (role in PROPOSES)
    client.post(form, form_data(task, schedule="Hằng năm"))
    assert TaskChange.objects.count() == (2 if role in PROPOSES else 1)
    client.post(pages[-1], {"verdict": "approved", "note": ""})
    task.refresh_from_db()
    assert (task.content == "Việc khác") == (role in DECIDES)


def test_a_visitor_is_asked_to_sign_in(plan: Plan, task: PlanTask) -> None:
    for one in (PLANS, address("plan", plan.pk), address("task", task.pk)):
        assert Client().get(one).status_code == 302


def test_a_unit_that_is_not_asked_cannot_propose(task: PlanTask) -> None:
    Unit.objects.create(code="XA", name="Đơn vị khác", kind="elected_body")
    client = signed_in(roles.EDITOR, "XA")
    assert client.get(address("propose_change", task.pk)).status_code == 403
    assert client.post(address("propose_change", task.pk), form_data(task)).status_code == 403
    assert "Đề nghị" not in text(client, address("task", task.pk)).split("<h2")[0]


# What is shown


def test_the_plan_names_the_worst_duty_and_who_is_silent(plan: Plan, task: PlanTask) -> None:
    period = make_period(plan)
    answer(period, task, "VP", "under_way")
    page = text(signed_in(roles.AUDITOR), address("plan", plan.pk))
    assert page.count("plan-table--tasks") == 1
    assert "KLKT" in page
    assert "Phòng Kiểm tra" in page  # of the silent
    for row in plan.tasks.all():
        assert row.content in page


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", {"4.1", "4.2", "4.3"}),
        ("?don-vi=KTRA", {"4.1", "4.2", "4.3"}),
        ("?don-vi=KHONG", set()),
        ("?tinh-trang=under_way", {"4.2"}),
        ("?tinh-trang=zz", {"4.1", "4.2", "4.3"}),
        ("?papi=4", {"4.1", "4.2", "4.3"}),
        ("?papi=5", set()),
        ("?papi=9&ky=%00&don-vi=", {"4.1", "4.2", "4.3"}),
        ("?don-vi=" + "a" * 3000, set()),
    ],
)
def test_the_filters_of_a_plan(plan: Plan, task: PlanTask, query: str, numbers: set[str]) -> None:
    answer(make_period(plan), task, "VP", "under_way")
    found = signed_in(roles.AUDITOR).get(address("plan", plan.pk) + query)
    shown = {row["task"].number for group in found.context["groups"] for row in group["rows"]}
    assert shown == numbers


def test_several_plans_and_years_stand_side_by_side(plan: Plan) -> None:
    Plan.objects.create(number="9/KH-SKHCN", signed_on=date(2025, 1, 9), year=2025)
    page = text(signed_in(roles.AUDITOR), PLANS)
    assert page.index("14/KH-SKHCN") < page.index("9/KH-SKHCN")


def test_each_unit_of_a_group_answers_for_itself_and_the_silent_are_named(
    plan: Plan, task: PlanTask
) -> None:
    period = make_period(plan)
    answer(period, task, "TTRA")  # it ended: its answer is its successor's
    found = signed_in(roles.AUDITOR).get(address("task", task.pk))
    asked = {one["unit"]: one["answered_at"] for one in found.context["periods"][0]["answers"]}
    assert asked.pop("Phòng Kiểm tra") is not None
    assert set(asked) == {"Văn phòng", "Phòng Kế hoạch – Tài chính"}
    assert not any(asked.values())


def test_what_a_unit_wrote_is_for_the_unit_and_who_reads_the_register(
    plan: Plan, task: PlanTask
) -> None:
    answer(make_period(plan), task, "KHTC", result="Lời của phòng", difficulty="Khó khăn riêng")
    where = address("task", task.pk)
    for client in (signed_in(roles.LEADER), signed_in(roles.EDITOR, "KHTC")):
        assert "Lời của phòng" in text(client, where)
    other = text(signed_in(roles.EDITOR, "KTRA"), where)
    assert "Lời của phòng" not in other and "Khó khăn riêng" not in other


def test_a_unit_that_ended_stands_with_who_does_its_work_now(plan: Plan) -> None:
    old = Unit.objects.get(code="TTRA")
    task = make_task(plan, None, 9, lead_unit=old, lead="Thanh tra")
    for where in (address("plan", plan.pk), address("task", task.pk)):
        assert "nay là Phòng Kiểm tra" in text(signed_in(roles.AUDITOR), where)
    Unit.objects.filter(code="TTRA").update(succeeded_by=None)
    assert "chưa có đơn vị kế tục" in text(signed_in(roles.AUDITOR), address("task", task.pk))


def test_what_is_written_in_a_task_is_shown_as_text(plan: Plan) -> None:
    task = make_task(plan, None, 9, content="<script>alert(1)</script>", lead_unit=None)
    for where in (address("plan", plan.pk), address("task", task.pk)):
        assert "<script>alert(1)" not in text(signed_in(roles.OFFICE), where)


# Changing


def test_a_change_goes_from_the_form_to_the_task_and_its_history(task: PlanTask) -> None:
    editor, leader = signed_in(roles.EDITOR, "KTRA"), signed_in(roles.LEADER)
    done = editor.post(
        address("propose_change", task.pk), form_data(task, duties=["NS-QT"], lead_unit="KHTC")
    )
    assert done.url == address("task", task.pk)
    change = TaskChange.objects.get()
    assert change.proposed_for.code == "KTRA"
    assert b"NS-QT" in leader.get(address("task_change", change.pk)).content
    leader.post(address("task_change", change.pk), {"verdict": "approved", "note": "Đồng ý"})
    found = changing.values_of(PlanTask.objects.get(pk=task.pk))
    assert (found["duties"], found["lead_unit"]) == (["NS-QT"], "KHTC")
    page = text(leader, address("task", task.pk))
    assert "Đồng ý" in page and "25/TB-SKHCN" in page


@pytest.mark.parametrize(
    "broken",
    [
        {"content": ""},
        {"content": "a" * 6000},
        {"lead_unit": "KHONG"},
        {"cooperating_units": ["KHONG"]},
        {"duties": ["KHONG"]},
        {"cadence": "zz"},
        {"reason": " "},
        {"ground": ""},
        {"ground": "a" * 301},
        {"seen": "khác"},
        {"seen": ""},
        {},
    ],
)
def test_a_form_that_is_wrong_keeps_what_was_written_and_proposes_nothing(
    task: PlanTask, broken: dict[str, Any]
) -> None:
    client = signed_in(roles.OFFICE)
    data = form_data(task, **{"schedule": "Của tôi", **broken} if broken else {})
    found = client.post(address("propose_change", task.pk), data)
    assert found.status_code == 200
    assert found.context["form"].errors
    assert not broken or b"C\xe1\xbb\xa7a t\xc3\xb4i" in found.content
    assert not TaskChange.objects.exists()


@pytest.mark.parametrize("data", [{}, {"verdict": "zz"}, {"verdict": "refused", "note": " "}])
def test_a_decision_that_says_nothing_decides_nothing(task: PlanTask, data: dict[str, str]) -> None:
    change = propose(task, make_user(roles.OFFICE), content="Khác")
    found = signed_in(roles.LEADER).post(address("task_change", change.pk), data)
    assert found.status_code == 200
    assert TaskChange.objects.get().is_waiting


def test_pages_that_are_not_there_are_not_found(plan: Plan) -> None:
    client = signed_in(roles.OFFICE)
    for name in ("plan", "task", "propose_change", "task_change"):
        assert client.get(address(name, 99_999)).status_code == 404


# The command


def status_of(**options: Any) -> list[dict[str, Any]]:
    out = StringIO()
    call_command("plan_status", json=True, stdout=out, **options)
    return json.loads(out.getvalue())


def test_the_command_says_how_each_task_stands_and_why(plan: Plan, task: PlanTask) -> None:
    answer(make_period(plan), task, "VP", "done")
    rows = {row["number"]: row for row in status_of(plan="14/KH - SKHCN")}
    assert rows["4.1"]["reason"]["duty"] == "KLKT" and rows["4.1"]["why"]
    assert (rows["4.2"]["status"], rows["4.2"]["answer"]["unit"]) == ("done", "VP")
    assert rows["4.3"]["status"] == "unknown"
    assert set(rows["4.3"]["not_answered"]) == {"VP", "KHTC", "KTRA"}
    out = StringIO()
    call_command("plan_status", stdout=out)
    assert "KLKT" in out.getvalue()


def test_the_command_refuses_a_plan_that_is_not_there(plan: Plan) -> None:
    with pytest.raises(CommandError, match="14/KH-SKHCN"):
        call_command("plan_status", plan="99/KH")
    plan.tasks.all().delete()
    assert status_of() == []


def test_a_past_day_is_told_with_what_was_answered_then(plan: Plan, task: PlanTask) -> None:
    answer(make_period(plan), task, "VP", "done")
    before = {row["number"]: row["status"] for row in status_of(at=date(2026, 10, 1))}
    assert before["4.2"] == "unknown"


# Queries


def _queries(client: Client, where: str) -> int:
    """What the page itself asks for, the register computed anew; not who is signed in, and not what
    Wagtail's menu asks on each of its pages."""
    forget()
    client.get(where)  # what a process learns once
    forget()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(where).status_code == 200
    said = [
        query["sql"][:150]
        for query in captured.captured_queries
        if query["sql"].startswith(('SELECT "disclosures_', 'SELECT "portal_', 'SELECT ("'))
        and not query["sql"].startswith('SELECT "portal_user"')
    ]
    assert len(said) <= BUDGET, "\n".join(said)
    return len(said)


def test_the_pages_cost_a_fixed_number_of_queries(plan: Plan, task: PlanTask) -> None:
    client = signed_in(roles.LEADER)
    period = make_period(plan)
    answer(period, task, "VP")
    pages = (PLANS, address("plan", plan.pk), address("task", task.pk))
    few = [_queries(client, one) for one in pages]
    section = PlanSection.objects.get()
    office = make_user(roles.OFFICE)
    for number in range(10, 35):
        more = make_task(plan, section, number)
        answer(period, more, "KHTC")
        propose(more, office, content=f"Khác {number}")
    for year in (2024, 2025):
        Plan.objects.create(number=f"1/KH-{year}", signed_on=date(year, 1, 9), year=year)
    assert [_queries(client, one) for one in pages] == few
