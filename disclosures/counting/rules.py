"""Deadline rules as values. They are read by grammar.py and counted by deadlines.py.

Pure: no clock, no models.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from disclosures.counting.periods import last_day

#: What may happen that a deadline is counted from.
ANCHORS = frozenset(
    {
        "signed_on", "issued_on", "created_on", "approved_on", "assigned_on", "allocated_on",
        "plan_approved_on", "completed_on", "reported_on", "handed_over_on", "handled_on",
        "received_on", "accepted_on", "certificate_issued_on", "decision_signed_on", "decided_on",
        "changed_on", "effective_on", "event_on", "outage_start_on", "application_close_on",
        "acceptance_notified_on", "period_end",
    }
)  # fmt: skip
PERIOD_END = "period_end"
#: Names of a schedule's periods, with the day (month, day) on which each ends.
SCHEDULE_PERIODS = {
    "Q1": (3, 31), "Q2": (6, 30), "Q3": (9, 30), "Q4": (12, 31),
    "H1": (6, 30), "H2": (12, 31), "3M": (3, 31), "6M": (6, 30), "9M": (9, 30), "YEAR": (12, 31),
}  # fmt: skip


class RuleError(ValueError):
    """A rule that cannot be read. `path` says where in it, e.g. `alternatives[1].rule.days`."""

    def __init__(self, path: str, problem: str) -> None:
        self.path, self.problem = path, problem
        super().__init__(f"{path}: {problem}" if path else problem)


class DayCount(StrEnum):
    """What a term counts."""

    CALENDAR = "calendar"
    WORKING = "working"


class Roll(StrEnum):
    """Where a deadline goes that falls on a day off."""

    FORWARD = "forward"
    BACK = "back"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of any year, written MM-DD."""

    month: int
    day: int

    def of(self, year: int) -> date:
        """That day in `year`; 02-29 is the last day of February where there is no 29th."""
        return date(year, self.month, min(self.day, last_day(year, self.month).day))

    def __str__(self) -> str:
        return f"{self.month:02}-{self.day:02}"


@dataclass(frozen=True, slots=True)
class After:
    """N days after an event; several anchors have a deadline each."""

    anchors: tuple[str, ...]
    days: int
    count: DayCount
    roll: Roll = Roll.FORWARD
    immediate: bool = False
    at_most_calendar_days: int | None = None
    periods: tuple[MonthDay, ...] = ()


@dataclass(frozen=True, slots=True)
class Before:
    """At the latest N days before an event."""

    anchor: str
    days: int
    count: DayCount
    roll: Roll = Roll.BACK

    @property
    def anchors(self) -> tuple[str, ...]:
        return (self.anchor,)


@dataclass(frozen=True, slots=True)
class By:
    """A fixed date of the period's year; not `inclusive` means before that day."""

    on: MonthDay
    year_offset: int = 0
    inclusive: bool = True
    roll: Roll = Roll.BACK
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """The last (working) day of a month: of `month` in the period's year, or of each month."""

    working: bool
    month: int | None = None
    year_offset: int = 0
    roll: Roll = Roll.NONE
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """One deadline of a schedule."""

    period: str
    by: MonthDay
    inclusive: bool = True


@dataclass(frozen=True, slots=True)
class Schedule:
    """Uneven deadlines within a year."""

    slots: tuple[Slot, ...]
    roll: Roll = Roll.BACK
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extension:
    """A longer term that a signed act may grant once."""

    days: int
    count: DayCount


Term = After | Before | By | MonthEnd | Schedule


@dataclass(frozen=True, slots=True)
class Rule:
    """A whole rule. Without a `term` only its alternatives have one: the case must be said.

    `unless` names the cases in which nothing is owed at all.
    """

    term: Term | None
    alternatives: tuple[tuple[str, Rule], ...] = ()
    extensions: tuple[Extension, ...] = ()
    unless: tuple[str, ...] = ()
    default_term: bool = False

    @property
    def cases(self) -> tuple[str, ...]:
        """Every case that may be named for this rule."""
        return tuple(name for name, _ in self.alternatives) + self.unless

    def in_case(self, when: str | None) -> Rule:
        """The rule that holds in the case `when`; this one where the case changes nothing."""
        if when is None or not self.alternatives:
            return self
        return next((rule for name, rule in self.alternatives if name == when), self)

    @property
    def anchors(self) -> frozenset[str]:
        """Every anchor that this rule or one of its alternatives counts from."""
        own = self.term.anchors if self.term else ()
        return frozenset(own).union(*(rule.anchors for _, rule in self.alternatives))

    @property
    def is_periodic(self) -> bool:
        """Whether the deadline follows from the period alone, without any event."""
        return self.term is not None and (
            not self.term.anchors or self.term.anchors == (PERIOD_END,)
        )
