"""What the register shows on the home page and on the admin's landing page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from disclosures import presenting
from disclosures.register import LeadUnits, Register, snapshot
from disclosures.words.wording import time_left
from disclosures.words.work_words import case_of
from disclosures.work import WorkItem, WorkKind, heirs, of_units
from disclosures.work_sources import all_work
from portal.permissions import may
from portal.registry import Panel

#: Rows of the landing page; the register has them all.
MOST_ROWS = 15
#: Rows for one duty: months missed in a row are one thing to be told once.
MOST_OF_A_DUTY = 2


def home(request: HttpRequest) -> Panel | None:
    """For `registry.home_panels`: how many duties are in which state. One query, as a rule."""
    found = snapshot()
    if not found.duties:
        return None
    context = {**presenting.tally(found), "at": timezone.now()}
    return Panel("disclosures/home_panel.html", context, order=10)


def my_work(request: HttpRequest) -> Panel | None:
    """For `registry.admin_panels`: what is due and overdue for the person's units; for the whole
    office where they may read the register."""
    user = request.user
    sees_all = may(user, "view_register")
    codes = set(user.memberships.values_list("unit__code", flat=True))
    context: dict[str, Any] = {
        "heading": _("Due and overdue"),
        "rows": [],
        "work_url": reverse("disclosures_my_work"),
    }
    if not sees_all and not codes:
        context["hint"] = _(
            "Your account belongs to no unit, so no duty is yours. Ask an administrator to add it."
        )
        return Panel("disclosures/admin/my_work.html", context, order=10)
    found = snapshot()
    units = LeadUnits(found.day)
    items = all_work(found, units)
    if not sees_all:
        items = of_units(items, heirs(units, codes))
    rows = list(_rows(found, units, items))
    context.update(rows=rows[:MOST_ROWS], more=max(0, len(rows) - MOST_ROWS))
    if sees_all:
        context["heading"] = _("Due and overdue in the whole office")
        context["work_url"] += "?don-vi=tat-ca"
        context["all_url"] = reverse("disclosures_obligation_modeladmin_index")
    return Panel("disclosures/admin/my_work.html", context, order=10)


def _rows(found: Register, units: LeadUnits, items: list[WorkItem]) -> Iterator[dict[str, Any]]:
    """Rows of the panel: of one duty no more than `MOST_OF_A_DUTY`, the last says how many more."""
    of_duty: dict[str, list[WorkItem]] = {}
    for item in items:
        of_duty.setdefault(item.duty, []).append(item)
    names = {unit.code: str(unit) for unit in units.units.values()}
    for item in items:
        place = of_duty[item.duty].index(item) + 1
        if place > MOST_OF_A_DUTY:
            continue
        yield {
            "code": item.duty,
            "title": item.title,
            "url": item.url,
            "unit": names.get(item.unit, ""),
            "case": case_of(item),
            "others": len(of_duty[item.duty]) - place if place == MOST_OF_A_DUTY else 0,
            "due": item.due,
            "left": time_left(item.due, found.day, found.calendar) if item.due else "",
            "status": item.status,
            "why": "" if item.kind is WorkKind.PUBLISH else item.sentence,
        }
