"""What an editor is told after saving a disclosure: what the page itself warns about (too late to
be valid, people named)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from disclosures.models import DisclosureItem


def warn_the_editor(request: HttpRequest, page: Any) -> None:
    """For Wagtail's hooks after a page was made or changed. A warning stops nothing."""
    if isinstance(page, DisclosureItem):
        for warning in page.warnings():
            messages.warning(request, warning)
