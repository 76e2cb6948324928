"""What is to be done about the duties, as data: the work list of a unit.

One list for everything that tells people what waits: the landing page, the work lists, the mails.
A question nobody has answered (a period in which nobody said anything, a day that is not known) is
work too: silence never passes for good news (docs/register.md, How *unknown* comes about).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.urls import reverse

from disclosures.counting.duties import Duty
from disclosures.counting.verdicts import (
    DutyStatus,
    DutyValue,
    Instance,
    InstanceStatus,
    Reason,
    ReasonCode,
)
from disclosures.register import LeadUnits, Register
from disclosures.words.reasons import sentence
from disclosures.words.wording import title_of
from portal.models import Unit


class WorkKind(StrEnum):
    """What is asked of the unit."""

    #: Make something public by its deadline: `due` is set.
    PUBLISH = "publish"
    #: Put up standing content of which nothing is public, or nothing any more.
    PUT_UP = "put_up"
    #: Say that standing content still holds: `due` is the end of the quarter (a house rule).
    CONFIRM = "confirm"
    #: Say whether there was anything in a period, or enter a day without which nothing counts.
    SAY = "say"
    #: Prove where else it is public.
    PROVE = "prove"
    #: Answer for a task of the plan in a report's period (disclosures/work_sources.py).
    ANSWER = "answer"
    #: Reply to a reader's notice (disclosures/work_sources.py).
    REPLY = "reply"


PRESSING = frozenset({InstanceStatus.OVERDUE, InstanceStatus.DUE_SOON})
OF_DUTY: dict[ReasonCode, WorkKind] = {
    ReasonCode.NOTHING_PUBLISHED: WorkKind.PUT_UP,
    ReasonCode.NOTHING_LEFT: WorkKind.PUT_UP,
    ReasonCode.CONFIRMATION_DUE: WorkKind.CONFIRM,
    ReasonCode.CONFIRMATION_MISSED: WorkKind.CONFIRM,
    ReasonCode.CHANNEL_MISSING: WorkKind.PROVE,
    ReasonCode.NOTHING_REGISTERED: WorkKind.SAY,
    ReasonCode.NO_REGISTER: WorkKind.SAY,
}
#: Unknown for want of a rule is no question to a unit: it is listed for review of the law.
QUESTIONS = frozenset(
    {
        ReasonCode.NOBODY_SAID,
        ReasonCode.ANCHOR_MISSING,
        ReasonCode.CASE_NOT_SAID,
        ReasonCode.CANNOT_COUNT,
    }
)
ORDER = {kind: number for number, kind in enumerate(WorkKind)}


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing to do.

    `case` is the case key, empty for the duty as a whole. `due` is None for a question, which the
    law gives no day; `since` then says from when on it could have been answered. `unit` is the code
    of the unit that answers for the duty on the register's day, empty when nobody does. `status` is
    the instance's (`overdue`, `due_soon`, `unknown`) or, for the duty as a whole, the duty's.
    `sentence` says why in the reader's language, without naming the case.
    """

    kind: WorkKind
    duty: str
    case: str
    due: date | None
    unit: str
    url: str
    sentence: str
    title: str
    status: str
    since: date | None = None

    @property
    def key(self) -> str:
        """What stays the same while it is the same thing to do (mails are told apart by it)."""
        return f"{self.kind}|{self.duty}|{self.case}|{self.due or ''}"

    def is_overdue(self, day: date) -> bool:
        """Whether its day has passed on `day`."""
        return self.due is not None and self.due < day


def work_items(register: Register, units: LeadUnits) -> list[WorkItem]:
    """Everything to be done now, the most pressing first: by deadline, questions last.

    Deadlines are in it from the day they are due soon (status.DUE_SOON_DAYS working days before).
    """
    items = [item for duty in register.duties for item in _of_duty(register, units, duty)]
    items.sort(key=lambda one: (one.due or date.max, ORDER[one.kind], one.duty, one.case))
    return items


def of_units(items: Iterable[WorkItem], codes: Collection[str]) -> list[WorkItem]:
    """Those of `items` that one of the units `codes` answers for."""
    return [one for one in items if one.unit in codes]


def heirs(units: LeadUnits, codes: Collection[str]) -> set[str]:
    """The units of the day for those called `codes`: work passes on when a unit ends."""
    return {
        unit.responsible_on(units.day).code for unit in units.units.values() if unit.code in codes
    }


def _of_duty(register: Register, units: LeadUnits, duty: Duty) -> Iterator[WorkItem]:
    status, unit = register.statuses[duty.code], units.of(duty)
    if status.value is DutyValue.NOT_APPLICABLE:
        return
    has_case = False
    for one in status.instances:
        if one.status in PRESSING:
            has_case = True
            yield _item(WorkKind.PUBLISH, duty, unit, one.status, one.why, one)
        elif one.status is InstanceStatus.UNKNOWN and one.why.code in QUESTIONS:
            has_case = True
            yield _item(WorkKind.SAY, duty, unit, one.status, one.why, one)
    yield from _of_whole(duty, unit, status, has_case)


def _of_whole(
    duty: Duty, unit: Unit | None, status: DutyStatus, has_case: bool
) -> Iterator[WorkItem]:
    """What is to be done about the duty as a whole, beside its cases."""
    for why in status.of_whole:
        kind = OF_DUTY.get(why.code)
        # A duty whose cases are being asked about needs no second question about itself.
        if kind is not None and not (kind is WorkKind.SAY and has_case):
            yield _item(kind, duty, unit, status.value, why)


def _item(
    kind: WorkKind,
    duty: Duty,
    unit: Unit | None,
    status: InstanceStatus | DutyValue,
    why: Reason,
    instance: Instance | None = None,
) -> WorkItem:
    until = why.params.get("until")
    return WorkItem(
        kind=kind,
        duty=duty.code,
        case=instance.case if instance else "",
        due=instance.due if instance else why.params.get("due"),
        unit=unit.code if unit else "",
        url=reverse("disclosures_duty", args=[duty.code]),
        sentence=sentence(why, with_case=False),
        title=title_of(duty),
        status=status.value,
        since=until or (instance.anchored_on if instance else None),
    )
