"""When progress is reported: a plan's own sentence turned into the periods of a year.

Plan 14/KH-SKHCN part III: units report "before the 5th of the last month of the quarter (March,
June, September) and for the year (15/11)". A strict date is the day before; a day off rolls back,
since a report a step earlier is never late (grammar of data/obligations.yaml). The plan sets no
date for the Office's sending on, and none for the figures: both are the Office's own.

Pure: no clock, no models.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from disclosures.deadlines import due_dates, parse_rule
from portal.calendar import Calendar

#: Quarters that have a report of their own; the fourth is in the year's.
QUARTERS = ("Q1", "Q2", "Q3")
YEAR = "YEAR"
#: Used for a plan whose sentence was not read: the cycle of plan 14/KH-SKHCN.
USUAL_CYCLE: tuple[Mapping[str, str], ...] = (
    {"period": "Q1", "before": "03-05"},
    {"period": "Q2", "before": "06-05"},
    {"period": "Q3", "before": "09-05"},
    {"period": "YEAR", "by": "11-15"},
)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dates:
    """One period with its dates, all inclusive: figures from–until (`cut_off`), the last day for
    the units, and for the Office (None: not set)."""

    code: str
    covers_from: date
    cut_off: date
    units_due: date
    office_due: date | None


def is_late(day: date, units_due: date) -> bool:
    """Whether an answer of `day` (or one that is still missing then) is late: the units' day itself
    is in time."""
    return day > units_due


def period_code(year: int, period: str) -> str:
    """`2026-Q1`, or `2026` for the year."""
    return f"{year:04}" if period == YEAR else f"{year:04}-{period}"


def periods_of_year(
    cycle: Mapping[str, Any] | None,
    year: int,
    calendar: Calendar,
    *,
    office_days: int | None = None,
    last_cut_off: date | None = None,
) -> list[Dates]:
    """The periods that a plan's report cycle (`Plan.report_cycle`) sets for `year`, in order.

    Figures are counted from the day after the cut-off before, so that nothing falls between two
    reports: a quarter goes on from the quarter before it; the first quarter and the year begin the
    day after `last_cut_off` (that of the year before), or on 1 January. They are counted until the
    day the units report, which the Office may change. `office_days`: working days that the Office
    has after the units.
    """
    given = _due(cycle)
    rule = parse_rule({"schedule": [_slot(one) for one in given]})
    found = {one.period: one.due for one in due_dates(rule, {}, calendar, period=year)}
    start = last_cut_off + ONE_DAY if last_cut_off else date(year, 1, 1)
    dates, begins = [], start
    for one in sorted(given, key=lambda one: (one["period"] == YEAR, one["period"])):
        code = period_code(year, one["period"])
        due = found[code]
        since = start if one["period"] == YEAR else begins
        dates.append(
            Dates(
                code=code,
                covers_from=min(since, due),
                cut_off=due,
                units_due=due,
                office_due=calendar.add_working_days(due, office_days) if office_days else None,
            )
        )
        begins = due + ONE_DAY
    return dates


def _due(cycle: Mapping[str, Any] | None) -> list[Mapping[str, str]]:
    """The dates of the cycle, each period once; the usual ones where none was read."""
    given: Iterable[Mapping[str, str]] = (cycle or {}).get("due") or ()
    known = {one["period"]: one for one in given if one.get("period") in (*QUARTERS, YEAR)}
    return list(known.values()) or list(USUAL_CYCLE)


def _slot(one: Mapping[str, str]) -> dict[str, Any]:
    is_strict = "before" in one
    return {
        "period": one["period"],
        "by": one["before" if is_strict else "by"],
        "inclusive": not is_strict,
    }
