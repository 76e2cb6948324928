"""Which units are asked about which task: its lead and those that co-operate, as they are today.

A unit that ended is followed along its succession. A group ("Các phòng, đơn vị thuộc Sở") asks each
of the office's units for itself. Sections, elected bodies and the leadership are asked only where
the plan names them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from disclosures.models import Plan, PlanTask
from disclosures.register import LeadUnits
from portal.models import Unit
from portal.models.units import UnitKind

#: Kinds of unit that "the divisions and units of the Department" means.
OF_THE_OFFICE = frozenset({UnitKind.DIVISION, UnitKind.INSPECTORATE, UnitKind.PUBLIC_SERVICE_UNIT})


class Part(StrEnum):
    """A unit's part in a task."""

    LEAD = "lead"
    COOPERATING = "cooperating"


@dataclass(frozen=True, slots=True)
class Asked:
    """A unit that owes an answer to a task, and its part in it."""

    unit: Unit
    part: Part


class Askings:
    """Who is asked about the tasks of a plan (or of several) on a day; the number of queries is
    fixed, however many tasks there are. `units` are those of the day, where they were read."""

    def __init__(
        self, plan: Plan | Sequence[Plan], day: date, units: LeadUnits | None = None
    ) -> None:
        plans = [plan] if isinstance(plan, Plan) else plan
        self.day = day
        self.units = (units or LeadUnits(day)).units
        self.tasks = list(
            PlanTask.objects.current()
            .filter(plan__in=plans)
            .select_related("plan", "section")
            .prefetch_related("cooperating_units", "duties")
        )
        self._offices = sorted(
            (
                one
                for one in self.units.values()
                if one.kind in OF_THE_OFFICE and one.exists_on(day)
            ),
            key=lambda one: (one.sort_order, one.name),
        )
        self.by_task: Mapping[int, tuple[Asked, ...]] = {
            task.pk: self._asked(task) for task in self.tasks
        }

    def of(self, unit: Unit) -> list[tuple[PlanTask, Part]]:
        """The tasks that `unit` is asked about, in the plan's order."""
        return [
            (task, one.part)
            for task in self.tasks
            for one in self.by_task[task.pk]
            if one.unit.pk == unit.pk
        ]

    def all_units(self) -> list[Unit]:
        """Every unit that is asked about anything, in the directory's order."""
        found = {one.unit.pk: one.unit for asked in self.by_task.values() for one in asked}
        return sorted(found.values(), key=lambda one: (one.sort_order, one.name))

    def _asked(self, task: PlanTask) -> tuple[Asked, ...]:
        found: dict[int, Asked] = {}
        lead = [task.lead_unit_id] if task.lead_unit_id else []
        for unit in self._expanded(lead):
            found.setdefault(unit.pk, Asked(unit, Part.LEAD))
        for unit in self._expanded(one.pk for one in task.cooperating_units.all()):
            found.setdefault(unit.pk, Asked(unit, Part.COOPERATING))
        return tuple(found.values())

    def _expanded(self, numbers: Iterable[int]) -> Iterable[Unit]:
        for number in numbers:
            unit = self.units[number]
            if unit.kind == UnitKind.GROUP:
                yield from self._offices
            else:
                yield unit.responsible_on(self.day)
