"""Atom feeds of what was published last: of everything, of a kind, of a unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from wagtail.models import Page

from portal.events import EventKind
from portal.models import PublicationEvent
from portal.models.ledger import EventKindChoices
from portal.open_data.kinds import names
from portal.open_data.records import by_kind
from portal.text import compose


def feed(
    request: HttpRequest, events: Sequence[PublicationEvent], *, title: str, about: str
) -> str:
    """The feed of `events` (see `queries.latest`); `about` is the address of the readers' page."""
    made = Atom1Feed(
        title=title,
        link=request.build_absolute_uri(about),
        feed_url=request.build_absolute_uri(),
        feed_guid=request.build_absolute_uri(request.path),
        description="",
        language="vi",
    )
    ids = [event.page_id for event in events]
    rows = Page.objects.filter(pk__in=ids)
    pages = {page.pk: page for page in by_kind(rows)}
    for event in events:
        page = pages.get(event.page_id)
        if page is None:
            continue
        made.add_item(
            title=_plain(page.title),
            link=page.get_full_url(request) or request.build_absolute_uri("/"),
            description=_plain(_said(page, event)),
            unique_id=f"tag:{request.get_host().partition(':')[0]},2026:page:{page.pk}",
            updateddate=timezone.localtime(event.recorded_at),
            pubdate=timezone.localtime(page.first_published_at or event.recorded_at),
            author_name=page.unit.name if page.unit else None,
            categories=[names(page.kind)[0]],
        )
    return made.writeString("utf-8")


def _said(page: Any, event: PublicationEvent) -> str:
    """The note of a correction, then the summary."""
    note = ""
    if event.kind == EventKind.CORRECTED and event.reason:
        note = f"{EventKindChoices(event.kind).label}: {event.reason}\n\n"
    return f"{note}{page.summary}"


def _plain(text: str) -> str:
    """Text without the control signs that XML can't hold."""
    return "".join(sign for sign in compose(text) if sign.isprintable() or sign in "\n\t")
