"""Offers, after whatever a person did in the admin, the receipts of what the ledger wrote of it:
approving in a workflow, acts of the register, withdrawing and bulk actions alike."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from portal.events import EventKind

#: So many receipts are offered at once; the others are in the history of their pages.
MOST = 10
#: Ids that the ledger wrote during this request; None: outside one that a person makes.
_written: ContextVar[list[int] | None] = ContextVar("portal_written", default=None)


def remember(event: Any, **kwargs: Any) -> None:
    """Receiver of `ledger_written`: the event belongs to the request under way, if there is one."""
    found = _written.get()
    if found is not None and event.kind != EventKind.GUARD_OVERRIDDEN:
        found.append(event.pk)


class ReceiptOfferMiddleware:
    """Adds a message with links to the receipts; where the person sees it next is the admin's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        from portal.middleware import is_admin  # which names this module's class by settings

        if request.method != "POST" or not is_admin(request.path):
            return self.get_response(request)
        token = _written.set([])
        try:
            response = self.get_response(request)
            written = _written.get() or []
        finally:
            _written.reset(token)
        if written and response.status_code < 400:
            offer(request, written)
        return response


def offer(request: HttpRequest, ids: list[int]) -> None:
    """Say where the receipts of these entries are: those that stayed, and that are this person's
    doing."""
    from portal.models import PublicationEvent  # models are not loaded with the settings

    rows = PublicationEvent.objects.filter(pk__in=ids, actor_id=request.user.pk)
    there = list(rows.order_by("pk").values_list("pk", flat=True))
    if not there:
        return
    links = [
        messages.button(reverse("portal_receipt", args=[pk]), _("Receipt no. %(n)s") % {"n": pk})
        for pk in there[:MOST]
    ]
    said, more = _("It is entered in the ledger."), len(there) - MOST
    if more > 0:
        said = ngettext(
            "Entered in the ledger; %(count)s more receipt is in the history of its page.",
            "Entered in the ledger; %(count)s more receipts are in the histories of the pages.",
            more,
        ) % {"count": more}
    messages.info(request, said, buttons=links)
