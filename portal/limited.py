"""Items for a limited audience follow the ledger, in the transaction that wrote it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.dateparse import parse_datetime
from wagtail.models import Page, Revision

from portal.audiences import AUDIENCE_OF_CHANNEL, LIMITED
from portal.events import ON_THE_WEB, PAGE_KINDS
from portal.models import LimitedItem, PublicationEvent
from portal.text import fold


def follow(event: PublicationEvent, **kwargs: Any) -> None:
    """Receiver of `ledger_written`: the page is shown to whom its last event says, or to nobody."""
    if event.kind not in PAGE_KINDS:
        return
    audience = AUDIENCE_OF_CHANNEL.get(event.channel)
    if event.kind not in ON_THE_WEB or audience not in LIMITED:
        LimitedItem.objects.filter(page_id=event.page_id).delete()
        return
    LimitedItem.objects.update_or_create(
        page_id=event.page_id,
        defaults={
            "audience": audience,
            "kind": event.page_kind,
            "title": event.title,
            "search_text": fold(event.title)[:500],
            "unit_code": event.unit_code,
            "revision_id": event.revision_id,
            "event_id": event.pk,
            "published_on": event.happened_on,
            "expire_at": _end_of(event.revision_id),
        },
    )


def _end_of(revision_id: int | None) -> Any:
    """The hour at which that revision says its publication ends."""
    content = Revision.objects.filter(pk=revision_id).values_list("content", flat=True).first()
    end = (content or {}).get("expire_at")
    return parse_datetime(end) if end else None


@transaction.atomic
def rebuild() -> int:
    """Throw the items away and derive them again from the ledger; how many there are."""
    LimitedItem.objects.all().delete()
    last = PublicationEvent.objects.of_pages().order_by().values("page_id").annotate(pk=Max("pk"))
    there = Page.objects.values("pk")
    events = PublicationEvent.objects.filter(
        pk__in=last.values("pk"), kind__in=sorted(ON_THE_WEB), page_id__in=there
    )
    for event in events.exclude(channel="portal").order_by("pk").iterator():
        follow(event)
    return LimitedItem.objects.count()
