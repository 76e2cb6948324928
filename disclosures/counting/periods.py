"""Periods of the register: a year, half, quarter or month, named by the case keys of the ledger.

Keys: `2026`, `2026-H1`, `2026-Q3`, `2026-9M` (from January on), `2026-10`. A second one owed for
the same period (a budget adjusted within the year) carries a suffix: `2026#2`.

Pure: no clock, no models.
"""

from __future__ import annotations

import calendar as months
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

KEY = re.compile(
    r"(?P<year>[12][0-9]{3})(?:-(?:Q(?P<q>[1-4])|H(?P<h>[12])|(?P<n>[369])M|(?P<m>0[1-9]|1[0-2])))?"
)
MONTHS, QUARTERS, YEARS = "month", "quarter", "year"
MONTHS_PER_QUARTER = 3


class PeriodError(ValueError):
    """A text that names no period."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """First and last day (both included) of a period, with the key that names it."""

    start: date
    end: date
    key: str

    def covers(self, other: Period) -> bool:
        """Whether `other` lies within this period."""
        return self.start <= other.start and other.end <= self.end

    def contains(self, day: date) -> bool:
        """Whether `day` lies within this period."""
        return self.start <= day <= self.end


def last_day(year: int, month: int) -> date:
    """The last calendar day of a month."""
    return date(year, month, months.monthrange(year, month)[1])


@lru_cache(maxsize=1024)
def year_period(year: int) -> Period:
    """The calendar (and budget) year."""
    return Period(date(year, 1, 1), date(year, 12, 31), f"{year:04}")


@lru_cache(maxsize=1024)
def quarter(year: int, number: int) -> Period:
    """Quarter 1 to 4 of a year."""
    last = number * MONTHS_PER_QUARTER
    return Period(date(year, last - 2, 1), last_day(year, last), f"{year:04}-Q{number}")


@lru_cache(maxsize=4096)
def month(year: int, number: int) -> Period:
    """Month 1 to 12 of a year."""
    return Period(date(year, number, 1), last_day(year, number), f"{year:04}-{number:02}")


def parse_period(key: str) -> Period:
    """The period that `key` names; a suffix `#2` is ignored. Raises PeriodError."""
    found = KEY.fullmatch(key.partition("#")[0].strip())
    if not found:
        raise PeriodError(f"{key!r} is no period; write 2026, 2026-Q3, 2026-H1, 2026-9M or 2026-10")
    year = int(found["year"])
    if found["q"]:
        return quarter(year, int(found["q"]))
    if found["m"]:
        return month(year, int(found["m"]))
    if found["h"] == "2":
        return Period(date(year, 7, 1), date(year, 12, 31), f"{year:04}-H2")
    if found["h"] or found["n"]:
        last = 6 if found["h"] else int(found["n"])
        suffix = "H1" if found["h"] else f"{last}M"
        return Period(date(year, 1, 1), last_day(year, last), f"{year:04}-{suffix}")
    return year_period(year)


@lru_cache(maxsize=65536)
def period_or_none(key: str) -> Period | None:
    """The period that a case key names; None for another case (a document, an item)."""
    try:
        return parse_period(key)
    except PeriodError:
        return None


def period_ending(day: date) -> Period:
    """The period named by its last day: a quarter where one ends then, else that day's month."""
    if day.month % MONTHS_PER_QUARTER == 0 and day == last_day(day.year, day.month):
        return quarter(day.year, day.month // MONTHS_PER_QUARTER)
    return Period(date(day.year, day.month, 1), day, f"{day.year:04}-{day.month:02}")


def period_of(day: date, every: str) -> Period:
    """The month, quarter or year (`every`) in which `day` lies."""
    if every == MONTHS:
        return month(day.year, day.month)
    if every == QUARTERS:
        return quarter(day.year, (day.month - 1) // MONTHS_PER_QUARTER + 1)
    return year_period(day.year)


def period_for(period: Period, every: str) -> Period | None:
    """The month, quarter or year (`every`) that a report about `period` is owed for; None when it
    is owed for none. Figures from January on (`2026-9M`, `2026-H1`) are those of the quarter they
    end with (NĐ 73/2026 Đ.37: three, six and nine months); half a year or a year answers no
    quarter, a quarter no year."""
    part = period.key.partition("-")[2]
    if not part:
        return period if every == YEARS else None
    if part.startswith("Q") or part.endswith("M") or part == "H1":
        return period_ending(period.end) if every == QUARTERS else None
    return period if every == MONTHS and part.isdigit() else None


def periods_of_year(year: int, every: str) -> list[Period]:
    """All months, quarters or the one year of `year`, in order."""
    if every == MONTHS:
        return [month(year, number) for number in range(1, 13)]
    if every == QUARTERS:
        return [quarter(year, number) for number in range(1, 5)]
    return [year_period(year)]


def periods_between(first: date, last: date, every: str) -> Iterator[Period]:
    """Periods that end on or after `first` and start on or before `last`, in order."""
    for year in range(first.year, last.year + 1):
        for period in periods_of_year(year, every):
            if period.end >= first and period.start <= last:
                yield period
