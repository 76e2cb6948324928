"""Announcing decisions in the admin: enter, prepare, submit, compare, approve once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal import publishing
from procedures.catalogue.views import for_those_who_work_with_procedures
from procedures.decisions import carrying_out
from procedures.decisions.forms import DecisionForm, lines_of
from procedures.models import AnnouncingDecision
from procedures.models.decisions import DecisionState
from procedures.permissions import may_decide, may_write


@require_safe
@for_those_who_work_with_procedures
def decisions(request: HttpRequest) -> HttpResponse:
    """All decisions, the latest first."""
    rows = AnnouncingDecision.objects.select_related("unit").prefetch_related("items")
    context = {
        "page_title": _("Announcing decisions"),
        "header_icon": "doc-full",
        "page_obj": Paginator(rows, 50).get_page(request.GET.get("trang")),
        "may_write": may_write(request.user),
    }
    return render(request, "procedures/admin/decisions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who_work_with_procedures
def edit(request: HttpRequest, decision_id: int | None = None) -> HttpResponse:
    """Enter a decision and its list, or change one that isn't submitted yet."""
    if not may_write(request.user):
        raise PermissionDenied
    decision = get_object_or_404(AnnouncingDecision, pk=decision_id) if decision_id else None
    if decision is not None and decision.state != DecisionState.DRAFT:
        messages.error(request, _("The decision is submitted or carried out already."))
        return redirect("procedures_decision", decision.pk)
    initial = {
        "lines": lines_of(decision) if decision else request.session.get("decision_list", "")
    }
    form = DecisionForm(
        request.POST or None, request.FILES or None, instance=decision, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        decision = form.save(commit=False)
        if decision.created_by_id is None:
            decision.created_by = request.user
        decision.save()
        carrying_out.set_list(decision, form.found)
        request.session.pop("decision_list", None)
        messages.success(
            request, _("%(n)s procedures are in the list.") % {"n": len(form.found.rows)}
        )
        return redirect("procedures_decision", decision.pk)
    context = {
        "page_title": _("Announcing decision"),
        "page_subtitle": str(decision or ""),
        "header_icon": "doc-full",
        "form": form,
        "decision": decision,
    }
    return render(
        request, "procedures/admin/decision_form.html", context, status=400 if form.errors else 200
    )


@require_safe
@for_those_who_work_with_procedures
def decision(request: HttpRequest, decision_id: int) -> HttpResponse:
    """The decision with every procedure of its list, old and new side by side."""
    found = get_object_or_404(AnnouncingDecision.objects.select_related("unit"), pk=decision_id)
    return _show(request, found)


@require_POST
@for_those_who_work_with_procedures
def act(request: HttpRequest, decision_id: int) -> HttpResponse:
    """What is done with a decision: `do` is prepare, submit, approve or back."""
    found = get_object_or_404(AnnouncingDecision, pk=decision_id)
    do = request.POST.get("do", "")
    try:
        if do == "prepare":
            written = carrying_out.prepare(found, request.user)
            messages.success(request, _("%(n)s drafts were written.") % {"n": written})
        elif do == "submit":
            carrying_out.submit(found, request.user, bool(request.POST.get("without_lacking")))
            messages.success(request, _("Submitted: another person approves it."))
        elif do == "approve":
            number = carrying_out.carry_out(found, request.user)
            messages.success(request, _("%(n)s procedures were published.") % {"n": number})
        elif do == "back":
            carrying_out.send_back(found, request.user, request.POST.get("note", "")[:1_000])
            messages.success(request, _("Sent back."))
        else:
            messages.error(request, _("Nothing of that kind can be done here."))
    except publishing.PublishingRefused as refused:
        unready = sum(refusal.code == "not_ready" for refusal in refused.refusals)
        if unready:  # what each lacks stands beside it
            messages.error(request, _("Not submitted: below stands what is in the way."))
        for refusal in refused.refusals[:20]:
            if refusal.code != "not_ready":
                messages.error(request, str(refusal.message))
    except PermissionDenied as denied:
        if not str(denied):
            raise
        messages.error(request, str(denied))
    return redirect("procedures_decision", found.pk)


def _show(request: HttpRequest, found: AnnouncingDecision) -> HttpResponse:
    prospects = carrying_out.prospects(found)
    is_mine = request.user.pk in {found.created_by_id, found.submitted_by_id}
    context: dict[str, Any] = {
        "page_title": str(found),
        "page_subtitle": found.get_state_display(),
        "header_icon": "doc-full",
        "decision": found,
        "prospects": prospects,
        "lacking": [prospect for prospect in prospects if prospect.is_lacking],
        "problems": sum(bool(p.problems) and not p.is_lacking for p in prospects),
        "not_listed": carrying_out.not_in_the_list(found),
        "ready": sum(not prospect.is_lacking for prospect in prospects),
        "is_draft": found.state == DecisionState.DRAFT,
        "is_submitted": found.state == DecisionState.SUBMITTED,
        "may_write": may_write(request.user),
        "may_approve": may_decide(request.user) and not is_mine,
        "may_send_back": may_decide(request.user) or found.submitted_by_id == request.user.pk,
    }
    return render(request, "procedures/admin/decision.html", context)
