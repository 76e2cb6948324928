"""Loads the demonstration's plan from its transcription, through the same door as an import."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from disclosures.models import Plan
from disclosures.plan_import import DraftPlan, DraftSection, DraftTask, ReportCycle, ReportDate
from disclosures.plans.accept import Source, accept
from disclosures.plans.directory import known_units
from disclosures.plans.proposal import Corrections, propose
from portal.demo import Demonstration

FILE = Path(__file__).parent / "plan.yaml"


def load_plan(demonstration: Demonstration) -> None:
    """A step of `registry.demo_steps`: a plan that is there stays."""
    data = FILE.read_bytes()
    draft = draft_of(yaml.safe_load(data))
    if Plan.objects.identified(draft.number, draft.signed_on):
        return
    demonstration.say(f"plan ({len(draft.tasks)} tasks)")
    proposal = propose(draft, Corrections(), known_units(), None)
    source = Source(FILE.name, hashlib.sha256(data).hexdigest())
    accept(proposal, source, actor=demonstration.office)


def draft_of(rows: Mapping[str, Any]) -> DraftPlan:
    """The transcription as a draft: as printed, units still to be recognised."""
    plan, cycle = rows["plan"], rows["report_cycle"]
    return DraftPlan(
        number=plan["number_normalised"],
        signed_on=date.fromisoformat(plan["signed_on"]),
        title=plan["title"],
        agency=plan["agency"],
        agency_hint=None,
        signer=plan["signer"],
        signer_title=plan["signer_title"],
        place=plan["place"],
        sections=tuple(
            DraftSection(row["code"], row["number_printed"], row["title_printed"])
            for row in rows["sections"]
        ),
        tasks=_tasks(rows["tasks"]),
        report_cycle=ReportCycle(
            cycle["text_printed"], tuple(_report_date(due) for due in cycle["due"])
        ),
    )


def _tasks(rows: list[Mapping[str, Any]]) -> tuple[DraftTask, ...]:
    seen: Counter[tuple[str, str]] = Counter()
    tasks = []
    for row in rows:
        place = (row["section"], row["number_printed"] or "")
        seen[place] += 1
        tasks.append(
            DraftTask(
                order=row["order"],
                section=row["section"],
                number=row["number_printed"],
                content=row["content"],
                lead=row["lead"],
                cooperating=row["cooperating"],
                schedule=row["schedule_printed"],
                cadence=row["cadence_normalised"],
                key=f"{place[0]}/{place[1] or '-'}/{seen[place]}",
            )
        )
    return tuple(tasks)


def _report_date(due: Mapping[str, str]) -> ReportDate:
    relation = "before" if "before" in due else "by"
    month, day = due[relation].split("-")
    return ReportDate(due["period"], relation, int(month), int(day))
