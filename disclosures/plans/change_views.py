"""The admin's pages of a change: proposing it, and deciding on it (R14)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.defaults import permission_denied

from disclosures import permissions
from disclosures.models import ChangeVerdict, PlanTask, TaskChange
from disclosures.plans import changing, task_page
from disclosures.plans.change_forms import ChangeForm, DecisionForm, add_errors
from disclosures.plans.progress import progress_of
from disclosures.plans.views import readers_of_plans
from disclosures.register import catalogue
from portal.models import Unit

SAID = {  # lazy: each reader has their own language
    ChangeVerdict.APPROVED: lazy("The change is approved: the task is what was proposed."),
    ChangeVerdict.REFUSED: lazy("The change is refused; the task stays as it is."),
    ChangeVerdict.WITHDRAWN: lazy("The change is taken back; the task stays as it is."),
}


@readers_of_plans
def propose(request: HttpRequest, task_id: int) -> HttpResponse:
    """Propose a change of a task. Nothing of the task changes before somebody else approves."""
    task = get_object_or_404(PlanTask.objects.with_units(), pk=task_id)
    progress = progress_of(task.plan)
    row = progress.row_of(task.pk)
    if row is None:
        raise Http404
    asked = [one.unit for one in row.asked]
    if not permissions.may_propose_change(request.user, asked):
        return permission_denied(request, PermissionDenied())
    values = changing.values_of(task)
    named = {values["lead_unit"], *values["cooperating_units"]}
    units = [
        one for one in progress.units.values() if one.exists_on(progress.day) or one.code in named
    ]
    form = ChangeForm(values, units, catalogue(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change = changing.propose(
                task,
                form.wanted(),
                reason=form.cleaned_data["reason"],
                ground=form.cleaned_data["ground"],
                seen=form.cleaned_data["seen"],
                actor=request.user,
                units=asked,
                at=timezone.now(),
            )
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(
                request,
                _("The change is proposed. It holds when somebody else approves it."),
            )
            return redirect("disclosures_task", change.task_id)
    return render(
        request,
        "disclosures/admin/task_change_form.html",
        {
            "page_title": _("Propose a change"),
            "page_subtitle": f"{task.plan} · {task.number}",
            "header_icon": "edit",
            "task": task,
            "form": form,
        },
    )


@readers_of_plans
def change(request: HttpRequest, change_id: int) -> HttpResponse:
    """One change, before and after; approved, refused or taken back by who may."""
    found = get_object_or_404(TaskChange.objects.with_people(), pk=change_id)
    user = request.user
    verdicts = _verdicts(user, found)
    form = DecisionForm(request.POST or None)
    if request.method == "POST":
        if form.is_valid():
            decided = _decide(request, found, form)
            if decided is not None:
                return decided
        elif "verdict" in form.errors:
            messages.error(request, _("Nothing was decided: choose one of the buttons."))
    task = PlanTask.objects.with_units().get(pk=found.task_id)
    names = dict(Unit.objects.values_list("code", "name"))
    return render(
        request,
        "disclosures/admin/task_change.html",
        {
            "page_title": _("Change of a task"),
            "page_subtitle": f"{task.plan} · {task.number}",
            "header_icon": "edit",
            "task": task,
            "row": task_page.change_row(found, names, user),
            "task_url": reverse("disclosures_task", args=[task.pk]),
            "verdicts": verdicts,
            "may_decide": permissions.may_decide_change(user, found),
            "own": user.pk == found.proposed_by_id,
            "obstacle": changing.in_the_way(task, found) if found.is_waiting else "",
            "form": form,
        },
    )


def _decide(request: HttpRequest, found: TaskChange, form: DecisionForm) -> HttpResponse | None:
    """The answer to a decision; None when the page has to be shown again with what is wrong."""
    verdict = form.cleaned_data["verdict"]
    try:
        changing.decide(
            found,
            verdict,
            note=form.cleaned_data["note"],
            actor=request.user,
            at=timezone.now(),
        )
    except PermissionDenied as refused:
        return permission_denied(request, refused)
    except ValidationError as error:
        add_errors(form, error)
        return None
    messages.success(request, str(SAID[ChangeVerdict(verdict)]))
    return redirect("disclosures_task", found.task_id)


def _verdicts(user: Any, found: TaskChange) -> list[str]:
    """What `user` may decide on a change that waits."""
    if not found.is_waiting:
        return []
    if permissions.may_take_back_change(user, found):
        return [ChangeVerdict.WITHDRAWN]
    if permissions.may_decide_change(user, found):
        return [ChangeVerdict.APPROVED, ChangeVerdict.REFUSED]
    return []
