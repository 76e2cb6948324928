"""Rows of a proposal to rows of the database; the number of queries does not grow with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from disclosures.models import Plan, PlanImport, PlanSection, PlanTask
from disclosures.plan_import import DraftTask, ReportCycle
from disclosures.plans.proposal import DROPPED, Proposal, Row, RowState
from portal.models import Unit
from portal.text import fold

_YEAR = re.compile(r"\bnam (20\d\d|19\d\d)\b")
_STORED = ("number", "content", "lead", "cooperating", "schedule", "result", "cadence")


def year_of(header: Mapping[str, Any]) -> int:
    """The year a plan is for: the last one its title names, else the year of its signing."""
    named = _YEAR.findall(fold(header["title"] or ""))
    return int(named[-1]) if named else header["signed_on"].year


def report_cycle_json(cycle: ReportCycle) -> dict[str, Any]:
    """As `import_plan --json` prints it."""
    return {
        "text": cycle.text,
        "due": [
            {"period": due.period, due.relation: f"{due.month:02}-{due.day:02}"}
            for due in cycle.due
        ],
    }


def changes_json(proposal: Proposal) -> dict[str, Any]:
    """What an import changed, for the plan's history: counts, header, each changed task."""
    return {
        "counts": proposal.counts,
        "header": [_plain(asdict(change)) for change in proposal.header_changes],
        "tasks": [
            {
                "order": row.task.order,
                "state": row.state.value,
                "fields": [_plain(asdict(change)) for change in row.changes],
            }
            for row in proposal.rows
            if row.state in {RowState.CHANGED, RowState.RESTORED}
        ],
        DROPPED: [{"task": task.pk, "content": task.now.content} for task in proposal.dropped],
    }


def write_tasks(plan: Plan, proposal: Proposal, recorded: PlanImport) -> None:
    """Groups and tasks of `plan` as proposed. Raises ValidationError for a text too long."""
    sections = _write_sections(plan, proposal)
    rows = [row for row in proposal.rows if not row.skipped]
    units = {unit.code: unit for unit in Unit.objects.all()}
    there = {task.pk: task for task in plan.tasks.all()}
    taken = {task.key for task in there.values()}
    changed, new = [], []
    by_order: dict[int, PlanTask] = {}
    for row in rows:
        task = there[row.stored.pk] if row.stored else PlanTask(plan=plan)
        _fill(task, row, sections, units)
        if row.stored:
            changed.append(task)
        else:
            task.key = _free_key(row.task.key, taken)
            new.append(task)
        by_order[row.task.order] = task
        _clean(task, row.task.order)
    PlanTask.objects.bulk_create(new, batch_size=200)
    PlanTask.objects.bulk_update(
        changed,
        ["order", "section", *_STORED, "lead_unit", "as_read", "dropped_by"],
        batch_size=100,
    )
    PlanTask.objects.filter(pk__in=[task.pk for task in proposal.dropped]).update(
        dropped_by=recorded
    )
    _write_cooperating(
        plan,
        {
            by_order[row.task.order].pk: [units[code] for code in row.task.cooperating_units]
            for row in rows
        },
    )
    plan.sections.exclude(path__in=sections).filter(tasks__isnull=True).delete()


def _write_sections(plan: Plan, proposal: Proposal) -> dict[str, PlanSection]:
    """By path; two groups of the same path are one."""
    there = {section.path: section for section in plan.sections.all()}
    sections: dict[str, PlanSection] = {}
    for order, read in enumerate(proposal.read.sections, start=1):
        if read.path in sections:
            continue
        section = there.get(read.path) or PlanSection(plan=plan, path=read.path)
        section.number = read.number or ""
        section.title = read.title
        section.order = order
        section.clean_fields(exclude=["plan"])
        section.save()
        sections[read.path] = section
    return sections


def _fill(
    task: PlanTask, row: Row, sections: Mapping[str, PlanSection], units: Mapping[str, Unit]
) -> None:
    for name in _STORED:
        setattr(task, name, getattr(row.task, name) or "")
    task.order = row.task.order
    task.section = sections.get(row.task.section)
    task.lead_unit = units[row.task.lead_unit] if row.task.lead_unit else None
    task.as_read = as_read_json(row.recognised)
    task.dropped_by = None


def as_read_json(task: DraftTask) -> dict[str, Any]:
    """A task as read, in the shape that `draft_json.task_from_json` reads."""
    return _plain(asdict(task))


def _clean(task: PlanTask, order: int) -> None:
    try:
        task.clean_fields(exclude=["plan", "section", "lead_unit", "as_read", "dropped_by"])
    except ValidationError as error:
        raise ValidationError(
            [
                _("Row %(row)s: %(problem)s") % {"row": order, "problem": message}
                for message in error.messages
            ]
        ) from error


def _free_key(key: str, taken: set[str]) -> str:
    number, free = 1, key
    while free in taken:
        number += 1
        free = f"{key}~{number}"
    taken.add(free)
    return free


def _write_cooperating(plan: Plan, wanted: Mapping[int, list[Unit]]) -> None:
    """`wanted`: the units by the task's primary key."""
    through = PlanTask.cooperating_units.through
    pairs = {(task, unit.pk) for task, units in wanted.items() for unit in units}
    there = {
        (link.plantask_id, link.unit_id): link.pk
        for link in through.objects.filter(plantask__plan=plan)
        if link.plantask_id in wanted
    }
    through.objects.filter(pk__in=[there[pair] for pair in there.keys() - pairs]).delete()
    through.objects.bulk_create(
        (through(plantask_id=task, unit_id=unit) for task, unit in sorted(pairs - there.keys())),
        batch_size=200,
    )


def _plain(value: Any) -> Any:
    """Values that JSON knows: dates written ISO, tuples as lists."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(each) for each in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
