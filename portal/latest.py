"""What was published last, from the ledger: for the home page."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from portal import registry
from portal.events import ON_THE_WEB, EventKind
from portal.models import PublicationEvent

#: Events looked at to find the pages; many may concern one page, or one that is gone.
LOOKED_AT = 60


def latest_publications(home: Page, limit: int = 6) -> list[dict[str, Any]]:
    """The pages published or corrected last and still public, latest first, each once.

    `home` is the root of the site. Each has `title`, `url`, `kind` (in words), `happened_on` (date)
    and `corrected`. Two queries.
    """
    events = PublicationEvent.objects.filter(kind__in=ON_THE_WEB).order_by("-happened_on", "-id")
    by_page: dict[int, PublicationEvent] = {}
    for event in events[:LOOKED_AT]:
        by_page.setdefault(event.page_id, event)
    live = Page.objects.descendant_of(home).live().in_bulk(list(by_page))
    found: list[dict[str, Any]] = []
    for page_id, event in by_page.items():
        kind = registry.kinds.get(event.page_kind)
        if page_id in live and kind is not None and len(found) < limit:
            found.append(_entry(home, live[page_id], str(kind.title), event))
    return found


def _entry(home: Page, page: Page, kind: str, event: PublicationEvent) -> dict[str, Any]:
    return {
        "title": page.title,
        "url": f"/{page.url_path.removeprefix(home.url_path)}",  # page.url asks the database again
        "kind": kind,
        "happened_on": event.happened_on,
        "corrected": event.kind == EventKind.CORRECTED,
    }
