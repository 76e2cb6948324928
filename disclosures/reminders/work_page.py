"""The page *My work*: everything that waits for a unit, by urgency, with what to do (R8, R9)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_safe
from wagtail.admin.menu import MenuItem

from disclosures.acts.signing import sensible
from disclosures.models import DigestState, ReminderDigest
from disclosures.register import LeadUnits, Register, snapshot
from disclosures.reminders.health import without_address
from disclosures.words.wording import time_left
from disclosures.words.work_words import case_of, to_do
from disclosures.work import WorkItem, WorkKind, heirs
from disclosures.work_sources import all_work
from portal.events import EventKind
from portal.models import Unit, User
from portal.permissions import may
from portal.publishing import may_act

#: Rows of one group that are shown at first; the others unfold.
MOST_ROWS = 30
ALL = "tat-ca"
#: How far back the last mail is looked for.
LOOKING_BACK = timedelta(days=60)
GROUPS = {
    "overdue": lazy("Overdue"),
    "soon": lazy("Due soon"),
    "put_up": lazy("Never or no longer public"),
    "questions": lazy("Questions"),
    "prove": lazy("Evidence still missing"),
    "others": lazy("Without a deadline"),
}
HINTS = {
    "questions": lazy(
        "Nobody has said whether anything happened. Until somebody does, the status stays “not "
        "determined”."
    ),
    "put_up": lazy("Standing content that must be public and isn't."),
}
#: The acts that answer a thing of each kind, the first as its button; none: the duty's own page.
ACTS_FOR: dict[WorkKind, tuple[EventKind, ...]] = {
    WorkKind.SAY: (EventKind.NIL_RETURNED, EventKind.EVENT_REGISTERED),
    WorkKind.CONFIRM: (EventKind.CONFIRMED_CURRENT,),
    WorkKind.PROVE: (EventKind.EVIDENCE_GIVEN,),
}
#: No other act is offered here, so no other has to be asked whether it makes sense.
OFFERED = frozenset(kind for kinds in ACTS_FOR.values() for kind in kinds)
LABELS = {
    EventKind.NIL_RETURNED: lazy("There was nothing"),
    EventKind.EVENT_REGISTERED: lazy("There was: enter it"),
    EventKind.CONFIRMED_CURRENT: lazy("Confirm still current"),
    EventKind.EVIDENCE_GIVEN: lazy("Enter the evidence"),
}


@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """The work of the person's units, or of the unit in `?don-vi=` (`tat-ca`: of the whole office)
    for who reads the register. Anybody else's unit is refused."""
    user = request.user
    if not may_open(user):
        raise PermissionDenied
    found = snapshot()
    units = LeadUnits(found.day)
    own = heirs(units, set(user.memberships.values_list("unit__code", flat=True)))
    chosen = _chosen(request, units, own)
    names = {one.code: one.name for one in units.units.values()}
    waiting = all_work(found, units)
    items = [one for one in waiting if chosen is None or one.unit in chosen]
    page = _Page(user, found, units, names, show_unit=chosen is None or len(chosen) > 1)
    groups = page.groups(items)
    return render(
        request,
        "disclosures/admin/work.html",
        {
            "page_title": _("My work"),
            "page_subtitle": _subtitle(names, chosen),
            "header_icon": "list-ul",
            "choices": _choices(user, units, own, request.GET.get("don-vi", ""), chosen),
            "is_nobody": chosen is not None and not chosen,
            "is_mine": chosen is not None,
            "groups": groups,
            "mail": _mail(found, units, chosen, waiting),
            "day": found.day,
        },
    )


def _subtitle(names: dict[str, str], chosen: set[str] | None) -> str:
    if chosen is None:
        return _("The whole office")
    return names[next(iter(chosen))] if len(chosen) == 1 else ""


def may_open(user: Any) -> bool:
    """Whether `user` has a work list: whoever acts for a unit, or reads the register."""
    return (
        may(user, "view_register")
        or may(user, "act_for_unit")
        or bool(user.is_authenticated and user.memberships.exists())
    )


