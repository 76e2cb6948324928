"""The figures of the dashboard, counted from one register: by status, dimension, unit and month.

A month counts what fell due in it and has passed: on time, late, or overdue still. What was set
aside, answered by a nil return or is not determined is no success and no failure, and is left out
of the share. A month before the register was kept has no figure, not a zero.

Pure: works on values; the day is an argument.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from disclosures.counting.duties import Duty
from disclosures.counting.verdicts import DutyStatus, DutyValue, Instance, InstanceStatus

#: How many months the history shows, the current one included.
MONTHS = 12
#: What came of an instance that fell due.
OUTCOMES = (InstanceStatus.ON_TIME, InstanceStatus.LATE, InstanceStatus.OVERDUE)
#: Statuses of a duty that ask for somebody to act.
LATE = frozenset({DutyValue.OVERDUE, DutyValue.NEVER_PUBLISHED})


@dataclass(frozen=True, slots=True)
class Line:
    """A duty with its status and the unit that answers for it (`unit` its code, or empty)."""

    duty: Duty
    status: DutyStatus
    unit: str = ""
    unit_name: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """How the duties of one dimension or unit stand."""

    key: str
    counts: Mapping[DutyValue, int]

    @property
    def total(self) -> int:
        """How many duties there are."""
        return sum(self.counts.values())

    @property
    def late(self) -> int:
        """How many are overdue or were never published."""
        return sum(self.counts.get(value, 0) for value in LATE)


@dataclass(frozen=True, slots=True)
class Month:
    """What fell due in one month. `share` is the part that was on time, 0 to 1; None: nothing fell
    due, or nobody kept the register then (`tracked` False)."""

    first: date
    tracked: bool
    counts: Mapping[InstanceStatus, int] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """`2026-09`."""
        return f"{self.first:%Y-%m}"

    @property
    def due(self) -> int:
        """How many fell due."""
        return sum(self.counts.values())

    @property
    def share(self) -> float | None:
        """The part that was on time."""
        if not (self.tracked and self.due):
            return None
        return self.counts.get(InstanceStatus.ON_TIME, 0) / self.due


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a list behind a number shows; empty: everything."""

    status: str = ""
    unit: str | None = None
    dimension: int | None = None
    month: str = ""
    outcome: str = ""

    def takes(self, line: Line) -> bool:
        """Whether a duty is in the list (`month` and `outcome` are about instances)."""
        return (
            (not self.status or line.status.value == self.status)
            and (self.unit is None or line.unit == self.unit)
            and (self.dimension is None or (line.duty.papi_dimension or 0) == self.dimension)
        )

    def takes_instance(self, one: Instance) -> bool:
        """Whether an instance is in the list."""
        return (not self.outcome or one.status == self.outcome) and (
            not self.month or (one.due is not None and f"{one.due:%Y-%m}" == self.month)
        )


def statuses(lines: Iterable[Line]) -> dict[DutyValue, int]:
    """How many duties are in which status."""
    return dict(Counter(line.status.value for line in lines))


def by_dimension(lines: Sequence[Line]) -> list[Group]:
    """By dimension of PAPI, in its order; `0` is no dimension."""
    return _grouped(
        lines, lambda line: str(line.duty.papi_dimension or 0), lambda one: int(one.key)
    )


def by_unit(lines: Sequence[Line]) -> list[Group]:
    """By unit, the one with the most that is late first; the empty key is nobody."""
    return _grouped(lines, lambda line: line.unit, lambda one: (-one.late, -one.total, one.key))


def months(lines: Iterable[Line], day: date, tracked_from: date | None) -> list[Month]:
    """The last months up to that of `day`, the oldest first."""
    counts: dict[date, Counter[InstanceStatus]] = {}
    for _line, one in past_due(lines, day):
        counts.setdefault(one.due.replace(day=1), Counter())[one.status] += 1
    return [
        Month(
            first, tracked_from is None or _end(first) >= tracked_from, dict(counts.get(first, {}))
        )
        for first in last_months(day)
    ]


def past_due(lines: Iterable[Line], day: date) -> Iterable[tuple[Line, Instance]]:
    """Instances whose day has passed (or is `day` and they are answered), with their outcome."""
    for line in lines:
        for one in line.status.instances:
            if one.status in OUTCOMES and one.due is not None and one.due <= day:
                yield line, one


def overdue(lines: Iterable[Line]) -> list[tuple[Line, Instance]]:
    """Everything overdue, what has waited longest first."""
    found = [
        (line, one)
        for line in lines
        for one in line.status.instances
        if one.status is InstanceStatus.OVERDUE
    ]
    return sorted(found, key=lambda row: (row[1].due or date.max, row[0].duty.code, row[1].case))


def never_published(lines: Iterable[Line]) -> list[Line]:
    """Duties of which nothing was ever public."""
    return [line for line in lines if line.status.value is DutyValue.NEVER_PUBLISHED]


def last_months(day: date, number: int = MONTHS) -> list[date]:
    """The first days of the last `number` months, that of `day` last."""
    index = day.year * 12 + day.month - 1
    return [date(one // 12, one % 12 + 1, 1) for one in range(index - number + 1, index + 1)]


def _end(first: date) -> date:
    following = first.year * 12 + first.month
    return date.fromordinal(date(following // 12, following % 12 + 1, 1).toordinal() - 1)


def _grouped(
    lines: Iterable[Line], key: Callable[[Line], str], order: Callable[[Group], Any]
) -> list[Group]:
    counts: dict[str, Counter[DutyValue]] = {}
    for line in lines:
        counts.setdefault(key(line), Counter())[line.status.value] += 1
    return sorted((Group(name, dict(one)) for name, one in counts.items()), key=order)
