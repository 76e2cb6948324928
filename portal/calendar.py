"""Working days: Vietnam's public holidays plus what the office was told for the year.

BLLĐ 2019 (Labour Code) Đ.112 names the holidays; the exact days off, the days off given in exchange
and the Saturdays worked in return are decreed year by year. The `holidays` library knows those
published so far; the office enters the rest as overrides and confirms each year.

Pure: a `Calendar` is a frozen value. No clock and no database; what was known when is in the data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from types import MappingProxyType

import holidays

COUNTRY = "VN"
ONE_DAY = timedelta(days=1)
SATURDAY = 5
ANY_YEAR = 2026
#: A count longer than this is a mistake in the rule, not a deadline (about forty years).
MAX_DAYS = 10_000
#: Days of which a calendar keeps whether the office works then; with more it begins anew.
MOST_DAYS = 50_000


class CalendarError(ValueError):
    """A count that the calendar cannot make (beyond its last day, or absurdly long)."""


@dataclass(frozen=True, slots=True)
class DayOverride:
    """One day that the office entered: off although a weekday, or worked although a day off.

    `entered_at` (aware) is when it was entered; None = part of the calendar from the start. Of
    several for one day the one entered last counts, so that a wrong one is put right by entering
    another.
    """

    day: date
    is_working: bool
    note: str = ""
    entered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class YearDays:
    """What the library knows of a year: days off and worked weekend days."""

    off: frozenset[date]
    worked: frozenset[date]


@lru_cache(maxsize=512)
def library_days(year: int) -> YearDays:
    """Days of `year` according to the `holidays` library, which estimates lunar dates or lacks them
    in years far away: a year counts as complete when the office has confirmed it."""
    found = holidays.country_holidays(COUNTRY, years=year, expand=False, language="vi")
    # The set of exchanged weekend days can name a Saturday of the following year.
    worked = frozenset(day for day in found.weekend_workdays if day.year == year)
    if year > date.min.year:
        before = holidays.country_holidays(COUNTRY, years=year - 1, expand=False)
        worked |= {day for day in before.weekend_workdays if day.year == year}
    off = frozenset(day for day in found if day.year == year)
    return YearDays(off=off, worked=worked)


def load_library() -> None:
    """Have the library's days at hand: it brings in the countries of the world when first asked, a
    third of a second that would fall on a new process's first deadline."""
    library_days(ANY_YEAR)


@lru_cache(maxsize=512)
def _has_new_year(year: int) -> bool:
    """Whether the library knows on which days of `year` Tết falls, without estimating."""
    found = holidays.country_holidays(COUNTRY, years=year, expand=False, language="vi")
    return any("Tết Nguyên Đán" in name.split("; ") for name in found.values())


@dataclass(frozen=True)
class Calendar:
    """Days off as known at some moment.

    `overrides` are applied over the library's days; `confirmed_years` maps a year to when a person
    of the office confirmed that the year's days off are complete (aware).
    """

    overrides: tuple[DayOverride, ...] = ()
    confirmed_years: Mapping[int, datetime] = field(default_factory=dict, hash=False)
    _by_day: Mapping[date, DayOverride] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    _found: dict[date, bool] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        entered = sorted(
            self.overrides, key=lambda one: (one.entered_at is not None, one.entered_at)
        )
        object.__setattr__(self, "overrides", tuple(self.overrides))
        object.__setattr__(self, "confirmed_years", MappingProxyType(dict(self.confirmed_years)))
        object.__setattr__(self, "_by_day", {one.day: one for one in entered})

    def as_known(self, known_at: datetime) -> Calendar:
        """This calendar as it stood at `known_at`, without what was entered later."""
        entered = [one.entered_at for one in self.overrides if one.entered_at is not None]
        if all(at <= known_at for at in (*entered, *self.confirmed_years.values())):
            return self
        return Calendar(
            overrides=tuple(
                one
                for one in self.overrides
                if one.entered_at is None or one.entered_at <= known_at
            ),
            confirmed_years={
                year: at for year, at in self.confirmed_years.items() if at <= known_at
            },
        )

    def is_known(self, year: int) -> bool:
        """Whether the days off of `year` are known at all: its lunar dates, to begin with."""
        return year in self.confirmed_years or _has_new_year(year)

    def is_confirmed(self, year: int) -> bool:
        """Whether a person of the office confirmed the days off of `year`."""
        return year in self.confirmed_years

    def is_working_day(self, day: date) -> bool:
        """Whether the office works on `day`."""
        # One deadline asks for weeks of days, and a register has tens of thousands of deadlines.
        found = self._found.get(day)
        if found is None:
            if len(self._found) >= MOST_DAYS:
                self._found.clear()
            found = self._found[day] = self._works_on(day)
        return found

    def _works_on(self, day: date) -> bool:
        override = self._by_day.get(day)
        if override is not None:
            return override.is_working
        days = library_days(day.year)
        if day.weekday() >= SATURDAY:
            return day in days.worked
        return day not in days.off

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; `day` itself is not counted. 0 gives `day` back.

        Source: BLDS 2015 (Civil Code) Đ.147(2)–(3). Raises CalendarError beyond the last date
        there is.
        """
        return self._walk(day, count, ONE_DAY)

    def subtract(self, day: date, count: int) -> date:
        """The `count`-th working day before `day`; `day` itself is not counted."""
        return self._walk(day, count, -ONE_DAY)

    def roll_forward(self, day: date) -> date:
        """`day` if the office works then, else the next working day. Source: BLDS 2015 Đ.148(5)."""
        return day if self.is_working_day(day) else self._walk(day, 1, ONE_DAY)

    def roll_back(self, day: date) -> date:
        """`day` if the office works then, else the last working day before it."""
        return day if self.is_working_day(day) else self._walk(day, 1, -ONE_DAY)

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` is earlier.

        For every n > 0: working_days_between(day, add_working_days(day, n)) == n.
        """
        if end < start:
            return -sum(map(self.is_working_day, _days(end, start - ONE_DAY)))
        return sum(map(self.is_working_day, _days(start + ONE_DAY, end))) if end > start else 0

    def _walk(self, day: date, count: int, step: timedelta) -> date:
        if not 0 <= count <= MAX_DAYS:
            raise CalendarError(f"cannot count {count} working days (0 to {MAX_DAYS})")
        try:
            while count:
                day += step
                count -= self.is_working_day(day)
        except OverflowError:
            raise CalendarError("the count runs beyond the last date there is") from None
        return day


def _days(start: date, end: date) -> Iterable[date]:
    return (start + timedelta(days=n) for n in range((end - start).days + 1))
