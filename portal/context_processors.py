"""What every template may use: how the visitor wants to see the page, and the office's facts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from portal.display import display_of
from portal.frame import frame_of

#: Days after which a demonstration is stale: its deadlines have moved on.
DEMONSTRATION_FRESH_DAYS = 3


def portal(request: HttpRequest) -> dict[str, Any]:
    """`display` (contrast, text), `office` (PortalSettings, read when first used), `demonstration`
    (None, or since when and whether it is stale), `sections` (title and url of the pages shown in
    menus), `frame` (what the tag `kept` keeps pieces in)."""
    frame = SimpleLazyObject(lambda: frame_of(request))
    return {
        "display": display_of(request),
        "frame": frame,
        "office": SimpleLazyObject(lambda: frame.office),
        "sections": SimpleLazyObject(lambda: frame.sections),
        "demonstration": SimpleLazyObject(lambda: _demonstration(frame.office)),
    }


def _demonstration(office: Any) -> dict[str, Any]:
    made_on = office.demonstration_made_on
    if made_on is None:
        return {}
    age = (timezone.localdate() - made_on).days
    return {"made_on": made_on, "stale": age > DEMONSTRATION_FRESH_DAYS}
