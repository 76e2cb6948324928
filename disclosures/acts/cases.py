"""Which cases and periods of a duty an act can be about.

Pure: no clock, no models.
"""

from __future__ import annotations

from datetime import timedelta

from disclosures.counting.duties import Cadence, Duty
from disclosures.counting.periods import QUARTERS, period_or_none, periods_between
from disclosures.counting.verdicts import STILL_OWED, DutyStatus, Instance, InstanceStatus

#: What still waits for somebody: owed, or nobody knows.
WAITING = STILL_OWED | {InstanceStatus.UNKNOWN}
#: How far back a person may sign that there was nothing.
QUARTERS_BACK = timedelta(days=3 * 366)


def periods_open(status: DutyStatus) -> list[Instance]:
    """Periods for which something is owed, or nobody has said anything."""
    return [
        one
        for one in status.instances
        if one.status in WAITING and one.case and one.period and period_or_none(one.case)
    ]


def nil_periods(duty: Duty, status: DutyStatus) -> list[str]:
    """Keys of the ended periods for which a person may sign that there was nothing, latest first.

    For events: quarters in which none is known and nobody has signed yet.
    """
    if duty.cadence is not Cadence.EVENT:
        ended = [
            one.case
            for one in periods_open(status)
            if (period := period_or_none(one.case)) and period.end < status.day
        ]
        return ended[::-1]
    settled = [
        period
        for one in status.instances
        if one.case == one.period
        and one.status not in WAITING
        and (period := period_or_none(one.case))
    ]
    happened = [
        day for one in status.instances if one.case != one.period for day in one.anchors.values()
    ]
    first = status.day - QUARTERS_BACK
    return [
        quarter.key
        for quarter in reversed(list(periods_between(first, status.day, QUARTERS)))
        if quarter.end < status.day
        and not any(one.covers(quarter) for one in settled)
        and not any(map(quarter.contains, happened))
    ]


def is_quiet(duty: Duty, one: Instance) -> bool:
    """A period in which an event duty had no event: nothing can be proved about it."""
    return duty.cadence is Cadence.EVENT and one.case == one.period
