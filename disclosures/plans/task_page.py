"""What the page of one task shows: duties, answers by period and unit, changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from disclosures import permissions
from disclosures.models import PlanTask, TaskAnswer, TaskChange
from disclosures.plan_import import FieldChange
from disclosures.plans import words
from disclosures.plans.progress import PlanProgress, TaskRow
from disclosures.plans.task_words import period_label, sentence, unit_words, value_words
from disclosures.reporting.asked import Part
from disclosures.reporting.cycle import is_late
from disclosures.words.reasons import sentence as duty_sentence
from disclosures.words.wording import title_of
from portal.models import Unit
from portal.permissions import may, units_of


def context(task: PlanTask, progress: PlanProgress, user: Any) -> dict[str, Any]:
    """The variables of templates/disclosures/admin/task.html. A task that the plan has no more has
    its history only."""
    names = {one.code: one.name for one in progress.units.values()}
    row = progress.row_of(task.pk)
    changes = list(TaskChange.objects.filter(task=task).with_people())
    shown = {
        "task": task,
        "cadence": words.CADENCES.get(task.cadence, ""),
        "changes": [change_row(one, names, user) for one in changes],
        "may_propose": False,
        "row": None,
    }
    if row is None:
        return shown
    lead = progress.units.get(task.lead_unit_id)
    return {
        **shown,
        "row": row,
        "status": row.status.value,
        "label": value_words(row.status.value),
        "why": sentence(row.status, names),
        "lead": unit_words(lead, progress.day) if lead else None,
        "helpers": [
            unit_words(progress.units[one.pk], progress.day)
            for one in row.task.cooperating_units.all()
        ],
        "duties": [_duty(progress, one.code, one.value.value) for one in row.duties],
        "periods": _periods(progress, row, user),
        "may_propose": permissions.may_propose_change(user, [one.unit for one in row.asked]),
    }


def change_row(change: TaskChange, names: Mapping[str, str], user: Any) -> dict[str, Any]:
    """One change: before and after in words, who proposed and decided, and whether it waits for
    `user`."""
    fields = [FieldChange(name, change.before[name], value) for name, value in change.after.items()]
    return {
        "change": change,
        "url": reverse("disclosures_task_change", args=[change.pk]),
        "fields": words.shown_changes(fields, names),
        "decision": None if change.is_waiting else change.decision,
        "for_me": change.is_waiting and permissions.may_decide_change(user, change),
    }


def _duty(progress: PlanProgress, code: str, value: str) -> dict[str, Any]:
    duty, status = progress.register.duty(code), progress.register.statuses.get(code)
    if duty is None or status is None:
        return {
            "code": code,
            "title": _("The catalogue has no such duty."),
            "value": value,
            "label": value_words(value),
        }
    return {
        "code": code,
        "title": title_of(duty),
        "value": value,
        "label": value_words(value),
        "why": duty_sentence(status.why),
        "next_due": status.next_due,
        "confirmed": status.rule_confirmed,
        "url": reverse("disclosures_duty", args=[code]),
        "public_url": reverse("disclosures:obligation", args=[code]),
    }


def _periods(progress: PlanProgress, row: TaskRow, user: Any) -> list[dict[str, Any]]:
    """The periods asked for so far, the latest first, with what each unit said."""
    reads_all = may(user, "view_register")
    own = units_of(user, progress.day) if not reads_all else frozenset()
    found = []
    for period in reversed(progress.periods):
        answers = [
            _answer(one.unit, one.part, said, reads_all or one.unit.pk in own)
            for one, said in progress.answered(row, period)
        ]
        found.append(
            {
                "period": period,
                "name": period_label(period.code),
                "answers": answers,
                "silent": [one["unit"] for one in answers if not one["answered_at"]],
                "is_late": is_late(progress.day, period.units_due),
                "is_open": period == progress.period,
            }
        )
    return found


def _answer(unit: Unit, part: Part, said: TaskAnswer | None, readable: bool) -> dict[str, Any]:
    """What a unit said; its words are for the unit and for who reads the register."""
    row: dict[str, Any] = {
        "unit": unit.name,
        "leads": part is Part.LEAD,
        "answered_at": said.answered_at if said else None,
        "readable": readable,
    }
    if said is None or not readable:
        return row
    return {
        **row,
        "state": said.state,
        "label": said.get_state_display(),
        "result": said.result,
        "difficulty": said.difficulty,
        "proposal": said.proposal,
        "links": [one for one in said.links if str(one.get("url", "")).startswith(("http", "/"))],
        "is_late": said.is_late,
        "by": said.answered_by,
    }
