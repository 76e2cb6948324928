"""Figures of a period from the register: what was published for a duty, in time or late, and the
events of the ledger that show it.

Nobody types these numbers. Titles that staff gave to acts stay inside: evidence of an act names its
kind, day and case; evidence of a publication its page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from wagtail.models import Page

from disclosures.counting.duties import Duty
from disclosures.counting.own_task import is_for_another
from disclosures.counting.verdicts import DutyStatus, InstanceStatus
from disclosures.models import PlanTask
from disclosures.register import Register, snapshot
from disclosures.words.wording import title_of
from portal.events import ON_THE_WEB, Event, EventKind

#: Events that show work done, in the order they are told; others are no evidence.
TOLD = (
    EventKind.PUBLISHED,
    EventKind.CORRECTED,
    EventKind.EVIDENCE_GIVEN,
    EventKind.CONFIRMED_CURRENT,
    EventKind.NIL_RETURNED,
)
#: What a figure counts.
COUNTED = (
    "published",
    "corrected",
    "elsewhere",
    "confirmed",
    "nil",
    "on_time",
    "late",
    "overdue",
)
#: So many are named for a duty, the latest; the counts are of all.
MOST_EVIDENCE = 30


def register_of(cut_off: date, now: datetime) -> Register:
    """The register at the end of `cut_off`, as known now; of now while that day isn't over."""
    is_over = cut_off < now.date()
    return snapshot(at=cut_off, known_at=now) if is_over else snapshot()


class Figures:
    """What happened from `since` to `until`, for those duties of `codes` that there are.

    Two queries for the pages' addresses, however many duties. The shape of a figure is part of the
    snapshot of a sent report (docs/register.md).
    """

    def __init__(self, register: Register, codes: Iterable[str], since: date, until: date) -> None:
        self._register, self._since, self._until = register, since, until
        wanted = register.of(codes)
        self._events: dict[str, list[tuple[Event, str]]] = {duty.code: [] for duty, _ in wanted}
        for event in register.events.values():
            if (
                event.kind in TOLD
                and since <= event.happened_on <= until
                and not register.is_void(event)
            ):
                for answer in event.answers:
                    if answer.duty in self._events:
                        self._events[answer.duty].append((event, answer.case))
        rows = self._events.values()
        pages = {event.page_id for row in rows for event, _case in row if event.page_id}
        self._addresses = _addresses(pages)
        self.by_code: dict[str, dict[str, Any]] = {
            duty.code: self._figure(duty, status, self._events[duty.code])
            for duty, status in wanted
        }

    def of_task(self, task: PlanTask) -> list[dict[str, Any]]:
        """Those of the task's duties; what is for another task is not counted."""
        codes = [one.duty_code for one in task.duties.all() if one.duty_code in self.by_code]
        return [self._for_task(code, task.known_as) for code in codes]

    def _for_task(self, code: str, task: str) -> dict[str, Any]:
        status = self._register.for_task(code, task)
        duty = self._register.duty(code)
        if duty is None or status is None or status is self._register.statuses[code]:
            return self.by_code[code]
        own = [row for row in self._events[code] if not is_for_another(row[0], task)]
        return self._figure(duty, status, own)

    def _figure(
        self, duty: Duty, status: DutyStatus, events: list[tuple[Event, str]]
    ) -> dict[str, Any]:
        return _figure(duty, status, events, self._addresses, self._since, self._until)


def _figure(
    duty: Duty,
    status: DutyStatus,
    events: list[tuple[Event, str]],
    addresses: Mapping[int, str],
    since: date,
    until: date,
) -> dict[str, Any]:
    answered = [
        one for one in status.instances if one.satisfied_on and since <= one.satisfied_on <= until
    ]
    events.sort(key=lambda one: (one[0].happened_on, one[0].id), reverse=True)
    kinds = {kind: {event.id for event, _case in events if event.kind is kind} for kind in TOLD}
    return {
        "duty": duty.code,
        "title": title_of(duty),
        "status": status.value.value,
        "published": len(kinds[EventKind.PUBLISHED]),
        "corrected": len(kinds[EventKind.CORRECTED]),
        "elsewhere": len(kinds[EventKind.EVIDENCE_GIVEN]),
        "confirmed": len(kinds[EventKind.CONFIRMED_CURRENT]),
        "nil": len(kinds[EventKind.NIL_RETURNED]),
        "on_time": sum(one.status is InstanceStatus.ON_TIME for one in answered),
        "late": sum(one.status is InstanceStatus.LATE for one in answered),
        "overdue": sum(one.status is InstanceStatus.OVERDUE for one in status.instances),
        "evidence": [_evidence(event, case, addresses) for event, case in events[:MOST_EVIDENCE]],
    }


def _evidence(event: Event, case: str, addresses: Mapping[int, str]) -> dict[str, Any]:
    is_page = event.kind in ON_THE_WEB
    return {
        "event": event.id,
        "kind": event.kind.value,
        "on": event.happened_on.isoformat(),
        "case": case,
        "title": event.title if is_page else "",
        "url": addresses.get(event.page_id or 0, "") if is_page else "",
    }


def _addresses(numbers: Iterable[int]) -> dict[int, str]:
    """By page id, its address under the site; an address stays when a page is withdrawn (410)."""
    numbers = list(numbers)
    if not numbers:
        return {}
    home = Page.objects.filter(depth=2).values_list("url_path", flat=True).first() or "/"
    return {
        number: f"/{path.removeprefix(home)}"
        for number, path in Page.objects.filter(pk__in=numbers).values_list("pk", "url_path")
    }


def totals(rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """The sums over duties, each duty once."""
    found = {row["duty"]: row for row in rows}.values()
    return {name: sum(row[name] for row in found) for name in COUNTED}
