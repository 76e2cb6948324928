"""The other way round of `plan_import.to_json`: what a draft keeps becomes a draft plan again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from disclosures.plan_import import (
    DraftPlan,
    DraftSection,
    DraftTask,
    Notice,
    ReportCycle,
    ReportDate,
    UnknownUnit,
)


def from_json(data: Mapping[str, Any]) -> DraftPlan:
    """The draft plan that `to_json` wrote; `data` is trusted, it comes from our own table."""
    plan = data["plan"]
    return DraftPlan(
        number=plan["number"],
        signed_on=date.fromisoformat(plan["signed_on"]) if plan["signed_on"] else None,
        title=plan["title"],
        agency=plan["agency"],
        agency_hint=plan["agency_hint"],
        signer=plan["signer"],
        signer_title=plan["signer_title"],
        place=plan["place"],
        sections=tuple(
            DraftSection(row["section"], row["number"], row["title"]) for row in data["sections"]
        ),
        tasks=tuple(task_from_json(row) for row in data["tasks"]),
        unknown_units=tuple(
            UnknownUnit(row["name"], tuple(row["tasks"]), row["as_lead"], tuple(row["similar"]))
            for row in data["unknown_units"]
        ),
        report_cycle=_cycle(plan["report_cycle"]),
        warnings=tuple(Notice(row["code"], row["params"]) for row in data["warnings"]),
    )


def task_from_json(row: Mapping[str, Any]) -> DraftTask:
    """One task of it."""
    return DraftTask(
        order=row["order"],
        section=row["section"] or "",
        number=row["number"],
        content=row["content"],
        lead=row["lead"] or "",
        cooperating=row["cooperating"] or "",
        schedule=row["schedule"] or "",
        result=row["result"] or "",
        cadence=row["cadence"],
        lead_unit=row["lead_unit"],
        lead_units=tuple(row["lead_units"]),
        cooperating_units=tuple(row["cooperating_units"]),
        key=row["key"],
    )


def _cycle(row: Mapping[str, Any] | None) -> ReportCycle | None:
    if row is None:
        return None
    dates = []
    for due in row["due"]:
        relation = "before" if "before" in due else "by"
        month, day = due[relation].split("-")
        dates.append(ReportDate(due["period"], relation, int(month), int(day)))
    return ReportCycle(row["text"], tuple(dates))
