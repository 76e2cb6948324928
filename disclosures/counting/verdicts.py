"""The words of the register: values of an instance and of a duty, and the reasons behind them.

Codes only; their wording for people is elsewhere. Source of the values and their order:
docs/architecture.md (Status).

Pure: no clock, no models.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from disclosures.counting.duties import RuleVersion
from disclosures.deadlines import Counted


class InstanceStatus(StrEnum):
    """How it stands with one thing owed."""

    OPEN = "open"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    ON_TIME = "on_time"
    LATE = "late"
    NIL_DECLARED = "nil_declared"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"


STILL_OWED = frozenset({InstanceStatus.OPEN, InstanceStatus.DUE_SOON, InstanceStatus.OVERDUE})
SETTLED = frozenset({InstanceStatus.ON_TIME, InstanceStatus.LATE, InstanceStatus.NIL_DECLARED})


class DutyValue(StrEnum):
    """How it stands with a duty as a whole, the worst first."""

    OVERDUE = "overdue"
    NEVER_PUBLISHED = "never_published"
    UNKNOWN = "unknown"
    DUE_SOON = "due_soon"
    PUBLISHED_LATE = "published_late"
    UP_TO_DATE = "up_to_date"
    NIL_DECLARED = "nil_declared"
    NOT_APPLICABLE = "not_applicable"

    @property
    def rank(self) -> int:
        """0 is the worst."""
        return WORST_FIRST[self]


WORST_FIRST: dict[DutyValue, int] = {value: rank for rank, value in enumerate(DutyValue)}


def worst(values: list[DutyValue]) -> DutyValue:
    """The worst of `values`; unknown when there is none: nobody said anything."""
    return min(values, key=lambda value: value.rank, default=DutyValue.UNKNOWN)


class ReasonCode(StrEnum):
    """Why a status is what it is."""

    ANSWERED_IN_TIME = "answered_in_time"
    ANSWERED_LATE = "answered_late"
    DEADLINE_AHEAD = "deadline_ahead"
    DEADLINE_NEAR = "deadline_near"
    DEADLINE_PASSED = "deadline_passed"
    CLOCK_STOPPED = "clock_stopped"
    WAITING_FOR_EVENT = "waiting_for_event"
    NOBODY_SAID = "nobody_said"
    NOTHING_REGISTERED = "nothing_registered"
    NO_REGISTER = "no_register"
    ANCHOR_MISSING = "anchor_missing"
    CASE_NOT_SAID = "case_not_said"
    NO_RULE = "no_rule"
    CANNOT_COUNT = "cannot_count"
    NIL_RETURNED = "nil_returned"
    SET_ASIDE = "set_aside"
    EXEMPT = "exempt"
    NO_LONGER_OURS = "no_longer_ours"
    NOTHING_PUBLISHED = "nothing_published"
    NOTHING_LEFT = "nothing_left"
    CHANNEL_MISSING = "channel_missing"
    CURRENT = "current"
    CONFIRMATION_DUE = "confirmation_due"
    CONFIRMATION_MISSED = "confirmation_missed"


class Reason(NamedTuple):
    """Why, as data: a code and what it is about (dates, event ids, names)."""

    code: ReasonCode
    params: Mapping[str, Any]

    def as_json(self) -> dict[str, Any]:
        """The same with dates as ISO text."""
        return {"code": self.code.value, **{key: _plain(one) for key, one in self.params.items()}}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value


class Instance(NamedTuple):
    """One thing owed, at the moment asked about.

    `case` is its key; `anchor` and `anchored_on` what its deadline counts from; `period` the key
    of the period it belongs to, if any. `satisfied_on` is the day since when it is answered in
    every channel asked for. `events` are the ids of the ledger's events about it. The two flags
    say whether a person of the office had confirmed the rule's version and the years of the
    calendar it rests on.
    """

    duty: str
    case: str
    status: InstanceStatus
    why: Reason
    due: date | None = None
    anchor: str = ""
    anchored_on: date | None = None
    period: str = ""
    satisfied_on: date | None = None
    events: tuple[int, ...] = ()
    anchors: Mapping[str, date] = {}
    title: str = ""
    unit: str = ""
    missing_channels: tuple[str, ...] = ()
    version: RuleVersion | None = None
    counted: Counted | None = None
    rule_confirmed: bool = False
    calendar_confirmed: bool = False

    @property
    def is_owed(self) -> bool:
        """Whether it is still to be done."""
        return self.status in STILL_OWED


@dataclass(frozen=True, slots=True)
class Freshness:
    """A continuous duty's standing content: how many items are public, when last said to be
    current.

    `last_on` is the oldest of the items' last words; `due_on` the day by which the unit confirms
    next. A house rule, not law.
    """

    items: int
    last_on: date | None
    due_on: date | None
    stale: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DutyStatus:
    """A duty's status at a moment, with the instance that decided it and all the others.

    `unmatched` are events that named the duty but closed nothing (no case, a period it does not
    have). `of_whole` are the reasons about the duty as a whole, beside its instances, for which it
    is not up to date. For standing content `expected` is how many items the announcing decisions
    name, `missing` those of them that are not public. The flags are those of what decided the
    status.
    """

    duty: str
    value: DutyValue
    why: Reason
    day: date
    known_at: datetime
    instances: tuple[Instance, ...] = ()
    decided_by: Instance | None = None
    freshness: Freshness | None = None
    version: RuleVersion | None = None
    rule_confirmed: bool = False
    calendar_confirmed: bool = False
    unmatched: tuple[int, ...] = ()
    of_whole: tuple[Reason, ...] = ()
    expected: int = 0
    missing: tuple[str, ...] = ()

    @property
    def next_due(self) -> date | None:
        """The earliest deadline still ahead or missed."""
        return min((one.due for one in self.instances if one.is_owed and one.due), default=None)
