"""Importing a plan: a document in, a draft plan out (R1).

Pure: no models, no clock. The directory of units comes in as `KnownUnit`s, the draft goes out for
a person to check; whoever calls stores it. Reading goes: `source` (what file is it) → `read_…`
(lines and grids) → `table` (tasks and groups) and `header` → `units` and `cadence` → draft.
"""

from __future__ import annotations

from .cadence import CADENCES, cadence_of, last_day
from .diff import PRINTED_FIELDS, FieldChange, PlanDiff, TaskChange, diff_plans
from .draft import (
    DraftPlan,
    DraftSection,
    DraftTask,
    KnownUnit,
    ReportCycle,
    ReportDate,
    UnknownUnit,
    to_json,
)
from .errors import Notice, PlanRefused
from .messages import NOTICES, REFUSALS, message
from .reading import read_plan
from .units import Recognised, UnitDirectory, unit_key

__all__ = [
    "CADENCES",
    "NOTICES",
    "PRINTED_FIELDS",
    "REFUSALS",
    "DraftPlan",
    "DraftSection",
    "DraftTask",
    "FieldChange",
    "KnownUnit",
    "Notice",
    "PlanDiff",
    "PlanRefused",
    "Recognised",
    "ReportCycle",
    "ReportDate",
    "TaskChange",
    "UnitDirectory",
    "UnknownUnit",
    "cadence_of",
    "diff_plans",
    "last_day",
    "message",
    "read_plan",
    "to_json",
    "unit_key",
]
