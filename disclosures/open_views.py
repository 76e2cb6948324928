"""The catalogue of duties as files for programs: JSON and CSV, of any day (docs/open-data.md).

Filters and moments as on the page. Each answer has an ETag and says when what it rests on last
changed, so that who asks every hour is told "nothing new" in a few bytes.
"""

from __future__ import annotations

import hashlib
from calendar import timegm
from collections.abc import Callable
from datetime import datetime, time

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from disclosures import open_catalogue
from disclosures.asked import Asked, asked
from disclosures.models import Obligation, ObligationVersion
from disclosures.presenting import Choice, chosen
from disclosures.register import LeadUnits, Register, snapshot
from disclosures.status import OFFICE_TIME
from disclosures.views import choice_of
from portal.models import CalendarDay, ConfirmedYear

JSON = "application/json; charset=utf-8"
CSV = "text/csv; charset=utf-8"
#: What the register rests on beside the ledger, and when each row of it changed.
STAMPED = (
    (Obligation, "changed_at"),
    (ObligationVersion, "changed_at"),
    (CalendarDay, "entered_at"),
    (ConfirmedYear, "confirmed_at"),
)
Made = Callable[[Register, LeadUnits, Choice, Asked], str]


@require_safe
def duties_json(request: HttpRequest) -> HttpResponse:
    """Every duty with its versions and instances."""
    return _answer(request, JSON, "nghia-vu.json", open_catalogue.as_json)


@require_safe
def duties_csv(request: HttpRequest) -> HttpResponse:
    """One line for each duty."""

    def make(found: Register, units: LeadUnits, choice: Choice, moment: Asked) -> str:
        rows = open_catalogue.duty_rows(found, units, choice)
        return open_catalogue.as_csv(list(open_catalogue.DUTY_FIELDS), rows)

    return _answer(request, CSV, "nghia-vu.csv", make)


@require_safe
def instances_csv(request: HttpRequest) -> HttpResponse:
    """One line for each instance of every duty."""

    def make(found: Register, units: LeadUnits, choice: Choice, moment: Asked) -> str:
        statuses = [status for _duty, status, _unit in chosen(found, units, choice)]
        rows = open_catalogue.instances_of(found, statuses)
        return open_catalogue.as_csv(list(open_catalogue.INSTANCE_FIELDS), rows)

    return _answer(request, CSV, "cac-lan.csv", make)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What files there are and what their fields mean."""
    return render(
        request,
        "disclosures/open_data.html",
        {
            "trail": [
                {"title": _("Home page"), "url": "/"},
                {"title": _("What must be public"), "url": reverse("disclosures:catalogue")},
            ],
            "files": [
                {"name": _("Every duty (CSV)"), "url": reverse("disclosures:duties_csv")},
                {"name": _("Each time it was due (CSV)"), "url": reverse("disclosures:cases_csv")},
                {"name": _("Everything (JSON)"), "url": reverse("disclosures:duties_json")},
            ],
            "tables": [
                {"title": _("Fields of a duty"), "fields": open_catalogue.DUTY_FIELDS.items()},
                {
                    "title": _("Fields of an instance"),
                    "fields": open_catalogue.INSTANCE_FIELDS.items(),
                },
            ],
        },
    )


def _answer(request: HttpRequest, kind: str, name: str, make: Made) -> HttpResponse:
    moment = asked(request.GET, timezone.localdate())
    if moment.error:
        return HttpResponse(
            f"{moment.error}\n", status=400, content_type="text/plain; charset=utf-8"
        )
    found = snapshot(moment.at, moment.known_at)
    units = LeadUnits(found.day)
    body = make(found, units, choice_of(request.GET, found, units), moment).encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    changed = timegm(_last_change(found).utctimetuple())
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed)
    # The ETag alone decides: two answers of one second may differ.
    patch_cache_control(response, public=True, no_cache=True)
    return get_conditional_response(request, etag=etag, last_modified=changed, response=response)


def _last_change(found: Register) -> datetime:
    """When what the answer rests on last changed: ledger, catalogue, or the day itself."""
    begun = datetime.combine(found.day, time.min, tzinfo=OFFICE_TIME)
    known = [one.recorded_at for one in found.events.values() if one.recorded_at <= found.known_at]
    stamps = [begun, max(known, default=begun)]
    for model, field in STAMPED:
        stamps.append(model.objects.aggregate(last=Max(field))["last"] or begun)
    return max(stamps)
