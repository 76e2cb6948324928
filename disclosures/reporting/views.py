"""The list of reporting periods, and the page on which a unit answers (R9)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django.views.defaults import permission_denied

from disclosures import permissions
from disclosures.models import AnswerState, ReportPeriod
from disclosures.register import LeadUnits
from disclosures.reporting.cycle import is_late
from disclosures.reporting.forms import YearForm
from disclosures.reporting.periods import make_by_hand
from disclosures.reporting.unit_page import Outcome, UnitPage
from disclosures.reporting.words import lower_first
from disclosures.words.wording import period_words, time_left
from portal.models import Unit, office_calendar
from portal.permissions import may, units_of


def forbidden(request: HttpRequest) -> HttpResponse:
    """403 as a page (raised inside the admin, Wagtail would make a redirect of it)."""
    return permission_denied(request, PermissionDenied())


def periods(request: HttpRequest) -> HttpResponse:
    """The periods, latest first, with the way to each of the person's units."""
    sees_all = permissions.may_read_reports(request.user)
    units = own_units(request.user)
    if not (sees_all or units):
        return forbidden(request)
    today, calendar = timezone.localdate(), office_calendar()
    found = ReportPeriod.objects.select_related("plan", "frozen")
    return render(
        request,
        "disclosures/admin/reports.html",
        {
            "page_title": _("Progress reports"),
            "header_icon": "doc-full",
            "periods": [
                {
                    "period": one,
                    "name": period_words(one.code),
                    "left": time_left(one.units_due, today, calendar) if not one.is_sent else "",
                }
                for one in found
            ],
            "units": units,
            "sees_all": sees_all,
            "may_compile": permissions.may_compile(request.user),
            "form": YearForm(initial={"year": today.year}),
        },
    )


@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make the periods of a plan's year."""
    if not permissions.may_compile(request.user):
        return forbidden(request)
    form = YearForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a plan and a year."))
        return redirect("disclosures_reports")
    try:
        made = make_by_hand(
            form.cleaned_data["plan"], form.cleaned_data["year"], actor=request.user
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        words = ngettext("%(n)s period was made.", "%(n)s periods were made.", len(made))
        messages.success(
            request, words % {"n": len(made)} if made else _("All periods are there already.")
        )
    return redirect("disclosures_reports")


def unit_answers(request: HttpRequest, period_id: int, code: str) -> HttpResponse:
    """A unit's tasks in a period: read by who may read them, written by who may answer."""
    period = get_object_or_404(ReportPeriod.objects.select_related("plan"), pk=period_id)
    units = LeadUnits(timezone.localdate())
    unit = next((one for one in units.units.values() if one.code == code), None)
    if unit is None:
        raise Http404
    if not permissions.may_read_answers(request.user, unit):
        return forbidden(request)
    may_answer = permissions.may_answer(request.user, unit)
    now = timezone.now()
    if request.method == "POST":
        if not may_answer:
            return forbidden(request)
        page = UnitPage(period, unit, now, request.POST)
        try:
            done = page.save(
                actor=request.user,
                give=request.POST.get("give", ""),
                nothing_arose="nothing-arose" in request.POST,
            )
        except PermissionDenied:
            return forbidden(request)
        _say(request, done)
        if not (done.refused or done.overtaken):
            where = request.POST.get("give", "")
            anchor = f"#t{where}" if where.isdecimal() else ""
            return redirect(
                reverse("disclosures_report_unit", args=[period.pk, unit.code]) + anchor
            )
        page = page.refreshed()
    else:
        page = UnitPage(period, unit, now)
    return render(request, "disclosures/admin/report_unit.html", _context(page, may_answer))


def _context(page: UnitPage, may_answer: bool) -> dict[str, Any]:
    period, today = page.period, timezone.localdate(page.now)
    return {
        "page_title": unit_title(period),
        "page_subtitle": page.unit.name,
        "header_icon": "doc-full",
        "period": period,
        "unit": page.unit,
        "page": page,
        "leads": [row for row in page.rows if row.is_lead],
        "helps": [row for row in page.rows if not row.is_lead],
        "may_answer": may_answer,
        "is_late": is_late(today, period.units_due),
        "left": time_left(period.units_due, today, office_calendar()),
        "nothing_arose": AnswerState.NOTHING_AROSE.label,
    }


def unit_title(period: ReportPeriod) -> str:
    """What the page is called."""
    return _("Progress of %(period)s") % {"period": lower_first(period_words(period.code))}


def own_units(user: Any) -> list[Unit]:
    """The units of today that the person belongs to and may answer for."""
    if not may(user, "act_for_unit") and not may(user, "act_for_any_unit"):
        return []
    return list(Unit.objects.filter(pk__in=units_of(user)).order_by("sort_order", "name"))


def _say(request: HttpRequest, done: Outcome) -> None:
    """What became of everything that was sent."""
    if done.given:
        words = ngettext("%(n)s answer is handed in.", "%(n)s answers are handed in.", done.given)
        messages.success(request, words % {"n": done.given})
    if done.drafts:
        words = ngettext(
            "%(n)s answer is saved as a draft.", "%(n)s answers are saved as drafts.", done.drafts
        )
        messages.success(request, words % {"n": done.drafts})
    if done.overtaken:
        messages.warning(
            request,
            _(
                "Somebody of your unit saved an answer meanwhile. Yours is not lost: it is in the "
                "field, theirs stands beside it. Save again what shall hold."
            ),
        )
    if done.refused:
        messages.error(request, _("Some answers need a second look: they are marked below."))
    if not (done.given or done.drafts or done.overtaken or done.refused):
        messages.info(request, _("Nothing was changed."))
