"""Days of reception: those that come back, and single ones that take their place.

A single day of the same receiver stands for the recurring one of that day. A postponed day shows
twice: where it was, said to be postponed, and where it is moved to.

Pure: no clock, no models.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

#: However far one asks, so many days are looked at.
LONGEST = timedelta(days=3 * 366)


class DayState(StrEnum):
    """What became of a day."""

    PLANNED = "planned"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule: on `day_of_month`, or on a `weekday` (0 is Monday), each week or the
    `week_of_month`-th of a month; from `since` to `until` (both included; None: for good)."""

    since: date
    until: date | None
    start: time
    end: time
    day_of_month: int | None = None
    weekday: int | None = None
    week_of_month: int | None = None
    receiver: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Single:
    """One day."""

    day: date
    start: time
    end: time
    receiver: str = ""
    person: str = ""
    participants: str = ""
    content: str = ""
    state: DayState = DayState.PLANNED
    moved_to: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reception:
    """One day as readers see it. `moved_from`: it was to be on that day."""

    single: Single
    moved_from: date | None = None
    is_recurring: bool = False

    @property
    def day(self) -> date:
        """The day."""
        return self.single.day

    @property
    def takes_place(self) -> bool:
        """Whether citizens are received on it."""
        return self.single.state is DayState.PLANNED


def days_of(rule: Recurrence, first: date, last: date) -> list[date]:
    """The days of a rule from `first` to `last`, in order. A month that hasn't the day has none."""
    start = max(first, rule.since)
    end = min(last, rule.until) if rule.until else last
    end = min(end, start + LONGEST)
    if end < start:
        return []
    begin = datetime.combine(start, time())
    stop = datetime.combine(end, time())
    if rule.day_of_month is not None:
        found = rrule(MONTHLY, dtstart=begin, until=stop, bymonthday=rule.day_of_month)
    elif rule.weekday is None:
        return []
    elif rule.week_of_month is not None:
        nth = weekday(rule.weekday, rule.week_of_month)
        found = rrule(MONTHLY, dtstart=begin, until=stop, byweekday=nth)
    else:
        found = rrule(WEEKLY, dtstart=begin, until=stop, byweekday=rule.weekday)
    return [moment.date() for moment in found]


def receptions(
    rules: Iterable[Recurrence], singles: Iterable[Single], first: date, last: date
) -> list[Reception]:
    """All days from `first` to `last`, by day and hour."""
    singles = list(singles)
    taken = {(one.day, one.receiver) for one in singles}
    found: dict[tuple[date, str, time], Reception] = {}
    for rule in rules:
        for day in days_of(rule, first, last):
            if (day, rule.receiver) not in taken:
                single = Single(day, rule.start, rule.end, rule.receiver, rule.person)
                found.setdefault(
                    (day, rule.receiver, rule.start), Reception(single, is_recurring=True)
                )
    for one in singles:
        if first <= one.day <= last:
            found[one.day, one.receiver, one.start] = Reception(one)
        if one.state is DayState.POSTPONED and one.moved_to and first <= one.moved_to <= last:
            moved = replace(one, day=one.moved_to, state=DayState.PLANNED, moved_to=None)
            key = (moved.day, moved.receiver, moved.start)
            found.setdefault(key, Reception(moved, moved_from=one.day))
    return sorted(found.values(), key=lambda one: (one.day, one.single.start, one.single.receiver))


def coming(days: Iterable[Reception], now: datetime) -> list[Reception]:
    """Those that take place and are not over at `now` (local time), in order."""
    return [
        one
        for one in days
        if one.takes_place and datetime.combine(one.day, one.single.end) > now.replace(tzinfo=None)
    ]
