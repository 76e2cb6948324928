"""Receipts for the paper file (V): one row of the ledger, in words, as a page and as a PDF.

What is in it comes from the ledger; which duty it answers and whether in time, the features say
(`registry.receipt_lines`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from portal import registry, sheets
from portal.audiences import AUDIENCE_OF_CHANNEL, Audience
from portal.models import DocumentNumber, PortalSettings, PublicationEvent, Unit
from portal.permissions import may, may_see, works_for


def fingerprint_of(event: PublicationEvent) -> str:
    """SHA-256 of the row as the ledger has it: the same row has the same fingerprint, for ever."""
    row = {
        field.column: getattr(event, field.attname)
        for field in event._meta.local_concrete_fields
        if field.name != "recorded_at"
    }
    row["recorded_at"] = event.recorded_at.astimezone(timezone.get_default_timezone()).isoformat()
    text = json.dumps(row, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def may_read_receipt(user: Any, event: PublicationEvent) -> bool:
    """Whether `user` may see what the row is about: who may see the page and read histories, who
    did it, who reads the register, who acts for the unit."""
    if event.actor_id == user.pk and user.is_active:
        return True
    page = Page.objects.filter(pk=event.page_id).first() if event.page_id else None
    if page is not None:
        tester = page.specific.permissions_for_user(user)
        return may_see(user, page) and tester.can_read_history()
    if may(user, "view_register") or may(user, "act_for_any_unit"):
        return True
    return may(user, "act_for_unit") and works_for(user, event.unit_code)


def receipt_of(event: PublicationEvent) -> dict[str, Any]:
    """What the receipt says: `title`, `number` of the entry, `facts` (term, value), `lines`
    (`ReceiptLine`), `files` (name or empty, sha256, size), `fingerprint` of the entry."""
    unit = Unit.objects.filter(code=event.unit_code).first()
    numbers = DocumentNumber.objects.filter(page_id=event.page_id) if event.page_id else []
    office = PortalSettings.objects.order_by("pk").first()
    audience = AUDIENCE_OF_CHANNEL.get(event.channel, Audience.PUBLIC)
    at = timezone.localtime(event.recorded_at)
    facts = [
        (_("What"), str(event.get_kind_display())),
        (_("Title"), event.title),
        (_("Number"), ", ".join(one.number for one in numbers)),
        (_("Unit"), unit.name if unit else ""),
        (_("Day it counts for"), f"{event.happened_on:%d/%m/%Y}"),
        (_("Recorded at"), f"{at:%H:%M:%S %d/%m/%Y}"),
        (_("By"), event.actor_name),
        (_("For whom"), str(audience.label) if event.page_id else ""),
        (_("Version"), str(event.version or "")),
        (_("Reason or note"), event.reason),
        (_("Content, SHA-256"), event.details.get("content_sha256", "")),
    ]
    withheld = [*event.details.get("withheld", ()), *filter(None, [event.details.get("original")])]
    return {
        "title": _("Receipt of publication") if event.page_id else _("Receipt of an act"),
        "number": event.pk,
        "office": office.office_name if office else "",
        "facts": [{"term": term, "value": value} for term, value in facts if value],
        "lines": [line for source in registry.receipt_lines for line in source(event)],
        "files": [*event.files, *event.details.get("files", ())],
        "withheld": withheld,
        "fingerprint": fingerprint_of(event),
    }


@require_safe
def show(request: HttpRequest, event_id: int) -> HttpResponse:
    """The receipt as a page; `?pdf` as a sheet."""
    event = PublicationEvent.objects.filter(pk=event_id).first() if event_id < 2**63 else None
    if event is None:
        raise Http404
    if not may_read_receipt(request.user, event):
        raise PermissionDenied
    receipt = receipt_of(event)
    if "pdf" in request.GET:
        try:
            pdf = sheets.make_pdf(
                "portal/receipt.typ", _for_paper(receipt), made_at=event.recorded_at
            )
        except sheets.SheetFailed as failed:
            receipt["failed"] = str(failed)
        else:
            response = HttpResponse(pdf, content_type="application/pdf")
            response["Content-Disposition"] = f'inline; filename="bien-nhan-{event.pk}.pdf"'
            response["Cache-Control"] = "private, no-store"
            return response
    context = {
        "receipt": receipt,
        "page_title": receipt["title"],
        "page_subtitle": f"#{event.pk}",
        "header_icon": "doc-full-inverse",
    }
    return render(request, "portal/admin/receipt.html", context)


def _for_paper(receipt: Mapping[str, Any]) -> dict[str, Any]:
    """The values and words of the sheet."""
    lines = [
        {
            "duty": f"{line.duty} – {line.title}" if line.title else line.duty,
            "case": line.case,
            "due": line.due,
            "status": line.status,
        }
        for line in receipt["lines"]
    ]
    files = [
        {"name": row.get("name", ""), "sha256": row["sha256"]}
        for row in [
            *receipt["files"],
            *({**one, "name": _("withheld")} for one in receipt["withheld"]),
        ]
    ]
    return {
        "title": receipt["title"],
        "office": receipt["office"],
        "number": str(receipt["number"]),
        "facts": receipt["facts"],
        "lines": lines,
        "files": files,
        "fingerprint": receipt["fingerprint"],
        "site": settings.SITE_URL,
        "words": {
            "entry": _("Entry of the ledger"),
            "duty": _("Duty"),
            "case": _("Case or period"),
            "due": _("Deadline"),
            "status": _("In time?"),
            "files": _("Files, SHA-256"),
            "fingerprint": _("Fingerprint of the entry (SHA-256)"),
            "page": _("page"),
        },
    }
