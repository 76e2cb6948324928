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
from disclosures.counting.verdicts import DutyStatus, InstanceStatus
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


def figures(
    register: Register, codes: Iterable[str], since: date, until: date
) -> dict[str, dict[str, Any]]:
    """By code, for those duties of `codes` that there are: what happened from `since` to `until`.

    Two queries for the pages' addresses, however many duties. The shape is part of the snapshot of
    a sent report (docs/register.md).
    """
    wanted = register.of(codes)
    events: dict[str, list[tuple[Event, str]]] = {duty.code: [] for duty, _status in wanted}
    for event in register.events.values():
        if event.kind in TOLD and since <= event.happened_on <= until:
            for answer in event.answers:
                if answer.duty in events:
                    events[answer.duty].append((event, answer.case))
    pages = {event.page_id for rows in events.values() for event, _case in rows if event.page_id}
    addresses = _addresses(pages)
    return {
        duty.code: _figure(duty, status, events[duty.code], addresses, since, until)
        for duty, status in wanted
    }


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
    names = (
        "published",
        "corrected",
        "elsewhere",
        "confirmed",
        "nil",
        "on_time",
        "late",
        "overdue",
    )
    return {name: sum(row[name] for row in found) for name in names}
