"""When a unit is reminded of a thing to do, and which of the reminders is the one for a day.

A thing with a deadline: 10 and 3 working days before, on the day, from the first working day after
it every week, and to the leadership from the fifth working day after it, every week. A question
without a deadline: at once, then at the start of every week. No reminder's day is a day off; one
that was missed is made up for by the latest that is due, so nobody gets two for one thing.

Source: a house rule of the product (R8), no law. Pure: no clock, no models.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portal.calendar import ONE_DAY, Calendar

#: Working days before a deadline.
AHEAD = (10, 3)
WEEK = timedelta(days=7)
#: Working days after a deadline from which the leadership is told.
ESCALATED_AFTER = 5


class StepKind(StrEnum):
    """Why a reminder is sent."""

    AHEAD = "ahead"
    ON_THE_DAY = "on_the_day"
    OVERDUE = "overdue"
    QUESTION = "question"
    ESCALATED = "escalated"


@dataclass(frozen=True, slots=True)
class Step:
    """One reminder of a thing: `name` tells it from the thing's others, `on` is its day."""

    kind: StepKind
    name: str
    on: date


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing to do, as far as reminders need it: its key, its unit's code, its deadline if any."""

    key: str
    unit: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Reminder:
    """`step` of the thing `key` for the unit `recipient` (the leadership's, when escalated)."""

    recipient: str
    key: str
    step: Step


#: (recipient, key, whether escalated) → day of the latest step sent.
Sent = Mapping[tuple[str, str, bool], date]


def step_on(due: date | None, day: date, calendar: Calendar) -> Step | None:
    """The unit's latest reminder up to `day`; None when it is too early for any."""
    if due is None:
        return _of_week(day, calendar)
    if day > due:
        weekly = _weekly(calendar.roll_forward(due + ONE_DAY), day, StepKind.OVERDUE, calendar)
        if weekly:
            return weekly
    on_the_day = calendar.roll_back(due)
    if day >= on_the_day:
        return Step(StepKind.ON_THE_DAY, StepKind.ON_THE_DAY.value, on_the_day)
    for left in reversed(AHEAD):
        first = calendar.subtract(due, left)
        if day >= first:
            return Step(StepKind.AHEAD, f"{StepKind.AHEAD}-{left}", first)
    return None


def escalation_on(due: date | None, day: date, calendar: Calendar) -> Step | None:
    """The leadership's latest reminder up to `day`; None while the deadline is no five working days
    past."""
    if due is None or day <= due:
        return None
    first = calendar.add_working_days(due, ESCALATED_AFTER)
    return _weekly(first, day, StepKind.ESCALATED, calendar)


def reminders_on(
    day: date,
    things: Iterable[Thing],
    calendar: Calendar,
    sent: Sent,
    leadership: Iterable[str] = (),
) -> list[Reminder]:
    """What is to be sent on `day`, in the order of `things`.

    `sent` says what went out before: no step is sent twice, nor one older than the latest sent.
    `leadership` are the codes of the units that escalations go to; of its own things such a unit is
    reminded like any other. A thing of no unit is nobody's: it is told to the leadership alone.
    """
    leaders = tuple(dict.fromkeys(leadership))
    found = []
    for thing in things:
        wanted = [(thing.unit, step_on(thing.due, day, calendar))] if thing.unit else []
        told = [one for one in leaders if one != thing.unit]
        if told:
            step = escalation_on(thing.due, day, calendar)
            wanted += [(leader, step) for leader in told]
        for recipient, step in wanted:
            if step is None:
                continue
            last = sent.get((recipient, thing.key, step.kind is StepKind.ESCALATED))
            if last is None or last < step.on:
                found.append(Reminder(recipient, thing.key, step))
    return found


def _weekly(first: date, day: date, kind: StepKind, calendar: Calendar) -> Step | None:
    """The latest of the weekly steps that begin on `first`; each on a working day."""
    if day < first:
        return None
    week = (day - first) // WEEK
    on = calendar.roll_forward(first + week * WEEK)
    while on > day:  # a week that begins with days off isn't there yet
        week -= 1
        on = calendar.roll_forward(first + week * WEEK)
    return Step(kind, f"{kind}-{week + 1}", on)


def _of_week(day: date, calendar: Calendar) -> Step:
    """The reminder of the week of `day`: on its first working day."""
    monday = day - timedelta(days=day.weekday())
    on = calendar.roll_forward(monday)
    if on > day:  # the week's first working day is still to come: that of a week before holds
        monday -= WEEK
        on = calendar.roll_forward(monday)
        while on > day:
            monday -= WEEK
            on = calendar.roll_forward(monday)
    year, week, _weekday = monday.isocalendar()
    return Step(StepKind.QUESTION, f"{StepKind.QUESTION}-{year}-W{week:02}", on)
