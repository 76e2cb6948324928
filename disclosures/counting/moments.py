"""Days and moments of the office: which day a moment is on, and when a day is over.

Pure: no clock, no models.
"""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

OFFICE_TIME = ZoneInfo("Asia/Ho_Chi_Minh")
#: Room on both sides for the day, quarter and year before and after: a moment outside is answered
#: as these days are, instead of running beyond the last date there is.
FIRST_DAY, LAST_DAY = date(3, 1, 1), date(9996, 12, 31)


def office_day(at: date | datetime) -> date:
    """The office's day of a moment (aware)."""
    if not isinstance(at, datetime):
        return at
    try:
        return at.astimezone(OFFICE_TIME).date()
    except OverflowError:  # hours from the first or the last day there is
        return at.date()


def countable(day: date) -> date:
    """`day`, or the nearest day that has room before and after it."""
    return min(max(day, FIRST_DAY), LAST_DAY)


def end_of(when: date | datetime) -> datetime:
    """The end of a day, as an aware moment; a moment stays itself."""
    if isinstance(when, datetime):
        return when
    return datetime.combine(when, time.max, tzinfo=OFFICE_TIME)
