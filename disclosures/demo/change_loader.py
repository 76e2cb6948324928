"""Loads the demonstration's changes of tasks: one approved, one refused, one that waits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from disclosures.models import PlanTask, TaskChange
from disclosures.plans import changing, task_fields
from disclosures.plans.progress import progress_of
from portal.demo import Demonstration, read

FILE = Path(__file__).parent / "changes.yaml"


def load_changes(demonstration: Demonstration) -> None:
    """A step of `registry.demo_steps`: changes that are there already stay."""
    if TaskChange.objects.exists():
        return
    rows = read(FILE)["changes"]
    demonstration.say(f"changes of tasks ({len(rows)})")
    for row in rows:
        _load(demonstration, row)


def _load(demonstration: Demonstration, row: Mapping[str, Any]) -> None:
    task = PlanTask.objects.with_units().filter(key=row["task"]).first()
    if task is None:
        return
    asked = progress_of(task.plan).row_of(task.pk)
    values = changing.values_of(task)
    change = changing.propose(
        task,
        {**values, **row["wanted"]},
        reason=row["reason"],
        ground=row["ground"],
        seen=task_fields.fingerprint(values),
        actor=demonstration.users[row["proposed_by"]],
        units=[one.unit for one in asked.asked] if asked else [],
        at=_at(demonstration, row["days_ago"]),
    )
    if row["verdict"]:
        changing.decide(
            change,
            row["verdict"],
            note=row["note"],
            actor=demonstration.users[row["decided_by"]],
            at=_at(demonstration, row["decided_days_ago"]),
        )


def _at(demonstration: Demonstration, days: int) -> datetime:
    return demonstration.moment(demonstration.days_ago(days)).recorded_at
