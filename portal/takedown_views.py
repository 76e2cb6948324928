"""The screens of taking down: why, and once more with what it means, by who may."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from portal import publishing
from portal.events import EventKind
from portal.models import BasePage, PublicationEvent
from portal.permissions import may, stands_once

#: Seconds between the first and the second confirmation.
PATIENCE = 15 * 60
SALT = "portal.take_down"


class ReasonForm(forms.Form):
    """The first confirmation: the reason."""

    reason = forms.CharField(
        label=gettext_lazy("Reason, shown to the public"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Say on what ground, and nothing of what leaked: this text stays for good."
        ),
    )


class AgainForm(forms.Form):
    """The second: the number of the page, typed."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=8000)
    number = forms.IntegerField(
        label=gettext_lazy("Type the number of the page once more"), min_value=1, max_value=2**62
    )


def may_take_down(user: Any, page: Any) -> bool:
    """Whether the page was published, is no structural page, is not gone yet, and `user` may."""
    if not isinstance(page, BasePage) or not may(user, "take_down_publication"):
        return False
    last = PublicationEvent.objects.last_for_page(page.pk)
    return last is not None and last.kind != EventKind.TAKEN_DOWN and not stands_once(page)


def take_down(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask for the reason, then for the page's number, then purge."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not may_take_down(request.user, page):
        raise PermissionDenied
    form: forms.Form = ReasonForm(request.POST or None)
    second = "token" in request.POST
    if second:
        form = AgainForm(request.POST)
        if form.is_valid():
            reason = _confirmed(form, request.user, page)
            if reason is not None:
                return _done(request, page, reason)
    elif request.method == "POST" and form.is_valid():
        value = {"page": page.pk, "by": request.user.pk, "reason": form.cleaned_data["reason"]}
        form, second = AgainForm(initial={"token": signing.dumps(value, salt=SALT)}), True
    context = {
        "page": page,
        "form": form,
        "second": second,
        "page_title": _("Take down"),
        "page_subtitle": page.title,
        "header_icon": "warning",
    }
    return render(request, "portal/admin/take_down.html", context)


def _confirmed(form: forms.Form, user: Any, page: Page) -> str | None:
    """The reason of the first confirmation, when the second is about the same; else None."""
    try:
        value = signing.loads(form.cleaned_data["token"], salt=SALT, max_age=PATIENCE)
    except signing.BadSignature:
        form.add_error(None, _("Too much time has passed; begin again."))
        return None
    if (value["page"], value["by"]) != (page.pk, user.pk):
        form.add_error(None, _("This confirmation is about another page."))
        return None
    if form.cleaned_data["number"] != page.pk:
        form.add_error("number", _("That is not the number of this page."))
        return None
    return value["reason"]


def _done(request: HttpRequest, page: BasePage, reason: str) -> HttpResponse:
    try:
        publishing.take_down(page, actor=request.user, reason=reason)
    except publishing.PublishingRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("It is taken down."))
    return redirect("wagtailadmin_home")
