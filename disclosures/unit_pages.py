"""The page of each unit: what it made public, from the ledger, and its duties."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from disclosures import presenting
from disclosures.register import LeadUnits, snapshot
from portal import registry
from portal.events import ON_THE_WEB
from portal.models import PublicationEvent, Unit

PER_PAGE = 20


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """Every unit that exists today, with how many pages it has published."""
    today = timezone.localdate()
    counts = dict(
        _published()
        .values("unit_code")
        .annotate(n=Count("page_id", distinct=True))
        .values_list("unit_code", "n")
    )
    rows = [
        {"url": f"/don-vi/{unit.code}/", "title": unit.name, "count": counts.get(unit.code, 0)}
        for unit in Unit.objects.all()
        if unit.exists_on(today) or counts.get(unit.code)
    ]
    context = {"trail": [{"title": _("Home page"), "url": "/"}], "units": rows}
    return render(request, "disclosures/units.html", context)


@require_safe
def unit_page(request: HttpRequest, code: str) -> HttpResponse:
    """One unit: its duties by state, and what it published, latest first; `?loai=` one kind."""
    unit = Unit.objects.filter(code=code).select_related("succeeded_by").first()
    if unit is None:
        raise Http404
    mine = _published().filter(unit_code=unit.code)
    kinds = dict(
        mine.order_by()
        .values("page_kind")
        .annotate(n=Count("page_id", distinct=True))
        .values_list("page_kind", "n")
    )
    kind = request.GET.get("loai", "")
    if kind in kinds:
        mine = mine.filter(page_kind=kind)
    else:
        kind = ""
    rows = (
        mine.order_by()
        .values("page_id", "page_kind")
        .annotate(last_on=Max("happened_on"), last=Max("id"))
        .order_by("-last_on", "-last")
    )
    page_obj = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    _describe(request, page_obj.object_list)
    found = snapshot()
    led = [
        found.statuses[duty.code]
        for duty in LeadUnits(found.day).led_by(found.duties, [unit.code])
        if duty.kind in presenting.PUBLICATIONS
    ]
    context = {
        "trail": [{"title": _("Home page"), "url": "/"}, {"title": _("Units"), "url": "/don-vi/"}],
        "unit": unit,
        "is_gone": not unit.exists_on(timezone.localdate()),
        "segments": [
            {**one, "url": f"{one['url']}&don-vi={unit.code}"} for one in presenting.segments(led)
        ],
        "total": len(led),
        "page_obj": page_obj,
        "filtered": bool(kind),
        "clear_url": f"/don-vi/{unit.code}/",
        "filters": _kind_filter(kinds, kind),
    }
    return render(request, "disclosures/unit_page.html", context)


def _published() -> Any:
    """Publications of pages that are public now."""
    live = Page.objects.live().values("pk")
    return PublicationEvent.objects.filter(kind__in=ON_THE_WEB, page_id__in=live).exclude(
        page_kind=""
    )


def _describe(request: HttpRequest, rows: list[dict[str, Any]]) -> None:
    """Add `title`, `url`, `kind_words`, `dated_on` to rows of `page_id`, `page_kind`, `last_on`."""
    pages = Page.objects.in_bulk([row["page_id"] for row in rows])
    site = Site.find_for_request(request)
    root = site.root_page.url_path if site else "/"
    for row in rows:
        page, kind = pages[row["page_id"]], registry.kinds.get(row["page_kind"])
        row["title"] = page.title
        row["url"] = f"/{page.url_path.removeprefix(root)}"
        row["kind_words"] = kind.title if kind else ""
        row["dated_on"] = row["last_on"]


def _kind_filter(kinds: dict[str, int], chosen: str) -> list[dict[str, Any]]:
    if len(kinds) < 2:
        return []
    options = [
        {"value": code, "label": str(kind.title_plural), "count": count}
        for code, count in kinds.items()
        if (kind := registry.kinds.get(code)) is not None
    ]
    return [
        {
            "field_id": "loai",
            "name": "loai",
            "label": _("Kind"),
            "all": _("All kinds"),
            "value": chosen,
            "options": sorted(options, key=lambda option: option["label"]),
        }
    ]
