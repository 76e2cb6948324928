"""The results page: a plain GET form, usable without JavaScript; its address can be shared."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from search.engines import get_engine
from search.results import SearchRequest, find


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """`/tim-kiem/?q=…&loai=…&trang=…`; any address is a page, 503 only when search is away."""
    page = find(SearchRequest.from_query_dict(request.GET), get_engine())
    return TemplateResponse(
        request,
        "search/results.html",
        {"results": page},
        status=200 if page.available else 503,
        headers={} if page.available else {"Retry-After": "120"},
    )
