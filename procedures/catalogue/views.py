"""The staff's listing of procedures, what is done with several at once, versions side by side."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_POST, require_safe

from portal import publishing
from portal.paging import positive_int
from portal.permissions import may
from procedures.catalogue import checks
from procedures.catalogue.listing import catalogue
from procedures.differences import side_by_side
from procedures.models import ProcedurePage
from procedures.permissions import may_see, may_write

MOST_AT_ONCE = 200


def for_those_who_work_with_procedures(view: Callable[..., HttpResponse]) -> Any:
    """Refuse everybody else."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@for_those_who_work_with_procedures
def listing(request: HttpRequest) -> HttpResponse:
    """All procedures, drafts included."""
    found = catalogue(request.GET, timezone.localdate())
    context = {"page_title": _("Procedures"), "header_icon": "list-ol", **found}
    context["may_write"] = may_write(request.user)
    context["may_sign"] = may(request.user, "act_for_unit") or may(request.user, "act_for_any_unit")
    return render(request, "procedures/admin/catalogue.html", context)


class ConfirmForm(forms.Form):
    """What is signed when procedures are confirmed to hold."""

    note = forms.CharField(
        label=lazy("Note"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=lazy("What was checked against what; kept in the ledger."),
    )
    checked = forms.BooleanField(
        label=lazy("I have checked these procedures: what is public still holds."),
        error_messages={"required": lazy("Say that you have checked them.")},
    )


@require_POST
@for_those_who_work_with_procedures
def chosen(request: HttpRequest) -> HttpResponse:
    """What is to be done with the procedures ticked in the listing."""
    ids = request.POST.getlist("page")
    pages = checks.chosen_pages(ids[:MOST_AT_ONCE])
    if not pages:
        messages.error(request, _("Tick the procedures first."))
        return redirect("procedures_catalogue")
    if len(ids) > MOST_AT_ONCE:
        messages.error(request, _("At most %(n)s at once.") % {"n": MOST_AT_ONCE})
        return redirect("procedures_catalogue")
    if request.POST.get("do") == "repeal":
        if not may_write(request.user):
            raise PermissionDenied
        lines = "\n".join(f"{page.code}; bãi bỏ; {page.title}" for page in pages)
        request.session["decision_list"] = lines
        return redirect("procedures_decision_new")
    return _confirm(request, pages)


def _confirm(request: HttpRequest, pages: list[ProcedurePage]) -> HttpResponse:
    """Ask once more, then sign."""
    form = ConfirmForm(request.POST if "sign" in request.POST else None)
    if form.is_bound and form.is_valid():
        try:
            number = checks.confirm_current(pages, request.user, form.cleaned_data["note"])
        except publishing.PublishingRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("%(n)s procedures are confirmed.") % {"n": number})
            return redirect("procedures_catalogue")
    context = {
        "page_title": _("Confirm that they still hold"),
        "header_icon": "check",
        "pages": pages,
        "form": form,
    }
    return render(request, "procedures/admin/confirm.html", context)


@require_safe
@for_those_who_work_with_procedures
def compare(request: HttpRequest, page_id: int) -> HttpResponse:
    """Two versions of a procedure side by side: `?a=` and `?b=` are their numbers, `b=draft` the
    draft; by default the last two. `?all=1` shows what is the same in both too."""
    page = get_object_or_404(ProcedurePage, pk=page_id)
    versions = list(page.versions.all())
    by_number = {version.number: version for version in versions}
    numbers = sorted(by_number)
    if not numbers:
        raise Http404
    after: Any = by_number.get(positive_int(request.GET.get("b")) or 0)
    is_draft = (
        request.GET.get("b") == "draft" and page.permissions_for_user(request.user).can_edit()
    )
    after = after or by_number[numbers[-1]]
    before = by_number.get(positive_int(request.GET.get("a")) or 0)
    if before is None:
        earlier = [number for number in numbers if number < after.number or is_draft]
        before = by_number[earlier[-1]] if earlier else None
    shows_all = request.GET.get("all") == "1" or before is None
    new = page.get_latest_revision_as_object().content() if is_draft else _value(after)
    context = {
        "page_title": _("Versions side by side"),
        "page_subtitle": page.title,
        "header_icon": "list-ol",
        "page": page,
        "versions": versions,
        "before": before,
        "after": after,
        "is_draft": is_draft,
        "shows_all": shows_all,
        "only_changed": not shows_all,
        "parts": side_by_side(_value(before), new),
    }
    return render(request, "procedures/admin/compare.html", context)


def _value(version: Any) -> Any:
    return version.value() if version is not None and not version.is_repeal else None
