"""How the admin looks and what it leaves out: the portal's colours, no numbers that help nobody."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html

#: Wagtail's help in English on another host: not for people who work in Vietnamese.
WAGTAIL_HELP = ("editor-guide", "whats-new-in-wagtail")


def stylesheet() -> str:
    """The portal's colours, after Wagtail's own stylesheet."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


def no_site_summary(request: HttpRequest, items: list[Any]) -> None:
    """How many pages and files there are is nobody's work today."""
    items.clear()


def no_wagtail_help(request: HttpRequest, items: list[Any]) -> None:
    """Keep the keyboard shortcuts, drop what leads away."""
    items[:] = [item for item in items if not item.name.startswith(WAGTAIL_HELP)]
