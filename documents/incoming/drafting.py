"""From confirmed fields to a draft page: known numbers, the kinds there are, the page itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from wagtail.models import Page

from documents.models import IncomingDocument
from portal import registry
from portal.models import BasePage, DocumentNumber
from portal.registry import DocumentKind
from portal.text import fold


def kinds_for(user: Any) -> list[DocumentKind]:
    """The kinds of page that this account may begin with a document, by name."""
    kinds = [
        kind
        for source in registry.document_kinds
        for kind in source()
        if kind.parent.permissions_for_user(user).can_add_subpage()
    ]
    return sorted(kinds, key=lambda kind: fold(str(kind.title)))


def likely_kind(kinds: list[DocumentKind], document_type: str) -> str:
    """The code of the kind whose name begins with, or holds, what the document calls itself."""
    wanted = fold(document_type)
    if not wanted:
        return ""
    named = {kind.code: fold(str(kind.title)) for kind in kinds}
    for code, name in named.items():
        if name.startswith(wanted):
            return code
    return next((code for code, name in named.items() if wanted in name), "")


def pages_with_number(number: str, signed_on: date | None) -> list[Page]:
    """Pages that publish a document of that number (and year, when it is known)."""
    if not number.strip():
        return []
    rows = DocumentNumber.objects.written(number, signed_on.year if signed_on else None)
    return list(Page.objects.filter(pk__in=rows.values("page_id")).order_by("pk"))


@transaction.atomic
def begin_page(
    incoming: IncomingDocument, kind: DocumentKind, values: Mapping[str, Any], user: Any
) -> BasePage:
    """The draft page begun with this document; the one that is there already when it was begun."""
    incoming = IncomingDocument.objects.select_for_update().get(pk=incoming.pk)
    if (begun := incoming.page) is not None:
        return begun.specific
    page = kind.make(
        file=incoming.file,
        owner=user,
        title=values["title"],
        number=values["number"],
        signed_on=values["date"],
        agency=values["agency"],
        signer=values["signer"],
        signer_title=values["signer_title"],
    )
    page.live = False
    kind.parent.add_child(instance=page)
    # What is still missing is asked for in the editor, and must be there when it is published.
    page.save_revision(user=user, log_action="wagtail.create", clean=False)
    incoming.page_id, incoming.kind = page.pk, kind.code
    incoming.save(update_fields=["page_id", "kind"])
    return page
