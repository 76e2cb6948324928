"""Any search as an Atom feed: what was issued last of what it finds."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from search.results import ResultsPage


def atom(request: HttpRequest, page: ResultsPage) -> str:
    """The feed of `page`, as text. What has no day of its own is left out: a feed is in time."""
    address = request.build_absolute_uri("/tim-kiem/" + page.feed_query)
    feed = Atom1Feed(
        title=_("Search: %(text)s") % {"text": page.query.text},
        link=address,
        description="",
        feed_url=request.build_absolute_uri(),
        language="vi",
        feed_guid=address,
    )
    for hit in page.hits:
        if hit.date is None:
            continue
        day: Any = timezone.make_aware(datetime.combine(hit.date, time()))
        url = request.build_absolute_uri(hit.entry.url)
        feed.add_item(
            title=f"{hit.entry.number} {hit.entry.title}".strip(),
            link=url,
            description=strip_tags(str(hit.snippet)),
            unique_id=url,
            pubdate=day,
            updateddate=day,
        )
    return feed.writeString("utf-8")
