"""What the register shows on the home page and on the admin's landing page."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from disclosures import presenting
from disclosures.register import snapshot
from portal.registry import Panel


def home(request: HttpRequest) -> Panel | None:
    """For `registry.home_panels`: how many duties are in which state. One query, as a rule."""
    found = snapshot()
    if not found.duties:
        return None
    context = {**presenting.tally(found), "at": timezone.now()}
    return Panel("disclosures/home_panel.html", context, order=10)
