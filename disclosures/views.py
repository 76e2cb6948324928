"""The public catalogue of duties: what must be public, where, in what form, when and for how long,
with live status (Luật Tiếp cận thông tin 2016, Đ.19(1)(g))."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from disclosures import presenting
from disclosures.asked import Asked, asked
from disclosures.counting.verdicts import DutyValue
from disclosures.duty_detail import duty_page
from disclosures.latest import candidates, public_pages
from disclosures.missing.shown import notices_about
from disclosures.presenting import Choice, basis_of
from disclosures.register import LeadUnits, Register, snapshot
from disclosures.words.wording import DIMENSIONS
from portal.paging import positive_int

PER_PAGE = 30


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every duty with its status; `?tinh-trang=`, `?don-vi=`, `?linh-vuc=`, `?can-cu=` filter, and
    what makes no sense in them is ignored. `?at=`, `?known_at=` ask about a past moment."""
    moment = asked(request.GET, timezone.localdate())
    found = snapshot(moment.at, moment.known_at)
    units = LeadUnits(found.day)
    choice = choice_of(request.GET, found, units)
    return render(
        request,
        "disclosures/catalogue.html",
        {
            "trail": _trail(),
            **_moment(moment, found),
            **presenting.tally(found, moment.query),
            "filters": presenting.filters(found, units, choice),
            "filtered": bool(choice),
            "clear_url": reverse("disclosures:catalogue"),
            "groups": presenting.groups(found, units, choice),
            "open_data_url": reverse("disclosures:open_data"),
        },
        status=400 if moment.error else 200,
    )


@require_safe
def obligation(request: HttpRequest, code: str) -> HttpResponse:
    """One duty with everything the register knows of it that is public."""
    moment = asked(request.GET, timezone.localdate())
    found = snapshot(moment.at, moment.known_at)
    duty = found.duty(code)
    if duty is None:
        raise Http404
    instances = presenting.newest_first(found.statuses[code].instances)
    page_obj = Paginator(instances, PER_PAGE).get_page(request.GET.get("trang"))
    answered_by = presenting.pages_of(page_obj.object_list, found.events)
    public = public_pages([*answered_by, *candidates(found, [code])[code]])
    return render(
        request,
        "disclosures/obligation.html",
        {
            "trail": [
                *_trail(),
                {"title": _("What must be public"), "url": reverse("disclosures:catalogue")},
            ],
            **_moment(moment, found),
            **duty_page(found, LeadUnits(found.day), duty, public),
            "instances": presenting.instance_rows(page_obj.object_list, found.events, public),
            "page_obj": page_obj,
            "ask_url": reverse("disclosures:ask", args=[code]),
            **notices_about(code, timezone.localdate(), request.GET.get("hoi")),
        },
        status=400 if moment.error else 200,
    )


def choice_of(query: QueryDict, found: Register, units: LeadUnits) -> Choice:
    """What the filters of an address choose; what makes no sense chooses nothing."""
    status, unit = query.get("tinh-trang", ""), query.get("don-vi", "")
    dimension, basis = positive_int(query.get("linh-vuc")), query.get("can-cu", "")
    known = {one.code for duty in found.duties if (one := units.of(duty))}
    laws = {law.key for one in found.statuses.values() for law in basis_of(one)}
    return Choice(
        unit=unit if unit in known else "",
        status=status if status in set(DutyValue) else "",
        dimension=dimension if dimension in DIMENSIONS else None,
        basis=basis if basis in laws else "",
    )


def _moment(moment: Asked, found: Register) -> dict[str, Any]:
    """`at`: of the register shown; `past`: the days asked for, or None; `moment_error`."""
    past = None if moment.is_now else {"at": found.day, "known_at": moment.known_at}
    return {
        "at": timezone.now() if moment.is_now else found.at,
        "past": past,
        "moment_error": moment.error,
        "moment_query": moment.query,
        "moment_fields": [
            {"name": name, "value": day.isoformat()}
            for name, day in (("at", moment.at), ("known_at", moment.known_at))
            if day
        ],
        "today": timezone.localdate(),
    }


def _trail() -> list[dict[str, str]]:
    return [{"title": _("Home page"), "url": "/"}]
