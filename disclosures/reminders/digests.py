"""The digests of a day: what is to be sent to which unit, from the register and from what was sent.

Read only. The days are those of `disclosures.reminders.steps`; the work is that of the work lists.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Max

from disclosures.models import DigestState, ReminderDigest, SentReminder
from disclosures.register import LeadUnits, Register, snapshot
from disclosures.reminders.steps import Reminder, Sent, Step, StepKind, Thing, reminders_on
from disclosures.work import WorkItem
from disclosures.work_sources import all_work
from portal.models import Unit
from portal.models.units import UnitKind

#: Every thing's latest step is younger than this (the longest time without a working day, twice).
MEMORY = timedelta(days=60)
#: Longest key that is stored as it is.
KEY_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in a digest and the step that brings it there."""

    item: WorkItem
    step: Step


@dataclass(slots=True)
class Digest:
    """What one unit gets on a day: its own work, what is told to it about others' (leadership), and
    how much more waits for it."""

    unit: Unit
    own: list[Line] = field(default_factory=list)
    escalated: list[Line] = field(default_factory=list)
    others: int = 0

    @property
    def lines(self) -> list[Line]:
        """All of it."""
        return [*self.own, *self.escalated]


@dataclass(frozen=True, slots=True)
class Plan:
    """The digests still to be sent on a day, and the register they rest on.

    `nobodys` is the work that no unit answers for.
    """

    day: date
    found: Register
    units: LeadUnits
    digests: list[Digest]
    nobodys: list[WorkItem]


def plan(day: date | None = None) -> Plan:
    """What is still to be sent on `day` (default: today). Units whose digest went out that day wait
    for the next one: one mail a day."""
    found = snapshot(day)
    units = LeadUnits(found.day)
    items = {item_key(one): one for one in all_work(found, units)}
    things = [Thing(key, one.unit, one.due) for key, one in items.items()]
    leaders = [one.code for one in leadership(units)]
    due = reminders_on(found.day, things, found.calendar, sent_before(found.day), leaders)
    by_code = {one.code: one for one in units.units.values()}
    done = set(
        ReminderDigest.objects.filter(day=found.day, state=DigestState.SENT).values_list(
            "unit", flat=True
        )
    )
    digests = _digests(
        [one for one in due if one.recipient not in done and one.recipient in by_code],
        items,
        by_code,
    )
    nobodys = [one for one in items.values() if not one.unit]
    return Plan(found.day, found, units, digests, nobodys)


def leadership(units: LeadUnits) -> list[Unit]:
    """The units that are told what stays overdue: those of the office's leaders, on the day."""
    return [
        one
        for one in sorted(units.units.values(), key=lambda one: (one.sort_order, one.code))
        if one.kind == UnitKind.LEADERSHIP and one.exists_on(units.day)
    ]


def item_key(item: WorkItem) -> str:
    """The key of a thing as it is stored."""
    if len(item.key) <= KEY_LENGTH:
        return item.key
    return f"sha256:{hashlib.sha256(item.key.encode()).hexdigest()}"


def sent_before(day: date) -> Sent:
    """The latest step sent of each thing, as far as it can matter on `day`. One query."""
    rows = (
        SentReminder.objects.filter(step_on__gte=day - MEMORY)
        .order_by()
        .values_list("unit", "item", "escalated")
        .annotate(last=Max("step_on"))
    )
    return {(unit, item, escalated): last for unit, item, escalated, last in rows}


def _digests(
    due: Iterable[Reminder], items: dict[str, WorkItem], by_code: dict[str, Unit]
) -> list[Digest]:
    found: dict[str, Digest] = {}
    for one in due:
        digest = found.setdefault(one.recipient, Digest(by_code[one.recipient]))
        lines = digest.escalated if one.step.kind is StepKind.ESCALATED else digest.own
        lines.append(Line(items[one.key], one.step))
    for code, digest in found.items():
        own = sum(item.unit == code for item in items.values())
        digest.others = own - len(digest.own)
    return sorted(found.values(), key=lambda one: (one.unit.sort_order, one.unit.code))
