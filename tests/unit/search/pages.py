"""Pages for the tests of the outbox: plain content pages, published through the verb."""

from __future__ import annotations

from wagtail.models import Page

from home.models import ContentPage
from portal.site import add_page

BODY = "<p>Nội dung</p>"


def published(title: str, **values: object) -> ContentPage:
    """A live page below the root."""
    return add_page(Page.objects.get(depth=1), ContentPage(title=title, body=BODY, **values))
