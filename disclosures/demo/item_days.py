"""The demonstration's compact days and periods as dates, as of some day; the grammar is in the
header of items.yaml.

Pure: today and the calendar come in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from disclosures.counting.periods import Period, parse_period, quarter, year_period
from portal.calendar import Calendar

_DAY = re.compile(r"(?P<sign>[+-])(?P<number>\d+)(?P<working>w?)")
_AFTER_PERIOD = re.compile(r"p\+(?P<number>\d+)")
_MONTH = re.compile(r"M\+1(?::(?P<day>\d+))?")
_YEAR = re.compile(r"Y(?:-(?P<number>\d+))?")
#: The last of the periods from January on that ended: of three, six and nine months.
_CUMULATIVE = {1: "Q1", 2: "H1", 3: "9M"}


@dataclass(frozen=True, slots=True)
class ItemDays:
    """What the days of one item are relative to."""

    today: date
    calendar: Calendar
    period: Period | None = None

    def day(self, text: str | date) -> date:
        """The date that `text` says. Raises ValueError for what the grammar doesn't know."""
        if isinstance(text, date):
            return text
        if found := _DAY.fullmatch(text):
            return self._relative(found)
        if (found := _AFTER_PERIOD.fullmatch(text)) and self.period:
            return min(self.today, self.period.end + timedelta(days=int(found["number"])))
        if found := _MONTH.fullmatch(text):
            first = (self.today.replace(day=1) + timedelta(days=32)).replace(day=1)
            return first.replace(day=int(found["day"] or 1))
        return date.fromisoformat(text)

    def moment(self, text: str) -> datetime:
        """`+16 22:00` as a naive local datetime."""
        day, _blank, hour = text.partition(" ")
        return datetime.combine(self.day(day), time.fromisoformat(hour))

    def period_of(self, text: str) -> Period:
        """The period that `text` says: `Y-1`, `Q-1`, `X-1`, or a key."""
        if found := _YEAR.fullmatch(text):
            return year_period(self.today.year - int(found["number"] or 0))
        if text in ("Q-1", "X-1"):
            year, number = self.today.year, (self.today.month - 1) // 3
            if number == 0:
                year, number = year - 1, 4
            if text == "Q-1":
                return quarter(year, number)
            return parse_period(f"{year}-{_CUMULATIVE[min(number, 3)]}")
        return parse_period(text)

    def _relative(self, found: re.Match[str]) -> date:
        number = int(found["number"])
        if number == 0:
            return self.today
        is_ahead = found["sign"] == "+"
        if found["working"]:
            if is_ahead:
                return self.calendar.add_working_days(self.today, number)
            return self.calendar.subtract(self.today, number)
        return self.today + timedelta(days=number if is_ahead else -number)
