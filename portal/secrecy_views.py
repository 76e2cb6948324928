"""The screen on which a secrecy check is recorded, and the panel of what waits for one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, WorkflowState

from portal.models import DisclosurePage, SecrecyCheck
from portal.models.secrecy import CheckOutcome, CheckSide
from portal.permissions import may, may_see
from portal.publishing import secrecy
from portal.registry import Panel

#: Rows shown on the landing page.
MOST_ROWS = 20


class CheckForm(forms.Form):
    """What came out of the check."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome of the check"),
        choices=CheckOutcome.choices,
        widget=forms.RadioSelect,
    )


def check(request: HttpRequest, page_id: int, side: str) -> HttpResponse:
    """Record the check of the latest draft for one side."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, DisclosurePage) or side not in CheckSide.values:
        raise PermissionDenied
    content = page.get_latest_revision_as_object()
    if not may_see(request.user, page) or not secrecy.may_check(request.user, content, side):
        raise PermissionDenied
    form = CheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            secrecy.record_check(
                content, side=side, outcome=form.cleaned_data["outcome"], actor=request.user
            )
        except PermissionDenied as denied:
            form.add_error(None, str(denied))
        else:
            messages.success(request, _("The check of “%(page)s” is recorded.") % {"page": page})
            return redirect("wagtailadmin_home")
    return render(
        request,
        "portal/admin/secrecy_check.html",
        {
            "page": page,
            "content": content,
            "form": form,
            "checks": SecrecyCheck.objects.of_content(page.pk, secrecy.fingerprint(content)),
            "is_needed": secrecy.needs_check(content),
            "read_url": reverse("portal_read", args=[page.pk]),
            "page_title": _("Secrecy and redaction check"),
            "page_subtitle": content.title,
            "header_icon": "lock",
        },
    )


def waiting(request: HttpRequest) -> Panel | None:
    """For `registry.admin_panels`: drafts that were sent for approval and wait for the check of
    the focal unit, for who records it; None when there are none."""
    if not may(request.user, "check_for_focal_unit"):
        return None
    rows: list[dict[str, Any]] = []
    states = WorkflowState.objects.active().order_by("created_at")
    for state in states[: MOST_ROWS * 2]:
        page = getattr(state.content_object, "specific", None)
        if not isinstance(page, DisclosurePage) or len(rows) == MOST_ROWS:
            continue
        content = page.get_latest_revision_as_object()
        if not secrecy.needs_check(content) or CheckSide.FOCAL in secrecy.checks_of(content):
            continue
        url = reverse("portal_secrecy", args=[page.pk, CheckSide.FOCAL])
        rows.append({"title": content.title, "unit": content.unit, "url": url})
    if not rows:
        return None
    return Panel("portal/admin/secrecy_waiting.html", {"rows": rows}, order=15)
