"""The screens where a guard says no: withdrawing before the time, approving what a guard refuses.

A guard that may be overridden is named, with what it protects and what overriding means; whoever
may override it states a reason, and the ledger keeps guard, reason and person.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.pages.listing import IndexView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from portal import publishing
from portal.models import BasePage
from portal.permissions import may

WHO_MAY = gettext_lazy(
    "Somebody who approves and may override guards (by default the leaders) can approve it all the "
    "same, with a reason."
)


class OverrideForm(forms.Form):
    """Why the guard is overridden."""

    override_reason = forms.CharField(
        label=gettext_lazy("Reason to override the guard"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Kept in the ledger with your name; it cannot be changed later."),
    )


class WithdrawForm(forms.Form):
    """Why a page is withdrawn; `guarded`: and why although a guard says no."""

    reason = forms.CharField(
        label=gettext_lazy("Reason, shown to the public"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, guarded: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if guarded:
            self.fields["override_reason"] = OverrideForm.base_fields["override_reason"]


def beside(page: BasePage, user: Any) -> str:
    """Where to go from a page: what stands beside it, or home for who approves and writes nothing
    (Wagtail shows the tree to those alone who may change it)."""
    if page_permission_policy.user_has_any_permission(user, IndexView.any_permission_required):
        return reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    return reverse("wagtailadmin_home")


def approve(request: HttpRequest, page_id: int) -> HttpResponse:
    """Approve what a guard refuses, with a reason; for those who approve it and may override."""
    page = get_object_or_404(Page, pk=page_id).specific
    state = page.current_workflow_task_state if isinstance(page, BasePage) else None
    if state is None or not may_approve_now(request.user, page):
        raise PermissionDenied
    edit = redirect("wagtailadmin_pages:edit", page.pk)
    refusals = publishing.refusals_of("publish", state.revision.as_object(), request.user)
    if not refusals:
        return edit  # nothing to override: it is approved where everything is
    may_override = publishing.can_override(request.user, refusals)
    form = OverrideForm(request.POST or None)
    if request.method == "POST" and may_override and form.is_valid():
        try:
            with (
                transaction.atomic(),
                publishing.overriding(form.cleaned_data["override_reason"]),
            ):
                state.task.specific.on_action(state, request.user, "approve")
        except publishing.PublishingRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("“%(page)s” is approved.") % {"page": page.title})
            return redirect(beside(page, request.user))
    return render(
        request,
        "portal/admin/override.html",
        {
            "page": page,
            "form": form if may_override else None,
            "refusals": refusals,
            "page_title": _("A guard says no"),
            "page_subtitle": page.title,
            "header_icon": "warning",
        },
    )


def may_approve_now(user: Any, page: Any) -> bool:
    """Whether `user` is asked to approve the page's revision that is waiting."""
    state = page.current_workflow_task_state
    if state is None or user is None:
        return False
    actions = state.task.specific.get_actions(page, user)
    return any(name == "approve" for name, _label, _modal in actions)


def way_past(request: HttpRequest, refusals: Any) -> tuple[int | None, bool]:
    """For a refused approval: the page whose screen of the guard leads on (None: there is none),
    and whether somebody else could override what this person may not."""
    match = request.resolver_match
    page_id = match.kwargs.get("page_id") if match else None
    if page_id is None or not all(refusal.overridable for refusal in refusals):
        return None, False
    if not may(request.user, "override_guard"):
        return None, True
    page = Page.objects.filter(pk=page_id).first()
    if page is None or not may_approve_now(request.user, page.specific):
        return None, False
    return page.pk, False
