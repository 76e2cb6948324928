"""The page published last for a duty that is public today: where a reader looks first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from heapq import nlargest

from wagtail.models import Page

from disclosures.register import Register
from portal.events import ON_THE_WEB

#: How far back to look when the latest pages have left the web.
LOOK_BACK = 5


def public_pages(numbers: Iterable[int | None]) -> dict[int, Page]:
    """Those of the pages that everybody may read today, by their number; two queries."""
    return Page.objects.live().public().in_bulk({one for one in numbers if one})


def latest_pages(
    found: Register, codes: Iterable[str], public: Mapping[int, Page] | None = None
) -> dict[str, Page]:
    """By duty, the page published last, as the register knew then, that everybody may read today.

    `public`: the `public_pages` among the candidates, where the caller has asked for them already.
    Linear in the number of events; two queries at most.
    """
    latest = candidates(found, codes)
    if public is None:
        public = public_pages(one for row in latest.values() for one in row)
    found_pages = {}
    for code, row in latest.items():
        page = next((public[one] for one in row if one in public), None)
        if page is not None:
            found_pages[code] = page
    return found_pages


def candidates(found: Register, codes: Iterable[str]) -> dict[str, list[int]]:
    """By duty, the numbers of the pages published last, the latest first; no query."""
    pages: dict[str, dict[int, tuple[date, int]]] = {}
    for code in codes:
        mine = pages[code] = {}
        for event in found.events_of(code):
            page = event.page_id
            if (
                page is not None
                and event.kind in ON_THE_WEB
                and event.happened_on <= found.day
                and event.recorded_at <= found.known_at
            ):
                mine[page] = max(mine.get(page, (date.min, 0)), (event.happened_on, event.id))
    return {code: nlargest(LOOK_BACK, mine, key=mine.__getitem__) for code, mine in pages.items()}
