"""From a rule, what happened and the calendar to the days by which something is due.

Source of the counting: BLDS 2015 (Civil Code) Đ.147(2)–(3): the day of the event is not counted;
Đ.148(5): a term ending on a day off ends with the next working day. Fixed dates and terms before an
event move back instead: a step earlier is never late. The grammar is in the header of
data/obligations.yaml; rules.py and grammar.py hold and read it.

Strictly pure: no clock, no models. Every deadline says how it was counted, as data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from disclosures.counting.grammar import parse_rule
from disclosures.counting.periods import (
    MONTHS,
    Period,
    last_day,
    period_ending,
    period_of,
    periods_of_year,
    quarter,
    year_period,
)
from disclosures.counting.rules import (
    ANCHORS,
    PERIOD_END,
    SCHEDULE_PERIODS,
    After,
    Before,
    By,
    DayCount,
    MonthEnd,
    Roll,
    Rule,
    RuleError,
    Schedule,
)
from portal.calendar import Calendar, CalendarError

__all__ = [
    "ANCHORS", "Counted", "DeadlineError", "Due", "Pause", "Rule", "RuleError",
    "due_dates", "parse_rule", "periods_in_year",
]  # fmt: skip

ONE_DAY = timedelta(days=1)
_FROM_EVENTS = (After, Before)


class DeadlineError(ValueError):
    """A deadline that cannot be counted: no anchor or period given, or a case the rule lacks."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count: from `start` to the day before `end` (None = not resumed yet)."""

    start: date
    end: date | None = None


class Counted(NamedTuple):
    """How a deadline was counted.

    `form` is the rule's form (after, before, by, by_rule, schedule); `from_day` the day counted
    from; `ended_on` the day the bare term ended, before rolling (`rolled`: forward, back or
    empty); `capped` whether `at_most_calendar_days` cut it; `extended` the terms added;
    `paused_days` the days not counted; `years` the calendar years that the count rests on.
    """

    form: str
    from_day: date | None
    days: int | None = None
    calendar: str = ""
    ended_on: date | None = None
    rolled: str = ""
    capped: bool = False
    extended: tuple[tuple[int, str], ...] = ()
    paused_days: int = 0
    paused_since: date | None = None
    years: tuple[int, ...] = ()
    immediate: bool = False
    default_term: bool = False


class Due(NamedTuple):
    """One deadline. `due` is None while its clock is stopped. `period` is a case key or empty."""

    anchor: str
    due: date | None
    counted: Counted
    period: str = ""


def due_dates(
    rule: Rule,
    anchors: Mapping[str, date],
    calendar: Calendar,
    *,
    period: Period | int | None = None,
    when: str | None = None,
    extensions: int | Sequence[object] = 0,
    pauses: Sequence[Pause] = (),
) -> list[Due]:
    """The deadlines that `rule` sets, in the order of its anchors or periods.

    `anchors` holds the dates on which things happened; `period` is a year, or a Period for rules
    that follow from a period (its end may be given as the anchor `period_end` instead). `when`
    names a case of the rule. `extensions` says how many were granted (a number, or the acts). A
    case in which nothing is owed (`unless`) gives an empty list. Raises DeadlineError.
    """
    if when is not None and when not in rule.cases:
        known = ", ".join(rule.cases) or "none"
        raise DeadlineError(f"the rule knows no case {when!r}; known: {known}")
    if when in rule.unless:
        return []
    chosen = rule.in_case(when)
    if chosen.term is None:
        raise DeadlineError(f"the case must be said, one of: {', '.join(rule.cases)}")
    granted = extensions if isinstance(extensions, int) else len(extensions)
    if granted > len(chosen.extensions):
        raise DeadlineError(
            f"{granted} extensions granted, the rule allows {len(chosen.extensions)}"
        )
    clock = _Clock(calendar, chosen, granted, tuple(pauses))
    try:
        return list(clock.dues(anchors, period))
    except (CalendarError, OverflowError) as error:
        raise DeadlineError(f"cannot be counted: {error}") from error


def periods_in_year(rule: Rule, year: int, default: str) -> list[Period]:
    """The periods of `year` that `rule` sets deadlines for; `default` where it names none itself.

    `default` is month, quarter or year: the cadence of the duty.
    """
    match rule.term:
        case After(periods=ends) if ends:
            return [period_ending(end.of(year)) for end in ends]
        case Schedule(slots=slots):
            return [_slot_period(slot.period, year) for slot in slots]
        case By() | MonthEnd(month=int()):
            return [year_period(year)]
        case MonthEnd():
            return periods_of_year(year, MONTHS)
    return periods_of_year(year, default)


def _slot_period(name: str, year: int) -> Period:
    if name == "YEAR":
        return year_period(year)
    if name in ("Q1", "Q2", "Q3", "Q4"):
        return quarter(year, int(name[1]))
    month, day = SCHEDULE_PERIODS[name]
    start = date(year, 7, 1) if name == "H2" else date(year, 1, 1)
    return Period(start, date(year, month, day), f"{year:04}-{name}")


