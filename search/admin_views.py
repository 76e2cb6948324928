"""The office looks after search (S5): trying it out with the reasons, and what found nothing."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from search.engines import get_engine
from search.house_words import current
from search.models import ZeroResult
from search.results import SearchRequest, find
from search.trying import tried
from search.unanswered import FEWEST

PERMISSION = "search.keep_search"
#: So many of the list are shown; below them are rarities.
SHOWN = 100


@require_admin_access
@permission_required(PERMISSION, raise_exception=True)
@require_safe
def quality(request: HttpRequest) -> HttpResponse:
    """The try-out box, and the searches of the last weeks that found nothing."""
    asked = SearchRequest.from_query_dict(request.GET)
    page = (
        find(SearchRequest(text=asked.text), get_engine(), current())
        if asked.text.strip()
        else None
    )
    rows = ZeroResult.objects.filter(settled=False).exclude(text="").filter(count__gte=FEWEST)
    context: dict[str, Any] = {
        "header_title": _("Quality of search"),
        "header_icon": "search",
        "page": page,
        "tried": tried(page) if page and page.available else None,
        "rows": rows[:SHOWN],
        "fewest": FEWEST,
    }
    return render(request, "search/admin/quality.html", context)


@require_admin_access
@permission_required(PERMISSION, raise_exception=True)
@require_POST
def settle(request: HttpRequest, row_id: int) -> HttpResponse:
    """Take one search off the list: it was dealt with, or needs nothing."""
    row = get_object_or_404(ZeroResult.objects.exclude(text=""), pk=row_id)
    ZeroResult.objects.filter(text=row.text).update(settled=True)
    messages.success(request, _("“%(text)s” was taken off the list.") % {"text": row.text})
    return redirect(reverse("search_quality"))
