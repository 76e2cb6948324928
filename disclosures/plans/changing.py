"""Changing a task between two imports: proposing, approving, refusing, taking back (R14).

| verb | who |
|---|---|
| propose | units that the task asks, by `portal.act_for_unit`; `portal.act_for_any_unit` |
| approve, refuse | `disclosures.decide_task_change`, never who proposed it |
| take back | who proposed it |

Nothing of a task changes before it is approved. An approved change is applied to what was seen when
it was proposed: if the task is another one by then, it can only be refused or taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from disclosures import permissions
from disclosures.models import (
    ChangeVerdict,
    Obligation,
    Plan,
    PlanTask,
    TaskCadence,
    TaskChange,
    TaskChangeDecision,
    TaskDuty,
)
from disclosures.plans import task_fields
from disclosures.plans.words import LABELS
from portal.models import Unit

LONGEST_TEXT = 5_000


def values_of(task: PlanTask) -> dict[str, Any]:
    """What of `task` can be changed, as it is now (task_fields.py)."""
    return {
        "content": task.content,
        "lead_unit": task.lead_unit.code if task.lead_unit else "",
        "cooperating_units": sorted(unit.code for unit in task.cooperating_units.all()),
        "schedule": task.schedule,
        "cadence": task.cadence,
        "result": task.result,
        "duties": sorted(duty.duty_code for duty in task.duties.all()),
    }


@transaction.atomic
def propose(
    task: PlanTask,
    wanted: Mapping[str, Any],
    *,
    reason: str,
    ground: str,
    seen: str,
    actor: Any,
    units: Iterable[Unit],
    at: datetime,
) -> TaskChange:
    """Propose that `task` becomes `wanted`; the task itself stays as it is.

    `seen` is the fingerprint of the task that the person looked at, `units` are those that the task
    asks today. Raises PermissionDenied, ValidationError (by field where one is to blame).
    """
    units = list(units)
    if not permissions.may_propose_change(actor, units):
        raise PermissionDenied(_("You may not propose changes of this task."))
    task = _locked(task)
    now = values_of(task)
    if task_fields.fingerprint(now) != seen:
        raise ValidationError(
            _(
                "Somebody changed this task since the page was shown. Nothing was saved; look at "
                "it as it is now and propose again."
            )
        )
    if task.dropped_by_id:
        raise ValidationError(_("This task is no longer in the plan."))
    before, after = task_fields.difference(now, wanted)
    if not after:
        raise ValidationError(_("Nothing would change: change something first."))
    _check(after)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the task has to change.")})
    if not ground.strip():
        raise ValidationError({"ground": _("Name the document or the article it rests on.")})
    return TaskChange.objects.create(
        task=task,
        before=before,
        after=after,
        reason=reason.strip(),
        ground=ground.strip(),
        proposed_for=permissions.unit_of(actor, units),
        proposed_by=actor,
        proposed_at=at,
    )


@transaction.atomic
def decide(
    change: TaskChange, verdict: str, *, note: str = "", actor: Any, at: datetime
) -> TaskChangeDecision:
    """Approve (and apply), refuse or take back `change`.

    Raises PermissionDenied, ValidationError: decided already, refused without a reason, or to be
    approved for a task that is another one by now.
    """
    is_own_verb = verdict == ChangeVerdict.WITHDRAWN
    allowed = permissions.may_take_back_change if is_own_verb else permissions.may_decide_change
    if verdict not in ChangeVerdict.values or not allowed(actor, change):
        raise PermissionDenied(_("You may not decide on this change."))
    task = _locked(change.task)
    if TaskChangeDecision.objects.filter(change=change).exists():
        raise ValidationError(_("This change was decided on meanwhile."))
    if verdict == ChangeVerdict.REFUSED and not note.strip():
        raise ValidationError({"note": _("Say why it is refused.")})
    if verdict == ChangeVerdict.APPROVED:
        _apply(task, change)
    try:
        with transaction.atomic():
            return TaskChangeDecision.objects.create(
                change=change, verdict=verdict, note=note.strip(), decided_by=actor, decided_at=at
            )
    except IntegrityError:
        raise ValidationError(_("This change was decided on meanwhile.")) from None


def in_the_way(task: PlanTask, change: TaskChange) -> str:
    """Why `change` can't be approved as `task` stands; empty: it can."""
    if task.dropped_by_id:
        return _("This task is no longer in the plan.")
    names = task_fields.overtaken(values_of(task), change.before)
    if not names:
        return ""
    return _(
        "The task changed since this was proposed (%(fields)s): refuse it or take it back."
    ) % {"fields": ", ".join(str(LABELS[name]) for name in names)}


def _locked(task: PlanTask) -> PlanTask:
    """The task as it is now; its plan stays locked, so that no import comes between."""
    Plan.objects.select_for_update().get(pk=task.plan_id)
    return PlanTask.objects.with_units().get(pk=task.pk)


def _apply(task: PlanTask, change: TaskChange) -> None:
    problem = in_the_way(task, change)
    if problem:
        raise ValidationError(problem)
    after = change.after
    units = _check(after)
    for name in (*task_fields.TEXTS, "cadence"):
        if name in after:
            setattr(task, name, after[name])
    if "lead_unit" in after:
        task.lead_unit = units.get(after["lead_unit"])
    task.save()
    if "cooperating_units" in after:
        task.cooperating_units.set([units[code] for code in after["cooperating_units"]])
    if "duties" in after:
        task.duties.exclude(duty_code__in=after["duties"]).delete()
        there = set(task.duties.values_list("duty_code", flat=True))
        TaskDuty.objects.bulk_create(
            TaskDuty(task=task, duty_code=code) for code in after["duties"] if code not in there
        )


def _check(after: Mapping[str, Any]) -> dict[str, Unit]:
    """The units that `after` names, by code. Raises ValidationError for what can't be."""
    problems: dict[str, str] = {}
    if "content" in after and not after["content"]:
        problems["content"] = _("Write what is to be done.")
    for name in task_fields.TEXTS:
        if len(after.get(name, "")) > LONGEST_TEXT:
            problems[name] = _("At most %(number)s characters.") % {"number": LONGEST_TEXT}
    if after.get("cadence") and after["cadence"] not in TaskCadence.values:
        problems["cadence"] = _("There is no such cadence.")
    lead = after.get("lead_unit")
    named = {*after.get("cooperating_units", ()), *([lead] if lead else ())}
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=named)}
    for name in ("lead_unit", "cooperating_units"):
        codes = after.get(name) or []
        missing = sorted({*([codes] if isinstance(codes, str) else codes)} - units.keys())
        if missing:
            problems[name] = _("There is no unit %(codes)s.") % {"codes": ", ".join(missing)}
    wanted = set(after.get("duties", ()))
    unknown = wanted - set(
        Obligation.objects.filter(code__in=wanted).values_list("code", flat=True)
    )
    if unknown:
        problems["duties"] = _("The catalogue has no duty %(codes)s.") % {
            "codes": ", ".join(sorted(unknown))
        }
    if problems:
        raise ValidationError(problems)
    return units
