"""How often a task is due, from the words of its schedule; and until when, where they say a date.

What the words don't say is None: a person decides, nothing is guessed. Patterns are written as
`portal.text.fold` writes: no accents, and i for y ("quý" is "qui").
"""

from __future__ import annotations

import calendar
import re
from datetime import date

from portal.text import fold

from .blocks import one_line

ONCE = "once"
CONTINUOUS = "continuous"
EVENT = "event"
YEARLY = "yearly"
HALF_YEARLY = "half_yearly"
QUARTERLY = "quarterly"
MONTHLY = "monthly"
WEEKLY = "weekly"

CADENCES = (ONCE, CONTINUOUS, EVENT, YEARLY, HALF_YEARLY, QUARTERLY, MONTHLY, WEEKLY)

_LONGEST_SCHEDULE = 300

_EACH = r"(?:hang|moi|tung|dinh ki(?: theo)?)"
#: In a schedule that says two things, what stands first decides ("Thường xuyên, báo cáo hằng
#: năm" is continuous), except that a date with a period is a date in every period.
_RECURRING = (
    (
        EVENT,
        r"tinh hinh thuc te|thuc te phat sinh|khi (?:co|phat sinh)|phat sinh|dot xuat"
        r"|theo yeu cau|theo (?:tung )?vu viec|ngay sau khi|sau khi",
    ),
    (
        CONTINUOUS,
        r"thuong xuyen|lien tuc|hang ngay|moi ngay|(?:trong )?(?:ca|suot) nam"
        r"|(?:nhung |cac )?nam tiep theo",
    ),
    (
        HALF_YEARLY,
        r"(?:\b0?6|sau) thang(?: dau nam| mot lan|/lan|/1 lan|,? (?:va )?(?:hang |ca )?nam"
        rf"|$)|nua nam|{_EACH} (?:0?6|sau) thang",
    ),
    (WEEKLY, rf"{_EACH} tuan|\b(?:mot|1) lan/tuan"),
    (MONTHLY, rf"{_EACH} thang\b"),
    (QUARTERLY, rf"{_EACH} qui\b|qui i ?, ?(?:qui )?ii ?, ?(?:qui )?iii(?: ?,| va) ?(?:qui )?iv"),
    (YEARLY, rf"{_EACH} nam\b|thuong nien"),
)
_PERIODS = tuple((cadence, re.compile(pattern)) for cadence, pattern in _RECURRING)
_PERIODIC = frozenset({YEARLY, HALF_YEARLY, QUARTERLY, MONTHLY, WEEKLY})

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_UNTIL = r"(?:(?:truoc|den|trong|vao|het|cham nhat|xong|hoan thanh)\s+)*"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_DATES = tuple(
    re.compile(_UNTIL + pattern)
    for pattern in (
        rf"(?:ngay )?(?P<day>\d{{1,2}}) ?[/.-] ?(?P<month>\d{{1,2}}) ?[/.-] ?{_YEAR}",
        rf"(?:ngay )?(?P<day>\d{{1,2}}) thang (?P<month>\d{{1,2}}),? nam {_YEAR}",
        rf"qui (?:(?:i|ii|iii|iv|[1-4]) ?(?:-|va|,|den) ?(?:qui )?)?(?P<quarter>i|ii|iii|iv|[1-4])"
        rf"(?: ?[/-] ?|,? nam | ){_YEAR}",
        rf"(?:thang )?(?P<month>\d{{1,2}}) ?[/-] ?{_YEAR}",
        rf"thang (?P<month>\d{{1,2}}),? nam {_YEAR}",
        rf"(?:nam )?(?:(?:19|20)\d\d ?(?:-|den|va|,) ?(?:nam )?){_YEAR}",
        rf"giai doan (?:19|20)\d\d ?- ?{_YEAR}",
        rf"(?:nam |cuoi nam ){_YEAR}",
        _YEAR,
    )
)
_UNDATED = re.compile(
    _UNTIL + r"(?:qui (?:i|ii|iii|iv|[1-4])|thang \d{1,2}|(?:ngay )?\d{1,2} ?/ ?\d{1,2}|trong nam)"
)


def _plain(schedule: str) -> str:
    text = fold(one_line(schedule)).replace("–", "-").replace("—", "-").strip(" .;,")
    return re.sub(r"\bhan?g? (?=nam|qui|thang|tuan|ngay)", "hang ", text)


def cadence_of(schedule: str) -> str | None:
    """One of CADENCES, or None when the words are none we know. Accents and case don't matter."""
    if len(schedule) > _LONGEST_SCHEDULE:
        return None
    text = _plain(schedule)
    found = [
        (match.start(), cadence) for cadence, pattern in _PERIODS if (match := pattern.search(text))
    ]
    if found:
        first = min(found)[1]
        dated = next((match for pattern in _DATES if (match := pattern.match(text))), None)
        periodic = [cadence for _, cadence in sorted(found) if cadence in _PERIODIC]
        return periodic[0] if dated and periodic else first
    if any(pattern.fullmatch(text) for pattern in _DATES) or _UNDATED.fullmatch(text):
        return ONCE
    return None


def last_day(schedule: str) -> date | None:
    """The last day of the one date or period the schedule names with its year, else None.

    "Quý I/2022" is 31 March 2022, "6/2025" 30 June 2025, "2025 - 2026" 31 December 2026.
    """
    if cadence_of(schedule) != ONCE:
        return None
    text = _plain(schedule)
    found = next((match for pattern in _DATES if (match := pattern.fullmatch(text))), None)
    if found is None:
        return None
    parts = found.groupdict()
    year = int(parts["year"])
    if parts.get("quarter"):
        month = 3 * _QUARTERS[parts["quarter"]]
    else:
        month = int(parts.get("month") or 12)
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    day = int(parts.get("day") or last)
    return date(year, month, day) if 1 <= day <= last else None
