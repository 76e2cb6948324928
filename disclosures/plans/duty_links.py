"""Which duties of the catalogue fulfil which tasks, for the plan the catalogue speaks of.

The catalogue names tasks by ids (`plan_task_ids`); data/plan_tasks.yaml says which row each id is.
Links that people made stay, and so do those they took away: a task whose duties an approved change
set (disclosures/plans/changing.py) is left as it is.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from disclosures.catalogue.reading import load_catalogue
from disclosures.models import Plan, TaskChange, TaskDuty

TASKS_FILE = Path(__file__).parent.parent / "data" / "plan_tasks.yaml"


@cache
def _known() -> dict[str, Any]:
    return yaml.safe_load(TASKS_FILE.read_text(encoding="utf-8"))


def link_duties(plan: Plan) -> int:
    """Link the tasks of `plan` to duties and its groups to PAPI dimensions, where the project knows
    them. Returns how many links were made."""
    known = _known()
    if (plan.number, plan.signed_on) != (known["plan"]["number"], known["plan"]["signed_on"]):
        return 0
    for section in plan.sections.filter(papi_dimension=None, path__in=known["papi_dimensions"]):
        section.papi_dimension = known["papi_dimensions"][section.path]
        section.save(update_fields=["papi_dimension"])
    settled = TaskChange.objects.approved().filter(task__plan=plan, after__has_key="duties")
    tasks = dict(
        plan.tasks.exclude(pk__in=settled.order_by().values("task")).values_list("key", "pk")
    )
    wanted = {
        (tasks[known["ids"][task_id]], duty.code)
        for duty in load_catalogue()
        for task_id in duty.plan_task_ids
        if known["ids"].get(task_id) in tasks
    }
    there = set(TaskDuty.objects.filter(task__plan=plan).values_list("task_id", "duty_code"))
    links = [TaskDuty(task_id=task, duty_code=code) for task, code in sorted(wanted - there)]
    TaskDuty.objects.bulk_create(links)
    return len(links)
