"""What every template may use: how the visitor wants to see the page, and the office's facts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from wagtail.models import Page, Site

from portal.display import display_of
from portal.models import PortalSettings

#: Days after which a demonstration is stale: its deadlines have moved on.
DEMONSTRATION_FRESH_DAYS = 3


def portal(request: HttpRequest) -> dict[str, Any]:
    """`display` (contrast, text), `office` (PortalSettings, read when first used), `demonstration`
    (None, or since when and whether it is stale), `sections` (the pages shown in menus)."""
    office = SimpleLazyObject(lambda: PortalSettings.for_request(request))
    return {
        "display": display_of(request),
        "office": office,
        "sections": SimpleLazyObject(lambda: _sections(request)),
        "demonstration": SimpleLazyObject(lambda: _demonstration(office)),
    }


def _sections(request: HttpRequest) -> list[Page]:
    """The live pages right below the home page that are shown in menus, in the tree's order."""
    site = Site.find_for_request(request)  # kept on the request, with its root page
    return list(Page.objects.child_of(site.root_page).live().in_menu()) if site else []


def _demonstration(office: Any) -> dict[str, Any]:
    made_on = office.demonstration_made_on
    if made_on is None:
        return {}
    age = (timezone.localdate() - made_on).days
    return {"made_on": made_on, "stale": age > DEMONSTRATION_FRESH_DAYS}
