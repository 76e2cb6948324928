"""What was published last, from the ledger: for the home page."""

from __future__ import annotations

from datetime import date
from typing import Any

from wagtail.models import Page

from portal import registry
from portal.events import ON_THE_WEB, EventKind
from portal.models import PublicationEvent

#: Events looked at to find the pages; many may concern one page, or one that is gone.
LOOKED_AT = 60


def latest_publications(limit: int = 6) -> list[dict[str, Any]]:
    """The pages published or corrected last and still public, latest first, each once.

    Each has `title`, `url`, `kind` (in words), `happened_on` (date) and `corrected`. Two queries.
    """
    events = PublicationEvent.objects.filter(kind__in=ON_THE_WEB).order_by("-happened_on", "-id")
    by_page: dict[int, PublicationEvent] = {}
    for event in events[:LOOKED_AT]:
        by_page.setdefault(event.page_id, event)
    live = Page.objects.live().in_bulk(list(by_page))
    found: list[dict[str, Any]] = []
    for page_id, event in by_page.items():
        kind = registry.kinds.get(event.page_kind)
        if page_id in live and kind is not None and len(found) < limit:
            found.append(_entry(live[page_id], str(kind.title), event.happened_on, event.kind))
    return found


def _entry(page: Page, kind: str, day: date, event_kind: str) -> dict[str, Any]:
    return {
        "title": page.title,
        "url": page.url or "",
        "kind": kind,
        "happened_on": day,
        "corrected": event_kind == EventKind.CORRECTED,
    }
