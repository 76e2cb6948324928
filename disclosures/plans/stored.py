"""The stored plan in the form a proposal compares with."""

from __future__ import annotations

from django.db.models import Max

from disclosures.models import Plan, PlanTask, TaskChangeDecision
from disclosures.plan_import import DraftTask
from disclosures.plans.draft_json import task_from_json
from disclosures.plans.proposal import HEADER_FIELDS, StoredPlan, StoredTask


def stored_plan(plan: Plan | None) -> StoredPlan | None:
    """`plan` with its tasks, dropped ones too, in five queries."""
    if plan is None:
        return None
    latest = plan.imports.first()
    tasks = plan.tasks.select_related("section", "lead_unit").prefetch_related("cooperating_units")
    return StoredPlan(
        pk=plan.pk,
        import_id=latest.pk if latest else 0,
        header={name: getattr(plan, name) for name in HEADER_FIELDS},
        tasks=tuple(_stored(task) for task in tasks),
        decision_id=latest_decision(plan),
    )


def latest_decision(plan: Plan) -> int:
    """The number of the latest decision on a change of the plan's tasks, 0 for none: an import that
    was compared before it would undo what was approved."""
    decisions = TaskChangeDecision.objects.filter(change__task__plan=plan)
    return decisions.aggregate(latest=Max("pk"))["latest"] or 0


def _stored(task: PlanTask) -> StoredTask:
    now = DraftTask(
        order=task.order,
        section=task.section.path if task.section else "",
        number=task.number or None,
        content=task.content,
        lead=task.lead,
        cooperating=task.cooperating,
        schedule=task.schedule,
        result=task.result,
        cadence=task.cadence or None,
        lead_unit=task.lead_unit.code if task.lead_unit else None,
        cooperating_units=_in_printed_order(task),
        key=task.key,
    )
    return StoredTask(task.pk, now, task_from_json(task.as_read), task.dropped_by_id is not None)


def _in_printed_order(task: PlanTask) -> tuple[str, ...]:
    """The codes in the order they were read, so that an order alone is no change."""
    codes = [unit.code for unit in task.cooperating_units.all()]
    read = list(task.as_read.get("cooperating_units", ()))
    return tuple(sorted(codes, key=lambda code: read.index(code) if code in read else len(read)))
