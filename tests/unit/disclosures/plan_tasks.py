"""What the tests of tasks share: a small plan with a lead, helpers, duties, and people."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from disclosures.models import (
    Plan,
    PlanSection,
    PlanTask,
    ReportPeriod,
    TaskAnswer,
    TaskChange,
    TaskDuty,
)
from disclosures.plans import changing, task_fields
from portal.models import Unit
from portal.models.units import UnitKind
from tests.unit.disclosures.register_samples import load_catalogue

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def make_plan(tasks: int = 2, **fields: Any) -> Plan:
    """A plan of 2026 with that many tasks, led by VP, each unit of the office helping."""
    load_catalogue()
    values = {"number": "14/KH-SKHCN", "signed_on": date(2026, 1, 5), "year": 2026}
    plan = Plan.objects.create(**{**values, **fields})
    section = PlanSection.objects.create(
        plan=plan, path="II.4", title="Kiểm soát tham nhũng", order=1, papi_dimension=4
    )
    for number in range(1, tasks + 1):
        make_task(plan, section, number)
    return plan


def make_task(plan: Plan, section: PlanSection | None, number: int, **fields: Any) -> PlanTask:
    """A task of the plan; the first has the duty KLKT."""
    group, _new = Unit.objects.get_or_create(
        code="ALL_UNITS", defaults={"name": "Các phòng, đơn vị", "kind": UnitKind.GROUP}
    )
    values = {
        "section": section,
        "key": f"II.4/4.{number}/1",
        "order": number,
        "number": f"4.{number}",
        "content": f"Việc thứ {number}",
        "lead": "Văn phòng",
        "cooperating": "Các phòng, đơn vị",
        "schedule": "Thường xuyên",
        "cadence": "continuous",
        "lead_unit": Unit.objects.get(code="VP"),
    }
    task = PlanTask.objects.create(plan=plan, **{**values, **fields})
    task.cooperating_units.set([group])
    if number == 1:
        TaskDuty.objects.create(task=task, duty_code="KLKT")
    return task


def make_period(plan: Plan, code: str = "2026-Q3", due: date = date(2026, 9, 4)) -> ReportPeriod:
    """A period of the plan whose answers were due on `due`."""
    return ReportPeriod.objects.create(
        plan=plan, code=code, covers_from=date(2026, 6, 5), cut_off=due, units_due=due
    )


def answer(
    period: ReportPeriod, task: PlanTask, unit: str, state: str = "done", **more: Any
) -> Any:
    """What a unit handed in."""
    values = {"number": 1, "result": "Đã làm xong", "answered_at": NOW, **more}
    return TaskAnswer.objects.create(
        period=period, task=task, unit=Unit.objects.get(code=unit), state=state, **values
    )


def propose(task: PlanTask, actor: Any, units: Any = (), **wanted: Any) -> TaskChange:
    """A change proposed by `actor`, on the task as it is now."""
    now = changing.values_of(PlanTask.objects.get(pk=task.pk))
    return changing.propose(
        task,
        {**now, **wanted},
        reason="Đơn vị được sắp xếp lại (thử)",
        ground="25/TB-SKHCN",
        seen=task_fields.fingerprint(now),
        actor=actor,
        units=units,
        at=NOW,
    )
