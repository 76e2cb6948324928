"""The dashboard in the admin and the lists behind its numbers, for who may read the register."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from disclosures import permissions
from disclosures.asked import Asked, asked
from disclosures.counting.verdicts import DutyValue, InstanceStatus
from disclosures.dashboard import charts, figures
from disclosures.dashboard.figures import Chosen, Line
from disclosures.dashboard.jobs import jobs
from disclosures.dashboard.rows import (
    address,
    dimension_words,
    duties_url,
    duty_row,
    group_row,
    instance_row,
    instances_url,
    month_name,
    month_row,
    unit_words,
)
from disclosures.missing.shown import waiting_counts
from disclosures.presenting import TALLY_ORDER
from disclosures.register import LeadUnits, Register, snapshot
from disclosures.words.wording import DIMENSIONS, INSTANCES, VALUES
from portal.paging import positive_int

#: Rows of what is late on the dashboard; the list has them all.
MOST_LATE = 20
PER_PAGE = 50


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """How the duties stand, what is late, whose and how long; `?at=` asks about a past day."""
    moment, found, lines = _asked_for(request)
    late = figures.overdue(lines)
    history = figures.months(lines, found.day, found.tracked_from)
    counts = figures.statuses(lines)
    shown = [value for value in TALLY_ORDER if counts.get(value)]
    notices = waiting_counts(timezone.localdate())
    return render(
        request,
        "disclosures/admin/dashboard.html",
        {
            "page_title": _("Dashboard for leaders"),
            "header_icon": "view",
            **_moment(moment, found),
            "total": len(lines),
            "segments": [
                {
                    "code": one.value,
                    "count": counts[one],
                    "url": duties_url(moment, status=one.value),
                }
                for one in shown
            ],
            "values": [{"code": one.value, "words": VALUES[one]} for one in shown],
            "groups": _groups(moment, lines, shown),
            "late": [instance_row(line, one, found) for line, one in late[:MOST_LATE]],
            "late_total": len(late),
            "late_url": instances_url(moment, outcome=InstanceStatus.OVERDUE.value),
            "never": [duty_row(line) for line in figures.never_published(lines)],
            "chart": charts.shares([(month_name(one.first), one.share) for one in history]),
            "months": [month_row(one, moment) for one in reversed(history)],
            "jobs": jobs(timezone.now()),
            "notices": notices["waiting"],
            "notices_overdue": notices["overdue"],
        },
        status=400 if moment.error else 200,
    )


@require_safe
def duties(request: HttpRequest) -> HttpResponse:
    """The duties behind a number: `?status=`, `?unit=`, `?dimension=`, `?at=`."""
    moment, found, lines = _asked_for(request)
    chosen = _chosen(request)
    rows = [line for line in lines if chosen.takes(line)]
    return _list(request, moment, found, chosen, lines, "duties", rows)


@require_safe
def instances(request: HttpRequest) -> HttpResponse:
    """The instances behind a number: `?outcome=`, `?month=`, `?unit=`, `?dimension=`, `?at=`."""
    moment, found, lines = _asked_for(request)
    chosen = _chosen(request)
    if chosen.outcome == InstanceStatus.OVERDUE and not chosen.month:
        rows = figures.overdue(lines)
    else:
        rows = sorted(
            figures.past_due(lines, found.day), key=lambda row: (row[1].due, row[0].duty.code)
        )
    rows = [row for row in rows if chosen.takes(row[0]) and chosen.takes_instance(row[1])]
    return _list(request, moment, found, chosen, lines, "instances", rows)


def _list(
    request: HttpRequest,
    moment: Asked,
    found: Register,
    chosen: Chosen,
    lines: list[Line],
    kind: str,
    rows: list[Any],
) -> HttpResponse:
    page_obj = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    shown = (
        [duty_row(line) for line in page_obj]
        if kind == "duties"
        else [instance_row(line, one, found) for line, one in page_obj]
    )
    return render(
        request,
        "disclosures/admin/dashboard_list.html",
        {
            "page_title": _("Duties") if kind == "duties" else _("Each time it was due"),
            "page_subtitle": ", ".join(_chosen_words(chosen, lines)),
            "header_icon": "list-ul",
            **_moment(moment, found),
            "kind": kind,
            "rows": shown,
            "page_obj": page_obj,
            "back_url": address("disclosures_dashboard", moment),
        },
        status=400 if moment.error else 200,
    )


# Pieces


def _groups(moment: Asked, lines: list[Line], shown: list[DutyValue]) -> list[dict[str, Any]]:
    """The tables by dimension and by unit."""
    dimensions = [
        group_row(one, dimension_words(one.key), shown, moment, {"dimension": one.key})
        for one in figures.by_dimension(lines)
    ]
    units = [
        group_row(one, unit_words(one.key, lines), shown, moment, {"unit": one.key or "-"})
        for one in figures.by_unit(lines)
    ]
    return [
        {"title": _("By PAPI dimension"), "name": _("Dimension"), "rows": dimensions},
        {"title": _("By unit"), "name": _("Unit"), "rows": units},
    ]


def lines_of(found: Register, units: LeadUnits) -> list[Line]:
    """Every duty of the register with the unit that answers for it."""
    rows = []
    for duty in found.duties:
        unit = units.of(duty)
        rows.append(
            Line(duty, found.statuses[duty.code], unit.code if unit else "", str(unit or ""))
        )
    return rows


def _asked_for(request: HttpRequest) -> tuple[Asked, Register, list[Line]]:
    if not permissions.may_see_dashboard(request.user):
        raise PermissionDenied
    moment = asked(request.GET, timezone.localdate())
    found = snapshot(moment.at, moment.known_at)
    return moment, found, lines_of(found, LeadUnits(found.day))


def _chosen(request: HttpRequest) -> Chosen:
    """What the address chooses; what makes no sense chooses nothing."""
    query = request.GET
    status, outcome, month = (query.get(name, "") for name in ("status", "outcome", "month"))
    dimension, unit = query.get("dimension", ""), query.get("unit")
    known = positive_int(dimension)
    return Chosen(
        status=status if status in set(DutyValue) else "",
        unit=None if not unit else ("" if unit == "-" else unit),
        dimension=0 if dimension == "0" else known if known in DIMENSIONS else None,
        month=month if len(month) == len("2026-01") else "",
        outcome=outcome if outcome in figures.OUTCOMES else "",
    )


def _chosen_words(chosen: Chosen, lines: Iterable[Line]) -> list[str]:
    words = []
    if chosen.status:
        words.append(str(VALUES[DutyValue(chosen.status)]))
    if chosen.outcome:
        words.append(str(INSTANCES[InstanceStatus(chosen.outcome)]))
    if chosen.month:
        words.append(_("due in %(month)s") % {"month": chosen.month})
    if chosen.unit is not None:
        words.append(unit_words(chosen.unit, lines))
    if chosen.dimension is not None:
        words.append(dimension_words(str(chosen.dimension)))
    return words


def _moment(moment: Asked, found: Register) -> dict[str, Any]:
    return {
        "at": found.at,
        "day": found.day,
        "moment": moment,
        "today": timezone.localdate(),
        "calendar_unknown": not found.calendar.is_confirmed(found.day.year),
    }
