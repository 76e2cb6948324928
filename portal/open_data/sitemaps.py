"""The site map: every public page with the day it last changed, 5,000 addresses a file."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.core.paginator import Paginator
from django.http import HttpRequest
from wagtail.models import Site

from portal.open_data import queries


class PublicPages(Sitemap):
    """Pages of the site that a request came to."""

    limit = 5_000

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def items(self) -> Any:
        site = Site.find_for_request(self.request)
        pages = queries.whole_site().order_by("pk")
        return pages.filter(path__startswith=site.root_page.path) if site else pages.none()

    def location(self, item: Any) -> str:
        return item.get_url(self.request) or "/"

    def lastmod(self, item: Any) -> datetime | None:
        return item.last_published_at or item.latest_revision_created_at

    def get_protocol(self, protocol: str | None = None) -> str:
        return self.request.scheme

    def get_domain(self, site: Any = None) -> str:
        return self.request.get_host()

    @property
    def paginator(self) -> Paginator:
        return Paginator(self.items(), self.limit)
