"""What the page of one plan shows: the tally, the filters, the tasks in their groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from disclosures.plans import words
from disclosures.plans.progress import PlanProgress, TaskRow
from disclosures.plans.task_words import (
    TASK_VALUES,
    period_label,
    sentence,
    unit_words,
    value_words,
)
from disclosures.words.wording import DIMENSIONS
from portal.paging import positive_int

#: More units than these are shown as a number that opens.
NAMED_UNITS = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader of the plan chose; empty: everything."""

    unit: str = ""
    status: str = ""
    dimension: int | None = None

    def __bool__(self) -> bool:
        return bool(self.unit or self.status or self.dimension)

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Choice:
        """From an address; what makes no sense is no choice."""
        status = asked.get("tinh-trang", "")
        dimension = positive_int(asked.get("papi"))
        return cls(
            unit=asked.get("don-vi", "")[:40],
            status=status if status in TASK_VALUES else "",
            dimension=dimension if dimension in DIMENSIONS else None,
        )

    def takes(self, row: TaskRow) -> bool:
        """Whether the row is among what was chosen; a unit's tasks are those that ask it."""
        section = row.task.section
        return (
            (not self.unit or any(one.unit.code == self.unit for one in row.asked))
            and (not self.status or row.status.value == self.status)
            and (
                not self.dimension or (section and section.papi_dimension == self.dimension) is True
            )
        )


def tally(progress: PlanProgress) -> list[dict[str, Any]]:
    """How many tasks stand how, each with the address of the list of them."""
    root = reverse("disclosures_plan", args=[progress.plan.pk])
    return [
        {
            "code": str(value),
            "label": value_words(value),
            "count": progress.counts[value],
            "url": f"{root}?tinh-trang={value}",
        }
        for value in TASK_VALUES
        if progress.counts[value]
    ]


def filters(progress: PlanProgress, choice: Choice) -> list[dict[str, Any]]:
    """The filters of a plan's page, each choice with how many tasks it has."""
    rows = progress.rows
    units = {one.unit.code: one.unit for row in rows for one in row.asked}
    by_unit = Counter(one.unit.code for row in rows for one in row.asked)
    by_dimension = Counter(row.task.section.papi_dimension for row in rows if row.task.section)
    ordered = sorted(units.values(), key=lambda one: (one.sort_order, one.name))
    found = [
        _filter("don-vi", _("Unit asked"), _("every unit"), choice.unit,
                [(one.code, one.name, by_unit[one.code]) for one in ordered]),
        _filter("tinh-trang", _("State"), _("every state"), choice.status,
                [(value, value_words(value), progress.counts[value])
                 for value in TASK_VALUES if progress.counts[value]]),
        _filter("papi", _("PAPI dimension"), _("every dimension"), str(choice.dimension or ""),
                [(str(number), str(name), by_dimension[number])
                 for number, name in DIMENSIONS.items() if by_dimension[number]]),
    ]  # fmt: skip
    if progress.period:
        period = _filter("ky", _("Answers for"), "", progress.period.code, [
            (one.code, period_label(one.code), None) for one in progress.periods
        ])  # fmt: skip
        found.append({**period, "choices": period["choices"][1:]})
    return found


def groups(progress: PlanProgress, choice: Choice) -> list[dict[str, Any]]:
    """The chosen tasks in the plan's order, under the titles of their groups."""
    names = {one.code: one.name for one in progress.units.values()}
    found: list[dict[str, Any]] = []
    for row in progress.rows:
        if not choice.takes(row):
            continue
        section = row.task.section
        path = section.path if section else ""
        if not found or found[-1]["path"] != path:
            found.append({"path": path, "title": section.title if section else "", "rows": []})
        found[-1]["rows"].append(_row(progress, row, names))
    return found


def _row(progress: PlanProgress, row: TaskRow, names: Mapping[str, str]) -> dict[str, Any]:
    task = row.task
    lead = progress.units.get(task.lead_unit_id)
    helpers = [progress.units[one.pk] for one in task.cooperating_units.all()]
    return {
        "task": task,
        "url": reverse("disclosures_task", args=[task.pk]),
        "cadence": words.CADENCES.get(task.cadence, "") or task.schedule,
        "status": row.status.value,
        "label": value_words(row.status.value),
        "why": sentence(row.status, names),
        "lead": unit_words(lead, progress.day) if lead else None,
        "helpers": [unit_words(one, progress.day) for one in helpers],
        "duties": [
            {"code": one.code, "value": one.value.value, "label": value_words(one.value)}
            for one in row.duties
        ],
        "asked": len(row.asked),
        "silent": row.silent,
        "named": len(row.silent) <= NAMED_UNITS,
        "waiting": row.waiting,
    }


def _filter(name: str, label: str, every: str, chosen: str, choices: list[Any]) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "choices": [
            {"value": "", "label": every, "count": None, "chosen": not chosen},
            *(
                {"value": value, "label": words_, "count": count, "chosen": value == chosen}
                for value, words_, count in choices
            ),
        ],
    }
