"""What readers said and how often pages were opened, for the staff: those of one's units, or all.

| address in the admin | what |
|---|---|
| `readers/` | pages with answers and how often they were opened; `?unit=`, `?days=` |
| `readers/page/?path=` | what was said of one page |
| `readers/views/` | days, and the pages opened most |
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.models import PageOpinion, PageViews, Unit, Usefulness
from portal.models.readers import LONGEST_PATH, may_read_opinions, reads_every_opinion
from portal.paging import positive_int

PER_PAGE = 50
#: Days that figures are shown for; the first is what one sees unasked.
PERIODS = (30, 90, 365)


def for_who_reads_opinions(view: Callable[..., HttpResponse]) -> Any:
    """Refuse everybody else."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_read_opinions(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@for_who_reads_opinions
def pages(request: HttpRequest) -> HttpResponse:
    """Pages that somebody said something of, the latest first."""
    days, today = _days(request), timezone.localdate()
    found = PageOpinion.objects.visible_to(request.user, today)
    found = found.filter(given_at__date__gt=today - timedelta(days=days))
    codes = sorted(set(found.order_by().values_list("unit_code", flat=True)) - {""})
    units = dict(Unit.objects.filter(code__in=codes).values_list("code", "name"))
    unit = request.GET.get("unit", "")
    if unit in units:
        found = found.filter(unit_code=unit)
    page_obj = Paginator(found.by_page(), PER_PAGE).get_page(request.GET.get("trang"))
    opened = PageViews.objects.since(today - timedelta(days=days)).of_paths(
        row["path"] for row in page_obj
    )
    rows = [
        {**row, "unit": units.get(row["unit_code"], ""), "opened": opened.get(row["path"], 0)}
        for row in page_obj
    ]
    context = {
        **_frame(request, days, _("Was this page useful?")),
        "page_obj": page_obj,
        "rows": rows,
        "units": units.items() if reads_every_opinion(request.user) else (),
        "unit": unit if unit in units else "",
    }
    return render(request, "portal/admin/opinions.html", context)


@require_safe
@for_who_reads_opinions
def of_page(request: HttpRequest) -> HttpResponse:
    """What was said of the page at `?path=` or with the number `?page=`; `?answer=` keeps one."""
    found = PageOpinion.objects.visible_to(request.user, timezone.localdate())
    page_id = positive_int(request.GET.get("page"))
    path = request.GET.get("path", "")[:LONGEST_PATH].replace("\0", "")
    found = found.filter(page_id=page_id) if page_id else found.filter(path=path)
    answer = request.GET.get("answer", "")
    if answer in Usefulness.values:
        found = found.filter(usefulness=answer)
    page_obj = Paginator(found.select_related("page"), PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page_title": _("Was this page useful?"),
        "page_subtitle": path,
        "header_icon": "comment",
        "page_obj": page_obj,
        "choices": Usefulness.choices,
        "answer": answer if answer in Usefulness.values else "",
        "page_id": page_id or "",
        "path": path,
    }
    return render(request, "portal/admin/opinions_of_page.html", context)


@require_safe
@for_who_reads_opinions
def views(request: HttpRequest) -> HttpResponse:
    """How often pages were opened: by day, and which most."""
    days, today = _days(request), timezone.localdate()
    counted = PageViews.objects.since(today - timedelta(days=days - 1))
    by_day = counted.order_by("-day").values("day").annotate(total=Sum("count"))
    most = counted.order_by().values("path").annotate(total=Sum("count")).order_by("-total", "path")
    context = {
        **_frame(request, days, _("How often pages were opened")),
        "by_day": list(by_day),
        "page_obj": Paginator(most, PER_PAGE).get_page(request.GET.get("trang")),
        "total": counted.aggregate(total=Sum("count"))["total"] or 0,
    }
    return render(request, "portal/admin/page_views.html", context)


def _days(request: HttpRequest) -> int:
    asked = positive_int(request.GET.get("days"))
    return asked if asked in PERIODS else PERIODS[0]


def _frame(request: HttpRequest, days: int, title: str) -> dict[str, Any]:
    return {"page_title": title, "header_icon": "comment", "days": days, "periods": PERIODS}
