"""Writing an accepted proposal: the plan, its groups and tasks, new units and names, in one
transaction. Whoever calls has checked the permission `portal.import_plan`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from disclosures.models import Plan, PlanImport
from disclosures.plans import directory, duty_links, writing
from disclosures.plans.proposal import (
    CREATE,
    HEADER_FIELDS,
    MATCH,
    NEW_UNIT,
    Proposal,
    Row,
)
from disclosures.plans.stored import latest_decision
from portal.models import Unit


class PlanNotAccepted(Exception):
    """The proposal can't be stored; nothing was written. Its text is for the person."""


@dataclass(frozen=True, slots=True)
class Source:
    """The file a plan was read from: its name, and the SHA-256 of its bytes in hexadecimal."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was done. `recorded` is the import, None when nothing changed at all."""

    plan: Plan
    recorded: PlanImport | None
    units_made: tuple[str, ...]


def accept(proposal: Proposal, source: Source, *, actor: Any = None) -> Accepted:
    """Store `proposal`. Raises PlanNotAccepted: without number or day of signing, without tasks,
    with a text too long, or when the stored plan changed since the proposal was made."""
    _check(proposal)
    try:
        with transaction.atomic():
            return _accept(proposal, source, actor)
    except IntegrityError as error:
        raise PlanNotAccepted(_changed_meanwhile()) from error
    except ValidationError as error:
        raise PlanNotAccepted(" ".join(error.messages)) from error


def _check(proposal: Proposal) -> None:
    if not proposal.header["number"] or not proposal.header["signed_on"]:
        raise PlanNotAccepted(
            _("The plan needs its number and its day of signing: by them it is known again.")
        )
    if all(row.skipped for row in proposal.rows):
        raise PlanNotAccepted(_("No task is left: leave at least one row in."))
    empty = [row.task.order for row in proposal.rows if not row.skipped and not row.task.content]
    if empty:
        raise PlanNotAccepted(
            _("Row %(row)s has no text: write what is to be done, or leave the row out.")
            % {"row": empty[0]}
        )


def _accept(proposal: Proposal, source: Source, actor: Any) -> Accepted:
    header = proposal.header
    if not Unit.objects.exists():
        directory.load_units()
    made = _make_units(proposal)
    proposal = _with_codes(proposal, made)
    plan = Plan.objects.select_for_update().identified(header["number"], header["signed_on"])
    _check_same(proposal, plan)
    if plan and not proposal.changes_anything and not made:
        latest = plan.imports.first()
        if latest and latest.sha256 == source.sha256:
            return Accepted(plan, None, ())
    plan = plan or Plan(year=writing.year_of(header))
    for name in HEADER_FIELDS:
        setattr(plan, name, header[name] or getattr(plan, name))
    if proposal.report_cycle:
        plan.report_cycle = writing.report_cycle_json(proposal.report_cycle)
    plan.clean_fields()
    plan.save()
    recorded = PlanImport(
        plan=plan,
        file_name=source.name[:255],
        sha256=source.sha256,
        imported_by=actor,
        changes=writing.changes_json(proposal),
    )
    recorded.save()
    writing.write_tasks(plan, proposal, recorded)
    duty_links.link_duties(plan)
    plan.__dict__.pop("latest_import", None)
    return Accepted(plan, recorded, tuple(made.values()))


def _check_same(proposal: Proposal, plan: Plan | None) -> None:
    """The stored plan is the one that was compared with."""
    latest = plan.imports.first() if plan else None
    seen = proposal.stored
    now = (plan.pk, latest.pk if latest else 0, latest_decision(plan)) if plan else None
    if now != ((seen.pk, seen.import_id, seen.decision_id) if seen else None):
        raise PlanNotAccepted(_changed_meanwhile())


def _changed_meanwhile() -> str:
    return _(
        "Somebody imported this plan or decided on a change of its tasks meanwhile. Nothing was "
        "stored: check the changes again."
    )


def _make_units(proposal: Proposal) -> dict[str, str]:
    """Make the units and other writings decided on. {"new:N": code of the unit made}."""
    made = {}
    taken = set(Unit.objects.values_list("code", flat=True))
    for number, unknown in enumerate(proposal.read.unknown_units):
        decision = proposal.decisions.get(unknown.name)
        if decision is None:  # somebody gave the name to a unit meanwhile
            continue
        if decision.action == CREATE:
            code = directory.free_code(unknown.name, taken)
            unit = Unit(code=code, name=unknown.name)
            unit.full_clean(exclude=["code"])
            unit.save()
            taken.add(code)
            made[f"{NEW_UNIT}{number}"] = code
        elif decision.action == MATCH:
            unit = Unit.objects.select_for_update().filter(code=decision.unit).first()
            if unit is None:
                raise PlanNotAccepted(
                    _("The unit chosen for “%(name)s” is not there any more.")
                    % {"name": unknown.name}
                )
            unit.aliases = [*unit.aliases, unknown.name]
            unit.save(update_fields=["aliases"])
    return made


def _with_codes(proposal: Proposal, made: dict[str, str]) -> Proposal:
    """The proposal with the codes of the units made in place of `new:N`."""
    if not made:
        return proposal

    def code(value: str | None) -> str | None:
        return made.get(value, value) if value else value

    def row(old: Row) -> Row:
        tasks = [
            replace(
                task,
                lead_unit=code(task.lead_unit),
                lead_units=tuple(code(unit) for unit in task.lead_units),
                cooperating_units=tuple(code(unit) for unit in task.cooperating_units),
            )
            for task in (old.task, old.recognised)
        ]
        changes = tuple(replace(change, after=_coded(change.after, made)) for change in old.changes)
        return replace(old, task=tasks[0], recognised=tasks[1], changes=changes)

    return replace(proposal, rows=tuple(row(old) for old in proposal.rows))


def _coded(value: Any, made: dict[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(made.get(each, each) for each in value)
    return made.get(value, value) if isinstance(value, str) else value
