"""/sitemap.xml: an index, and its parts at /sitemap-pages.xml?p=N."""

from __future__ import annotations

from django.contrib.sitemaps import views
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from portal.open_data.sitemaps import PublicPages


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The parts there are."""
    return views.index(request, {"pages": PublicPages(request)}, sitemap_url_name="sitemap_part")


@require_safe
def part(request: HttpRequest, section: str) -> HttpResponse:
    """One part; 404 for one that there isn't."""
    return views.sitemap(request, {"pages": PublicPages(request)}, section=section)
