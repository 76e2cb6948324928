"""Drafts of plans between upload and acceptance: their corrections, and the proposal they make."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from disclosures.models import Plan, PlanDraft
from disclosures.plans.directory import known_units
from disclosures.plans.draft_json import from_json
from disclosures.plans.proposal import (
    Corrections,
    Proposal,
    UnitDecision,
    header_of,
    propose,
)
from disclosures.plans.stored import stored_plan


def proposal_of(draft: PlanDraft) -> Proposal:
    """What accepting the draft now would do."""
    read = from_json(draft.read)
    corrections = corrections_of(draft)
    header = header_of(read, corrections)
    plan = Plan.objects.identified(header["number"], header["signed_on"])
    return propose(read, corrections, known_units(), stored_plan(plan))


def corrections_of(draft: PlanDraft) -> Corrections:
    """The corrections kept in the draft."""
    kept = draft.corrections
    header = dict(kept.get("header", {}))
    if header.get("signed_on"):
        header["signed_on"] = date.fromisoformat(header["signed_on"])
    rows = {int(order): dict(fields) for order, fields in kept.get("rows", {}).items()}
    for fields in rows.values():
        if "cooperating_units" in fields:
            fields["cooperating_units"] = tuple(fields["cooperating_units"])
    units = {name: UnitDecision(**decision) for name, decision in kept.get("units", {}).items()}
    return Corrections(header=header, rows=rows, units=units)


def correct(
    draft: PlanDraft,
    *,
    header: Mapping[str, Any],
    rows: Mapping[int, Mapping[str, Any]],
    units: Mapping[str, UnitDecision],
) -> None:
    """Add corrections to the draft; its earlier ones stay where there is nothing newer."""
    kept = draft.corrections
    new_header = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in header.items()
    }
    all_rows = {order: dict(fields) for order, fields in kept.get("rows", {}).items()}
    for order, fields in rows.items():
        if fields:
            all_rows.setdefault(str(order), {}).update(fields)
    draft.corrections = {
        "header": {**kept.get("header", {}), **new_header},
        "rows": all_rows,
        "units": {
            **kept.get("units", {}),
            **{name: asdict(decision) for name, decision in units.items()},
        },
    }
    draft.save(update_fields=["corrections"])


def fingerprint(proposal: Proposal) -> str:
    """Differs when anything differs that a person saw: corrections made in another window, a plan
    imported or a unit made meanwhile."""
    shown = (
        proposal.stored and (proposal.stored.pk, proposal.stored.import_id),
        sorted(proposal.header.items()),
        [(row.task, row.skipped) for row in proposal.rows],
        sorted(proposal.decisions.items()),
        [unit.code for unit in proposal.units],
    )
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:32]
