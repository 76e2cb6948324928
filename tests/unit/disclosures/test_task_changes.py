"""Changing a task: proposed by one, decided by another, applied to what was seen, kept for ever."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from disclosures.models import (
    ChangeVerdict,
    PlanImport,
    PlanTask,
    TaskChange,
    TaskChangeDecision,
    TaskDuty,
)
from disclosures.models.reports import AppendOnly
from disclosures.plans import changing, task_fields
from disclosures.plans.progress import progress_of
from portal import roles
from portal.models import Unit
from tests.factories import make_user
from tests.unit.disclosures.plan_tasks import NOW, make_plan, propose

pytestmark = pytest.mark.django_db


@pytest.fixture
def task() -> PlanTask:
    return make_plan().tasks.get(number="4.1")


@pytest.fixture
def office() -> Any:
    return make_user(roles.OFFICE)


@pytest.fixture
def leader() -> Any:
    return make_user(roles.LEADER)


def decide(change: TaskChange, actor: Any, verdict: str = "approved", note: str = "") -> Any:
    return changing.decide(change, verdict, note=note, actor=actor, at=NOW)


def now(task: PlanTask) -> dict[str, Any]:
    return changing.values_of(PlanTask.objects.get(pk=task.pk))


# Who


def test_nothing_changes_before_somebody_else_approves(
    task: PlanTask, office: Any, leader: Any
) -> None:
    change = propose(task, office, content="Việc khác", lead_unit="KHTC", duties=["NS-QT"])
    assert now(task)["content"] == "Việc thứ 1"
    decide(change, leader)
    found = now(task)
    assert (found["content"], found["lead_unit"], found["duties"]) == (
        "Việc khác", "KHTC", ["NS-QT"],
    )  # fmt: skip
    assert change.before == {"content": "Việc thứ 1", "lead_unit": "VP", "duties": ["KLKT"]}


@pytest.mark.parametrize("verdict", ["approved", "refused"])
def test_nobody_decides_on_what_they_proposed(task: PlanTask, office: Any, verdict: str) -> None:
    change = propose(task, office, content="Việc khác")
    with pytest.raises(PermissionDenied):
        decide(change, office, verdict, "vì thế")
    superuser = make_user(is_superuser=True)
    own = propose(task, superuser, content="Việc khác nữa")
    with pytest.raises(PermissionDenied):
        decide(own, superuser, verdict, "vì thế")
    assert now(task)["content"] == "Việc thứ 1"
    assert not TaskChangeDecision.objects.exists()


def test_only_who_proposed_takes_back(task: PlanTask, office: Any, leader: Any) -> None:
    change = propose(task, office, content="Việc khác")
    with pytest.raises(PermissionDenied):
        decide(change, leader, "withdrawn")
    assert decide(change, office, "withdrawn").verdict == ChangeVerdict.WITHDRAWN
    with pytest.raises(ValidationError):
        decide(change, leader)
    assert now(task)["content"] == "Việc thứ 1"


def test_a_unit_that_the_task_asks_proposes_and_no_other(task: PlanTask) -> None:
    row = progress_of(task.plan).row_of(task.pk)
    asked = [one.unit for one in row.asked]
    own = make_user(roles.EDITOR, units=("KTRA",))
    change = propose(task, own, asked, content="Việc khác")
    assert change.proposed_for.code == "KTRA"
    heir = make_user(roles.EDITOR, units=("TTRA",))  # its work went to KTRA
    assert propose(task, heir, asked, content="Việc khác nữa").proposed_for.code == "KTRA"
    Unit.objects.create(code="XA", name="Đơn vị ngoài Sở", kind="elected_body")
    for stranger in (
        make_user(roles.EDITOR, units=("XA",)),
        make_user(roles.EDITOR),
        make_user(roles.LEADER, units=("KTRA",)),
        make_user(),
    ):
        with pytest.raises(PermissionDenied):
            propose(task, stranger, asked, content="Việc khác hẳn")
    assert TaskChange.objects.count() == 2


# What


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"content": "  "}, "content"),
        ({"content": "a" * 5001}, "content"),
        ({"cadence": "sometimes"}, "cadence"),
        ({"lead_unit": "KHONG"}, "lead_unit"),
        ({"cooperating_units": ["VP", "KHONG"]}, "cooperating_units"),
        ({"duties": ["KLKT", "KHONG-CO"]}, "duties"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    task: PlanTask, office: Any, wanted: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        propose(task, office, **wanted)
    assert set(refused.value.message_dict) == {field}
    assert not TaskChange.objects.exists()


def test_a_change_of_nothing_and_one_without_reason_or_ground_are_refused(
    task: PlanTask, office: Any
) -> None:
    with pytest.raises(ValidationError):
        propose(task, office, content=" Việc thứ 1 ")
    values = now(task)
    for missing in ("reason", "ground"):
        words = {"reason": "vì thế", "ground": "1/TB", missing: "  "}
        with pytest.raises(ValidationError) as refused:
            changing.propose(
                task,
                {**values, "content": "Khác"},
                seen=task_fields.fingerprint(values),
                actor=office,
                units=[],
                at=NOW,
                **words,
            )
        assert set(refused.value.message_dict) == {missing}


def test_who_looked_at_another_task_is_told_and_nothing_is_proposed(
    task: PlanTask, office: Any, leader: Any
) -> None:
    seen = task_fields.fingerprint(now(task))
    decide(propose(task, office, content="Việc khác"), leader)
    with pytest.raises(ValidationError):
        changing.propose(
            task, {"content": "Của tôi"}, reason="vì", ground="1/TB", seen=seen,
            actor=office, units=[], at=NOW,
        )  # fmt: skip
    assert TaskChange.objects.count() == 1


def test_a_change_is_applied_to_what_was_seen_only(
    task: PlanTask, office: Any, leader: Any
) -> None:
    first = propose(task, office, content="Một")
    second = propose(task, office, content="Hai")
    other = propose(task, office, schedule="Hằng năm")
    decide(first, leader)
    with pytest.raises(ValidationError):
        decide(second, leader)
    assert now(task)["content"] == "Một"
    decide(other, leader)  # about another field: it holds
    assert now(task)["schedule"] == "Hằng năm"
    with pytest.raises(ValidationError):
        decide(second, leader, "refused")  # a refusal says why
    decide(second, leader, "refused", "Đã đổi rồi")


def test_a_task_that_the_plan_dropped_is_not_changed(
    task: PlanTask, office: Any, leader: Any
) -> None:
    change = propose(task, office, content="Khác")
    dropped = PlanImport.objects.create(plan=task.plan, file_name="a", sha256="b")
    PlanTask.objects.filter(pk=task.pk).update(dropped_by=dropped)
    for act in (lambda: decide(change, leader), lambda: propose(task, office, content="Nữa")):
        with pytest.raises(ValidationError):
            act()
    assert now(task)["content"] == "Việc thứ 1"


def test_duties_that_stay_keep_their_rows(task: PlanTask, office: Any, leader: Any) -> None:
    kept = TaskDuty.objects.get(task=task).pk
    decide(propose(task, office, duties=["NS-QT", "KLKT"]), leader)
    assert TaskDuty.objects.get(task=task, duty_code="KLKT").pk == kept


def test_a_lead_and_all_helpers_can_be_taken_away(task: PlanTask, office: Any, leader: Any) -> None:
    decide(propose(task, office, lead_unit="", cooperating_units=[], duties=[]), leader)
    assert (now(task)["lead_unit"], now(task)["cooperating_units"]) == ("", [])


# For ever


@pytest.mark.parametrize("table", ["disclosures_taskchange", "disclosures_taskchangedecision"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_itself_keeps_what_was_signed(
    task: PlanTask, office: Any, leader: Any, table: str, verb: str
) -> None:
    change = propose(task, office, content="Khác")
    decide(change, leader)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb.format(table))
    for row in (change, change.decision):
        for act in (row.save, row.delete, type(row).objects.all().delete):
            with pytest.raises(AppendOnly):
                act()


@pytest.mark.parametrize(
    "fields", [{"verdict": "maybe"}, {"verdict": "refused", "note": ""}, {"verdict": ""}]
)
def test_the_database_refuses_a_decision_that_makes_no_sense(
    task: PlanTask, office: Any, leader: Any, fields: dict[str, str]
) -> None:
    change = propose(task, office, content="Khác")
    with pytest.raises(IntegrityError), transaction.atomic():
        TaskChangeDecision.objects.create(change=change, decided_by=leader, **fields)


def test_a_change_is_decided_once(task: PlanTask, office: Any, leader: Any) -> None:
    change = propose(task, office, content="Khác")
    decide(change, leader)
    with pytest.raises(IntegrityError), transaction.atomic():
        TaskChangeDecision.objects.create(change=change, decided_by=leader, verdict="approved")
    with pytest.raises(ValidationError):
        decide(TaskChange.objects.get(), make_user(roles.LEADER), "refused", "muộn")


def test_the_duties_of_a_past_day_are_those_of_that_day(
    task: PlanTask, office: Any, leader: Any
) -> None:
    decide(propose(task, office, duties=["NS-QT"]), leader)
    for at, codes in ((NOW - timedelta(days=1), ["KLKT"]), (NOW + timedelta(days=1), ["NS-QT"])):
        row = progress_of(task.plan, at).row_of(task.pk)
        assert [one.code for one in row.duties] == codes