class WorkMenuItem(MenuItem):
    """*My work* in the admin's menu."""

    def __init__(self) -> None:
        super().__init__(
            lazy("My work"),
            reverse("disclosures_my_work"),
            name="my-work",
            icon_name="list-ul",
            order=20,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return may_open(request.user)


def _chosen(request: HttpRequest, units: LeadUnits, own: set[str]) -> set[str] | None:
    """Codes of the units asked for; None: all, and what nobody answers for. What is no unit is
    ignored. Raises PermissionDenied for a unit that isn't the person's."""
    reads_all = may(request.user, "view_register")
    code = request.GET.get("don-vi", "")
    if code == ALL:
        if not reads_all:
            raise PermissionDenied
        return None
    if code in {one.code for one in units.units.values()}:
        if not reads_all and code not in own:
            raise PermissionDenied
        return {code}
    return None if reads_all and not own else own


def _choices(
    user: User, units: LeadUnits, own: set[str], asked: str, chosen: set[str] | None
) -> list[dict[str, Any]]:
    """What the chooser offers; empty when there is nothing to choose."""
    reads_all = may(user, "view_register")
    offered = [
        one
        for one in sorted(units.units.values(), key=lambda one: (one.sort_order, one.name))
        if one.code in own or (reads_all and one.exists_on(units.day))
    ]
    rows = [{"value": one.code, "label": one.name, "on": asked == one.code} for one in offered]
    if reads_all:
        rows.insert(0, {"value": ALL, "label": _("The whole office"), "on": chosen is None})
    if len(own) > 1 or (own and reads_all):
        is_on = chosen == own and not any(row["on"] for row in rows)
        words = _("My units") if len(own) > 1 else _("My unit")
        rows.insert(0, {"value": "", "label": words, "on": is_on})
    return rows if len(rows) > 1 else []


class _Page:
    """Makes rows of work items for one reader."""

    def __init__(
        self,
        user: User,
        found: Register,
        units: LeadUnits,
        names: dict[str, str],
        *,
        show_unit: bool,
    ) -> None:
        self.user, self.found, self.names, self.show_unit = user, found, names, show_unit
        self.reads_all = may(user, "view_register")
        self._may_act: dict[str, bool] = {}
        self._acts: dict[str, dict[EventKind, str]] = {}

    def groups(self, items: Iterable[WorkItem]) -> list[dict[str, Any]]:
        """The groups that hold something, the most pressing first; the cases of one duty are one
        row, at the place of the first."""
        found: dict[str, dict[tuple[str, ...], list[WorkItem]]] = {name: {} for name in GROUPS}
        for item in items:
            rows = found[self._group(item)]
            rows.setdefault((item.kind, item.duty, item.unit, item.title), []).append(item)
        return [
            {
                "name": name,
                "title": GROUPS[name],
                "hint": HINTS.get(name, ""),
                "rows": [self._row(one) for one in list(rows.values())[:MOST_ROWS]],
                "more": [self._row(one) for one in list(rows.values())[MOST_ROWS:]],
                "count": sum(map(len, rows.values())),
            }
            for name, rows in found.items()
            if rows
        ]

    def _group(self, item: WorkItem) -> str:
        if item.due:
            return "overdue" if item.is_overdue(self.found.day) else "soon"
        names = {
            WorkKind.PUT_UP: "put_up",
            WorkKind.SAY: "questions",
            WorkKind.PROVE: "prove",
        }
        return names.get(item.kind, "others")

    def _row(self, items: list[WorkItem]) -> dict[str, Any]:
        """One thing with its cases. What is the same button for all of them stands once."""
        first = items[0]
        buttons = [self._buttons(one) for one in items]
        are_one = all(one == buttons[0] for one in buttons)
        return {
            "item": first,
            "unit": (self.names.get(first.unit) or _("no unit answers for it"))
            if self.show_unit
            else "",
            "do": to_do(first),
            "buttons": buttons[0] if are_one else [],
            "cases": [
                {
                    "item": one,
                    "case": case_of(one),
                    "left": time_left(one.due, self.found.day, self.found.calendar)
                    if one.due
                    else "",
                    "buttons": [] if are_one else its,
                }
                for one, its in zip(items, buttons, strict=True)
            ],
        }

    def _buttons(self, item: WorkItem) -> list[dict[str, str]]:
        """Where it is done: the first is the button, others stand beside it. A reader may look."""
        if not self._acts_for(item.unit):
            return [{"label": _("Look"), "url": item.url}] if self.reads_all else []
        acts = self._acts_of(item) if item.kind in ACTS_FOR else {}
        query = f"?{urlencode({'case': item.case})}" if item.case else ""
        wanted = [kind for kind in ACTS_FOR.get(item.kind, ()) if kind in acts]
        buttons = [{"label": str(LABELS[one]), "url": f"{acts[one]}{query}"} for one in wanted]
        return buttons or [{"label": _("Open"), "url": item.url}]

    def _acts_for(self, unit: str) -> bool:
        if unit not in self._may_act:
            self._may_act[unit] = may_act(self.user, EventKind.EVENT_REGISTERED, unit)
        return self._may_act[unit]

    def _acts_of(self, item: WorkItem) -> dict[EventKind, str]:
        """The acts that make sense for the item's duty, by kind, with the address of their form."""
        if item.duty not in self._acts:
            duty = self.found.duty(item.duty)
            acts = sensible(duty, self.found, OFFERED) if duty else []
            self._acts[item.duty] = {
                one.kind: reverse("disclosures_act", args=[item.duty, one.slug]) for one in acts
            }
        return self._acts[item.duty]


def _mail(
    found: Register, units: LeadUnits, chosen: set[str] | None, waiting: list[WorkItem]
) -> dict[str, Any]:
    """Whether the units shown get their reminders: who has no address, whose last mail failed, and
    for a single unit its address and last mail."""
    shown = [one for one in units.units.values() if chosen is None or one.code in chosen]
    lacking = [one for one in without_address(units, waiting) if one in shown]
    latest: dict[str, ReminderDigest] = {}
    recent = ReminderDigest.objects.filter(day__gte=found.day - LOOKING_BACK)
    for digest in recent.filter(unit__in=[one.code for one in shown]).order_by("day"):
        latest[digest.unit] = digest
    failed = [
        {"unit": one.name, "digest": latest[one.code]}
        for one in shown
        if one.code in latest and latest[one.code].state == DigestState.FAILED
    ]
    single: Unit | None = shown[0] if chosen is not None and len(shown) == 1 else None
    return {
        "lacking": lacking,
        "failed": failed,
        "address": single.email if single else "",
        "latest": latest.get(single.code) if single else None,
    }
