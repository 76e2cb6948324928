"""The public catalogue of duties: what must be public, where, in what form, when and for how long,
with live status (Luật Tiếp cận thông tin 2016, Đ.19(1)(g))."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from disclosures import presenting
from disclosures.counting.verdicts import DutyValue
from disclosures.duty_detail import duty_page
from disclosures.presenting import Choice
from disclosures.register import LeadUnits, Register, snapshot
from disclosures.words.wording import DIMENSIONS
from portal.paging import positive_int

PER_PAGE = 30


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every duty with its status; `?tinh-trang=`, `?don-vi=`, `?linh-vuc=` filter, and what makes
    no sense is ignored."""
    found = snapshot()
    units = LeadUnits(found.day)
    choice = _choice(request.GET, found, units)
    return render(
        request,
        "disclosures/catalogue.html",
        {
            "trail": _trail(),
            "at": timezone.now(),
            **presenting.tally(found),
            "filters": presenting.filters(found, units, choice),
            "filtered": bool(choice),
            "clear_url": reverse("disclosures:catalogue"),
            "groups": presenting.groups(found, units, choice),
        },
    )


@require_safe
def obligation(request: HttpRequest, code: str) -> HttpResponse:
    """One duty with everything the register knows of it that is public."""
    found = snapshot()
    duty = found.duty(code)
    if duty is None:
        raise Http404
    instances = presenting.newest_first(found.statuses[code].instances)
    page_obj = Paginator(instances, PER_PAGE).get_page(request.GET.get("trang"))
    return render(
        request,
        "disclosures/obligation.html",
        {
            "trail": [
                *_trail(),
                {"title": _("What must be public"), "url": reverse("disclosures:catalogue")},
            ],
            "at": timezone.now(),
            **duty_page(found, LeadUnits(found.day), duty),
            "instances": presenting.instance_rows(page_obj.object_list, found.events),
            "page_obj": page_obj,
        },
    )


def _choice(query: QueryDict, found: Register, units: LeadUnits) -> Choice:
    status, unit = query.get("tinh-trang", ""), query.get("don-vi", "")
    dimension = positive_int(query.get("linh-vuc"))
    known = {one.code for duty in found.duties if (one := units.of(duty))}
    return Choice(
        unit=unit if unit in known else "",
        status=status if status in set(DutyValue) else "",
        dimension=dimension if dimension in DIMENSIONS else None,
    )


def _trail() -> list[dict[str, str]]:
    return [{"title": _("Home page"), "url": "/"}]
