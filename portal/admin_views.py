"""Screens of the admin that the core adds: publish through the verb, withdraw, ledger of a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from portal import publishing, registry
from portal.models import BasePage, CalendarDay, ConfirmedYear, PublicationEvent
from portal.override_views import WithdrawForm, beside
from portal.permissions import PortalPagePermissionTester, may, may_create, may_see, stands_once
from portal.publishing.refusals import stays


def publish(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Lead the editor's publish button through the verb (Wagtail's own way isn't atomic)."""
    page = page.specific
    if not isinstance(page, BasePage):
        return None
    try:
        event = publishing.publish(page, actor=request.user, revision=page.get_latest_revision())
    except publishing.PublishingRefused as refused:
        _say(request, refused)
    except PermissionDenied as denied:
        messages.error(request, str(denied))
    else:
        messages.success(
            request,
            _("“%(page)s” is published.") % {"page": page.title}
            if event
            else _("“%(page)s” is scheduled.") % {"page": page.title},
        )
    return redirect("wagtailadmin_pages:edit", page.pk)


def check_create(request: HttpRequest, model: Any) -> None:
    """The address of a form names the type of page: it is one that this person may write. Raises
    PermissionDenied."""
    if not may_create(request.user, model):
        raise PermissionDenied


def check_copy(request: HttpRequest, page: Any) -> None:
    """Ask our permission tester (Wagtail's view asks that of the bare page). Raises
    PermissionDenied."""
    if not page.specific.permissions_for_user(request.user).can_copy():
        raise PermissionDenied


def withdraw(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask for the reason, then withdraw."""
    page = _page_or_404(page_id)
    if not may_see(request.user, page):
        raise PermissionDenied
    if page.live and stands_once(page) and may(request.user, "withdraw_publication"):
        _say(request, stays(page))
        return redirect("wagtailadmin_home")
    if not PortalPagePermissionTester(request.user, page).can_withdraw():
        raise PermissionDenied
    refusals = publishing.refusals_of("withdraw", page, request.user)
    may_go = not refusals or publishing.can_override(request.user, refusals)
    form = WithdrawForm(request.POST or None, guarded=bool(refusals))
    if request.method == "POST" and may_go and form.is_valid():
        try:
            publishing.withdraw(page, actor=request.user, **form.cleaned_data)
        except publishing.PublishingRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("“%(page)s” is withdrawn.") % {"page": page.title})
            return redirect(beside(page, request.user))
    return render(
        request,
        "portal/admin/withdraw.html",
        {
            "page": page,
            "form": form if may_go else None,
            "refusals": refusals,
            "page_title": _("Withdraw"),
            "page_subtitle": page.title,
        },
    )


def read(request: HttpRequest, page_id: int) -> HttpResponse:
    """The latest draft as readers would see it, for who may see it and has nothing to write."""
    page = _page_or_404(page_id)
    if not may_see(request.user, page):
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    return draft.make_preview_request(request, draft.default_preview_mode)


def ledger_of_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """What the ledger holds about one page, for whoever may see the page in the admin."""
    page = _page_or_404(page_id)
    if not (
        page.permissions_for_user(request.user).can_read_history() and may_see(request.user, page)
    ):
        raise PermissionDenied
    return render(
        request,
        "portal/admin/ledger_of_page.html",
        {
            "page": page,
            "events": PublicationEvent.objects.for_page(page.pk).reverse(),
            "page_title": _("Publication history"),
            "page_subtitle": page.title,
        },
    )


def note_who_entered(request: HttpRequest, instance: Any) -> None:
    """Keep who entered a day off or confirmed a year; the row itself is never changed otherwise."""
    for model, name in ((CalendarDay, "entered_by"), (ConfirmedYear, "confirmed_by")):
        if isinstance(instance, model):
            model.objects.filter(pk=instance.pk).update(**{name: request.user})


class RegistryPanel(Component):
    """A feature's panel on the admin's landing page."""

    def __init__(self, panel: registry.Panel) -> None:
        self.panel = panel
        self.order = panel.order

    def render_html(self, parent_context: Mapping[str, Any] | None = None) -> str:
        request = parent_context["request"] if parent_context else None
        return render_to_string(self.panel.template, dict(self.panel.context), request=request)


def add_landing_panels(request: HttpRequest, panels: list[Any]) -> None:
    """Put the features' panels first: one lands on what is due, not on statistics."""
    for source in registry.admin_panels:
        panel = source(request)
        if panel is not None:
            panels.append(RegistryPanel(panel))


def _page_or_404(page_id: int) -> BasePage:
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, BasePage):
        raise PermissionDenied
    return page


def _say(request: HttpRequest, refused: publishing.PublishingRefused) -> None:
    messages.error(
        request, format_html_join(" ", "{}", ((refusal.message,) for refusal in refused.refusals))
    )
