"""The draft plan: what was read, frozen, and the JSON shape others rely on.

Nothing here is stored. A person sees it, corrects it and accepts it; only then are there tasks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from .errors import Notice


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit of the directory, as far as reading its name in a plan needs it."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class UnknownUnit:
    """A name printed in the plan that no unit of the directory bears.

    Offered for creation, never guessed: `similar` holds codes of units with a name close to it,
    `tasks` the `order` of the tasks that name it.
    """

    name: str
    tasks: tuple[int, ...]
    as_lead: bool
    similar: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A group of tasks: `path` "II.3" for "3" under "II"; number and title as printed."""

    path: str
    number: str | None
    title: str


@dataclass(frozen=True, slots=True)
class DraftTask:
    """One task; texts as printed, pieces of a broken row joined by one blank.

    `order` counts from 1. `key` is unique in its plan and the same when the same file is read
    again. `lead_unit` is the first name in the lead cell; all of them are in `lead_units`.
    """

    order: int
    section: str
    number: str | None
    content: str
    lead: str
    cooperating: str
    schedule: str
    result: str = ""
    cadence: str | None = None
    lead_unit: str | None = None
    lead_units: tuple[str, ...] = ()
    cooperating_units: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class ReportDate:
    """When progress is reported inside the office: "before" 5 March is the 4th, "by" is the day."""

    period: str
    relation: str
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class ReportCycle:
    """The sentence that orders progress reports, as printed, and the dates read from it."""

    text: str
    due: tuple[ReportDate, ...]


@dataclass(frozen=True, slots=True)
class DraftPlan:
    """A plan as read from a file. What the file doesn't print is None.

    `agency_hint` is the issuer as named in the annex's "Kèm theo …" line: often shortened, so it
    is shown to the person who accepts the plan and is not the agency.
    """

    number: str | None
    signed_on: date | None
    title: str | None
    agency: str | None
    agency_hint: str | None
    signer: str | None
    signer_title: str | None
    place: str | None
    sections: tuple[DraftSection, ...]
    tasks: tuple[DraftTask, ...]
    unknown_units: tuple[UnknownUnit, ...] = ()
    report_cycle: ReportCycle | None = None
    warnings: tuple[Notice, ...] = ()


def to_json(draft: DraftPlan) -> dict[str, Any]:
    """The shape of `import_plan --json`: plain values, dates ISO, null for what is not printed."""
    return {
        "plan": {
            "number": draft.number,
            "signed_on": draft.signed_on.isoformat() if draft.signed_on else None,
            "title": draft.title,
            "agency": draft.agency,
            "agency_hint": draft.agency_hint,
            "signer": draft.signer,
            "signer_title": draft.signer_title,
            "place": draft.place,
            "report_cycle": _cycle_json(draft.report_cycle),
        },
        "sections": [
            {"section": section.path, "number": section.number, "title": section.title}
            for section in draft.sections
        ],
        "tasks": [_task_json(task) for task in draft.tasks],
        "unknown_units": [
            {
                "name": unit.name,
                "tasks": list(unit.tasks),
                "as_lead": unit.as_lead,
                "similar": list(unit.similar),
            }
            for unit in draft.unknown_units
        ],
        "warnings": [
            {"code": notice.code, "params": dict(notice.params)} for notice in draft.warnings
        ],
    }


def _task_json(task: DraftTask) -> dict[str, Any]:
    return {
        "order": task.order,
        "key": task.key,
        "section": task.section or None,
        "number": task.number,
        "content": task.content,
        "lead": task.lead or None,
        "cooperating": task.cooperating or None,
        "schedule": task.schedule or None,
        "result": task.result or None,
        "cadence": task.cadence,
        "lead_unit": task.lead_unit,
        "lead_units": list(task.lead_units),
        "cooperating_units": list(task.cooperating_units),
    }


def _cycle_json(cycle: ReportCycle | None) -> dict[str, Any] | None:
    if cycle is None:
        return None
    return {
        "text": cycle.text,
        "due": [
            {"period": due.period, due.relation: f"{due.month:02}-{due.day:02}"}
            for due in cycle.due
        ],
    }