class _Clock(NamedTuple):
    """Counts the terms of one rule."""

    calendar: Calendar
    rule: Rule
    granted: int
    pauses: tuple[Pause, ...]

    def dues(self, anchors: Mapping[str, date], period: Period | int | None) -> Iterator[Due]:
        term = self.rule.term
        if isinstance(term, _FROM_EVENTS) and term.anchors != (PERIOD_END,):
            given = [name for name in term.anchors if name in anchors]
            if not given:
                raise DeadlineError(f"needs the date of {' or '.join(term.anchors)}")
            for name in given:
                yield self._from(name, anchors[name], "")
            return
        for one in self._periods(anchors, period):
            if isinstance(term, _FROM_EVENTS):
                yield self._from(PERIOD_END, one.end, one.key)
            else:
                yield self._fixed(one)

    def _periods(self, anchors: Mapping[str, date], period: Period | int | None) -> list[Period]:
        term = self.rule.term
        if isinstance(period, int):
            found = periods_in_year(self.rule, period, "year")
        else:
            end = period.end if period else anchors.get(PERIOD_END)
            if end is None:
                raise DeadlineError("needs the period: its year, or the date of period_end")
            ending = [one for one in periods_in_year(self.rule, end.year, "year") if one.end == end]
            if period and len(ending) > 1:
                ending = [one for one in ending if one.start == period.start] or ending
            if isinstance(term, By) or (isinstance(term, MonthEnd) and term.month):
                ending = [year_period(end.year)]
            elif isinstance(term, MonthEnd):
                ending = [period_of(end, MONTHS)]
            elif isinstance(term, _FROM_EVENTS) and not getattr(term, "periods", ()):
                ending = [period or period_ending(end)]
            found = ending
        if not found:
            raise DeadlineError("the rule sets no deadline for a period that ends then")
        return found

    def _from(self, anchor: str, day: date, period: str) -> Due:
        term = self.rule.term
        paused, since, capped = 0, None, False
        extended: list[tuple[int, str]] = []
        if isinstance(term, Before):
            form, immediate, ended = "before", False, self._back(day, term)
        else:
            form, immediate = "after", term.immediate
            ended, paused, since = self._forward(day, term.days, term.count)
            for extension in self.rule.extensions[: self.granted] if self.granted else ():
                if ended is not None:
                    extended.append((extension.days, extension.count.value))
                    ended, more, since = self._forward(ended, extension.days, extension.count)
                    paused += more
        due = None if ended is None else self._rolled(ended, term.roll)
        if due and isinstance(term, After) and term.at_most_calendar_days is not None:
            # "Never later than": a cap on a day off stays there.
            cap = day + timedelta(days=term.at_most_calendar_days)
            due, capped = min(due, cap), cap < due
        counted = Counted(
            form, day, term.days, term.count.value, ended,
            "" if due == ended or capped else term.roll.value, capped, tuple(extended), paused,
            since, _years(day, ended, due), immediate, self.rule.default_term,
        )  # fmt: skip
        return Due(anchor, due, counted, period)

    def _fixed(self, period: Period) -> Due:
        term, year = self.rule.term, period.end.year
        match term:
            case By():
                form, day = "by", term.on.of(year + term.year_offset)
                ended = day if term.inclusive else day - ONE_DAY
            case MonthEnd():
                form = "by_rule"
                ended = last_day(year + term.year_offset, term.month or period.end.month)
            case Schedule():
                slot = next(
                    slot for slot in term.slots if _slot_period(slot.period, year).key == period.key
                )
                form, day = "schedule", slot.by.of(year)
                ended = day if slot.inclusive else day - ONE_DAY
        roll = Roll.BACK if isinstance(term, MonthEnd) and term.working else term.roll
        due = self._rolled(ended, roll)
        counted = Counted(
            form, None, ended_on=ended, rolled="" if due == ended else roll.value,
            years=_years(ended, due), default_term=self.rule.default_term,
        )  # fmt: skip
        return Due(PERIOD_END, due, counted, period.key)

    def _back(self, day: date, term: Before) -> date:
        if term.count is DayCount.WORKING:
            return self.calendar.subtract(day, term.days)
        return day - timedelta(days=term.days)

    def _forward(
        self, day: date, days: int, count: DayCount
    ) -> tuple[date | None, int, date | None]:
        """The last day of the term, the days paused within it, and since when its clock is
        stopped.
        """
        if not self.pauses:
            if count is DayCount.WORKING:
                return self.calendar.add_working_days(day, days), 0, None
            return day + timedelta(days=days), 0, None
        paused = 0
        while days:
            day += ONE_DAY
            pause = next((one for one in self.pauses if _pauses(one, day)), None)
            if pause is not None and pause.end is None:
                return None, paused, pause.start
            if pause is not None:
                paused += 1
            elif count is DayCount.CALENDAR or self.calendar.is_working_day(day):
                days -= 1
        return day, paused, None

    def _rolled(self, ended: date, roll: Roll) -> date:
        if roll is Roll.FORWARD:
            return self.calendar.roll_forward(ended)
        return self.calendar.roll_back(ended) if roll is Roll.BACK else ended


def _years(*days: date | None) -> tuple[int, ...]:
    """The calendar years from the first to the last of `days`."""
    found = [day.year for day in days if day]
    first, last = min(found), max(found)
    return (first,) if first == last else tuple(range(first, last + 1))


def _pauses(pause: Pause, day: date) -> bool:
    return pause.start <= day and (pause.end is None or day < pause.end)
