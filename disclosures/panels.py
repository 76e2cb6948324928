"""What the register shows on the home page and on the admin's landing page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from disclosures import presenting
from disclosures.counting.duties import Duty
from disclosures.counting.verdicts import DutyValue, InstanceStatus
from disclosures.register import LeadUnits, Register, snapshot
from disclosures.words.reasons import sentence
from disclosures.words.wording import case_words, time_left, title_of
from portal.permissions import may
from portal.registry import Panel

PRESSING = frozenset({InstanceStatus.OVERDUE, InstanceStatus.DUE_SOON})
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
    context: dict[str, Any] = {"heading": _("Due and overdue"), "rows": []}
    if not sees_all and not codes:
        context["hint"] = _(
            "Your account belongs to no unit, so no duty is yours. Ask an administrator to add it."
        )
        return Panel("disclosures/admin/my_work.html", context, order=10)
    found = snapshot()
    units = LeadUnits(found.day)
    duties = found.duties if sees_all else units.led_by(found.duties, _heirs(units, codes))
    rows = sorted(
        (row for duty in duties for row in _to_do(found, units, duty)), key=lambda row: row["order"]
    )
    context.update(rows=rows[:MOST_ROWS], more=max(0, len(rows) - MOST_ROWS))
    if sees_all:
        context["heading"] = _("Due and overdue in the whole office")
        context["all_url"] = reverse("disclosures_obligation_modeladmin_index")
    return Panel("disclosures/admin/my_work.html", context, order=10)


def _heirs(units: LeadUnits, codes: set[str]) -> set[str]:
    """The units of today for those a person belongs to: work passes on when a unit ends."""
    return {
        unit.responsible_on(units.day).code for unit in units.units.values() if unit.code in codes
    }


def _to_do(found: Register, units: LeadUnits, duty: Duty) -> Iterator[dict[str, Any]]:
    """What is to be done about a duty: each case due or overdue, or else the duty as a whole."""
    status, unit = found.statuses[duty.code], units.of(duty)
    if status.value is DutyValue.NOT_APPLICABLE:
        return
    row = {
        "code": duty.code,
        "title": title_of(duty),
        "url": reverse("disclosures_duty", args=[duty.code]),
        "unit": str(unit or ""),
    }
    pressing = [one for one in status.instances if one.status in PRESSING]
    pressing.sort(key=lambda one: one.due or found.day)
    for one in pressing[:MOST_OF_A_DUTY]:
        is_last = one is pressing[:MOST_OF_A_DUTY][-1]
        yield {
            **row,
            "others": len(pressing) - MOST_OF_A_DUTY if is_last else 0,
            "case": case_words(one.case),
            "due": one.due,
            "left": time_left(one.due, found.day, found.calendar) if one.due else "",
            "status": one.status.value,
            "order": (0, one.due or found.day, duty.code),
        }
    if not pressing and status.value in (DutyValue.DUE_SOON, DutyValue.NEVER_PUBLISHED):
        freshness = status.freshness
        yield {
            **row,
            "due": freshness.due_on if freshness else None,
            "status": status.value.value,
            "why": sentence(status.why),
            "order": (1, (freshness and freshness.due_on) or found.day, duty.code),
        }
