"""The admin's pages of plans and their tasks: all plans, one plan with all its tasks, one task
(R14). They are read by whoever may read plans; what changes, changes by acts (change_views.py)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.defaults import permission_denied

from disclosures import permissions
from disclosures.models import Plan, PlanTask, TaskChange
from disclosures.plans import task_page
from disclosures.plans.plan_page import Choice, filters, groups, tally
from disclosures.plans.progress import progress_of, progress_of_all
from portal.permissions import may

View = Callable[..., HttpResponse]


def readers_of_plans(view: View) -> View:
    """Everybody else gets a 403 (raised, Wagtail would make a redirect of it)."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not permissions.may_read_plans(request.user):
            return permission_denied(request, PermissionDenied())
        return view(request, *args, **kwargs)

    return checked


@readers_of_plans
def plans(request: HttpRequest) -> HttpResponse:
    """All plans by year, side by side, with how their tasks stand; and the changes that wait."""
    shown = [
        {"plan": plan, "tally": tally(progress), "total": len(progress.rows)}
        for progress in progress_of_all(list(Plan.objects.latest_years()))
        for plan in [progress.plan]
    ]
    waiting = TaskChange.objects.waiting().with_people()
    return render(
        request,
        "disclosures/admin/plans.html",
        {
            "page_title": _("Plans"),
            "header_icon": "clipboard-list",
            "plans": shown,
            "waiting": [task_page.change_row(one, {}, request.user) for one in waiting],
            "may_import": may(request.user, "import_plan"),
        },
    )


@readers_of_plans
def plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """All tasks of one plan with their status; filtered by unit, status and PAPI dimension."""
    found = get_object_or_404(Plan.objects.prefetch_related("imports__imported_by"), pk=plan_id)
    progress = progress_of(found, period=request.GET.get("ky"))
    choice = Choice.of(request.GET)
    shown = groups(progress, choice)
    return render(
        request,
        "disclosures/admin/plan.html",
        {
            "page_title": found.number,
            "header_icon": "clipboard-list",
            "plan": found,
            "progress": progress,
            "tally": tally(progress),
            "filters": filters(progress, choice),
            "filtered": bool(choice),
            "groups": shown,
            "shown": sum(len(group["rows"]) for group in shown),
            "may_import": may(request.user, "import_plan"),
            "reads_register": may(request.user, "view_register"),
        },
    )


@readers_of_plans
def task(request: HttpRequest, task_id: int) -> HttpResponse:
    """One task: its duties, who answered what and who did not, its changes."""
    found = get_object_or_404(
        PlanTask.objects.select_related("plan", "section", "lead_unit", "dropped_by"), pk=task_id
    )
    progress = progress_of(found.plan)
    return render(
        request,
        "disclosures/admin/task.html",
        {
            "page_title": _("Task %(number)s") % {"number": found.number or "–"},
            "page_subtitle": str(found.plan),
            "header_icon": "clipboard-list",
            "plan_url": reverse("disclosures_plan", args=[found.plan_id]),
            "reads_register": may(request.user, "view_register"),
            **task_page.context(found, progress, request.user),
        },
    )
