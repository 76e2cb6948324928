"""The public history of a page: its published versions, and what differs between two of them.

`/lich-su/<page>/?tu=1&den=2`. Only of what is public now, and only versions since it went public:
what was withdrawn or taken down is shown nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page, Revision
from wagtail.rich_text import get_text_for_indexing

from portal.differences import parts_between
from portal.events import ON_THE_WEB
from portal.models import BasePage, DisclosurePage, PublicationEvent
from portal.paging import positive_int
from portal.public_record import PublicField, ValueType, all_words, words_of


def versions_of(page: BasePage) -> list[PublicationEvent]:
    """The publications since the page went public last, the latest first."""
    found: list[PublicationEvent] = []
    events = PublicationEvent.objects.of_pages().for_everybody().for_page(page.pk).reverse()
    for event in events:
        if event.kind not in ON_THE_WEB:
            break
        found.append(event)
    return found


def said_in(content: BasePage) -> list[tuple[str, str]]:
    """What a version says, part by part: pairs of label and text."""
    parts = [(_("Title"), content.title), (_("Summary"), content.summary)]
    if hasattr(content, "body"):
        parts.append((_("Text"), get_text_for_indexing(str(content.body or ""))))
    if isinstance(content, DisclosurePage):
        parts += list(_fields(content))
        parts.append((_("Unit in charge"), str(content.unit or "")))
        if content.withheld_ground:
            words = f"{content.get_withheld_ground_display()} {content.withheld_note}"
            parts.append((_("Parts left out"), words.strip()))
    return [(str(label), text) for label, text in parts if text]


def _fields(content: DisclosurePage) -> Iterator[tuple[str, str]]:
    for field in content.public_fields:
        label = str(field.label)[:1].upper() + str(field.label)[1:]
        if field.type is ValueType.ROWS:
            yield label, "\n".join(_rows(content, field))
        else:
            yield label, words_of(content, field)


def _rows(content: DisclosurePage, field: PublicField) -> list[str]:
    rows = getattr(content, field.source or field.name, None)
    rows = rows() if callable(rows) and not hasattr(rows, "all") else rows
    rows = rows.all() if hasattr(rows, "all") else rows or ()
    return [" · ".join(all_words(row, field.rows)) for row in rows]


@require_safe
def history(request: HttpRequest, page_id: int) -> HttpResponse:
    """The versions, and the differences between the two asked for (default: the last two)."""
    if page_id >= 2**63:
        raise Http404
    page = get_object_or_404(Page.objects.live().public(), pk=page_id).specific
    if not isinstance(page, BasePage):
        raise Http404
    versions = versions_of(page)
    by_number = {event.version: event for event in versions}
    after = by_number.get(positive_int(request.GET.get("den"))) or (versions or [None])[0]
    older = [event for event in versions if after and event.pk < after.pk]
    before = by_number.get(positive_int(request.GET.get("tu"))) or (older or [None])[0]
    context: dict[str, Any] = {"page": page, "versions": versions, "after": after, "before": before}
    if before is not None and after is not None and before.pk != after.pk:
        before, after = sorted((before, after), key=lambda event: event.pk)
        texts = [_content(event) for event in (before, after)]
        context |= {"before": before, "after": after, "is_kept": None not in texts}
        if None not in texts:
            context["parts"] = parts_between(*(said_in(one) for one in texts))
        context["files"] = _files(before, after)
    return render(request, "portal/history.html", context)


def _content(event: PublicationEvent) -> BasePage | None:
    revision = Revision.page_revisions.filter(pk=event.revision_id).first()
    return revision.as_object() if revision else None


def _files(before: PublicationEvent, after: PublicationEvent) -> dict[str, list[Any]]:
    """Files that one version lists and the other does not, by their fingerprints."""
    old = {row["sha256"] for row in before.files}
    new = {row["sha256"] for row in after.files}
    return {
        "added": [row for row in after.files if row["sha256"] not in old],
        "removed": [row for row in before.files if row["sha256"] not in new],
    }
