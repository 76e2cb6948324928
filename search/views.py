"""The results page: a plain GET form, usable without JavaScript; its address can be shared."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from search import unanswered
from search.engines import Sort, get_engine
from search.feed import atom
from search.house_words import current
from search.results import SearchRequest, find
from search.suggestions import MAX_CHARACTERS, suggestions

#: Results are no pages of their own: engines of the world are not to keep them.
NOINDEX = {"X-Robots-Tag": "noindex"}
AWAY = {**NOINDEX, "Retry-After": "120"}


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """`/tim-kiem/?q=…&loai=…&trang=…`; any address is a page, 503 only when search is away."""
    asked = SearchRequest.from_query_dict(request.GET)
    page = find(asked, get_engine(), current())
    if page.found_nothing and not asked.filters.chosen:
        unanswered.count(page.query, timezone.localdate())
    return TemplateResponse(
        request,
        "search/results.html",
        {"results": page},
        status=200 if page.available else 503,
        headers=NOINDEX if page.available else AWAY,
    )


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """`/tim-kiem/atom?q=…`: the same search as a feed, the newest first."""
    asked = SearchRequest.from_query_dict(request.GET)
    page = find(replace(asked, sort=Sort.NEWEST, number=1), get_engine(), current())
    if not page.available:
        return HttpResponse(status=503, headers=AWAY, content_type="text/plain")
    return HttpResponse(
        atom(request, page), content_type="application/atom+xml; charset=utf-8", headers=NOINDEX
    )


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """`/tim-kiem/goi-y/?q=…`: suggestions as a page; with `dang=json` for the script of the search
    box: `{"suggestions": [{"title", "url", "number", "kind"}]}`. The same for everybody, so that
    whoever stands between may keep it a minute.
    """
    typed = request.GET.get("q", "")[:MAX_CHARACTERS]
    found = suggestions(typed, get_engine())
    headers = {**NOINDEX, "Cache-Control": "public, max-age=60"}
    if request.GET.get("dang") == "json":
        rows = [
            {"title": one.title, "url": one.url, "number": one.number, "kind": str(one.kind)}
            for one in found
        ]
        return JsonResponse({"suggestions": rows}, headers=headers)
    return TemplateResponse(
        request,
        "search/suggestions.html",
        {"typed": typed, "suggestions": found},
        headers=NOINDEX,
    )
