"""What can happen to a disclosure, as plain values: the vocabulary of the ledger.

Pure: the deadline and status rules work on these values and know nothing of the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

NOTHING: Mapping[str, Any] = MappingProxyType({})


class EventKind(StrEnum):
    """Every kind of fact the ledger records. Their wording for people is in
    `portal.models.ledger`."""

    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    TAKEN_DOWN = "taken_down"
    EXPIRED = "expired"
    EVENT_REGISTERED = "event_registered"
    NIL_RETURNED = "nil_returned"
    CONFIRMED_CURRENT = "confirmed_current"
    EVIDENCE_GIVEN = "evidence_given"
    NOT_APPLICABLE = "not_applicable"
    EXTENDED = "extended"
    GUARD_OVERRIDDEN = "guard_overridden"


#: Kinds after which the page is on the web.
ON_THE_WEB = frozenset({EventKind.PUBLISHED, EventKind.CORRECTED})
#: Kinds after which the page is no longer on the web.
OFF_THE_WEB = frozenset({EventKind.WITHDRAWN, EventKind.TAKEN_DOWN, EventKind.EXPIRED})
#: Kinds that concern a page and its state; the others are acts of the register.
PAGE_KINDS = ON_THE_WEB | OFF_THE_WEB


class Answer(NamedTuple):
    """Which duty a publication or an act answers, and which case or period of it.

    `case` is the case key: a document number with its year (`05/KL-SKHCN@2026`), one recommendation
    of it (`05/KL-SKHCN@2026#2`), a period (`2026-Q3`), an item's code (`2.002380`), or empty for
    the duty as a whole.
    """

    duty: str
    case: str = ""


class Event(NamedTuple):
    """One row of the ledger as a value.

    `happened_on` is the day it counts for; `recorded_at` (aware) when the ledger learned of it.
    `channel` is `portal` for the web, else the off-web channel the evidence is about, which then
    lasts from `covers_from` until `covers_until` (both days included; None = still going on).
    """

    id: int
    kind: EventKind
    happened_on: date
    recorded_at: datetime
    answers: tuple[Answer, ...] = ()
    anchors: Mapping[str, date] = NOTHING
    page_id: int | None = None
    page_kind: str = ""
    title: str = ""
    unit: str = ""
    channel: str = "portal"
    covers_from: date | None = None
    covers_until: date | None = None
    reason: str = ""
    details: Mapping[str, Any] = NOTHING

    def answers_duty(self, code: str) -> bool:
        """Whether this event names the duty `code`, for whatever case."""
        return any(answer.duty == code for answer in self.answers)
