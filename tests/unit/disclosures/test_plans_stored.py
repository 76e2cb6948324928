"""Stored plans: what the database itself refuses, and the demonstration's plan."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import pytest
import yaml
from django.db import IntegrityError, transaction

from disclosures.catalogue.reading import load_catalogue
from disclosures.demo import plan_loader
from disclosures.models import Plan, PlanImport, PlanSection, PlanTask, TaskDuty
from disclosures.plans.directory import load_units
from portal import roles
from portal.models import Unit
from tests.factories import make_user

pytestmark = pytest.mark.django_db
_keys = itertools.count(1)


class Demonstration:
    """As much of one as the step needs."""

    def __init__(self) -> None:
        self.office = make_user(roles.OFFICE)
        self.said: list[str] = []

    def say(self, what: str) -> None:
        self.said.append(what)


def make_plan(**fields: Any) -> Plan:
    values = {"number": "7/KH-SKHCN", "signed_on": date(2024, 2, 5), "year": 2024}
    return Plan.objects.create(**{**values, **fields})


def make_task(plan: Plan, **fields: Any) -> PlanTask:
    number = next(_keys)
    values = {"key": f"I/{number}/1", "order": number, "content": "Việc"}
    return PlanTask.objects.create(plan=plan, **{**values, **fields})


@pytest.mark.parametrize(
    "broken",
    [
        lambda plan: make_plan(),
        lambda plan: make_plan(number=""),
        lambda plan: make_task(plan, key=make_task(plan).key),
        lambda plan: make_task(plan, content=""),
        lambda plan: make_task(plan, cadence="sometimes"),
        lambda plan: [
            PlanSection.objects.create(plan=plan, path="I", order=n, title="") for n in (1, 2)
        ],
        lambda plan: PlanSection.objects.create(plan=plan, path="I", order=1, papi_dimension=9),
        lambda plan: [
            TaskDuty.objects.create(task=t, duty_code="KLKT") for t in [make_task(plan)] * 2
        ],
        lambda plan: TaskDuty.objects.create(task=make_task(plan), duty_code=""),
    ],
)
def test_the_database_refuses_what_makes_no_sense(broken: Any) -> None:
    plan = make_plan()
    with pytest.raises(IntegrityError), transaction.atomic():
        broken(plan)


def test_a_unit_that_leads_a_task_stays() -> None:
    unit = Unit.objects.create(code="VP", name="Văn phòng")
    make_task(make_plan(), lead_unit=unit)
    with pytest.raises(IntegrityError), transaction.atomic():
        unit.delete()


def test_a_plan_is_found_however_its_number_is_written() -> None:
    plan = make_plan()
    assert Plan.objects.identified("Số: 7 /kh-skhcn", date(2024, 2, 5)) == plan
    assert Plan.objects.identified("7/KH-SKHCN", date(2024, 2, 6)) is None
    assert Plan.objects.identified(None, None) is None


def test_the_offices_units_are_made_once_and_stay_as_the_office_made_them() -> None:
    assert load_units() == 8
    Unit.objects.filter(code="VP").update(name="Văn phòng và Tổng hợp")
    assert load_units() == 0
    assert load_units(examples=True) == 7
    assert Unit.objects.get(code="VP").name == "Văn phòng và Tổng hợp"
    assert Unit.objects.get(code="TTRA").succeeded_by.code == "KTRA"


def test_the_demonstrations_plan_equals_its_transcription_and_is_loaded_once() -> None:
    load_units(examples=True)
    demonstration = Demonstration()
    plan_loader.load_plan(demonstration)
    plan_loader.load_plan(demonstration)
    assert len(demonstration.said) == 1
    rows = yaml.safe_load(plan_loader.FILE.read_text(encoding="utf-8"))["tasks"]
    tasks = list(PlanTask.objects.with_units())
    assert PlanImport.objects.count() == 1
    assert [
        (t.number, t.content, t.cadence, t.lead_unit.code, t.section.papi_dimension) for t in tasks
    ] == [
        (
            row["number_printed"] or "",
            row["content"],
            row["cadence_normalised"],
            row["lead_code"],
            row["papi_dimension"],
        )
        for row in rows
    ]
    assert [{u.code for u in t.cooperating_units.all()} for t in tasks] == [
        set(row["cooperating_codes"]) for row in rows
    ]


def test_every_task_the_catalogue_names_is_linked_to_its_duty() -> None:
    load_units(examples=True)
    plan_loader.load_plan(Demonstration())
    rows = yaml.safe_load(plan_loader.FILE.read_text(encoding="utf-8"))["tasks"]
    orders = {row["id"]: row["order"] for row in rows}
    wanted = {(orders[i], duty.code) for duty in load_catalogue() for i in duty.plan_task_ids}
    assert set(TaskDuty.objects.values_list("task__order", "duty_code")) == wanted
    assert PlanTask.objects.answered_by("KLKT").exists()
