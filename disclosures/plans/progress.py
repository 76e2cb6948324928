"""How the tasks of a plan stand: their status, who is asked, who has not answered (R14).

Read in a fixed number of queries, however many tasks, units and answers there are. For a past day
the duties of each task are those of that day as far as approved changes tell; which units are meant
by "các phòng, đơn vị thuộc Sở", and who took over whose work, is told for the day itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from disclosures.models import Plan, PlanTask, ReportPeriod, TaskAnswer, TaskChange
from disclosures.plans import task_fields
from disclosures.plans.task_status import (
    AnswerFact,
    DutyFact,
    LeadFact,
    TaskStatus,
    task_status,
)
from disclosures.register import Register, snapshot
from disclosures.reporting.asked import Asked, Askings, Part
from disclosures.reporting.cycle import is_late
from portal.models import Unit

#: A period is the one people work on from so many days before its answers are due.
SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task: its status, its duties in the catalogue's order, the units it asks on the day, and
    those of them that have not answered for the period looked at. `waiting`: proposed changes that
    nobody has decided on."""

    task: PlanTask
    status: TaskStatus
    duties: tuple[DutyFact, ...]
    asked: tuple[Asked, ...]
    silent: tuple[Unit, ...] = ()
    waiting: int = 0

    @property
    def leads(self) -> list[Unit]:
        """Who leads it on the day; several where the plan names a group."""
        return [one.unit for one in self.asked if one.part is Part.LEAD]

    @property
    def helpers(self) -> list[Unit]:
        """Who co-operates on the day; each unit of a group for itself."""
        return [one.unit for one in self.asked if one.part is Part.COOPERATING]


class PlanProgress:
    """The tasks of one plan, from what was read for it and maybe others (`progress_of`)."""

    def __init__(self, plan: Plan, read: _Read, period: str | None = None) -> None:
        self.plan, self._read = plan, read
        self.register: Register = read.register
        self.day: date = read.register.day
        self.units: Mapping[int, Unit] = read.askings.units
        self.periods = [one for one in read.periods if one.plan_id == plan.pk]
        named = next((one for one in self.periods if one.code == period), None)
        self.period = named or current_period(self.periods, self.day)
        self.rows = [self._row(task) for task in read.askings.tasks if task.plan_id == plan.pk]

    @property
    def counts(self) -> Counter[str]:
        """How many tasks there are of each value."""
        return Counter(row.status.value for row in self.rows)

    def row_of(self, task_id: int) -> TaskRow | None:
        """The row of that task; None when the plan has it no more."""
        return next((row for row in self.rows if row.task.pk == task_id), None)

    def answered(self, row: TaskRow, period: ReportPeriod) -> list[tuple[Asked, TaskAnswer | None]]:
        """Each unit that the task asks with its answer for `period`, None where it said nothing."""
        given = {
            self.units[answer.unit_id].responsible_on(self.day).code: answer
            for answer in self._read.answers.get(row.task.pk, ())
            if answer.period_id == period.pk
        }
        return [(one, given.get(one.unit.code)) for one in row.asked]

    def _row(self, task: PlanTask) -> TaskRow:
        read = self._read
        duties, asked = read.duties[task.pk], read.askings.by_task[task.pk]
        leads = [
            LeadFact(one.unit.code, read.codes[one.unit.code])
            for one in asked
            if one.part is Part.LEAD
        ]
        facts = [_fact(one, self.units) for one in read.answers.get(task.pk, ())]
        status = task_status(duties, leads, facts, self.register.at)
        row = TaskRow(task, status, duties, asked, waiting=read.waiting[task.pk])
        if self.period is None:
            return row
        silent = tuple(one.unit for one, said in self.answered(row, self.period) if not said)
        return replace(row, silent=silent)


class _Read:
    """What the tasks of some plans rest on at a moment, read once."""

    def __init__(self, plans: Sequence[Plan], at: date | datetime | None) -> None:
        self.plans, self.at = plans, at
        self.register: Register = snapshot(at)
        day = self.register.day
        self.askings = Askings(plans, day)
        self.periods: list[ReportPeriod] = list(
            ReportPeriod.objects.filter(plan__in=plans).asked_by(day).order_by("units_due", "code")
        )
        #: By the code of a unit of the day: the codes its answers may bear, those of the units
        #: whose work it took over included.
        self.codes: dict[str, set[str]] = {one.code: {one.code} for one in self._units()}
        for one in self._units():
            self.codes[one.responsible_on(day).code].add(one.code)
        self.answers = self._answers()
        self.duties = self._duties()
        self.waiting: Counter[int] = Counter(
            TaskChange.objects.waiting().filter(task__plan__in=plans).values_list("task", flat=True)
        )

    def _units(self) -> Iterable[Unit]:
        return self.askings.units.values()

    def _answers(self) -> dict[int, list[TaskAnswer]]:
        """By task, what units had handed in at the moment: each unit's last word on a period."""
        rows = TaskAnswer.objects.latest_given() if self.at is None else TaskAnswer.objects.given()
        rows = rows.filter(period__plan__in=self.plans, answered_at__lte=self.register.at)
        last = {
            (one.task_id, one.period_id, one.unit_id): one
            for one in rows.select_related("period", "answered_by").order_by("number", "pk")
        }
        by_task: dict[int, list[TaskAnswer]] = {}
        for one in sorted(last.values(), key=lambda one: (one.answered_at, one.pk)):
            by_task.setdefault(one.task_id, []).append(one)
        return by_task

    def _duties(self) -> dict[int, tuple[DutyFact, ...]]:
        """By task, its duties in the catalogue's order."""
        codes = {
            task.pk: [one.duty_code for one in task.duties.all()] for task in self.askings.tasks
        }
        if self.at is not None:
            codes = self._rewound(codes)
        order = {duty.code: number for number, duty in enumerate(self.register.duties)}
        return {
            task.pk: tuple(
                DutyFact(code, self.register.for_task(code, task.known_as))
                for code in sorted(
                    codes[task.pk], key=lambda code: (order.get(code, len(order)), code)
                )
            )
            for task in self.askings.tasks
        }

    def _rewound(self, codes: Mapping[int, list[str]]) -> dict[int, list[str]]:
        """The duties without the changes approved after the moment."""
        later: dict[int, list[Any]] = {}
        changes = TaskChange.objects.approved_after(self.register.at)
        for one in changes.filter(task__plan__in=self.plans):
            later.setdefault(one.task_id, []).append((one.before, one.after))
        return {
            task: task_fields.rewound({"duties": sorted(named)}, later.get(task, ()))["duties"]
            for task, named in codes.items()
        }


def progress_of(
    plan: Plan, at: date | datetime | None = None, *, period: str | None = None
) -> PlanProgress:
    """The tasks of `plan` at `at` (a day means its end; default: now). `period` is the code of the
    period whose answers are looked at; default: the one at work, see `current_period`."""
    return PlanProgress(plan, _Read([plan], at), period)


def progress_of_all(plans: Sequence[Plan], at: date | datetime | None = None) -> list[PlanProgress]:
    """The same for each of `plans`, in as many queries as for one."""
    read = _Read(plans, at)
    return [PlanProgress(plan, read) for plan in plans]


def current_period(periods: Sequence[ReportPeriod], day: date) -> ReportPeriod | None:
    """The period that units work on: the next one due within a month, else the last that was due,
    else the next. `periods` in the order they are due."""
    ahead = [one for one in periods if not is_late(day, one.units_due)]
    if ahead and ahead[0].units_due - day <= SOON:
        return ahead[0]
    past = [one for one in periods if is_late(day, one.units_due)]
    return past[-1] if past else next(iter(ahead), None)


def _fact(answer: TaskAnswer, units: Mapping[int, Unit]) -> AnswerFact:
    return AnswerFact(
        unit=units[answer.unit_id].code,
        period=answer.period.code,
        state=answer.state,
        answered_at=answer.answered_at,
        text=answer.result,
    )
